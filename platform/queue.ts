// One file chooses where jobs wait: PostgreSQL (default, the same database) or Redis (REDIS_URL). Everything else sees BullMQ's own classes.
// The queue never holds the only copy of anything, so its PostgreSQL connections need not wait for the disk.

import { createPostgresBackend, createRedisBackend, withBackend, type BackendClasses, type IQueueBackend, type Job, type JobsOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { Client, type ClientConfig } from 'pg';
import { databaseName } from '#platform/database.ts';
import type { Log } from '#platform/log.ts';
import { startLoop } from '#platform/loop.ts';
import { openedAtOnce, openWhenReady, type Connecting, type Opened } from '#platform/open-when-ready.ts';

/** Ids and versions alone: job data may lie anywhere. */
export type JobData = Record<string, string | number>;

/** One piece of work, or several that share the cost of one job. */
export interface NewJob {
  name: string;
  items: readonly JobData[];
  /** The same id while one waits or runs means the same job; no colons. */
  id: string;
  delayMs?: number;
}

export interface JobQueue {
  addAll(jobs: NewJob[]): Promise<void>;
  counts(): Promise<Record<string, number>>;
  /** Rejects when jobs cannot be added now. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface JobWorker {
  close(): Promise<void>;
}

export interface WorkerSettings {
  concurrency: number;
  /** Called once a job has failed for good. */
  onDead(job: RunningJob, error: Error): Promise<void>;
}

export interface RunningJob {
  name: string;
  items: readonly JobData[];
}

export interface QueueBackend {
  readonly kind: 'postgres' | 'redis';
  openQueue(name: string): JobQueue;
  startWorker(name: string, run: (job: RunningJob) => Promise<void>, settings: WorkerSettings): JobWorker;
  close(): Promise<void>;
}

/** 5 tries over about a minute; then the job is dead and shown. */
const JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const satisfies JobsOptions;

/** A killed worker's jobs come back after the lock has run out; stages take milliseconds, so that may be soon. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
/** Kills are the machine's fault, not the job's: only its own failures make it dead. */
const STALLS_ALLOWED = 1_000;

/** How often is looked whether a worker runs that could not be started. */
const WORKER_LOOK_MS = { first: 1_000, longest: 1_000 };

/** NOTE nobody listens to a connection that BullMQ has borrowed from its pool: one that breaks then would end the process. */
class ListenedClient extends Client {
  constructor(config?: ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

interface QueueBackendOptions {
  redisUrl: string | undefined;
  databaseUrl: string;
  log: Log;
}

export function openQueueBackend(options: QueueBackendOptions): QueueBackend {
  const { redisUrl, databaseUrl } = options;
  if (redisUrl === undefined) {
    const connection = { connectionString: databaseUrl, max: 8, options: '-c synchronous_commit=off', application_name: 'jaga-queue', Client: ListenedClient };
    return createQueueBackend(withBackend(createPostgresBackend), { kind: 'postgres', connection, workerConnection: connection, log: options.log });
  }
  // NOTE a Redis may serve several deployments: the database's name keeps their queues apart, the braces keep each on one cluster slot.
  const prefix = `{jaga-${databaseName(databaseUrl)}}`;
  const connection = connectRedis(redisUrl, 1, options.log);
  const workerConnection = connectRedis(redisUrl, null, options.log);
  const backend = createQueueBackend(withBackend(createRedisBackend), { kind: 'redis', connection, workerConnection, prefix, log: options.log });
  return {
    ...backend,
    close: async () => {
      await backend.close();
      connection.disconnect();
      workerConnection.disconnect();
    },
  };
}

/** @param retries null, as BullMQ's workers need it: wait for Redis to come back; a number: fail then. */
function connectRedis(url: string, retries: number | null, log: Log): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: retries, connectTimeout: 5_000, retryStrategy: (times) => Math.min(times * 200, 2_000) });
  redis.on('error', (error) => log.warn({ err: error }, 'Redis cannot be reached; jobs wait in the outbox'));
  return redis;
}

interface BackendSetup<C> {
  kind: 'postgres' | 'redis';
  connection: C;
  workerConnection: C;
  prefix?: string;
  log: Log;
}

function createQueueBackend<B extends IQueueBackend, C>({ Queue, Worker }: BackendClasses<B, C>, setup: BackendSetup<C>): QueueBackend {
  const shared = setup.prefix === undefined ? {} : { prefix: setup.prefix };
  const opened: { close(): Promise<void> }[] = [];
  const onError = (error: Error): void => setup.log.warn({ err: error }, 'the queue reports an error');
  // NOTE a Redis that is away comes back by itself; BullMQ's PostgreSQL connection remembers a first failure ("too many clients") for good, and a
  // worker on one asks for jobs again and again without giving way to anything else in the process.
  const opening = <T extends Connecting>(open: () => T): Opened<T> => (setup.kind === 'redis' ? openedAtOnce(open()) : openWhenReady(open));
  const openQueue: QueueBackend['openQueue'] = (name) => {
    const queue = opening(() => {
      const made = new Queue<Stored>(name, { connection: setup.connection, defaultJobOptions: JOB_OPTIONS, ...shared });
      made.on('error', onError);
      return made;
    });
    const jobQueue: JobQueue = {
      addAll: async (jobs) => {
        const ready = await queue.get();
        await ready.addBulk(
          jobs.map(({ name: job, items, id, delayMs }) => ({
            name: job,
            data: toStored(items),
            opts: { jobId: id, ...(delayMs !== undefined && { delay: delayMs }) },
          })),
        );
      },
      counts: async () => (await queue.get()).getJobCounts('wait', 'active', 'delayed', 'prioritized'),
      ping: async () => {
        await (await queue.get()).getJobCounts('wait');
      },
      close: () => queue.close(),
    };
    opened.push(jobQueue);
    return jobQueue;
  };
  const startWorker: QueueBackend['startWorker'] = (name, run, settings) => {
    const worker = opening(() => {
      const made = new Worker<Stored>(name, (job) => run({ name: job.name, items: itemsOf(job.data) }), {
        connection: setup.workerConnection,
        concurrency: settings.concurrency,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS,
        maxStalledCount: STALLS_ALLOWED,
        autorun: false,
        ...shared,
      });
      made.on('error', onError);
      made.on('failed', (job, error) => {
        if (job !== undefined && isDead(job)) void settings.onDead({ name: job.name, items: itemsOf(job.data) }, error).catch(onError);
      });
      return made;
    });
    const running = startLoop(
      async () => {
        const ready = await worker.get();
        if (!ready.isRunning()) void ready.run().catch(onError);
        return false;
      },
      { name: `worker of ${name}`, log: setup.log, pauseMs: WORKER_LOOK_MS },
    );
    const jobWorker = {
      close: async () => {
        await running.stop();
        await worker.close();
      },
    };
    opened.push(jobWorker);
    return jobWorker;
  };
  return {
    kind: setup.kind,
    openQueue,
    startWorker,
    close: async () => {
      // Workers were opened after the queues they feed: last opened, first closed.
      for (const each of opened.reverse()) await each.close();
    },
  };
}

/** One piece of work lies there as it is. */
type Stored = JobData | { items: readonly JobData[] };

function toStored(items: readonly JobData[]): Stored {
  const [only, ...others] = items;
  return only !== undefined && others.length === 0 ? only : { items };
}

function itemsOf(stored: Stored): readonly JobData[] {
  return 'items' in stored && Array.isArray(stored.items) ? stored.items : [stored as JobData];
}

function isDead(job: Job): boolean {
  return job.attemptsMade >= (job.opts.attempts ?? 1);
}
