import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readMessage } from '#core/reading/read-message.ts';

import { buildKnownIndex } from './known-index.ts';
import { modusScore } from './modus.ts';
import { SAME_SCORE } from './match-score.ts';

interface Told {
  script: string;
  language: 'ko' | 'ms' | 'en';
  text: string;
}

const TOLD = readFileSync(new URL('evaluation/parallel-scripts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Told)
  .map((told) => ({ ...told, reading: readMessage({ text: told.text }) }));

describe('the way of working', () => {
  it('meets in three languages, and other scripts seldom do', () => {
    const pairs = TOLD.flatMap((one, at) =>
      TOLD.slice(at + 1)
        .filter((other) => other.language !== one.language)
        .map((other) => ({ one, other })),
    );
    const isSimilar = ({ one, other }: (typeof pairs)[number]): boolean => modusScore(one.reading, other.reading) > 0;
    const [same, others] = [pairs.filter(({ one, other }) => one.script === other.script), pairs.filter(({ one, other }) => one.script !== other.script)];
    expect(same.filter(isSimilar).length / same.length).toBeGreaterThan(0.35);
    expect(others.filter(isSimilar).length / others.length).toBeLessThan(0.01);
  });

  it('supports what a Korean and a Malay report share, and makes no match alone', () => {
    const link = { kind: 'url' as const, value: 'https://bit.ly/3xYzAbC', raw: '', start: 0, end: 0, shared: true };
    const meeting = TOLD.flatMap((one) =>
      TOLD.filter((other) => one.language === 'ko' && other.language === 'ms' && modusScore(one.reading, other.reading) > 0).map((other) => ({ one, other })),
    )[0];
    if (meeting === undefined) throw new Error('no two scripts meet');
    const { one, other } = meeting;
    const matchOf = (indicators: (typeof link)[]) =>
      buildKnownIndex([{ id: 'k', text: one.text }], () => ({ ...one.reading, indicators })).match({
        id: 'q',
        text: other.text,
        reading: { ...other.reading, indicators },
      });
    expect(matchOf([])).toEqual([]);
    const [match] = matchOf([link]);
    expect(match).toMatchObject({ band: 'similar', via: ['url', 'modus'] });
    expect(match?.score).toBeGreaterThan(0.6);
  });

  it('is symmetric, says nothing of texts of one language, and is never enough alone', () => {
    for (const one of TOLD.slice(0, 30)) {
      for (const other of TOLD.slice(0, 30)) {
        const score = modusScore(one.reading, other.reading);
        expect(score).toBeCloseTo(modusScore(other.reading, one.reading), 12);
        expect(score).toBeLessThan(SAME_SCORE);
        if (one.reading.language === other.reading.language) expect(score).toBe(0);
      }
    }
  });
});
