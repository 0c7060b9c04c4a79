import { describe, expect, it } from 'vitest';

import type { ShingleSample } from '#core/matching/text-signature.ts';

import { sharePassages } from './shared-passages.ts';

/** A text that says these stretches of a line of words, each a distinct shingle. */
function saying(...stretches: readonly (readonly [number, number])[]): ShingleSample {
  const shingles = Uint32Array.from(stretches.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => (from + at) * 9_973))).sort();
  return { shingles, length: shingles.length };
}

const PRESS_ONE = [9_000, 9_070] as const;

describe('sharePassages', () => {
  it('takes a retold script for the same, and a cut of it', () => {
    const shared = sharePassages(saying([0, 200]), [saying([30, 200], [500, 560]), saying([0, 80])]);
    expect([shared.isSame(0), shared.isSame(1)]).toEqual([true, true]);
  });

  it('does not take a passage for the script', () => {
    expect(sharePassages(saying([0, 200], PRESS_ONE), [saying([300, 500], PRESS_ONE)]).isSame(0)).toBe(false);
  });

  it('leaves out what three texts have that are otherwise unlike', () => {
    const report = saying([0, 120], PRESS_ONE);
    const strangers = [saying([300, 420], PRESS_ONE), saying([600, 720], PRESS_ONE)];
    const shared = sharePassages(report, [...strangers, saying([0, 70], PRESS_ONE)]);
    expect([0, 1, 2].map((at) => shared.isSame(at))).toEqual([false, false, true]);
    expect(shared.coverTogether([0, 1])).toBe(false);
  });

  it('keeps what three cuts of one script have in common', () => {
    const shared = sharePassages(saying([60, 200]), [saying([0, 140]), saying([100, 240])]);
    expect([shared.isSame(0), shared.isSame(1)]).toEqual([true, true]);
  });

  it('adds up what several texts have of the report, if each has another part', () => {
    const report = saying([0, 200]);
    const first = saying([0, 60], [400, 540]);
    expect(sharePassages(report, [first, saying([60, 120], [700, 840])]).coverTogether([0, 1])).toBe(true);
    expect(sharePassages(report, [first, saying([0, 60], [400, 540])]).coverTogether([0, 1])).toBe(false);
  });

  it('ties two texts by a report that goes on in both, not by one that is a passage of both', () => {
    const [one, other] = [saying([0, 140], PRESS_ONE), saying([300, 440], PRESS_ONE)];
    expect(sharePassages(saying(PRESS_ONE), [one, other]).ties(1, 0)).toBe(false);
    expect(sharePassages(saying([60, 140], PRESS_ONE, [300, 380]), [one, other]).ties(1, 0)).toBe(true);
  });
});
