// What a reporter may agree to, one by one. An answer is kept with the version of the wording and its time, a later one beside it.

import type { Consent } from './report.ts';

/** `on_behalf`: it happened to somebody else, who knows of the report and agrees. */
export const CONSENT_PURPOSES = ['share_KR', 'share_MY', 'contact', 'on_behalf'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

/** What the web form asks one by one; that it is told for somebody else is an answer of its own there. */
export const FORM_PURPOSES = ['share_KR', 'share_MY', 'contact'] as const satisfies readonly ConsentPurpose[];

/** Of the wording where it was asked; raised with every change of it (docs/privacy.md). The chat's 1 was before it asked. */
export const CONSENT_VERSIONS = { partner: 1, form: 1, chat: 2 } as const;

const SHARE_PURPOSES = { KR: 'share_KR', MY: 'share_MY' } as const satisfies Record<string, ConsentPurpose>;

/** In the words of a report's own consent. */
export function consentOf(agreed: readonly ConsentPurpose[], said: { version: number; at: Date }): Consent {
  const share = Object.entries(SHARE_PURPOSES).flatMap(([country, purpose]) => (agreed.includes(purpose) ? [country] : []));
  return { share, contact: agreed.includes('contact'), version: said.version, at: said.at.toISOString() };
}

/** The purposes agreed to by it. */
export function agreedIn({ share, contact }: Pick<Consent, 'share' | 'contact'>): ConsentPurpose[] {
  const shared = Object.entries(SHARE_PURPOSES).flatMap(([country, purpose]): ConsentPurpose[] => (share.includes(country) ? [purpose] : []));
  return contact ? [...shared, 'contact'] : shared;
}
