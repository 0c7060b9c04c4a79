// A second set, made otherwise than `calls.jsonl`, so that nothing is tuned to one: long scam scripts of the corpus, each a campaign, retold with
// sentences dropped and changed about, other victims' names, fillers, misheard words and cuts; beside unrelated calls. All may hold the phrases
// that any recorded call holds.

import { seededDraw } from '#core/matching/robustness/vary-text.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { fillSlots } from '#core/reading/training/slots.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

export interface RetoldCall {
  campaign: string;
  text: string;
}

interface RetoldOptions {
  seed: number;
  campaigns?: number;
  /** Ordinary calls beside them, each told once. */
  unrelated?: number;
}

type Draw = () => number;

/** Letters of a script long enough to be told in several ways. */
const LONG: Record<Language, number> = { en: 260, ms: 240, ko: 130 };
const STOCK: Record<Language, readonly string[]> = {
  en: [
    'This call is being recorded for quality and training purposes.',
    'Please press one to speak to a representative or press two to be removed from our list.',
    'Press nine to be placed on our do not call list.',
    'Please stay on the line, your call is important to us.',
    'The person you are trying to reach is not available. At the tone, please record your message.',
    'If you have already taken care of this, please disregard this message. Thank you and have a great day.',
  ],
  ms: [
    'Panggilan ini akan dirakam untuk tujuan kualiti dan latihan.',
    'Sila tekan satu untuk bercakap dengan pegawai kami atau tekan sembilan untuk mengulang mesej ini.',
    'Sila tunggu sebentar, panggilan anda sedang disambungkan kepada pegawai bertugas.',
    'Terima kasih kerana menghubungi kami, semoga hari anda ceria.',
  ],
  ko: [
    '본 통화는 서비스 품질 향상을 위해 녹음됩니다.',
    '상담원 연결을 원하시면 일 번, 다시 듣기를 원하시면 별표를 눌러 주세요.',
    '잠시만 기다려 주시면 담당자에게 연결해 드리겠습니다.',
    '연결이 되지 않아 삐 소리 후 소리샘으로 연결됩니다.',
  ],
};
const FILLERS: Record<Language, readonly string[]> = {
  en: ['uh', 'um', 'you know', 'okay', 'so', 'alright'],
  ms: ['er', 'okay', 'ya', 'macam ni', 'jadi'],
  ko: ['어', '그', '네', '음', '그러니까'],
};
const NAMES: Record<Language, readonly string[]> = {
  en: ['Mrs Patel', 'Mr Coleman', 'Daniel', 'Ms Ortiz', 'Joanne', 'Mr Lim'],
  ms: ['Puan Salmah', 'Encik Ravi', 'Cik Farah', 'Encik Lee', 'Puan Devi'],
  ko: ['김민수 씨', '박영자 고객님', '이수진 씨', '최동훈 고객님', '정미경 씨'],
};
const NAMED: Record<Language, RegExp> = {
  en: /\b(?:Mrs?|Ms|Miss|Officer|Agent|Sergeant)\.? [A-Z][a-z]+|(?<=(?:this is|name is|I'm|hello|hi) )[A-Z][a-z]+/g,
  ms: /\b(?:Puan|Encik|Cik|Tuan|Inspektor|Sarjan) [A-Z][a-z]+/g,
  ko: /[가-힣]{3} ?(?:씨|님|고객님|수사관|검사|대리)/g,
};

/** In an order without meaning. The same seed, the same calls. */
export function retellCalls({ seed, campaigns = 70, unrelated = 150 }: RetoldOptions): RetoldCall[] {
  const draw = seededDraw(seed * 7_919);
  const corpus = loadCorpus().flatMap(({ language, ...script }) => {
    const known = LANGUAGES.find((each) => each === language);
    return known !== undefined && script.text.length >= LONG[known] ? [{ ...script, language: known }] : [];
  });
  const scripts = shuffled(
    corpus.filter(({ label }) => label.kind === 'scam'),
    draw,
  ).slice(0, campaigns);
  const others = shuffled(
    corpus.filter(({ label }) => label.kind === 'benign'),
    draw,
  ).slice(0, unrelated);
  const told = scripts.flatMap(({ id, text, language }) => {
    // Few campaigns are large.
    const reports = Math.min(40, 3 + Math.floor(1.5 / (1 - 0.97 * draw())));
    const filled = fillSlots(text, createRandom(seed), language);
    return Array.from({ length: reports }, () => ({ campaign: id, text: retold(filled, language, draw) }));
  });
  const once = others.map(({ id, text, language }) => ({ campaign: id, text: retold(fillSlots(text, createRandom(seed), language), language, draw) }));
  return shuffled([...told, ...once], draw);
}

function retold(script: string, language: Language, draw: Draw): string {
  const named = script.replace(NAMED[language], () => pick(NAMES[language], draw));
  const kept = sentencesOf(named).filter(() => draw() > 0.15);
  for (let at = 1; at < kept.length; at += 1) if (draw() < 0.12) [kept[at - 1], kept[at]] = [kept[at] ?? '', kept[at - 1] ?? ''];
  const clarity = draw();
  const heard = withStock(kept, language, draw).map((sentence) => misheard(sentence, { language, draw, share: clarity < 0.5 ? 0.03 : 0.14 }));
  const words = heard.join(' ').split(' ');
  const cut = draw();
  if (cut < 0.25) return words.slice(Math.floor(words.length * draw() * 0.55)).join(' ');
  if (cut < 0.5) return words.slice(0, Math.ceil(words.length * (1 - draw() * 0.55))).join(' ');
  return words.join(' ');
}

function withStock(sentences: readonly string[], language: Language, draw: Draw): string[] {
  const opening = draw() < 0.3 ? [pick(STOCK[language], draw)] : [];
  const closing = draw() < 0.3 ? [pick(STOCK[language], draw)] : [];
  return [...opening, ...sentences, ...closing];
}

/** Calls written down without points are taken apart every dozen words. */
function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/).flatMap((sentence) => {
    const words = sentence.split(' ');
    return Array.from({ length: Math.ceil(words.length / 12) }, (_, at) => words.slice(at * 12, at * 12 + 12).join(' '));
  });
}

function misheard(sentence: string, { language, draw, share }: { language: Language; draw: Draw; share: number }): string {
  const words = sentence.split(' ').flatMap((word) => {
    if (draw() < share / 4) return [];
    const said = draw() < share && /^\p{L}+$/u.test(word) ? garbled(word, draw) : word;
    return draw() < 0.03 ? [pick(FILLERS[language], draw), said] : [said];
  });
  return words.join(' ');
}

/** A word a recogniser might have heard instead: an end lost, a syllable changed, two letters run together. */
function garbled(word: string, draw: Draw): string {
  const letters = [...word];
  const at = Math.floor(draw() * letters.length);
  if (draw() < 0.3) return letters.slice(0, Math.max(1, letters.length - 2)).join('');
  if (draw() < 0.5) return letters.toSpliced(at, 1).join('');
  return letters.with(at, pick([...'aeioulrstnd'], draw)).join('');
}

function shuffled<T>(items: readonly T[], draw: Draw): T[] {
  return items
    .map((item) => ({ item, at: draw() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function pick<T>(items: readonly T[], draw: Draw): T {
  const chosen = items[Math.floor(draw() * items.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}
