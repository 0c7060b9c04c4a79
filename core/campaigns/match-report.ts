// The match stage: a read report is compared with known patterns and earlier reports and joins a campaign, or begins one. What needs no lock is
// done here; what does is `join-reports.ts`.

import { hashedKeys } from '#core/campaigns/campaign-store.ts';
import type { EarlierReports } from '#core/campaigns/earlier-reports.ts';
import { joinReports, type JoinOutcome, type ReportToJoin } from '#core/campaigns/join-reports.ts';
import { storyTraits } from '#core/clustering/story/story-traits.ts';
import type { CoreContext } from '#core/context.ts';
import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';
import type { Match } from '#core/matching/match.ts';
import { textSignature } from '#core/matching/text-signature.ts';
import { wholeTextOf } from '#core/reports/complete-reading.ts';
import { loadReading, type ReportInHand } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { createGroupCommit } from '#platform/group-commit.ts';

export type MatchOutcome =
  | { kind: 'matched'; campaignId: string | null; known: Match[]; earlier: Match[] }
  | { kind: 'skipped'; reason: 'already_matched' | 'erased' | 'not_read' | 'unknown' };

export interface ReportMatcher {
  /** Idempotent: a reading is matched once, however often the job comes; one that could not wait for its evidence is matched again with it. */
  match(reportId: string): Promise<MatchOutcome>;
  /** The same for one that was read just now: it need not be opened again. */
  matchInHand(report: ReportInHand): Promise<MatchOutcome>;
}

/** One group at a time: more would only wait for the same lock. */
const GROUPS = { maxItems: 32, maxInFlight: 1 };

export interface MatchedAgainst {
  known: KnownIndex;
  earlier: EarlierReports;
}

export function createReportMatcher(context: CoreContext, { known, earlier }: MatchedAgainst): ReportMatcher {
  const groups = createGroupCommit((reports: ReportToJoin[]): Promise<JoinOutcome[]> => joinReports(context, earlier, reports), GROUPS);
  return { match, matchInHand };

  async function match(reportId: string): Promise<MatchOutcome> {
    const opened = await openRead(context, reportId);
    return opened.kind === 'skipped' ? opened : matchInHand(opened.report);
  }

  async function matchInHand(inHand: ReportInHand): Promise<MatchOutcome> {
    const report = await prepare(context, known, inHand);
    if (report === null) return { kind: 'skipped', reason: 'not_read' };
    const outcome = await groups.add(report);
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind === 'skipped') return outcome;
    const matched = { campaignId: outcome.campaignId, known: [...report.patterns], earlier: outcome.earlier };
    reportMatched(context, report, matched);
    return { kind: 'matched', ...matched };
  }
}

type Opened = { kind: 'opened'; report: ReportInHand } | Extract<MatchOutcome, { kind: 'skipped' }>;

async function openRead(context: CoreContext, reportId: string): Promise<Opened> {
  const row = await context.db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'received_at', 'read_at', 'matched_at', 'evidence_due'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  if (row.matched_at !== null) return { kind: 'skipped', reason: 'already_matched' };
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'skipped', reason: 'erased' };
  const reading = await loadReading(context, row);
  return reading === null ? { kind: 'skipped', reason: 'not_read' } : { kind: 'opened', report: { row, content, reading } };
}

async function prepare(context: CoreContext, known: KnownIndex, { row, content, reading }: ReportInHand): Promise<ReportToJoin | null> {
  if (row.read_at === null) return null;
  const text = await wholeTextOf(context, row, content);
  return {
    id: row.id,
    receivedAt: row.received_at,
    readAt: row.read_at,
    reading,
    signature: textSignature(text, reading.indicators),
    traits: storyTraits(text, reading),
    keys: hashedKeys(context.vault, tellingIndicators(reading.indicators)),
    patterns: known.match({ id: row.id, text, reading }),
    content,
    hasEvidence: content.evidence.length > 0,
  };
}

function reportMatched(
  { telemetry, clock }: CoreContext,
  { id, receivedAt }: ReportToJoin,
  outcome: { campaignId: string | null; known: Match[]; earlier: Match[] },
): void {
  const how = outcome.earlier.length > 0 ? 'earlier' : outcome.known.length > 0 ? 'known' : 'new';
  telemetry.record(
    'report_matched',
    { outcome: how },
    { report_id: id, campaign_id: outcome.campaignId ?? '', known: outcome.known.length, earlier: outcome.earlier.length },
  );
  telemetry.observe('jaga_received_to_matched_seconds', (clock.now().getTime() - receivedAt.getTime()) / 1_000);
}
