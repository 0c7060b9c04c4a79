// The things scam messages and their harmless look-alikes speak of. Rules combine concepts, so one rule serves three
// languages and a sentence nobody has seen before still has its parts recognised.

/** Each has a list of stems in phrases/ko.ts, ms.ts and en.ts. */
export const CONCEPTS = [
  'AUTHORITY', 'CRIME_LINK', 'SAFE_ACCOUNT', 'SECRECY', 'WARRANT', 'ISOLATE', 'MOVE_MONEY',
  'CARD_DELIVERY', 'CALLBACK', 'BLOCKED', 'ARREARS', 'COMPANY', 'COURIER', 'PARCEL_PROBLEM', 'FINE', 'TAX', 'SUBSIDY', 'HEALTH_CHECK',
  'CLICK', 'URGENCY', 'CREDENTIAL', 'ASK_GIVE', 'INSTALL', 'REMOTE', 'INVITATION', 'FUNERAL',
  'NEW_NUMBER', 'FAMILY', 'BORROW', 'GIFT_CARD', 'LOAN', 'LOAN_LURE', 'FEE_FIRST', 'INVEST', 'PROFIT', 'GROUP', 'WITHDRAW_BLOCKED',
  'ROMANCE', 'CUSTOMS', 'TASK', 'PAY_RATE', 'OVERSEAS', 'JOB', 'TRAVEL_PAID', 'HELD', 'SALE', 'PAY_BEFORE', 'CHEATED', 'BIZ_ORDER', 'BIZ_PROXY',
  'INTIMATE', 'SPREAD', 'PRIZE', 'INHERITANCE', 'RENTAL', 'RECOVERY', 'MULE', 'ID_MISUSE', 'VICTIM', 'TOLD',
  'NEWS', 'WARNING', 'HEARSAY', 'OTP_NOTICE', 'TRANSACTION', 'DELIVERED', 'APPOINTMENT', 'EVERYDAY',
] as const;
export type Concept = (typeof CONCEPTS)[number];

/**
 * Stems by concept, separated by ` | `. Korean ones are matched with spaces removed, `^` wants the beginning of a word;
 * Latin ones are whole words in order, a final `*` lets the last word go on.
 */
export type PhraseBook = Readonly<Record<Concept, string>>;
