// One simulated campaign: a ring of one kind, with or without honest reporters among it. Times in ms from the campaign's begin.

import { textSignature } from '#core/matching/text-signature.ts';
import type { Random } from '#core/reading/training/random.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { ReporterVoice } from '../independent-reporters.ts';
import { readTelling, type ForwardedSpan } from '../telling/own-words.ts';
import { fillTemplate, honestTellings, RING_TEMPLATES, RING_VOUCHING, scriptsOf } from './ring-words.ts';

export const RING_KINDS = [
  'many_accounts',
  'one_template',
  'paraphrased_template',
  'one_device',
  'old_accounts',
  'slow_drip',
  'forward_chain',
  'machine_burst',
  'whitewashing',
] as const;
export type RingKind = (typeof RING_KINDS)[number];

/**
 * Rings that leave little or no trace in what a service sees: tellings really different at a machine's pace (it shows with the third report), old
 * accounts that send the script alone, and really different tellings at people's pace; each from its own device.
 */
export const TRACELESS_KINDS = ['machine_beat', 'bought_accounts_script_alone', 'new_accounts_own_words_each'] as const;
export type TracelessKind = (typeof TRACELESS_KINDS)[number];

export interface SimulatedVoice extends ReporterVoice {
  honest: boolean;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 10, 2, 3);

const WORDS = Object.fromEntries(LANGUAGES.map((language) => [language, { tellings: honestTellings(language), scripts: scriptsOf(language) }])) as Record<
  Language,
  { tellings: string[]; scripts: string[] }
>;

interface Scene {
  random: Random;
  language: Language;
  script: string;
  template: string;
}

export interface RingSize {
  accounts: number;
  honest: number;
}

/** In order of arrival. */
export function simulateRing(kind: RingKind | TracelessKind, size: RingSize, random: Random): SimulatedVoice[] {
  const scene = newScene(kind === 'whitewashing' ? RING_VOUCHING : RING_TEMPLATES, random);
  const ring = Array.from({ length: size.accounts }, (_, at) => ringVoice(kind, at, scene));
  const within = Math.max(...ring.map(({ at }) => at)) - START + HOUR;
  const honest = Array.from({ length: size.honest }, (_, at) => honestVoice(`honest${at}`, START + random.next() * within, scene));
  return [...ring, ...honest].toSorted((a, b) => a.at - b.at);
}

/** Victims who report one script within an hour, all new to the service; `share` of them say something of their own. */
export function simulateWave(victims: number, share: number, random: Random): SimulatedVoice[] {
  const scene = newScene(RING_TEMPLATES, random);
  const voices = Array.from({ length: victims }, (_, at) => {
    const since = START + random.next() * HOUR;
    const text = random.chance(share) ? honestText(scene) : pasted(scene);
    return { ...voiceOf(`victim${at}`, since, text), reporterSince: since, honest: true };
  });
  return voices.toSorted((a, b) => a.at - b.at);
}

function newScene(templates: Record<Language, readonly string[]>, random: Random): Scene {
  const language = random.pick(LANGUAGES);
  return { random, language, script: random.pick(WORDS[language].scripts), template: random.pick(templates[language]) };
}

function ringVoice(kind: RingKind | TracelessKind, at: number, scene: Scene): SimulatedVoice {
  const { random, script, template } = scene;
  const reporter = `ring${at}`;
  const soon = START + random.next() * 20 * HOUR;
  const words = (paraphrase: boolean): string => fillTemplate(template, paraphrase ? random : { ...random, pick: (choices) => choices[0] as never });
  const around = (own: string): string => layOut(own, pasted(scene), random);
  const old = (voice: ReporterVoice): SimulatedVoice => ({ ...voice, reporterSince: START - (2 + random.next() * 300) * DAY, honest: false });
  const fresh = (voice: ReporterVoice): SimulatedVoice => ({ ...voice, reporterSince: voice.at - random.next() * HOUR, honest: false });
  switch (kind) {
    case 'many_accounts':
      return fresh(voiceOf(reporter, soon, pasted(scene)));
    case 'one_template':
      return fresh(voiceOf(reporter, soon, around(words(false))));
    case 'paraphrased_template':
      return fresh(voiceOf(reporter, soon, around(words(true))));
    case 'one_device':
      return old({ ...voiceOf(reporter, soon, honestText(scene)), device: 'ring’s device' });
    case 'old_accounts':
      return old(voiceOf(reporter, soon, around(words(random.chance(0.5)))));
    case 'slow_drip':
      return old(voiceOf(reporter, START + (at + random.next()) * 7 * HOUR, around(words(true))));
    case 'forward_chain':
      return old({ ...voiceOf(reporter, soon, script, [[0, script.length]]), forwardOf: 'one message' });
    case 'machine_burst':
      return fresh(voiceOf(reporter, START + at * 4_000 + random.next() * 3_000, honestText(scene)));
    case 'machine_beat':
      return fresh(voiceOf(reporter, START + at * 11 * MINUTE + random.next() * 1_000, honestText(scene)));
    case 'whitewashing':
      return old(voiceOf(reporter, soon, words(true)));
    case 'bought_accounts_script_alone':
      return old(voiceOf(reporter, soon, pasted(scene)));
    case 'new_accounts_own_words_each':
      return fresh(voiceOf(reporter, soon, honestText(scene)));
    default:
      return kind satisfies never;
  }
}

/** Half of them new to the service. */
function honestVoice(reporter: string, at: number, scene: Scene): SimulatedVoice {
  const since = scene.random.chance(0.5) ? at : START - 40 * DAY;
  return { ...voiceOf(reporter, at, honestText(scene)), reporterSince: since, honest: true };
}

function honestText(scene: Scene): string {
  const telling = scene.random.pick(WORDS[scene.language].tellings);
  return scene.random.chance(0.5) ? telling : layOut(telling, pasted(scene), scene.random);
}

/** As it reached one of them: with other numbers. */
function pasted({ script, random }: Scene): string {
  return script.replaceAll(/\d/g, () => random.digits(1));
}

/** Words and script as people put them together: in lines, after a colon, in quotation marks, or one after the other. */
function layOut(own: string, script: string, random: Random): string {
  return random.pick([`${own}\n${script}`, `${own}: ${script}`, `${own}\n\n"${script}"`, `${script}\n${own}`, `${own}. ${script}`]);
}

function voiceOf(reporter: string, at: number, text: string, forwarded: readonly ForwardedSpan[] = []): ReporterVoice {
  return { reporter, at, template: textSignature(text).template, telling: readTelling(text, forwarded) };
}
