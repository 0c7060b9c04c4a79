// What officers write beside a report, for each other: sealed under its key, so that it goes with it; never changed, never shown to who reported.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { listColleagues } from '../decisions/colleagues.ts';

export const NOTE_LIMIT = 2_000;

export interface Note {
  id: string;
  author: string;
  author_name: string | null;
  written_at: Date;
  text: string;
  /** Staff ids. */
  mentions: string[];
  /** Name of the colleague it was passed on to with these words; null: a note like any other. */
  passed_on_to_name: string | null;
}

export interface NoteToKeep {
  by: string;
  text: string;
  passedOnTo?: string;
}

interface OfReport {
  id: string;
  reference: string;
  wrapped_key: Buffer | null;
}

export type NoteOutcome = { kind: 'done'; id: string } | { kind: 'not_found' };

/** Audited as `report.noted`, without its words. @throws DomainError `forbidden`. */
export async function writeNote(context: CoreContext, { by, reference, text }: { by: Actor; reference: string; text: string }): Promise<NoteOutcome> {
  requireCapability(by, 'report.decide');
  return inTransaction(context, async (inside) => {
    const report = await inside.db
      .selectFrom('reports')
      .select(['id', 'reference', 'wrapped_key'])
      .where('reference', '=', reference)
      .forUpdate()
      .executeTakeFirst();
    if (report === undefined || report.wrapped_key === null) return { kind: 'not_found' };
    const { id, mentions } = await keepNote(inside, report, { by: by.id, text });
    await appendAudit(inside, {
      actor: by.id,
      action: 'report.noted',
      subject: { kind: 'report', id: reference },
      details: { note: id, mentions: mentions.length },
    });
    return { kind: 'done', id };
  });
}

/** Within the caller's transaction. @throws Error for an erased report: asked before. */
export async function keepNote(
  { db, vault, clock }: CoreContext,
  report: OfReport,
  { by, text, passedOnTo }: NoteToKeep,
): Promise<{ id: string; mentions: string[] }> {
  if (report.wrapped_key === null) throw new Error('a note on an erased report');
  const id = randomUUID();
  const mentions = mentionedIn(text, await listColleagues(db));
  const sealed = vault.seal(vault.unwrap(report.wrapped_key, report.id), text, sealOf(id));
  await db
    .insertInto('report_notes')
    .values({ id, report_id: report.id, author: by, written_at: clock.now(), sealed, mentions, passed_on_to: passedOnTo ?? null })
    .execute();
  return { id, mentions };
}

/** `@name`, as the list of colleagues spells it; of two names that begin alike the longer one counts. */
export function mentionedIn(text: string, colleagues: readonly { id: string; name: string }[]): string[] {
  const byLength = colleagues.toSorted((a, b) => b.name.length - a.name.length);
  const found = [...text.matchAll(/@/g)].flatMap(({ index }) => {
    const rest = text.slice(index + 1).toLowerCase();
    const named = byLength.find(({ name }) => rest.startsWith(name.toLowerCase()));
    return named === undefined ? [] : byLength.filter(({ name }) => name === named.name).map(({ id }) => id);
  });
  return [...new Set(found)];
}

/** The newest first. */
export async function loadNotes({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, report: Pick<OfReport, 'id' | 'wrapped_key'>): Promise<Note[]> {
  if (report.wrapped_key === null) return [];
  const key = vault.unwrap(report.wrapped_key, report.id);
  const rows = await db
    .selectFrom('report_notes as n')
    .leftJoin('staff_users as a', 'a.id', 'n.author')
    .leftJoin('staff_users as p', 'p.id', 'n.passed_on_to')
    .select(['n.id', 'n.author', 'a.name as author_name', 'n.written_at', 'n.sealed', 'n.mentions', 'p.name as passed_on_to_name'])
    .where('n.report_id', '=', report.id)
    .orderBy('n.written_at', 'desc')
    .orderBy('n.id')
    .execute();
  return rows.map(({ sealed, ...row }) => ({ ...row, text: vault.open(key, sealed, sealOf(row.id)).toString('utf8') }));
}

export interface Mention {
  reference: string;
  author_name: string | null;
  written_at: Date;
}

/** Where a colleague was named or given a report with words, the newest first; the words are on the report. */
export async function listMentions({ db }: Pick<CoreContext, 'db'>, staffId: string, limit: number): Promise<Mention[]> {
  return db
    .selectFrom('report_notes as n')
    .innerJoin('reports as r', 'r.id', 'n.report_id')
    .leftJoin('staff_users as a', 'a.id', 'n.author')
    .select(['r.reference', 'a.name as author_name', 'n.written_at'])
    .where(sql<boolean>`n.mentions @> array[${staffId}]::text[] or n.passed_on_to = ${staffId}`)
    .orderBy('n.written_at', 'desc')
    .limit(limit)
    .execute();
}

function sealOf(id: string): string {
  return `report_notes/sealed/${id}`;
}
