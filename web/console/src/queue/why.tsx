// Why a row stands where it does, and what runs out: in words that keep counting. Colour only repeats what they say.

import type { ReactNode } from 'react';
import { ageOf, countdown, useNow } from '../app/clock.ts';
import { t } from '../app/language.ts';
import { sayExactTime } from '../parts/say.ts';
import type { QueueRow } from './use-queue.ts';

const GRAVE = ['in_danger', 'held'];

export function Why({ row, isShort = false }: { row: QueueRow; isShort?: boolean }): ReactNode {
  const now = useNow(5_000);
  const said = row.why.map(({ code, at, from, to }) => {
    const age = at === undefined ? null : ageOf(now - Date.parse(at));
    return { code, text: t(`queue.why.${code}`, { from, to, age: age === null ? '' : t(`queue.age.${age.unit}`, { count: age.count }) }) };
  });
  const [main, ...others] = said;
  if (main === undefined) return null;
  const tone = GRAVE.includes(main.code) ? 'grave' : main.code === 'money_moved' ? 'soon' : null;
  return (
    <span className="queue-why" title={said.map(({ text }) => text).join(' · ')}>
      <span className={tone === null ? 'queue-words' : `tone tone-${tone}`}>{main.text}</span>
      {!isShort && others.length > 0 && <span className="queue-aside queue-words queue-others">{others.map(({ text }) => text).join(' · ')}</span>}
    </span>
  );
}

const SOON_MS = 5 * 60_000;
const HOURS_MS = 2 * 60 * 60_000;

/** The clock that runs out first. */
export function RowClock({ row }: { row: QueueRow }): ReactNode {
  const now = useNow();
  const [first] = row.clocks;
  if (first === undefined) return null;
  const left = Date.parse(first.at) - now;
  const age = ageOf(left);
  const tone = left <= 0 ? 'over' : left < SOON_MS ? 'soon' : 'calm';
  const time = left < HOURS_MS ? countdown(left) : t(`queue.age.${age.unit}`, { count: age.count });
  return (
    <span className={`tone tone-${tone}`} title={`${t(`queue.clock.${first.code}`)} · ${sayExactTime(first.at)}`}>
      {t(`queue.clock.${first.code}_short`)} {left <= 0 ? t('queue.clock.overdue') : time}
    </span>
  );
}
