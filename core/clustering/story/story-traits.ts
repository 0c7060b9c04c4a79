// What of a report's way of working is the same in every language: concepts, motifs, rail and channel. No words, names, numbers or sums.

import type { Concept } from '#core/reading/phrases/concepts.ts';
import type { Reading } from '#core/reading/reading.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { normalise } from '#core/reading/text/normalise.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';

import { findMotifs } from './find-motifs.ts';
import type { UsualStory } from './same-story.ts';

/** These say how it is told, and what harmless messages are about: the same script told by a victim has others than in the scammer's words. */
export const HOW_TOLD: ReadonlySet<string> = new Set<Concept>([
  'YOU',
  'MINE',
  'TOLD',
  'VICTIM',
  'CHEATED',
  'TALK_OF_SCAM',
  'NEWS',
  'WARNING',
  'HEARSAY',
  'EVERYDAY',
  'PLAN',
  'FOOD',
  'FEELING',
  'LAUGH',
  'STUDY',
  'LEISURE',
  'AGREEMENT',
  'OPT_OUT',
  'BALANCE',
  'DELIVERED',
  'APPOINTMENT',
  'HEALTH',
  'PRODUCT',
]);

/** `concept:INVEST`, `motif:pet`, `rail:crypto`, `channel:call`; the same text and reading, the same traits. */
export function storyTraits(text: string, { modus, facets }: Pick<Reading, 'modus' | 'facets'>): string[] {
  const concepts = modus.filter((concept) => !HOW_TOLD.has(concept)).map((concept) => `concept:${concept}`);
  const motifs = [...findMotifs(normalise(text).skeleton)].map((motif) => `motif:${motif}`);
  const ways = [facets.rail === null ? [] : [`rail:${facets.rail}`], facets.channel === null ? [] : [`channel:${facets.channel}`]].flat();
  return [...concepts, ...motifs, ...ways].toSorted();
}

let known: readonly UsualStory[] | undefined;

/** The seed patterns as stories: how usual a trait is while there are few campaigns. Read once, half a second. */
export function knownStories(): readonly UsualStory[] {
  known ??= loadKnownPatterns().map(({ text }) => {
    const reading = readMessage({ text });
    return { language: reading.language, type: reading.type, traits: new Set(storyTraits(text, reading)) };
  });
  return known;
}
