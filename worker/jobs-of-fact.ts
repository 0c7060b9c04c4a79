// Which work follows from which fact: the whole pipeline as one table.

import type { Fact } from '#platform/outbox.ts';
import type { NewJob } from '#platform/queue.ts';
import type { QueueName } from '#worker/stage.ts';

type JobOfFact = NewJob & { queue: QueueName };

interface Rule {
  queue: QueueName;
  job: string;
  /** Payload fields that go along and make the job's id: the same id is the same work. */
  keys: readonly string[];
  onlyWithModel?: boolean;
}

/** Facts without an entry concern nobody in the pipeline. */
const RULES: Record<string, readonly Rule[]> = {
  report_received: [{ queue: 'reports', job: 'read-report', keys: ['report_id'] }],
  text_read: [{ queue: 'evidence', job: 'read-evidence', keys: ['report_id'] }],
  report_read: [{ queue: 'reports', job: 'match-report', keys: ['report_id'] }],
  report_matched: [{ queue: 'advice', job: 'advise-report', keys: ['report_id'], onlyWithModel: true }],
  campaign_grew: [{ queue: 'reports', job: 'propose-alert', keys: ['campaign_id', 'report_id'] }],
  alert_published: [
    { queue: 'delivery', job: 'deliver-alert', keys: ['alert_id', 'version'] },
    { queue: 'reports', job: 'review-warned', keys: ['alert_id', 'version'] },
  ],
  alert_withdrawn: [
    { queue: 'delivery', job: 'withdraw-alert', keys: ['alert_id'] },
    { queue: 'reports', job: 'review-withdrawn', keys: ['alert_id'] },
  ],
  report_decided: [{ queue: 'reports', job: 'review-reported', keys: ['report_id', 'decision'] }],
  indicator_disputed: [{ queue: 'reports', job: 'review-disputed', keys: ['dispute_id'] }],
  dispute_decided: [{ queue: 'reports', job: 'review-dispute-decided', keys: ['dispute_id'] }],
  watch_changed: [{ queue: 'delivery', job: 'tell-watcher', keys: ['notice_id'] }],
};

export function jobsOfFact({ fact, payload }: Fact, settings: { withModel: boolean }): JobOfFact[] {
  return (RULES[fact] ?? [])
    .filter((rule) => rule.onlyWithModel !== true || settings.withModel)
    .map(({ queue, job, keys }) => {
      const data = Object.fromEntries(keys.map((key) => [key, payload[key] ?? '']));
      return { queue, name: job, data, id: [job, ...Object.values(data)].join('-') };
    });
}
