// What a reporter may agree to, one by one. An answer is kept with the version of the wording and its time, a later one beside it.

/** `on_behalf`: it happened to somebody else, who knows of the report and agrees. */
export const CONSENT_PURPOSES = ['share_KR', 'share_MY', 'contact', 'on_behalf'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** Of the wording under `interview:consent`; raised with every change of it. 1 was before anybody was asked. */
export const CONSENT_VERSION = 2;

/** In the words of `Consent.share`. */
export function sharedWith(agreed: readonly ConsentPurpose[]): string[] {
  return [...(agreed.includes('share_KR') ? ['KR'] : []), ...(agreed.includes('share_MY') ? ['MY'] : [])];
}
