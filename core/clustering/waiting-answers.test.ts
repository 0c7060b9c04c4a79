import { expect, test } from 'vitest';

import type { ClusteredReport, Clusterer } from './clusterer.ts';
import { WaitingAnswers } from './waiting-answers.ts';

/** Gives these answers in order. */
function answering(...answers: Partial<ClusteredReport>[]): Clusterer {
  const left = [...answers];
  return { add: ({ id }) => ({ id, campaign: '', joined_by: [], independent_reporters: 1, ...left.shift() }) };
}

test('an answer names the campaign into which its own went while it waited', () => {
  const answers = new WaitingAnswers(
    answering({ campaign: 'c1' }, { campaign: 'c2' }, { campaign: 'c3', absorbed: ['c2'] }, { campaign: 'c4', absorbed: ['c3'] }),
  );
  for (const id of ['1', '2', '3', '4']) expect(answers.add({ id, text: '' })).toEqual([]);
  expect(answers.take().map(({ id, campaign }) => [id, campaign])).toEqual([
    ['1', 'c1'],
    ['2', 'c4'],
    ['3', 'c4'],
    ['4', 'c4'],
  ]);
  expect(answers.take()).toEqual([]);
});

test('no more wait than twice the limit, and none is given out of order', () => {
  const answers = new WaitingAnswers(answering(), 3);
  const given = Array.from({ length: 20 }, (_, at) => answers.add({ id: String(at), text: '' })).flat();
  expect(given.length).toBeGreaterThanOrEqual(14);
  expect([...given, ...answers.take()].map(({ id }) => Number(id))).toEqual(Array.from({ length: 20 }, (_, at) => at));
});
