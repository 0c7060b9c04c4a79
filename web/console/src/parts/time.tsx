import type { ReactNode } from 'react';
import { useNow } from '../app/clock.ts';
import { sayAgo, sayExactTime, sayTime } from './say.ts';

/** In the officer's zone; the title has the whole of it. */
export function Time({ at }: { at: string }): ReactNode {
  return (
    <time dateTime={at} title={sayExactTime(at)}>
      {sayTime(at)}
    </time>
  );
}

const STEP_MS = 15_000;

/** As one reads it in a hurry, and as time goes on. */
export function Ago({ at }: { at: string }): ReactNode {
  return (
    <time dateTime={at} title={sayExactTime(at)}>
      {sayAgo(at, useNow(STEP_MS))}
    </time>
  );
}
