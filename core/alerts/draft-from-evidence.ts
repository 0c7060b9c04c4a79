// The first draft of a warning, in three languages, from reviewed sentences (locales/…/alert-drafts.json): the scam's pattern alone, no
// indicators, no numbers to dial; the renderer adds those from the hotline file.

import { LANGUAGES, LIFE_SAFETY_TYPES, type Language, type ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { VALID_DAYS, type AlertContent, type AlertEvidence, type AlertGrade, type AlertText } from './alert.ts';

export interface DraftFromEvidence {
  type: ScamType;
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: readonly string[];
  evidence: AlertEvidence;
  translator: Pick<Translator, 't'>;
  now: Date;
}

const DAY = 86_400_000;

/** Independent victims from which a caution becomes a warning, a warning a danger (proposed scale of domain rules §6.7). */
const WARNING_FROM = 10;
const DANGER_FROM = 50;

export function draftFromEvidence({ type, countries, evidence, translator, now }: DraftFromEvidence): AlertContent {
  const grade = proposedGrade(type, evidence);
  return {
    type,
    grade,
    countries: [...new Set(countries)].sort(),
    valid_until: new Date(now.getTime() + VALID_DAYS[grade] * DAY).toISOString(),
    texts: Object.fromEntries(LANGUAGES.map((language) => [language, draftText(translator, language, type)])) as Record<Language, AlertText>,
  };
}

/** A life, or a phone that is no longer the victim's own, is danger however few have reported it. */
export function proposedGrade(type: ScamType, evidence: AlertEvidence): AlertGrade {
  const victims = evidence.independent_reporters ?? evidence.reports ?? 0;
  if (LIFE_SAFETY_TYPES.includes(type) || type === 'MALWARE' || victims >= DANGER_FROM) return 'danger';
  return victims >= WARNING_FROM ? 'warning' : 'caution';
}

/** What no known type fits has no sentences of its own: officers write them, and cannot approve before. */
function draftText(translator: Pick<Translator, 't'>, language: Language, type: ScamType): AlertText {
  if (type === 'OTHER') return { headline: '', what_happens: '', what_to_do: '' };
  const sentence = (field: keyof AlertText): string => translator.t(language, `alert-drafts:${type}.${field}`);
  return { headline: sentence('headline'), what_happens: sentence('what_happens'), what_to_do: sentence('what_to_do') };
}
