// Jobs one after the other in a thread of its own, so that the event loop goes on. The thread starts with the first job, stays for a while,
// is killed when a job takes too long or it dies of one, and starts anew for the next: a job can cost its own time limit and nothing else.

import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from '#platform/threads/serve-jobs.ts';

export interface WorkThread<Job, Result> {
  /** Never throws for what a job does. @throws Error when the thread does not start, or was closed. */
  run(job: Job): Promise<JobOutcome<Result>>;
  /** Ends the thread; what is being done is given up. */
  close(): Promise<void>;
}

/** `soFar`: what the job had told before the thread was given up. */
export type JobOutcome<Result> = { kind: 'done'; result: Result } | { kind: 'too_slow' | 'crashed'; soFar: Result | undefined };

export interface WorkThreadOptions {
  /** For errors: “the picture thread …”. */
  name: string;
  /** A module that calls `serveJobs`. */
  module: URL;
  /** Milliseconds for one job. */
  timeoutMs: number;
  /** Milliseconds after which an unused thread is ended. */
  idleMs: number;
  /** Megabytes of JavaScript. */
  heapMb: number;
}

const START_LIMIT_MS = 30_000;

export function createWorkThread<Job, Result>(options: WorkThreadOptions): WorkThread<Job, Result> {
  let thread: Promise<Worker> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;

  async function runNow(job: Job): Promise<JobOutcome<Result>> {
    clearTimeout(idle);
    if (closed) throw new Error(`the ${options.name} thread is closed`);
    const worker = await threadToAsk();
    const outcome = await ask<Job, Result>(worker, job, options.timeoutMs);
    if (outcome.kind !== 'done') await end();
    if (closed) throw new Error(`the ${options.name} thread was closed`);
    idle = setTimeout(() => void end(), options.idleMs).unref();
    return outcome;
  }

  function threadToAsk(): Promise<Worker> {
    if (thread !== undefined) return thread;
    const started = startThread(options);
    const forget = (): void => {
      if (thread === started) thread = undefined;
    };
    started.then((worker) => worker.once('exit', forget), forget);
    thread = started;
    return started;
  }

  async function end(): Promise<void> {
    const ending = thread;
    thread = undefined;
    await (await ending?.catch(() => undefined))?.terminate();
  }

  return {
    run(job) {
      const running = last.then(() => runNow(job));
      last = running.catch(() => undefined);
      return running;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await end();
    },
  };
}

function ask<Job, Result>(worker: Worker, job: Job, timeoutMs: number): Promise<JobOutcome<Result>> {
  const { promise, resolve } = Promise.withResolvers<JobOutcome<Result>>();
  let soFar: Result | undefined;
  const timer = setTimeout(() => resolve({ kind: 'too_slow', soFar }), timeoutMs);
  const onMessage = (message: ThreadMessage<Result>): void => {
    if (message.kind === 'so_far') soFar = message.result;
    if (message.kind === 'done') resolve({ kind: 'done', result: message.result });
  };
  const onEnd = (): void => resolve({ kind: 'crashed', soFar });
  worker.on('message', onMessage).once('exit', onEnd);
  worker.postMessage(job);
  return promise.finally(() => {
    clearTimeout(timer);
    worker.off('message', onMessage).off('exit', onEnd);
  });
}

async function startThread({ name, module, heapMb }: WorkThreadOptions): Promise<Worker> {
  const worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: heapMb } });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`the ${name} thread did not start in time`)), START_LIMIT_MS);
  const onExit = (): void => reject(new Error(`the ${name} thread ended while it started`));
  worker.on('error', (error) => reject(new Error(`the ${name} thread failed`, { cause: error })));
  worker.once('message', () => resolve()).once('exit', onExit);
  // It must not keep a process alive that has nothing else to do.
  worker.unref();
  try {
    await promise;
    return worker;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
    worker.off('exit', onExit);
  }
}
