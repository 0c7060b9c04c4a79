import { expect, it } from 'vitest';

import { disagreementOf } from '#core/advice/opinion.ts';
import { isWorthAsking } from '#core/advice/worth-asking.ts';
import type { Reading } from '#core/reading/reading.ts';

type Asked = Pick<Reading, 'verdict' | 'facets' | 'loss'>;
const NOTHING: Asked = {
  verdict: 'scam',
  facets: { channel: null, rail: null, theme: null, harms: ['money'] },
  loss: { state: 'unknown', within_24h: null, amount: null },
};

it.each<[string, Partial<Asked>, boolean]>([
  ['the reader abstains', { verdict: 'unclear' }, true],
  ['money is gone', { loss: { state: 'lost', within_24h: true, amount: null } }, true],
  ['somebody is held', { facets: { ...NOTHING.facets, harms: ['liberty'] } }, true],
  ['images are threatened with', { verdict: 'suspicious', facets: { ...NOTHING.facets, harms: ['money', 'intimate_images'] } }, true],
  ['the reader is sure of a scam that took nothing', {}, false],
  ['the message is ordinary', { verdict: 'benign', loss: { state: 'lost', within_24h: null, amount: null } }, false],
])('when %s, a model is asked: %#', (_when, reading, asked) => {
  expect(isWorthAsking({ ...NOTHING, ...reading })).toBe(asked);
});

it.each([
  ['both say the same', { type: 'LOAN', scam_probability: 0.9 }, { type: 'LOAN', score: 0.95 }, null],
  ['one says scam, the other not', { type: 'OTHER', scam_probability: 0.1 }, { type: 'LOAN', score: 0.95 }, 'scam'],
  ['both say scam but not which', { type: 'INVEST', scam_probability: 0.9 }, { type: 'LOAN', score: 0.95 }, 'type'],
  ['both say ordinary', { type: 'OTHER', scam_probability: 0.1 }, { type: 'LOAN', score: 0.2 }, null],
] as const)('sees whether opinions differ: %s', (_what, opinion, reading, difference) => {
  expect(disagreementOf(opinion, reading)).toBe(difference);
});
