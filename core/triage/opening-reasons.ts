/** Why an officer looks at personal data; codes, because free text would itself be personal. */
export const OPENING_REASONS = ['contact_reporter', 'verify_account', 'freeze_request', 'investigation', 'quality_check', 'data_subject_request'] as const;
export type OpeningReason = (typeof OPENING_REASONS)[number];
