import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { AlertContent } from './alert.ts';

/**
 * Where the headline stands alone: nobody may take a rehearsal for real.
 * @param say in that language.
 */
export function shownHeadline(
  { texts, exercise }: Pick<AlertContent, 'texts' | 'exercise'>,
  language: Language,
  say: (key: string, params: Record<string, string>) => string,
): string {
  const { headline } = texts[language];
  return exercise === true ? say('alerts:exercise.headline', { headline }) : headline;
}
