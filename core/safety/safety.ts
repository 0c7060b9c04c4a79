// Whom to call and what to do now. Hotlines are data (hotlines.json): dated, sourced, signed off; never text in code.

import type { LossReading } from '#core/reading/reading.ts';
import type { Language, Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

/** What is known about a loss when the card is asked for; the less is known, the more general the card. */
export interface SafetyCardRequest {
  loss: LossReading['state'];
  /** null when not said: taken as recent, because a late call costs nothing and a late card costs the money. */
  within_24h: boolean | null;
  rail?: Rail | null;
  /** Likely scam types, best first. */
  types?: readonly ScamType[];
  /** ISO 3166-1 alpha-2 of the victim's bank; `other` for anywhere else; null when unknown: Korea and Malaysia are both shown. */
  country: string | null;
  /** Where the money went, when that is known and may be another country. */
  sent_to?: string | null;
  language: Language;
  /** Lines with opening hours are left out while they are closed. */
  now: Date;
}

/** A line of the hotline file as shown to a victim in their language. */
export interface HotlineShown {
  country: string;
  /** As it is dialled in that country; `tel` is the E.164 or short form for a `tel:` link. */
  number: string;
  tel: string;
  label: string;
}

/** What somebody who may just have paid must know, in calling order. Plain text, no mark-up. */
export interface SafetyCard {
  language: Language;
  /** Money or codes left within 24 hours, or a life is in danger. */
  urgent: boolean;
  /** Short imperative sentences, most urgent first. */
  steps: string[];
  hotlines: HotlineShown[];
  /** What to say on the phone or to show at a counter: in the bank's language first, then in the victim's. Empty: nothing to be said. */
  script: { language: Language; text: string }[];
  /** ISO date on which the hotline file was last checked. */
  checked_on: string;
}
