// The match stage: a read report is compared with known patterns and earlier reports and joins a campaign, or begins one.

import { v7 as uuidv7 } from 'uuid';
import {
  createCampaign,
  findCandidates,
  forgetMatch,
  hashedKeys,
  joinCampaign,
  lockJoining,
  storeMatchKeys,
  storeMatches,
  storeSignature,
  type StoredCandidate,
} from '#core/campaigns/campaign-store.ts';
import { tieToCampaign } from '#core/campaigns/tie-to-campaign.ts';
import { chooseCampaign, type CampaignMatch } from '#core/clustering/choose-campaign.ts';
import { storeTelling } from '#core/clustering/telling-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { DatabaseTransaction } from '#core/database.ts';
import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';
import { scoreTelling } from '#core/matching/match-reports.ts';
import type { Match } from '#core/matching/match.ts';
import { textSignature, type TextSignature } from '#core/matching/text-signature.ts';
import type { Reading } from '#core/reading/reading.ts';
import { wholeTextOf } from '#core/reports/complete-reading.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { publishFacts } from '#platform/outbox.ts';

export type MatchOutcome =
  | { kind: 'matched'; campaignId: string | null; known: Match[]; earlier: Match[] }
  | { kind: 'skipped'; reason: 'already_matched' | 'erased' | 'not_read' | 'unknown' };

/** Idempotent: a reading is matched once, however often the job comes; one that could not wait for its evidence is matched again with it. */
export async function matchReport(context: CoreContext, known: KnownIndex, reportId: string): Promise<MatchOutcome> {
  const row = await context.db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'received_at', 'read_at', 'matched_at'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  if (row.matched_at !== null) return { kind: 'skipped', reason: 'already_matched' };
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'skipped', reason: 'erased' };
  const reading = await loadReading(context, row);
  if (reading === null) return { kind: 'skipped', reason: 'not_read' };
  const text = await wholeTextOf(context, row, content);
  const patterns = known.match({ id: row.id, text, reading });
  const outcome = await context.db
    .transaction()
    .execute((tx) => joinOrBegin({ ...context, db: tx }, { row, content, text, reading, patterns, hasEvidence: content.evidence.length > 0 }));
  if (outcome.kind === 'matched') reportMatched(context, row, outcome);
  return outcome;
}

interface ReportInHand {
  row: SealedReport & { received_at: Date; read_at: Date | null };
  content: ReportContent;
  text: string;
  reading: Reading;
  patterns: Match[];
  /** Then it may have been matched before, by its text alone. */
  hasEvidence: boolean;
}

async function joinOrBegin(context: CoreContext & { db: DatabaseTransaction }, report: ReportInHand): Promise<MatchOutcome> {
  const { db: tx, vault, clock } = context;
  const { row, text, reading, patterns } = report;
  const signature = textSignature(text, reading.indicators);
  const keys = hashedKeys(vault, tellingIndicators(reading.indicators));
  await lockJoining(tx);
  const now = clock.now();
  const updated = await tx
    .updateTable('reports')
    .set({ matched_at: now })
    .where('id', '=', row.id)
    .where('matched_at', 'is', null)
    // Read anew meanwhile: the job that follows from that does it.
    .where('read_at', '=', row.read_at)
    .returning('id')
    .executeTakeFirst();
  if (updated === undefined) return { kind: 'skipped', reason: 'already_matched' };
  const keptCampaign = report.hasEvidence ? await forgetMatch(tx, row.id) : null;
  const candidates = await findCandidates(tx, { reportId: row.id, bands: signature.bands, keys: keys.map(({ hash }) => hash) });
  const earlier = scoreTelling({ signature, telling: keys.map(({ indicator }) => indicator) }, candidates);
  await storeSignature(tx, row.id, signature);
  await storeTelling(tx, row.id, report.content);
  await storeMatchKeys(tx, row.id, keys);
  await storeMatches(tx, row.id, [
    { target: 'pattern', matches: patterns },
    { target: 'report', matches: earlier },
  ]);
  const campaignId = keptCampaign ?? (await placeInCampaign(tx, { report, signature, earlier, candidates, now }));
  if (campaignId !== null) await publishFacts(tx, [{ fact: 'campaign_grew', payload: { campaign_id: campaignId, report_id: row.id } }]);
  return { kind: 'matched', campaignId, known: patterns, earlier };
}

interface Placing {
  report: ReportInHand;
  signature: TextSignature;
  earlier: Match[];
  candidates: StoredCandidate[];
  now: Date;
}

/** Talk about scams and unreadable texts begin no campaign of their own. */
async function placeInCampaign(tx: DatabaseTransaction, { report, signature, earlier, candidates, now }: Placing): Promise<string | null> {
  const choice = chooseCampaign(
    earlier.flatMap((match) => withCampaign(match, candidates)),
    signature,
  );
  const { reading, row } = report;
  if (choice.kind === 'new' && reading.verdict === 'benign') return null;
  const seenAt = row.received_at;
  const arrival = { reportId: row.id, seenAt, joinedAt: now };
  if (choice.kind === 'join') {
    const campaignId = await tieToCampaign(tx, [choice.campaign, ...choice.mergeWith], arrival);
    await joinCampaign(tx, { ...arrival, campaignId, joinedBy: choice.joinedBy });
    return campaignId;
  }
  const campaignId = uuidv7();
  await createCampaign(tx, { id: campaignId, type: reading.type, seenAt });
  await joinCampaign(tx, { ...arrival, campaignId, joinedBy: [] });
  return campaignId;
}

function withCampaign(match: Match, candidates: StoredCandidate[]): CampaignMatch[] {
  const campaign = candidates.find(({ id }) => id === match.id)?.campaignId;
  return campaign === null || campaign === undefined ? [] : [{ ...match, campaign }];
}

function reportMatched(
  { telemetry, clock }: CoreContext,
  row: ReportInHand['row'],
  outcome: { campaignId: string | null; known: Match[]; earlier: Match[] },
): void {
  const how = outcome.earlier.length > 0 ? 'earlier' : outcome.known.length > 0 ? 'known' : 'new';
  telemetry.record(
    'report_matched',
    { outcome: how },
    { report_id: row.id, campaign_id: outcome.campaignId ?? '', known: outcome.known.length, earlier: outcome.earlier.length },
  );
  telemetry.observe('jaga_received_to_matched_seconds', (clock.now().getTime() - row.received_at.getTime()) / 1_000);
}
