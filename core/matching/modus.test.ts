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
    expect(same.filter(isSimilar).length / same.length).toBeGreaterThan(0.45);
    expect(others.filter(isSimilar).length / others.length).toBeLessThan(0.01);
  });

  it('finds a Korean script by a Malay telling, for an officer only', () => {
    const korean = TOLD.filter(({ language }) => language === 'ko');
    const index = buildKnownIndex(
      korean.map(({ script, text }) => ({ id: script, text })),
      (text) => readMessage({ text }),
    );
    const found = TOLD.filter(({ language }) => language === 'ms').map(({ script, text, reading }) => ({
      script,
      best: index.match({ id: 'q', text, reading })[0],
    }));
    expect(found.filter(({ script, best }) => best?.id === script && best.via.includes('modus')).length).toBeGreaterThan(20);
    expect(found.every(({ best }) => best === undefined || best.band === 'similar' || !best.via.every((via) => via === 'modus'))).toBe(true);
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
