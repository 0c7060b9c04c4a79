// Starts the stand-in Bot API in a process of its own.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StandInReport } from '#bench/delivery/stand-in-process.ts';
import type { FloodLimits } from '#tests/support/telegram-stand-in.ts';

export const TOKEN = '4242:bench-token-of-the-stand-in';

export interface StandInAway {
  apiRoot: string;
  report(): Promise<StandInReport>;
  stop(): void;
}

export async function startStandInAway(limits: Partial<FloodLimits>): Promise<StandInAway> {
  const child = fork(fileURLToPath(new URL('stand-in-process.ts', import.meta.url)), [TOKEN, JSON.stringify(limits)]);
  const [apiRoot] = (await once(child, 'message')) as [string];
  return {
    apiRoot,
    async report() {
      const answer = once(child, 'message');
      child.send('report');
      const [report] = (await answer) as [StandInReport];
      return report;
    },
    stop: () => child.disconnect(),
  };
}
