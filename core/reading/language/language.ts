// Says which language a message is in, and which parts of it are in others: by script, and for Latin script by a trained model. Decides
// which language the answer and the phrases are taken from; text in none of the known languages goes to a person, so `und` beats a guess.

import type { DetectedLanguage, LanguageShare } from '../reading.ts';
import { addWordScores, bestLanguage, noScores } from './latin-model.ts';
import { addLean, malayOrIndonesian } from './malay-or-indonesian.ts';
import type { Lean } from './malay-or-indonesian.ts';
import { eachLatinWord, withoutLinks } from './latin-words.ts';
import { scriptOf, withinScript } from './scripts.ts';

/** Long texts are judged by their beginning; a language does not change often after two thousand characters. */
const MAX_JUDGED = 2_000;
/** Below this a guess among the Latin languages is none: half of the words of other languages score lower. */
const MIN_PROBABILITY = 0.4;
const NON_LATIN = /[\u0370-\uffff]/;
const CLAUSE = /[.!?;:\n,()"\u2026\u3001\u3002\uff01\uff1f]+/g;

/** Main language, and all of them by share where there are several. */
export interface FoundLanguages {
  language: DetectedLanguage;
  languages?: LanguageShare[];
}

/** Main language of a clean text, `und` when nothing tells. Hangul beside a Latin link or name is still Korean. */
export function detectLanguage(clean: string): DetectedLanguage {
  return mainLanguage(partsOf(clean));
}

/** As {@link detectLanguage}, with the parts of a message that mixes languages. */
export function detectLanguages(clean: string): FoundLanguages {
  const parts = partsOf(clean);
  const language = mainLanguage(parts);
  const shares = sharesOf(parts, language);
  return shares.length > 1 ? { language, languages: shares } : { language };
}

function noLean(): Lean {
  return { decisive: 0, lean: 0, words: 0 };
}

/** What lies between two boundaries of clauses in one script. */
interface Part {
  /** null: Latin, to be told by `scores`. */
  script: DetectedLanguage | null;
  letters: number;
  words: number;
  scores: Int32Array | null;
  /** To Indonesian rather than Malay. */
  lean: Lean;
}

function partsOf(clean: string): Part[] {
  const judged = withoutLinks(clean.slice(0, MAX_JUDGED));
  const boundaries = boundariesOf(judged);
  return [...scriptParts(judged), ...latinParts(judged.toLowerCase(), boundaries)];
}

function boundariesOf(text: string): number[] {
  const boundaries: number[] = [];
  CLAUSE.lastIndex = 0;
  while (CLAUSE.test(text)) boundaries.push(CLAUSE.lastIndex - 1);
  return boundaries;
}

function scriptParts(text: string): Part[] {
  if (!NON_LATIN.test(text)) return [];
  const letters = new Map<DetectedLanguage, number>();
  for (let i = 0; i < text.length; i += 1) {
    const script = scriptOf(text.charCodeAt(i));
    if (script !== null) letters.set(script.language, (letters.get(script.language) ?? 0) + script.weight);
  }
  // Ideographs beside kana are Japanese.
  const kana = letters.get('ja') ?? 0;
  if (kana > 0) {
    letters.set('ja', kana + (letters.get('zh') ?? 0));
    letters.delete('zh');
  }
  return [...letters].map(([language, count]) => ({ script: withinScript(language, text), letters: count, words: count / 6, scores: null, lean: noLean() }));
}

/** Some capitals grow when lower-cased; boundaries then lie a few letters off, which changes nothing. */
function latinParts(text: string, boundaries: readonly number[]): Part[] {
  const parts: Part[] = [];
  let next = 0;
  let part: Part | null = null;
  for (const match of eachLatinWord(text)) {
    if (part === null || (boundaries[next] ?? Infinity) < match.index) {
      while ((boundaries[next] ?? Infinity) < match.index) next += 1;
      part = { script: null, letters: 0, words: 0, scores: noScores(), lean: noLean() };
      parts.push(part);
    }
    part.letters += match[0].length;
    part.words += 1;
    if (part.scores !== null) addLean(part.lean, match[0], addWordScores(match[0], part.scores));
  }
  return parts;
}

function mainLanguage(parts: readonly Part[]): DetectedLanguage {
  const latin = parts.reduce((sum, { script, letters }) => sum + (script === null ? letters : 0), 0);
  const best = largest(parts.filter(({ script }) => script !== null));
  if (best !== null && best.script !== null && best.letters * 2 >= latin) return best.script;
  return latinLanguage(parts);
}

function largest(parts: readonly Part[]): Part | null {
  return parts.reduce<Part | null>((best, part) => (best === null || part.letters > best.letters ? part : best), null);
}

function latinLanguage(parts: readonly Part[]): DetectedLanguage {
  const sums = noScores();
  let known = false;
  const lean = noLean();
  for (const part of parts) {
    const { scores } = part;
    if (scores === null) continue;
    known = true;
    lean.decisive += part.lean.decisive;
    lean.lean += part.lean.lean;
    lean.words += part.lean.words;
    for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] ?? 0) + (scores[i] ?? 0);
  }
  if (!known) return 'und';
  const { code, probability } = bestLanguage(sums);
  return told(code, probability, lean);
}

/** Together Malay and Indonesian may be sure where neither is. */
function told(code: DetectedLanguage, probability: number, lean: Lean): DetectedLanguage {
  if (code === 'ms' || code === 'id') return malayOrIndonesian(lean);
  return probability < MIN_PROBABILITY ? 'und' : code;
}

/** A part in another language counts when it is sure and has some words; one foreign word is no mixture. */
const MIN_PART_PROBABILITY = 0.9;
const MIN_PART_WORDS = 2;
/** Less of a message than this is a name or a greeting. */
const MIN_SHARE = 0.1;

function sharesOf(parts: readonly Part[], main: DetectedLanguage): LanguageShare[] {
  if (parts.length < 2) return [];
  const letters = new Map<DetectedLanguage, number>();
  let all = 0;
  for (const part of parts) {
    const language = languageOfPart(part, main);
    letters.set(language, (letters.get(language) ?? 0) + part.letters);
    all += part.letters;
  }
  return [...letters]
    .map(([code, count]) => ({ code, share: Math.round((100 * count) / all) / 100 }))
    .filter(({ code, share }) => share >= MIN_SHARE || code === main)
    .toSorted((a, b) => b.share - a.share);
}

function languageOfPart({ script, scores, words, lean }: Part, main: DetectedLanguage): DetectedLanguage {
  if (script !== null) return script;
  if (scores === null || words < MIN_PART_WORDS) return main;
  const { code, probability } = bestLanguage(scores);
  if (code === 'ms' || code === 'id') return main === 'ms' || main === 'id' ? main : malayOrIndonesian(lean);
  return code === 'und' || probability < MIN_PART_PROBABILITY ? main : code;
}
