// The figures of docs/model-card.md: what models say of scripts that they never saw, by language, length and disguise.

import type { Calibration } from '../classify/linear-model.ts';
import { isBenign, isEveryday, ORDINARY } from './calibrate.ts';
import type { Prediction } from './calibrate.ts';
import { BENIGN_KINDS } from './corpus.ts';
import { scamOf } from './examples.ts';
import { percent } from './percent.ts';
import { decideLoss } from '../money/loss.ts';

/** Characters: a first line, a message, a story. */
const LENGTHS: readonly (readonly [string, number, number])[] = [
  ['under 40', 0, 40],
  ['40–120', 40, 120],
  ['over 120', 120, Infinity],
];

/** A table in Markdown, a row a language. */
export function modelFigures(predictions: readonly Prediction[], calibration: Readonly<Record<string, Calibration>>): string {
  const heads = [
    'language',
    'scripts',
    'messages found',
    ...LENGTHS.map(([name]) => name),
    'disguised',
    'calls',
    'tellings',
    'type',
    'losses seen',
    'others taken for losses',
    'everyday alarms',
    'bank',
    'look-alikes',
  ];
  const rows = Object.keys(calibration)
    .filter((language) => language !== 'und')
    .map((language) =>
      rowOf(
        language,
        predictions.filter(({ script }) => script.language === language),
        calibration[language],
      ),
    );
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rowOf(language: string, own: readonly Prediction[], calibration: Calibration | undefined): string[] {
  const probability = (logit: number): number => 1 / (1 + Math.exp(-((calibration?.slope ?? 1) * logit + (calibration?.offset ?? 0))));
  const isAlarm = (logit: number): boolean => probability(logit) >= (calibration?.scamFrom ?? 1);
  const share = (kept: readonly Prediction[]): string => (kept.length === 0 ? '–' : percent(kept, ({ logit }) => isAlarm(logit)).toFixed(1));
  const isLost = ({ told, logit }: Prediction): boolean => told !== null && decideLoss(told.patterns, { ...told, score: probability(logit) }) === 'lost';
  const scams = own.filter(({ script }) => scamOf(script.label) === 1);
  const messages = scams.filter(({ script: { label } }) => label.kind === 'scam' && label.form === 'message');
  const benign = own.filter(({ script }) => isBenign(script.label));
  return [
    language,
    String(own.length),
    share(messages),
    ...LENGTHS.map(([, from, to]) => share(messages.filter(({ length }) => length >= from && length < to))),
    percent(messages, ({ disguisedLogit }) => isAlarm(disguisedLogit)).toFixed(1),
    share(scams.filter(({ script: { label } }) => label.kind === 'scam' && label.form === 'call')),
    share(scams.filter(({ script: { label } }) => label.kind === 'account')),
    percent(scams, ({ script: { label }, type }) => label.kind !== 'benign' && label.type === type).toFixed(1),
    percent(tellingsOf(own, true), isLost).toFixed(1),
    percent(tellingsOf(own, false), isLost).toFixed(1),
    share(benign.filter(({ script }) => isEveryday(script, ORDINARY))),
    share(benign.filter(({ script }) => isEveryday(script, ['bank']))),
    share(benign.filter(({ script }) => !isEveryday(script, BENIGN_KINDS))),
  ];
}

function tellingsOf(own: readonly Prediction[], lost: boolean): Prediction[] {
  return own.filter(({ script: { label } }) => label.kind === 'account' && (label.loss === 'lost') === lost);
}
