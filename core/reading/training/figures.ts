// What the reader is worth, as percentages: measured on messages that no model was trained on, with the code that the service runs.

import type { Reading } from '../reading.ts';
import { readMessage } from '../read-message.ts';
import { ADDRESSED_TO_MACHINES } from './padding.ts';
import { isBenign, ORDINARY } from './calibrate.ts';
import type { BenignKind, Script } from './corpus.ts';
import { copyOf, scamOf } from './examples.ts';
import { percent } from './percent.ts';
import { loadHeldOutHam, loadNews, loadHeldOutSpam } from './public-data.ts';

/** Percent, one decimal; names say what of what: `own/found/ko`. */
export type Figures = Record<string, number>;

/** Whether less is better. */
export function isAlarm(name: string): boolean {
  return /\/(?:alarms|false|flips)(?:\/|$)/.test(name);
}

const LANGUAGES = ['ko', 'ms', 'id', 'en'] as const;
/** Notices of firms and offices, news and warnings: the ordinary messages that look most like scams. */
const NOTICES: readonly BenignKind[] = ['otp', 'courier', 'invitation', 'official', 'warning', 'news', 'talk', 'advert', 'telco', 'call'];

interface Judged {
  script: Script;
  reading: Reading;
}

/** On scripts by authors whose other work is not in the corpus. */
export function ownFigures(scripts: readonly Script[]): Figures {
  const judged = scripts.map((script): Judged => ({ script, reading: readMessage({ text: copyOf(script, 0) }) }));
  const figures: Figures = {};
  for (const language of LANGUAGES) {
    const own = judged.filter(({ script }) => script.language === language);
    Object.assign(figures, scamFigures(own, language), lossFigures(own, language), alarmFigures(own, language));
  }
  const bank = judged.filter(({ script }) => isBenign(script.label, ['bank']));
  figures['own/alarms/bank'] = percent(bank, ({ reading }) => reading.verdict === 'scam');
  figures['own/language'] = percent(judged, ({ script, reading }) => reading.language === script.language);
  return { ...figures, ...injectionFigures(scripts) };
}

function scamFigures(judged: readonly Judged[], language: string): Figures {
  const scams = judged.filter(({ script }) => scamOf(script.label) === 1);
  const messages = scams.filter(({ script }) => script.label.kind === 'scam' && script.label.form === 'message');
  const calls = scams.filter(({ script }) => script.label.kind === 'scam' && script.label.form === 'call');
  return {
    [`own/found/${language}`]: percent(messages, ({ reading }) => reading.verdict === 'scam'),
    [`own/noticed/${language}`]: percent(messages, ({ reading }) => reading.verdict === 'scam' || reading.verdict === 'suspicious'),
    ...(calls.length > 0 && { [`own/calls/${language}`]: percent(calls, ({ reading }) => reading.verdict === 'scam') }),
    [`own/type/${language}`]: percent(scams, ({ script, reading }) => 'type' in script.label && reading.types[0]?.code === script.label.type),
  };
}

function lossFigures(judged: readonly Judged[], language: string): Figures {
  const tellings = judged.filter(({ script }) => script.label.kind === 'account');
  if (tellings.length === 0) return {};
  const lost = tellings.filter(({ script }) => script.label.kind === 'account' && script.label.loss === 'lost');
  const notLost = tellings.filter(({ script }) => script.label.kind === 'account' && script.label.loss !== 'lost');
  return {
    [`own/loss/found/${language}`]: percent(lost, ({ reading }) => reading.loss.state === 'lost'),
    [`own/loss/false/${language}`]: percent(notLost, ({ reading }) => reading.loss.state === 'lost'),
  };
}

function alarmFigures(judged: readonly Judged[], language: string): Figures {
  const alarm = ({ reading }: Judged): boolean => reading.verdict === 'scam';
  return {
    [`own/alarms/ordinary/${language}`]: percent(
      judged.filter(({ script }) => isBenign(script.label, ORDINARY)),
      alarm,
    ),
    [`own/alarms/notices/${language}`]: percent(
      judged.filter(({ script }) => isBenign(script.label, NOTICES)),
      alarm,
    ),
  };
}

/** Verdicts that change between scam and not when words meant for a machine stand before or behind the message. */
function injectionFigures(scripts: readonly Script[]): Figures {
  const pairs = scripts.flatMap((script, index) => {
    const words = ADDRESSED_TO_MACHINES[script.language] ?? ADDRESSED_TO_MACHINES.en;
    const injection = words[index % words.length] ?? '';
    const text = copyOf(script, 0);
    return [
      { text, injected: `${text}\n${injection}` },
      { text, injected: `${injection}\n${text}` },
    ];
  });
  const isScam = (text: string): boolean => readMessage({ text }).verdict === 'scam';
  return { 'own/injections/flips': percent(pairs, ({ text, injected }) => isScam(text) !== isScam(injected)) };
}

/** On the public collections beside the checkout. */
export function publicFigures(): Figures {
  const figures: Figures = {
    'uci/alarms': percent(loadHeldOutHam(), (text) => readMessage({ text }).verdict === 'scam'),
    'uci/found': percent(loadHeldOutSpam(), (text) => readMessage({ text }).verdict === 'scam'),
  };
  for (const language of ['ko', 'ms', 'en'] as const) {
    const readings = loadNews(language).map((text) => readMessage({ text }));
    figures[`ntrex/alarms/${language}`] = percent(readings, ({ verdict }) => verdict === 'scam');
    figures[`ntrex/language/${language}`] = percent(readings, (reading) => reading.language === language);
  }
  return figures;
}
