// Times as one reads them in a hurry, with the exact one a hover away.

import { useInterval } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;
const TICK_MS = 15_000;

export function Ago({ at }: { at: string }): ReactNode {
  const now = useNow();
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(new Date(at).getTime() - now)}
    </time>
  );
}

export function Exact({ at }: { at: string }): ReactNode {
  return <time dateTime={at}>{exact(at)}</time>;
}

export function useNow(everyMs = TICK_MS): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), everyMs, { autoInvoke: true });
  return now;
}

function relative(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto', style: 'short' }).format(Math.trunc(seconds / size), unit);
}

function exact(at: string): string {
  return new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at));
}
