// Words that say what a number beside them is. The nearest one before a number decides, else the nearest after it: the same twelve
// digits may be an identity card, an account, a phone or a parcel (domain rules §3.5).

import { EDGE_BEFORE, firstUnits } from '../survey/required-words.ts';

/** What a cue names. The kinds of `ID_KINDS` are masked, the others keep a number from being taken for an id. */
export type CueKind = (typeof CUE_PATTERNS)[number][0];

export interface Cue {
  kind: CueKind;
  start: number;
  end: number;
}

/** Latin words stand alone, but digits may touch them: `ic900101…`. */
const word = (pattern: string): string => `(?<![a-z])(?:${pattern})(?![a-z])`;

// Order matters where two begin at the same place: longer ones first.
const CUE_PATTERNS = [
  [
    'dob',
    `생년 ?월일|생일|${word('d\\.?o\\.?b|date of birth|birth ?date|birthday|tarikh lahir|tar?\\.? lahir|t(?:gl|anggal) lahir|lahir|born(?: on)?')}|生年月日|出生日期`,
  ],
  [
    'order',
    `주문|배송|택배|운송장|송장|등기|접수|사건|승인|거래 ?번호|관리 ?번호|문서 ?번호|고지|예약|회원 ?번호|고객 ?번호|사업자|차량|법인|모델|${word('track(?:ing)?|order|invoice|inv|resit|receipt|ref|reference|rujukan|pesanan|awb|case|kes|ticket|tiket|booking|reservation|parcel|consignment|shipment|shpt|delivery|courier|kurier|hantaran|penghantaran|bungkusan|serial|model|imei|ssm|invois|no\\.? siri')}|单号|订单`,
  ],
  [
    'rrn',
    `주민 ?(?:등록 ?)?번?호?|외국인 ?등록|거소 ?신고|거소 ?번호|민증|신분증|(?<!사업자 ?|법인 ?|차량 ?|상표 ?|특허 ?|자동차 ?)등록 ?번호|${word('rrn|arc|alien registration|resident (?:registration )?(?:number|no|card)|resident registration|jumin')}`,
  ],
  [
    'passport',
    `여권|${word('pass?port|pasport|paspot|paspor(?:t?nya)?|pp no|reisepass|pasaporte|passeport|passaporto')}|护照|護照|パスポート|旅券|หนังสือเดินทาง|ho chieu`,
  ],
  [
    'licence',
    `운전 ?면허|면허 ?번호|면허증|${word("driv(?:er'?s?|ing|ers') licen[cs]e|licen[cs]e (?:no|number)|dl no|lesen(?: memandu)?|no\\.? sim|sim a|fuhrerschein")}`,
  ],
  ['nik', word('nik|e-?ktp|ktp(?:-el)?|nomor induk|no\\.? induk')],
  [
    'mykad',
    `${word('n?o?\\.?i\\.?c(?:\\.|no)?|kp|no\\.?kp|k\\/p|my ?kad|my ?pr|my ?kid|(?:kad )?pengenalan|kad pintar|identity card|id card|i\\/c|n(?:o|ombor)\\.? (?:tentera|polis|askar)|(?:army|police|tentera|polis) (?:no|number|id)|mytentera')}|신분 ?카드`,
  ],
  ['nric', word('nric|fin no|fin number|fin')],
  ['chinese', '身份证|身分证|身分證|身份證|居民身份|公民身份'],
  [
    'id',
    word(
      'ssn|social security|itin|taxpayer id|tax id|national insurance|nino|ni (?:no|number)|sin (?:no|number)|sin(?=[^a-z]{1,3}(?:is )?[0-9])|social insurance|tfn|tax file(?: number)?|medicare|hkid|hong kong id|taiwan(?:ese)? id|thai id|chinese id|philsys|philid|umid|sss (?:no|number)|tin (?:no|number)|cccd|cmnd|can cuoc|chung minh|aadh?aa?r|uidai|pan (?:card|no|number)|pan|steuer-?id|steuerid\\w*|steueridentifikationsnummer|personalausweis|ausweisnummer|ausweis|securite sociale|nir|carte d.identite|dni|nie|nif|codice fiscale|bsn nummer|burgerservicenummer|cpf|curp|pesel|my ?number card|mynumber|national id|identity (?:no|number)|identification (?:no|number)|id (?:no|number)|government id|citizen id|no\\.? identiti|no\\.? id|ssnit|emirates id|iqama',
    ) + '|マイナンバー|個人番号|ประชาชน|आधार|統一編號',
  ],
  [
    'card',
    `카드|${word('(?:no\\.? )?kad(?: kredit| debit| bank| atm| saya)?|cards?|credit card|debit card|visa|master ?card|amex|unionpay|kartu(?: kredit| debit)?|cc (?:no|number)|pan number')}|信用卡|银行卡`,
  ],
  ['account', `계좌|계죄|통장|예금주|${word('akaun|accounts?|acct?|akn|rekening|rek|norek|a\\/c|iban|duitnow|swift|sort code')}`],
  [
    'phone',
    `전화|연락처|휴대폰|핸드폰|폰 ?번호|문자|☎|${word('tel|telp|telefon|phone|fon|hp|whats?app|wasap|ws|wa|call|hubungi|sms|contact|mobile|handphone|fax|faks|hotline|talian')}`,
  ],
] as const satisfies readonly (readonly [string, string])[];

