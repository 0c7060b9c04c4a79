// Says which language a message is in: by script, and for Latin script by common words. Decides which language the answer
// and the phrases are taken from; text in none of the known languages goes to a person, so `und` beats a guess.

import type { DetectedLanguage } from '../reading.ts';
import { COMMON_WORDS, INDONESIAN_ONLY, MALAY_ONLY } from './words.ts';

const LINKS_AND_NUMBERS = /https?:\/\/[^\s]{1,500}|@[\w.-]{1,64}|[a-z0-9-]{1,63}\.[a-z0-9.-]{2,100}(?:\/[^\s]{0,500})?|[0-9]+/gi;
const LATIN_WORD = /[a-z\u00c0-\u024f\u1ea0-\u1eff']+/g;

// One entry a script: unique to a language or close enough to route by.
const SCRIPTS: readonly (readonly [DetectedLanguage, RegExp])[] = [
  ['ko', /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/g],
  ['ja', /[\u3041-\u309f\u30a1-\u30fa]/g],
  ['zh', /[\u3400-\u4dbf\u4e00-\u9fff]/g],
  ['ta', /[\u0b80-\u0bff]/g],
  ['th', /[\u0e01-\u0e5b]/g],
  ['hi', /[\u0900-\u097f]/g],
  ['bn', /[\u0980-\u09ff]/g],
  ['te', /[\u0c00-\u0c7f]/g],
  ['ml', /[\u0d00-\u0d7f]/g],
  ['pa', /[\u0a00-\u0a7f]/g],
  ['km', /[\u1780-\u17ff]/g],
  ['lo', /[\u0e80-\u0eff]/g],
  ['my', /[\u1000-\u109f]/g],
  ['ru', /[\u0400-\u04ff]/g],
  ['el', /[\u0370-\u03ff]/g],
  ['he', /[\u0590-\u05ff]/g],
  ['ka', /[\u10a0-\u10ff]/g],
  ['ne', /[\ua8e0-\ua8ff]/g],
  ['ar', /[\u0600-\u06ff\u0750-\u077f]/g],
];
// Letters of Jawi (Malay in Arabic script) that Arabic does not have.
const JAWI = /[\u0686\u06a0\u06a4\u0762\u06bd\u06cf]/;
const NON_LATIN = /[\u0370-\uffff]/;
/** Long texts are judged by their beginning; a language does not change often after two thousand characters. */
const MAX_JUDGED = 4_000;

interface Vote {
  language: string;
  weight: number;
}

const VOTES: ReadonlyMap<string, readonly Vote[]> = wordVotes();

/** A word that n of the languages share counts 1/n for each, so that shared words decide nothing. */
function wordVotes(): Map<string, Vote[]> {
  const languagesOf = new Map<string, string[]>();
  for (const [listed, list] of Object.entries(COMMON_WORDS)) {
    // Malay and Indonesian vote together; `malayOrIndonesian` tells them apart afterwards.
    const language = listed === 'id' ? 'ms' : listed;
    for (const word of new Set(list.split(/\s+/)))
      if (languagesOf.get(word)?.includes(language) !== true) languagesOf.set(word, [...(languagesOf.get(word) ?? []), language]);
  }
  const votes = new Map<string, Vote[]>();
  for (const [word, languages] of languagesOf) {
    votes.set(
      word,
      languages.map((language) => ({ language, weight: 1 / languages.length })),
    );
  }
  return votes;
}

/** Language of a clean text, `und` when nothing tells. Hangul beside a Latin link or name is still Korean. */
export function detectLanguage(clean: string): DetectedLanguage {
  const judged = clean.slice(0, MAX_JUDGED);
  const script = NON_LATIN.test(judged) ? languageOfScript(judged) : null;
  return script ?? languageOfLatin(judged);
}

function languageOfScript(text: string): DetectedLanguage | null {
  const bare = text.replace(LINKS_AND_NUMBERS, ' ');
  const latin = countMatches(bare, /[A-Za-z\u00c0-\u024f]/g);
  let best: DetectedLanguage | null = null;
  let most = 0;
  for (const [language, letters] of SCRIPTS) {
    // A syllable or an ideograph carries about as much as three Latin letters.
    const count = countMatches(bare, letters) * (language === 'ko' || language === 'zh' || language === 'ja' ? 3 : 1);
    if (count > most) [best, most] = [language, count];
  }
  if (best === null || most * 2 < latin) return null;
  if (best === 'zh' && countMatches(bare, /[\u3041-\u30fa]/g) > 0) return 'ja';
  return best === 'ar' && JAWI.test(bare) ? 'ms' : best;
}

function countMatches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function languageOfLatin(text: string): DetectedLanguage {
  const words = text.toLowerCase().replace(LINKS_AND_NUMBERS, ' ').match(LATIN_WORD) ?? [];
  const scores = new Map<string, number>();
  for (const word of words) {
    for (const { language, weight } of votesFor(word)) scores.set(language, (scores.get(language) ?? 0) + weight);
  }
  const best = winner(scores, words.length);
  return best === 'ms' ? malayOrIndonesian(words) : best;
}

const MALAY = new Set(MALAY_ONLY.split(/\s+/));
const INDONESIAN = new Set(INDONESIAN_ONLY.split(/\s+/));

/** Malay unless more words are Indonesian only than Malay only: most words are both (domain rules §5.3). */
function malayOrIndonesian(words: readonly string[]): DetectedLanguage {
  const malay = words.filter((word) => MALAY.has(word)).length;
  const indonesian = words.filter((word) => INDONESIAN.has(word)).length;
  return indonesian > malay ? 'id' : 'ms';
}

// Endings and beginnings that mark Malay and Indonesian words that no list holds.
const MALAY_SHAPE =
  /^(?:meng|meny|mem|men|peng|peny|pem|ber|ter|di|se|ke|per)[a-z]{3,}(?:kan|nya|i|an)$|^(?:meng|meny|mem|peng|peny|pem|ber)[a-z]{3,}$|^[a-z]{3,}(?:kan|nya|lah)$/;
const ENGLISH_SHAPE = /^[a-z]{3,}(?:ing|tion|ed|ly|ness|ment|'s|'t|'re|'ve)$/;

function votesFor(word: string): readonly Vote[] {
  const known = VOTES.get(word);
  if (known !== undefined) return known;
  if (ENGLISH_SHAPE.test(word)) return [{ language: 'en', weight: 0.4 }];
  if (!MALAY_SHAPE.test(word)) return [];
  return [{ language: 'ms', weight: 0.4 }];
}

/** Below this share of recognised words a text is in none of the languages (NTREX lines of other languages score lower). */
const MIN_SHARE = 0.12;

function winner(scores: ReadonlyMap<string, number>, words: number): DetectedLanguage {
  let best: DetectedLanguage = 'und';
  let most = 0;
  for (const [language, score] of scores) {
    if (score > most) [best, most] = [language, score];
  }
  return most >= 0.3 && most >= MIN_SHARE * words ? best : 'und';
}
