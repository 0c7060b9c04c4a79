// A check in sentences, for every face: the page, the bot, a group, an inline answer.

import { bankName } from '#core/reading/indicators/numbers/banks.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { formatDay } from '#platform/format.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Check, CheckedItem } from './check.ts';

/** "Bank account Kakaobank". Where two would read alike they are numbered, as in the text. */
export function itemName(item: CheckedItem, all: readonly CheckedItem[], { language, translator }: { language: Language; translator: Translator }): string {
  const alike = all.filter(({ kind, value }) => kind === item.kind && value === item.value);
  const number = alike.length > 1 ? ` (${translator.t(language, 'check:page.number', { number: alike.indexOf(item) + 1 })})` : '';
  return kindName(item, { language, translator }) + number;
}

/** What kind of thing, with as much of it as may be shown. @param value masked; empty: only the kind is known. */
export function kindName(
  { kind, value }: Pick<CheckedItem, 'kind' | 'value'>,
  { language, translator }: { language: Language; translator: Translator },
): string {
  const [country = '', code = ''] = value.split('/');
  const shown = kind === 'bank_account' ? bankName(country, code, language === 'ko') : value === '***' ? null : value;
  return `${translator.t(language, `check:kinds.${kind}`)} ${shown ?? ''}`.trim();
}

/** What is known of it; what was taken back or is looked at is said as well. */
export function itemSays(item: CheckedItem, language: Language, translator: Translator): string {
  const day = (iso: string | null): string => (iso === null ? '–' : formatDay(iso, language));
  const params = { count: item.reporters ?? 0, first: day(item.first_seen), last: day(item.last_seen), agency: item.agency ?? '', date: day(item.since) };
  const note = item.note === null ? [] : [translator.t(language, `check:notes.${item.note}`)];
  const key = item.state === 'reported' && item.first_seen === item.last_seen ? 'reported_one_day' : item.state;
  return [...note, translator.t(language, `check:says.${key}`, params)].join(' ');
}

/** What the words say; empty where there are none to judge. */
export function wordsSay(check: Check, language: Language, translator: Translator): string[] {
  const type = translator.t(language, `taxonomy:types.${check.type}.short`);
  const isTyped = check.verdict === 'scam' && check.type !== 'OTHER';
  const keys = [
    ...(check.known_script ? ['known_script'] : []),
    ...(check.changed_account ? ['changed_account'] : []),
    ...(check.has_words ? [check.verdict === 'scam' && !isTyped ? 'suspicious' : check.verdict] : []),
  ];
  return keys.map((key) => translator.t(language, `check:words.${key}`, { type }));
}
