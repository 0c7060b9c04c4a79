// The inner side of a work thread (see work-thread.ts): says that it is ready, then does what it is handed.

import { parentPort } from 'node:worker_threads';

/** `so_far`: worth having when the rest takes too long. */
export type ThreadMessage<Result> = { kind: 'ready' } | { kind: 'so_far' | 'done'; result: Result };

/** What `work` throws ends the thread; the job counts as crashed. */
export function serveJobs<Job, Result>(work: (job: Job, tell: (soFar: Result) => void) => Promise<Result>): void {
  const say = (message: ThreadMessage<Result>): void => parentPort?.postMessage(message);
  parentPort?.on('message', (job: Job) => {
    void work(job, (result) => say({ kind: 'so_far', result })).then((result) => say({ kind: 'done', result }));
  });
  say({ kind: 'ready' });
}
