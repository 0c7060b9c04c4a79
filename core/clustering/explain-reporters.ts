// The count of independent reporters as a sentence for officers: "7 reports, 5 accounts, 2 independent: 3 with the same words of their own".

import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { NOT_COUNTED, type WeighedReporters } from './independent-reporters.ts';

export function explainReporters(weighed: WeighedReporters, translator: Translator, language: Language): string {
  const { reports, accounts, independent, not_counted } = weighed;
  const count = translator.t(language, 'publication:reporters.count', { reports, accounts, independent });
  const reasons = NOT_COUNTED.filter((reason) => (not_counted[reason] ?? 0) > 0).map((reason) =>
    translator.t(language, `publication:reporters.${reason}`, { accounts: not_counted[reason] ?? 0 }),
  );
  return reasons.length === 0 ? count : `${count}: ${reasons.join(', ')}`;
}
