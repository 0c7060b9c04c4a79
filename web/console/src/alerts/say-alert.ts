import type { AlertItem } from './use-alerts.ts';

/** In the officer's language, else in any that is written. */
export function headlineOf({ content: { texts } }: Pick<AlertItem, 'content'>, none: string): string {
  const language = document.documentElement.lang;
  const own = Object.entries(texts).find(([each]) => each === language)?.[1].headline ?? '';
  return [own, ...Object.values(texts).map(({ headline }) => headline)].find((each) => each.trim() !== '') ?? none;
}
