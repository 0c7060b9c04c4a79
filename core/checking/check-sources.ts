// Where a check has looked and where it could not, so that "nothing known" is not taken for more than it is.

import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** `link`: not connected; where people can ask it themselves. Addresses as in the domain rules §2.1, §2.2. */
const SOURCES = [
  { id: 'reports', asked: true },
  { id: 'official', asked: true },
  { id: 'scripts', asked: true },
  { id: 'police_kr', asked: false, link: 'https://cyberbureau.police.go.kr' },
  { id: 'semak_mule', asked: false, link: 'https://semakmule.rmp.gov.my' },
  { id: 'blocks', asked: false },
] as const satisfies readonly { id: string; asked: boolean; link?: string }[];

export interface CheckSource {
  name: string;
  asked: boolean;
  blind_spot: string;
  link: string | null;
}

export function checkSources(language: Language, translator: Translator): CheckSource[] {
  return SOURCES.map((source) => ({
    name: translator.t(language, `check:sources.${source.id}.name`),
    asked: source.asked,
    blind_spot: translator.t(language, `check:sources.${source.id}.blind_spot`),
    link: 'link' in source ? source.link : null,
  }));
}
