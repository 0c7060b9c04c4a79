// Which work follows from which fact: the whole pipeline as one table.

import { createHash } from 'node:crypto';
import type { Fact } from '#platform/outbox.ts';
import type { JobData, NewJob } from '#platform/queue.ts';
import type { QueueName } from '#worker/stage.ts';

interface JobOfFact {
  queue: QueueName;
  name: string;
  data: JobData;
  id: string;
  together: number;
}

interface Rule {
  queue: QueueName;
  job: string;
  /** Payload fields that go along and make the job's id: the same id is the same work. */
  keys: readonly string[];
  /** So many that are told of at the same time may be one job. */
  together?: number;
  onlyWithModel?: boolean;
}

/** Handing a job over, fetching and finishing it costs more than reading a report. So many keep a worker busy for some 30 ms: another one finds work, too. */
const TOGETHER = 16;

/** Facts without an entry concern nobody in the pipeline. */
const RULES: Record<string, readonly Rule[]> = {
  report_received: [{ queue: 'reports', job: 'read-report', keys: ['report_id'], together: TOGETHER }],
  // Each a job of its own: its id keeps it from being added again while it waits.
  report_overdue: [{ queue: 'reports', job: 'read-report', keys: ['report_id'] }],
  text_read: [{ queue: 'evidence', job: 'read-evidence', keys: ['report_id'] }],
  report_read: [{ queue: 'reports', job: 'match-report', keys: ['report_id'] }],
  report_matched: [{ queue: 'advice', job: 'advise-report', keys: ['report_id'], onlyWithModel: true }],
  campaign_grew: [{ queue: 'reports', job: 'propose-alert', keys: ['campaign_id', 'report_id'], together: TOGETHER }],
  alert_published: [
    { queue: 'delivery', job: 'deliver-alert', keys: ['alert_id', 'version'] },
    { queue: 'webhooks', job: 'enter-alert', keys: ['alert_id', 'version'] },
    { queue: 'reports', job: 'review-warned', keys: ['alert_id', 'version'] },
  ],
  // Not by the version alone: an earlier job of the same may be ending at this moment.
  alert_resumed: [
    { queue: 'delivery', job: 'deliver-alert', keys: ['alert_id', 'version', 'resumed'] },
    { queue: 'webhooks', job: 'enter-alert', keys: ['alert_id', 'version', 'resumed'] },
  ],
  alert_withdrawn: [
    { queue: 'delivery', job: 'withdraw-alert', keys: ['alert_id'] },
    { queue: 'webhooks', job: 'enter-alert', keys: ['alert_id'] },
    { queue: 'reports', job: 'review-withdrawn', keys: ['alert_id'] },
  ],
  webhooks_overdue: [{ queue: 'webhooks', job: 'enter-alert', keys: ['alert_id'] }],
  webhook_due: [{ queue: 'webhooks', job: 'send-webhook', keys: ['message_id'] }],
  report_decided: [{ queue: 'reports', job: 'review-reported', keys: ['report_id', 'decision'] }],
  indicator_disputed: [{ queue: 'reports', job: 'review-disputed', keys: ['dispute_id'] }],
  dispute_decided: [{ queue: 'reports', job: 'review-dispute-decided', keys: ['dispute_id'] }],
  watch_changed: [{ queue: 'delivery', job: 'tell-watcher', keys: ['notice_id'] }],
};

export function jobsOfFact({ fact, payload }: Fact, settings: { withModel: boolean }): JobOfFact[] {
  return (RULES[fact] ?? [])
    .filter((rule) => rule.onlyWithModel !== true || settings.withModel)
    .map(({ queue, job, keys, together = 1 }) => {
      const data = Object.fromEntries(keys.map((key) => [key, payload[key] ?? '']));
      return { queue, name: job, data, id: [job, ...Object.values(data)].join('-'), together };
    });
}

/** Work of one kind in as few jobs as its rule allows, by queue. The same work is there once. */
export function bundleJobs(jobs: readonly JobOfFact[]): Map<QueueName, NewJob[]> {
  const distinct = [...new Map(jobs.map((job) => [job.id, job])).values()];
  return new Map([...Map.groupBy(distinct, ({ queue }) => queue)].map(([queue, own]) => [queue, bundlesOf(own)]));
}

function bundlesOf(jobs: readonly JobOfFact[]): NewJob[] {
  const kinds = Map.groupBy(jobs, ({ name, together }) => `${name}/${together}`);
  return [...kinds.values()].flatMap((same) => {
    const size = same[0]?.together ?? 1;
    return Array.from({ length: Math.ceil(same.length / size) }, (_, at) => bundle(same.slice(at * size, (at + 1) * size)));
  });
}

function bundle(jobs: readonly JobOfFact[]): NewJob {
  const [first, ...others] = jobs;
  if (first === undefined) throw new Error('a bundle of nothing');
  const ids = jobs.map(({ id }) => id).join(' ');
  const id = others.length === 0 ? first.id : `${first.name}-${createHash('sha256').update(ids).digest('base64url')}`;
  return { name: first.name, items: jobs.map(({ data }) => data), id };
}
