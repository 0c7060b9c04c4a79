// What happened since a moment, as the console is told of it: kinds and names of things, never what is in them. Each source has a mark that only
// rises; whoever comes back with marks of a while ago is told what they missed.

import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';

/** `new_reports`: they came; `reports`: they were read, matched or decided; by reference. Campaigns by number, alerts by id. */
export const CHANGE_KINDS = ['new_reports', 'reports', 'campaigns', 'alerts', 'deliveries', 'disputes'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type Changes = Partial<Record<ChangeKind, string[]>>;

export interface Marks {
  /** Of the audit trail. */
  seq: number;
  /** Milliseconds. */
  received: number;
  matched: number;
  alerts: number;
}

/** A transaction may commit a moment after a younger one: what is that old is looked at again. */
export const OVERLAP_MS = 3_000;
/** More at once is told as "look again". */
const MOST = 500;

const SUBJECTS: Readonly<Record<string, ChangeKind>> = { report: 'reports', campaign: 'campaigns', alert: 'alerts', dispute: 'disputes' };
/** Looking changes nothing. */
const LOOKING = ['report.opened', 'report.original_opened', 'report.evidence_opened', 'campaign.opened', 'dispute.opened'];

export async function marksNow({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<Marks> {
  const last = await db.selectFrom('audit_head').select('seq').executeTakeFirst();
  const now = clock.now().getTime();
  return { seq: last?.seq ?? 0, received: now, matched: now, alerts: now };
}

export interface ChangesSince {
  marks: Marks;
  /** By the audit trail: each entry is read once. */
  entries: { kind: ChangeKind; name: string }[];
  /** Found by their time, within the overlap again. */
  timed: { kind: ChangeKind; name: string; at: number }[];
  /** Ids of alerts that are being delivered. */
  delivering: string[];
  /** There was more than can be told one by one. */
  tooMuch: boolean;
}

export async function changesSince({ db }: Pick<CoreContext, 'db'>, since: Marks): Promise<ChangesSince> {
  const entries = await db
    .selectFrom('audit_entries')
    .select(['seq', 'subject_kind', 'subject_id', 'action'])
    .where('seq', '>', since.seq)
    .orderBy('seq')
    .limit(MOST)
    .execute();
  const timed = [...(await received(db, since.received)), ...(await matched(db, since.matched)), ...(await proposed(db, since.alerts))];
  const delivering = await db.selectFrom('alerts').select('id').where('delivery_due_since', 'is not', null).limit(MOST).execute();
  const newest = (kind: ChangeKind, mark: number): number => timed.reduce((latest, each) => (each.kind === kind ? Math.max(latest, each.at) : latest), mark);
  return {
    marks: {
      seq: entries.at(-1)?.seq ?? since.seq,
      received: newest('new_reports', since.received),
      matched: newest('reports', since.matched),
      alerts: newest('alerts', since.alerts),
    },
    entries: entries.flatMap(({ subject_kind, subject_id: name, action }) => {
      const kind = LOOKING.includes(action) ? undefined : SUBJECTS[subject_kind];
      return kind === undefined ? [] : [{ kind, name }];
    }),
    timed,
    delivering: delivering.map(({ id }) => id),
    tooMuch: entries.length === MOST || timed.length >= MOST,
  };
}

type Timed = ChangesSince['timed'];

function before(mark: number): Date {
  return new Date(mark - OVERLAP_MS);
}

async function received(db: Database, mark: number): Promise<Timed> {
  const rows = await db
    .selectFrom('reports')
    .select(['reference', 'received_at'])
    .where('received_at', '>', before(mark))
    .orderBy('received_at')
    .limit(MOST)
    .execute();
  return rows.map(({ reference, received_at }) => ({ kind: 'new_reports', name: reference, at: received_at.getTime() }));
}

async function matched(db: Database, mark: number): Promise<Timed> {
  const rows = await db
    .selectFrom('reports')
    .select(['reference', 'matched_at'])
    .where('matched_at', '>', before(mark))
    .orderBy('matched_at')
    .limit(MOST)
    .execute();
  return rows.flatMap(({ reference, matched_at }) => (matched_at === null ? [] : [{ kind: 'reports', name: reference, at: matched_at.getTime() }]));
}

async function proposed(db: Database, mark: number): Promise<Timed> {
  const rows = await db.selectFrom('alerts').select(['id', 'created_at']).where('created_at', '>', before(mark)).orderBy('created_at').limit(MOST).execute();
  return rows.map(({ id, created_at }) => ({ kind: 'alerts', name: id, at: created_at.getTime() }));
}

/** As it stands in an event's id: `seq.received.matched.alerts`. */
export function writeMarks({ seq, received, matched, alerts }: Marks): string {
  return [seq, received, matched, alerts].join('.');
}

/** null: not written by us. */
export function readMarks(written: string): Marks | null {
  const [seq, received, matched, alerts, ...rest] = /^[\d.]{7,70}$/.test(written) ? written.split('.').map(Number) : [];
  if (rest.length > 0 || ![seq, received, matched, alerts].every((mark) => Number.isSafeInteger(mark))) return null;
  return { seq: seq ?? 0, received: received ?? 0, matched: matched ?? 0, alerts: alerts ?? 0 };
}
