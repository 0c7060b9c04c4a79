import type { ReactNode } from 'react';
import { sayAgo, sayExactTime, sayTime } from './say.ts';

/** In the officer's zone; the title has the whole of it. */
export function Time({ at, relative = false }: { at: string; relative?: boolean }): ReactNode {
  return (
    <time dateTime={at} title={sayExactTime(at)}>
      {relative ? sayAgo(at) : sayTime(at)}
    </time>
  );
}
