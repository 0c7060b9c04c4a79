// What a clock on the wall shows in the officer's time zone, for fields that know no zone.

import { officerZone } from '../app/zone.ts';

/** `2026-11-27T09:00`, as `datetime-local` wants it. @param at ISO 8601. */
export function toWall(at: string): string {
  const instant = new Date(at);
  return new Date(instant.getTime() + offsetMs(instant)).toISOString().slice(0, 'YYYY-MM-DDThh:mm'.length);
}

/** ISO 8601, UTC; null: it is no time. In an hour that the clocks show twice, either may be meant. */
export function fromWall(wall: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (!Number.isFinite(asUtc)) return null;
  const near = new Date(asUtc - offsetMs(new Date(asUtc)));
  return new Date(asUtc - offsetMs(near)).toISOString();
}

/** East of Greenwich it is positive. */
function offsetMs(at: Date): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: officerZone(), timeZoneName: 'longOffset' }).formatToParts(at);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
