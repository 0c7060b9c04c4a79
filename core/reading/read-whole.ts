// A report as one reading: its text and what was found in its evidence. Each part is read by itself, so that a harmless sentence does not water
// down what a screenshot shows; the most alarming of them gives verdict and type.

import type { LinearModel } from './classify/linear-model.ts';
import { readMessage } from './read-message.ts';
import type { FoundIn, LossReading, MessageToRead, Reading, Verdict } from './reading.ts';

export interface EvidencePart {
  found_in: FoundIn;
  text: string;
}

const ALARM: Record<Verdict, number> = { benign: 0, unclear: 1, suspicious: 2, scam: 3 };
const LOSSES: Record<LossReading['state'], number> = { unknown: 0, none: 1, near_miss: 2, lost: 3 };
const BETWEEN = '\n\n';

/** The text that offsets of the whole reading refer to: the report's own first, so that its own offsets hold as they are. */
export function wholeText(text: string, parts: readonly EvidencePart[]): string {
  return [text, ...parts.map((part) => part.text)].join(BETWEEN);
}

/** Indicators found in evidence say where (`found_in`). With no parts it is `readMessage`. Never throws. @param model as there. */
export function readWhole(message: MessageToRead, parts: readonly EvidencePart[], model?: LinearModel): Reading {
  const own = readMessage(message, model);
  let start = message.text.length;
  const found = parts.map(({ text, found_in }) => {
    start += BETWEEN.length;
    const reading = moved(readMessage({ ...message, text }, model), start, found_in);
    start += text.length;
    return reading;
  });
  const all = message.text.trim() === '' && found.length > 0 ? found : [own, ...found];
  const gravest = all.reduce((worst, each) => (isGraver(each, worst) ? each : worst));
  return {
    ...gravest,
    language: all[0]?.language === 'und' ? gravest.language : (all[0]?.language ?? gravest.language),
    indicators: all.flatMap(({ indicators }) => indicators),
    amounts: all.flatMap(({ amounts }) => amounts),
    loss: all.map(({ loss }) => loss).reduce((worst, loss) => (LOSSES[loss.state] > LOSSES[worst.state] ? loss : worst)),
    masked: all.map(({ masked }) => masked).join(BETWEEN),
  };
}

function isGraver(one: Reading, other: Reading): boolean {
  const difference = ALARM[one.verdict] - ALARM[other.verdict];
  return difference > 0 || (difference === 0 && one.score > other.score);
}

function moved(reading: Reading, by: number, found_in: FoundIn): Reading {
  return { ...reading, indicators: reading.indicators.map((each) => ({ ...each, start: each.start + by, end: each.end + by, found_in })) };
}
