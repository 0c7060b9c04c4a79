// What to do after a check, most important first, and whom to ask. No hotline stands in a sentence: numbers come from core/safety.

import { certainHotlines } from '#core/safety/hotlines.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { outcomeOf, type Check, type CheckOutcome } from './check.ts';

/** `{{kr_1394}}` in a sentence is the number of `kr-1394`. */
const NUMBERS = Object.fromEntries(certainHotlines().map(({ id, number }) => [id.replaceAll('-', '_'), number]));

/** Who answers questions about a suspicion, by the language somebody reads; in English it may be either country. */
const ASK: Record<Language, string> = { ko: 'ask_kr', ms: 'ask_my', en: 'ask_both' };

const KEYS: Record<CheckOutcome, readonly string[]> = {
  confirmed: ['do_not_pay', 'block'],
  reported: ['do_not_pay', 'other_way'],
  scam: ['do_not_pay', 'block'],
  suspicious: ['other_way', 'never_give'],
  official: ['spoofed'],
  unknown: ['not_safe', 'other_way'],
};

/** Sentences in the language asked for. */
export function checkAdvice(check: Check, language: Language, translator: Translator): string[] {
  const outcome = outcomeOf(check);
  const isScam = outcome === 'scam' || outcome === 'suspicious' || outcome === 'reported' || outcome === 'confirmed';
  const keys = [
    ...(check.changed_account ? ['changed_account'] : []),
    ...(isScam && check.type !== 'OTHER' ? [`types.${check.type}`] : []),
    ...KEYS[outcome],
    ...(check.bare_number ? ['name_the_bank'] : []),
    ...(check.left_out > 0 ? ['left_out'] : []),
    'paid',
    ASK[language],
  ];
  return keys.map((key) => translator.t(language, `check:advice.${key}`, { ...NUMBERS, count: check.left_out }));
}
