// A day and a time as somebody typed them, as an instant where their bank is.

import type { Answers } from './answers.ts';

/** Minutes ahead of UTC; neither country changes its clock. */
const OFFSETS: Partial<Record<NonNullable<Answers['country']>, number>> = { KR: 540, MY: 480 };
const MINUTE_MS = 60_000;
/** How far two places' days lie apart at most. */
const WIDEST_MINUTES = 14 * 60;

export interface TypedInstant {
  at: Date;
  /** The earliest it can have been, wherever the person is. */
  earliest: Date;
  hasTime: boolean;
}

/** null: no day. Without a time it is noon; without a known country it is UTC. */
export function instantOf({ day, time, country }: Pick<Answers, 'day' | 'time' | 'country'>): TypedInstant | null {
  const hasTime = /^\d{2}:\d{2}/.test(time);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const local = Date.parse(`${day}T${hasTime ? time.slice(0, 5) : '12:00'}:00Z`);
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== day || local < Date.parse('2000-01-01')) return null;
  const offset = country === undefined ? undefined : OFFSETS[country];
  const at = new Date(local - (offset ?? 0) * MINUTE_MS);
  const start = hasTime ? at.getTime() : Date.parse(`${day}T00:00:00Z`) - (offset ?? 0) * MINUTE_MS;
  return { at, earliest: new Date(start - (offset === undefined ? WIDEST_MINUTES * MINUTE_MS : 0)), hasTime };
}