const CUES = new RegExp(CUE_PATTERNS.map(([kind, pattern]) => `(?<${kind}>${pattern})`).join('|'), 'y');
/** By unit: 1 where a cue may begin with it after anything but a letter a–z, 2 after anything. Most places are passed over by it. */
const BEGINS = beginsOf(firstUnits(CUES));
export const ID_KINDS = ['rrn', 'mykad', 'nric', 'passport', 'licence', 'nik', 'chinese', 'id'] as const;
/** Cues that make an id of what follows them, whatever its shape. */
export const ID_CUES: readonly RegExp[] = CUE_PATTERNS.filter(([kind]) => kind === 'dob' || isIdKind(kind)).map(([, pattern]) => new RegExp(pattern));
export type IdKind = (typeof ID_KINDS)[number];

/** Numbers of digits that the ids of each kind have. */
export const ID_LENGTHS: Readonly<Record<IdKind, ReadonlySet<number>>> = {
  rrn: new Set([13]),
  mykad: new Set([7, 12]),
  nric: new Set([12]),
  passport: new Set([7, 8, 9]),
  licence: new Set([7, 8, 9, 10, 11, 12, 14, 15, 16]),
  nik: new Set([16]),
  chinese: new Set([15, 18]),
  id: new Set([8, 9, 10, 11, 12, 13, 14, 15, 16, 18]),
};

export function isIdKind(kind: CueKind | null): kind is IdKind {
  return ID_KINDS.some((each) => each === kind);
}

/** How far a cue reaches forward and back; "주민등록번호 앞뒤 다 알려줬어요 …" and "… (IC)". */
const BEFORE = 34;
const AFTER = 14;

/** The cues of one text, found in one pass when first asked for. */
export class Cues {
  readonly #words: string;
  #found: readonly Cue[] | undefined;

  constructor(words: string) {
    this.#words = words;
  }

  all(): readonly Cue[] {
    this.#found ??= cuesOf(this.#words);
    return this.#found;
  }

  /** What the words say of `words[start, end)`. */
  of(start: number, end: number): CueKind | null {
    const cues = this.all();
    const next = firstEndingAfter(cues, start);
    const before = cues[next - 1];
    if (before !== undefined && start - before.end <= BEFORE) return before.kind;
    const after = cues.slice(next, next + 3).find((cue) => cue.start >= end);
    return after !== undefined && after.start - end <= AFTER ? after.kind : null;
  }
}

function cuesOf(words: string): Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const cue = mayBeginAt(words, at) ? cueAt(words, at) : null;
    if (cue === null) continue;
    at = cue.end - 1;
    const previous = cues.at(-1);
    // "PAN card", "kad IC": the card is the document.
    if (cue.kind === 'card' && previous !== undefined && isIdKind(previous.kind) && cue.start - previous.end <= 1) previous.end = cue.end;
    else cues.push(cue);
  }
  return cues;
}

function beginsOf(units: ReadonlySet<string> | null): Uint8Array {
  const begins = new Uint8Array(65_536);
  if (units === null) return begins.fill(2);
  for (const unit of units) {
    const code = unit.charCodeAt(unit.length - 1);
    begins[code] = Math.max(begins[code] ?? 0, unit.startsWith(EDGE_BEFORE) && isLetter(code) ? 1 : 2);
  }
  return begins;
}

function mayBeginAt(words: string, at: number): boolean {
  const begins = BEGINS[words.charCodeAt(at)] ?? 0;
  return begins === 2 || (begins === 1 && !isLetter(words.charCodeAt(at - 1)));
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

function cueAt(words: string, at: number): Cue | null {
  CUES.lastIndex = at;
  const match = CUES.exec(words);
  return match === null ? null : { kind: kindOf(match.groups), start: at, end: at + match[0].length };
}

function firstEndingAfter(cues: readonly Cue[], offset: number): number {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function kindOf(groups: Record<string, string | undefined> | undefined): CueKind {
  return CUE_PATTERNS.find(([kind]) => groups?.[kind] !== undefined)?.[0] ?? 'order';
}
