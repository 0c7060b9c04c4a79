// Read reports join campaigns or begin them, several at a time in one transaction under the joining lock: so one report of a new script begins
// its campaign and the next joins it, whichever workers have them, and a commit is shared by all that waited.

import { sql } from 'kysely';
import { findCandidates, forgetMatch, storeMatched, type HashedIndicator } from '#core/campaigns/campaign-store.ts';
import type { EarlierReports } from '#core/campaigns/earlier-reports.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import { placeReports } from '#core/campaigns/place-reports.ts';
import { storeStoryTraits } from '#core/clustering/story/story-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { keysOf } from '#core/matching/index/report-index.ts';
import { scoreTelling, type TellingCandidate } from '#core/matching/match-reports.ts';
import { bestMatches } from '#core/matching/match-score.ts';
import type { Match, ReportMatch } from '#core/matching/match.ts';
import type { TextSignature } from '#core/matching/text-signature.ts';
import type { Reading } from '#core/reading/reading.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { publishFacts, type Fact } from '#platform/outbox.ts';

/** A report with everything that can be known of it without the lock. */
export interface ReportToJoin {
  id: string;
  receivedAt: Date;
  /** Read anew meanwhile: then it does not join as it is here. */
  readAt: Date;
  reading: Pick<Reading, 'verdict' | 'type'>;
  signature: TextSignature;
  /** Of the story it tells. */
  traits: readonly string[];
  keys: readonly HashedIndicator[];
  /** The reporter's words. */
  content: Pick<ReportContent, 'text' | 'forwarded'>;
  /** Its matches among the known patterns. */
  patterns: readonly Match[];
  /** Then it may have been matched before, by its text alone. */
  hasEvidence: boolean;
}

export type JoinOutcome =
  | { kind: 'joined'; campaignId: string | null; earlier: Match[] }
  | { kind: 'skipped'; reason: 'already_matched' }
  | { kind: 'failed'; error: unknown };

/** All in one transaction; when that fails, each in its own, so that one report cannot hold others up. @returns an outcome for each, in order. */
export async function joinReports(context: CoreContext, earlier: EarlierReports, reports: readonly ReportToJoin[]): Promise<JoinOutcome[]> {
  if (reports.length > 1) {
    const together = await joinTogether(context, earlier, reports).catch((error: unknown) => {
      context.telemetry.log.warn({ err: error, reports: reports.length }, 'reports could not be joined together; each is tried alone');
      return null;
    });
    if (together !== null) return together;
  }
  const outcomes: JoinOutcome[] = [];
  for (const report of reports) {
    const alone = await joinTogether(context, earlier, [report]).catch((error: unknown): JoinOutcome[] => [{ kind: 'failed', error }]);
    outcomes.push(...alone);
  }
  return outcomes;
}

function joinTogether(context: CoreContext, earlier: EarlierReports, reports: readonly ReportToJoin[]): Promise<JoinOutcome[]> {
  const now = context.clock.now();
  return context.db.transaction().execute(async (tx) => {
    const joining = await Joining.lock(tx);
    const claimed = await claim(tx, reports, now);
    // The same report may be there twice: its job came twice.
    const own = reports.filter(({ id }) => claimed.delete(id));
    const stayed = await forgetEarlierMatches(tx, own);
    const found = await findEarlier(tx, earlier, own);
    await storeMatched(
      joining,
      own.map(({ id, ...report }) => ({ ...report, reportId: id, earlier: found.get(id) ?? [] })),
    );
    await storeStoryTraits(tx, own);
    const placed = await placeReports(tx, { reports: own, found, stayed, now });
    await publishFacts(
      tx,
      own.flatMap(({ id }) => factsOf(id, placed.get(id))),
    );
    const joined = new Set(own);
    return reports.map((report): JoinOutcome =>
      joined.has(report)
        ? { kind: 'joined', campaignId: placed.get(report.id) ?? null, earlier: found.get(report.id) ?? [] }
        : { kind: 'skipped', reason: 'already_matched' },
    );
  });
}

/** @returns the ids of those that were not matched yet, are still as they were read, and were not erased. */
async function claim(tx: Database, reports: readonly ReportToJoin[], now: Date): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update reports r set matched_at = ${now}
    from unnest(${reports.map(({ id }) => id)}::uuid[], ${reports.map(({ readAt }) => readAt)}::timestamptz[]) as t (id, read_at)
    where r.id = t.id and r.matched_at is null and r.read_at = t.read_at and r.wrapped_key is not null
    returning r.id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** @returns the reports matched anew that stay in their campaigns. */
async function forgetEarlierMatches(tx: Database, reports: readonly ReportToJoin[]): Promise<Set<string>> {
  const stayed = new Set<string>();
  for (const { id } of reports.filter(({ hasEvidence }) => hasEvidence)) {
    if ((await forgetMatch(tx, id)) !== null) stayed.add(id);
  }
  return stayed;
}

/** Matches of each among all reports before it: those that are stored, and those of the same group. */
async function findEarlier(tx: Database, earlier: EarlierReports, reports: readonly ReportToJoin[]): Promise<Map<string, ReportMatch[]>> {
  const index = await earlier.upToDate(tx);
  const before = new Map<string, TellingCandidate>();
  const found = new Map<string, ReportMatch[]>();
  for (const { id, signature, keys } of reports) {
    const report = { id, signature, telling: keys.map(({ indicator }) => indicator) };
    const stored =
      index?.match({ ...report, keys: keysOf(signature) }) ??
      scoreTelling(report, await findCandidates(tx, { reportId: id, bands: signature.bands, keys: keys.map(({ hash }) => hash) }));
    // One that is matched anew in this group is stored as it was before.
    found.set(id, bestMatches([...stored.filter((match) => !before.has(match.id)), ...scoreTelling(report, [...before.values()])]));
    before.set(id, report);
  }
  return found;
}

function factsOf(reportId: string, campaignId: string | undefined): Fact[] {
  const matched: Fact = { fact: 'report_matched', payload: { report_id: reportId } };
  return campaignId === undefined ? [matched] : [matched, { fact: 'campaign_grew', payload: { campaign_id: campaignId, report_id: reportId } }];
}
