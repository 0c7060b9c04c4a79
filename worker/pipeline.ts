// Everything after intake on one screen: facts leave the outbox, become jobs, and each job is one stage of
//   read (evidence, too) -> match -> propose, or a delivery. A sweeper tells anew what was lost; a scheduler looks for surges and keeps house.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { JobData, JobQueue, JobWorker, QueueBackend } from '#platform/queue.ts';
import { startLoop, type Loop } from '#platform/loop.ts';
import { relayOnce } from '#worker/relay.ts';
import { CONCURRENCY, QUEUES, type QueueName, type Stage } from '#worker/stage.ts';
import { ItemsFailed, runStage } from '#worker/run-stage.ts';
import { sweep } from '#worker/sweeper.ts';

export interface PipelineDeps {
  context: CoreContext;
  queueBackend: QueueBackend;
  /** Made with a signal that is given before the workers wait for their jobs to end, so that long ones can stop early. */
  stages(stopping: AbortSignal): Stage[];
  /** Done about once a minute by one process at a time: surges, expiry, cleaning. */
  chores: Chore[];
  withModel: boolean;
  /** Whether this process delivers warnings. */
  withDelivery: boolean;
}

export interface Chore {
  name: string;
  everyMs: number;
  run(): Promise<void>;
}

export interface Pipeline {
  start(): void;
  /** Facts have been stored by this process: hand them over now. */
  wake(): void;
  /** Finishes what is running; what waits stays in PostgreSQL. */
  stop(): Promise<void>;
  /** Everything that follows from what is stored now has been done: for tests and the demo. */
  drain(): Promise<void>;
  queues: Record<QueueName, JobQueue>;
}

/** Milliseconds between looks at an empty outbox, for what other processes store: a few index reads a second, and on average half of it added to
 * the way. What this process stores wakes the relay. */
const RELAY_PAUSE_MS = { first: 40, longest: 40 };
/** Between two rounds under load, for more to come together: a round, a job and a group cost about as much for several reports as for one. */
const RELAY_GATHER_MS = 10;
const SWEEP_EVERY_MS = 5_000;
const MEASURE_EVERY_MS = 5_000;

export function createPipeline(deps: PipelineDeps): Pipeline {
  const { context, queueBackend } = deps;
  const queues = openQueues(queueBackend);
  const relay = { context, queues, withModel: deps.withModel };
  const stopping = new AbortController();
  const loops: Promise<void>[] = [];
  let relaying: Loop | undefined;
  let workers: JobWorker[] = [];

  return {
    queues,
    wake: () => relaying?.wake(),
    start: () => {
      const stages = deps.stages(stopping.signal);
      workers = QUEUES.map((queue) => startWorker(deps, queue, stages));
      const every: [number, () => Promise<unknown>][] = [
        [SWEEP_EVERY_MS, () => sweep(context, { deliveries: deps.withDelivery })],
        [MEASURE_EVERY_MS, () => measure(deps, queues)],
        ...deps.chores.map((chore): [number, () => Promise<unknown>] => [chore.everyMs, chore.run]),
      ];
      relaying = startLoop(async () => (await relayOnce(relay)) > 0, {
        name: 'relay',
        log: context.telemetry.log,
        pauseMs: RELAY_PAUSE_MS,
        gatherMs: RELAY_GATHER_MS,
      });
      loops.push(...every.map(([pause, work]) => repeat(context, { pause, work, signal: stopping.signal })));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([relaying?.stop(), ...loops]);
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(Object.values(queues).map((queue) => queue.close()));
    },
    drain: () => drain(context, queues),
  };
}

function openQueues(backend: QueueBackend): Record<QueueName, JobQueue> {
  return {
    reports: backend.openQueue('reports'),
    evidence: backend.openQueue('evidence'),
    delivery: backend.openQueue('delivery'),
    webhooks: backend.openQueue('webhooks'),
    advice: backend.openQueue('advice'),
  };
}

function startWorker({ context, queueBackend }: PipelineDeps, queue: QueueName, stages: Stage[]): JobWorker {
  const own = new Map(stages.filter((stage) => stage.queue === queue).map((stage) => [stage.name, stage]));
  return queueBackend.startWorker(queue, (job) => runStage(context, own.get(job.name), job), {
    concurrency: CONCURRENCY[queue],
    onDead: async (job, error) => {
      const items = error instanceof ItemsFailed ? error.items : job.items;
      await storeDeadLetters(
        context.db,
        items.map((data) => ({ queue, job: job.name, payload: data, error })),
      );
      for (const data of items) context.telemetry.record('job_died', { outcome: job.name }, data);
    },
  });
}

/** One a piece of work: the sweeper may have driven it again while its first job was still being tried. */
async function storeDeadLetters(db: Database, dead: readonly { queue: string; job: string; payload: JobData; error: Error }[]): Promise<void> {
  for (const { queue, job, payload, error } of dead)
    // NOTE the name of the error alone: messages of foreign errors may quote what was read.
    await sql`insert into dead_letters (queue, job, payload, error) select ${queue}, ${job}, ${JSON.stringify(payload)}::jsonb, ${error.name}
      where not exists (select from dead_letters d where d.replayed_at is null and d.queue = ${queue} and d.job = ${job} and d.payload = ${JSON.stringify(payload)}::jsonb)`.execute(
      db,
    );
}

async function repeat({ telemetry }: CoreContext, loop: { pause: number; work: () => Promise<unknown>; signal: AbortSignal }): Promise<void> {
  while (!loop.signal.aborted) {
    await loop.work().catch((error: unknown) => telemetry.log.warn({ err: error }, 'a regular chore failed; it is tried again'));
    await pause(loop.pause, loop.signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });
}

async function measure({ context }: PipelineDeps, queues: Record<QueueName, JobQueue>): Promise<void> {
  for (const queue of QUEUES) {
    for (const [state, count] of Object.entries(await queues[queue].counts())) context.telemetry.gauge('jaga_queue_jobs', count, { queue, state });
  }
  const { waiting } = await context.db
    .selectFrom('dead_letters')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('replayed_at', 'is', null)
    .executeTakeFirstOrThrow();
  context.telemetry.gauge('jaga_dead_letters', waiting);
}

/** Quiet twice in a row: a stage may put new facts out between two looks. */
async function drain(context: CoreContext, queues: Record<QueueName, JobQueue>): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    quiet = (await isQuiet(context, queues)) ? quiet + 1 : 0;
    await pause(10, new AbortController().signal);
  }
}

async function isQuiet({ db }: CoreContext, queues: Record<QueueName, JobQueue>): Promise<boolean> {
  const facts = await db.selectFrom('outbox').select('id').limit(1).executeTakeFirst();
  if (facts !== undefined) return false;
  const counts = await Promise.all(Object.values(queues).map((queue) => queue.counts()));
  return counts.every((states) => Object.values(states).every((count) => count === 0));
}
