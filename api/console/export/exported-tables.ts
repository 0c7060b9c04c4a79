// Which tables can be had as a file, and their columns. A column's heading is `console:csv.<column>` in the locales.

export type Row = Record<string, unknown>;

export interface Exported {
  /** Of the file, and in its address. */
  name: string;
  /** Path of the route whose answer it is. */
  of: string;
  columns: readonly string[];
  /** Parameter that asks for the page behind `next`; absent: there is one page. */
  cursor?: 'after' | 'before';
  /** Rows of one page. */
  rows(answer: unknown): Iterable<Row>;
}

export const EXPORTS: readonly Exported[] = [
  {
    name: 'reports',
    of: '/reports',
    columns: [
      'reference',
      'state',
      'source',
      'channel',
      'urgent',
      'loss_state',
      'paid_at',
      'received_at',
      'country',
      'language',
      'verdict',
      'type',
      'score',
      'campaign',
      'claimed_by_name',
    ],
    cursor: 'after',
    rows: itemsOf,
  },
  {
    name: 'campaigns',
    of: '/campaigns',
    columns: [
      'campaign',
      'type',
      'first_seen_at',
      'last_seen_at',
      'reports',
      'open_reports',
      'reporters',
      'lost',
      'week',
      'week_before',
      'countries',
      'languages',
      'alerts',
      'dormant',
    ],
    cursor: 'after',
    rows: (answer) => itemsOf(answer).map(({ number, ...row }) => ({ ...row, campaign: number })),
  },
  {
    name: 'merge-proposals',
    of: '/merge-proposals',
    columns: ['campaign', 'other_campaign', 'reasons', 'shared_traits', 'ties', 'tied_at'],
    rows: (answer) => itemsOf(answer).map(({ one, other, ...row }) => ({ ...row, campaign: one, other_campaign: other })),
  },
  {
    name: 'growth',
    of: '/campaigns/:number/growth',
    columns: ['day', 'received', 'occurred', 'counted', 'expected', 'low', 'high'],
    rows: itemsOf,
  },
  {
    name: 'entities',
    of: '/entities',
    columns: ['kind', 'value', 'campaigns', 'reports', 'independent_reporters', 'first_seen_at', 'last_seen_at'],
    cursor: 'after',
    rows: (answer) => itemsOf(answer).map((row) => ({ ...row, campaigns: listOf(row['campaigns']).map(({ number }) => number) })),
  },
  {
    name: 'timing',
    of: '/timing',
    columns: ['step', 'cases', 'median_seconds', 'p90_seconds'],
    rows: (answer) =>
      listOf((answer as Row)['steps']).map(({ step, count, median, p90 }) => ({ step, cases: count, median_seconds: median, p90_seconds: p90 })),
  },
  { name: 'waiting', of: '/timing', columns: ['campaign', 'type', 'waits_for', 'step', 'since', 'seconds'], rows: waitingOf },
  { name: 'slowest', of: '/timing', columns: ['campaign', 'type', 'first_report_at', 'first_sent_at', 'seconds'], rows: slowestOf },
  {
    name: 'cards',
    of: '/timing',
    columns: ['face', 'cases', 'median_seconds', 'p90_seconds', 'slowest_seconds'],
    rows: (answer) =>
      listOf((answer as Row)['cards']).map(({ face, cards, median, p90, slowest }) => ({
        face,
        cases: cards,
        median_seconds: median,
        p90_seconds: p90,
        slowest_seconds: slowest,
      })),
  },
  {
    name: 'detection',
    of: '/detection',
    columns: ['week', 'detector', 'alarms', 'proposals', 'open', 'published', 'rejected', 'false_alarms', 'tested', 'p_below_1_percent', 'p_below_01_percent'],
    rows: (answer) => itemsOf(answer).flatMap(({ detectors, ...week }) => listOf(detectors).map((detector) => ({ ...week, ...detector }))),
  },
  {
    name: 'alarms',
    of: '/alarms',
    columns: ['day', 'detector', 'type', 'countries', 'campaigns', 'count', 'expected', 'p', 'reports', 'independent_reporters', 'raised_at', 'alert_state'],
    cursor: 'after',
    rows: itemsOf,
  },
  { name: 'queue', of: '/overview', columns: ['age', 'reports', 'urgent'], rows: (answer) => listOf(partOf(answer, 'queue')['ages']) },
  { name: 'received', of: '/overview', columns: ['by', 'value', 'reports', 'lost'], rows: (answer) => listOf(partOf(answer, 'received')['rows']) },
  { name: 'losses', of: '/overview', columns: ['currency', 'minor', 'reports'], rows: (answer) => listOf(partOf(answer, 'received')['losses']) },
  {
    name: 'work',
    of: '/work',
    columns: ['day', 'shift', 'officer_name', 'opened', 'confirmed', 'rejected', 'duplicates', 'campaigns_changed', 'approvals'],
    rows: (answer) => itemsOf(answer).map(({ campaigns, ...row }) => ({ ...row, campaigns_changed: campaigns })),
  },
  {
    name: 'audit',
    of: '/audit',
    columns: ['seq', 'at', 'actor', 'actor_name', 'action', 'subject_kind', 'subject_id', 'details', 'hash'],
    cursor: 'before',
    rows: itemsOf,
  },
  {
    name: 'disputes',
    of: '/disputes',
    columns: ['reference', 'kind', 'reason', 'state', 'downgraded', 'filed_at', 'decided_at'],
    cursor: 'after',
    rows: itemsOf,
  },
  {
    name: 'dead-letters',
    of: '/dead-letters',
    columns: ['id', 'queue', 'job', 'payload', 'error', 'failed_at', 'replayable'],
    cursor: 'after',
    rows: itemsOf,
  },
];

function itemsOf(answer: unknown): Row[] {
  return listOf((answer as Row)['items']);
}

function listOf(value: unknown): Row[] {
  return value as Row[];
}

function partOf(answer: unknown, part: string): Row {
  return (answer as Record<string, Row>)[part] ?? {};
}

function waitingOf(answer: unknown): Row[] {
  return listOf((answer as Row)['waiting']).map(({ campaign, type, waits }) => {
    const { for: waits_for, step, since, seconds } = waits as Row;
    return { campaign, type, waits_for, step, since, seconds };
  });
}

function slowestOf(answer: unknown): Row[] {
  return listOf((answer as Row)['slowest']).map(({ total, ...row }) => ({ ...row, seconds: total }));
}
