// Opening a report for an officer: the masked copy as a matter of course, the original only for a reason. Either way the audit trail says who
// saw it, before it is handed out: what a stolen account has seen can be listed.

import { sql } from 'kysely';
import { loadOpinion, type StoredOpinion } from '#core/advice/opinion-store.ts';
import { disagreementOf, type Disagreement } from '#core/advice/opinion.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database, ReportRow } from '#core/database.ts';
import type { Indicator, Reading } from '#core/reading/reading.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { loadAnswers, loadConsents, type ConsentAnswer, type ReportAnswer } from '#core/reports/report-answers.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { listEvidence, type EvidencePiece } from './casework/evidence-pieces.ts';
import { indicatorHistories, type IndicatorHistory } from './casework/indicator-histories.ts';
import { reportCasework, type ReportCasework } from './casework/report-casework.ts';
import { mask, maskContent, type MaskedContent } from './mask-content.ts';
import type { OpeningReason } from './opening-reasons.ts';

export interface OpenedReport extends ReportCasework {
  row: ReportRow;
  claimed_by_name: string | null;
  decided_by_name: string | null;
  /** Reference of the report it repeats. */
  duplicate_of: string | null;
  /** References of what the same person added, the first first. */
  additions: string[];
  /** Reference of the report it adds to. */
  adds_to: string | null;
  /** What was told after it was filed, the newest answer to each question. */
  answers: ReportAnswer[];
  /** Every answer that was given, the newest first. */
  consents: ConsentAnswer[];
  /** null: erased. */
  content: MaskedContent | null;
  /** null: erased, or not read yet. */
  reading: Pick<Reading, 'language' | 'verdict' | 'score' | 'type' | 'types' | 'facets' | 'amounts' | 'loss' | 'masked' | 'reasons'> | null;
  indicators: (Pick<Indicator, 'kind' | 'value' | 'official' | 'shared' | 'found_in' | 'lookalike'> & { history: IndicatorHistory })[];
  evidence: EvidencePiece[];
  /** A language model's, for the officer to weigh; null: none was asked, or it is erased. */
  opinion: (StoredOpinion & { disagrees: Disagreement | null }) | null;
  matches: { target_kind: string; target: string; score: number; band: string; via: string[] }[];
  campaign: number | null;
}

/** Audited as `report.opened`. null: no such report. @throws DomainError `forbidden`. */
export async function openForOfficer(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<OpenedReport | null> {
  requireCapability(by, 'report.open');
  const row = await context.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirst();
  if (row === undefined) return null;
  const reading = await loadReading(context, row);
  const content = openReport(context.vault, row);
  const opened: OpenedReport = {
    row,
    ...(await relatedTo(context.db, row.id)),
    additions: await additionsTo(context.db, row.id),
    answers: await answersOf(context, row),
    consents: await loadConsents(context, row.id),
    content: content === null ? null : maskContent(content, reading),
    reading: reading === null ? null : withoutSpans(reading),
    indicators: await indicatorsOf(context, reading),
    evidence: await listEvidence(context, row),
    opinion: await opinionOf(context, row, reading),
    matches: await matchesOf(context.db, row.id),
    ...(await reportCasework(context, { row, by })),
  };
  await appendAudit(context, { actor: by.id, action: 'report.opened', subject: { kind: 'report', id: reference } });
  return opened;
}

/** Words are masked like the report's own. */
async function answersOf(context: CoreContext, row: ReportRow): Promise<ReportAnswer[]> {
  const answers = await loadAnswers(context, row);
  return answers.map(({ answer, ...rest }) => ({ ...rest, answer: mask(answer) }));
}

async function additionsTo(db: Database, reportId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reports')
    .select('reference')
    .where('adds_to', '=', reportId)
    .where('state', '<>', 'erased')
    .orderBy('received_at')
    .execute();
  return rows.map(({ reference }) => reference);
}

async function opinionOf(context: CoreContext, row: ReportRow, reading: Reading | null): Promise<OpenedReport['opinion']> {
  const opinion = await loadOpinion(context, row);
  return opinion === null ? null : { ...opinion, disagrees: reading === null ? null : disagreementOf(opinion, reading) };
}

async function indicatorsOf(context: CoreContext, reading: Reading | null): Promise<OpenedReport['indicators']> {
  const suspects = suspectsOf(reading);
  const histories = await indicatorHistories(context, suspects);
  return suspects.flatMap(({ kind, value, official, shared, found_in, lookalike }, at) => {
    const history = histories[at];
    if (history === undefined) return [];
    const marks = { ...(official === true && { official }), ...(shared === true && { shared }), ...(lookalike !== undefined && { lookalike }) };
    return [{ kind, value, ...marks, ...(found_in !== undefined && { found_in }), history }];
  });
}

/** The reporter's own numbers are masked in the text and named nowhere else. What is named twice is listed once. */
function suspectsOf(reading: Reading | null): Indicator[] {
  const named = (reading?.indicators ?? []).filter(({ own }) => own !== true);
  return [...new Map(named.toReversed().map((indicator) => [`${indicator.kind} ${indicator.value}`, indicator])).values()].toReversed();
}

function withoutSpans({ language, verdict, score, type, types, facets, amounts, loss, masked, reasons }: Reading): OpenedReport['reading'] {
  return { language, verdict, score, type, types, facets, amounts, loss, masked, reasons };
}

async function relatedTo(
  db: Database,
  reportId: string,
): Promise<Pick<OpenedReport, 'claimed_by_name' | 'decided_by_name' | 'duplicate_of' | 'adds_to' | 'campaign'>> {
  return db
    .selectFrom('reports as r')
    .leftJoin('staff_users as claimer', 'claimer.id', 'r.claimed_by')
    .leftJoin('staff_users as decider', 'decider.id', 'r.decided_by')
    .leftJoin('reports as original', 'original.id', 'r.duplicate_of')
    .leftJoin('reports as first', 'first.id', 'r.adds_to')
    .leftJoin('campaign_reports as m', 'm.report_id', 'r.id')
    .leftJoin('campaigns as c', 'c.id', 'm.campaign_id')
    .select(['claimer.name as claimed_by_name', 'decider.name as decided_by_name', 'original.reference as duplicate_of'])
    .select(['first.reference as adds_to', 'c.number as campaign'])
    .where('r.id', '=', reportId)
    .executeTakeFirstOrThrow();
}

async function matchesOf(db: Database, reportId: string): Promise<OpenedReport['matches']> {
  const rows = await db
    .selectFrom('matches as m')
    // The id is cast, not the column, so that the primary key serves; patterns have ids that are no UUID.
    .leftJoin('reports as other', (join) => join.on(sql<boolean>`other.id = case when m.target_kind = 'report' then m.target_id::uuid end`))
    .select(['m.target_kind', 'm.target_id', 'm.score', 'm.band', 'm.via', 'other.reference'])
    .where('m.report_id', '=', reportId)
    .orderBy('m.score', 'desc')
    .orderBy('m.target_id')
    .execute();
  return rows.map(({ target_kind, target_id, reference, score, band, via }) => ({ target_kind, target: reference ?? target_id, score, band, via }));
}

export interface OpenOriginal {
  by: Actor;
  reference: string;
  reason: OpeningReason;
}

/** The report as it was received. Audited as `report.original_opened` with the reason. null: none such, or erased. @throws DomainError `forbidden`. */
export async function openOriginal(context: CoreContext, { by, reference, reason }: OpenOriginal): Promise<ReportContent | null> {
  requireCapability(by, 'report.open_original');
  const row = await context.db.selectFrom('reports').select(['id', 'wrapped_key', 'sealed']).where('reference', '=', reference).executeTakeFirst();
  const content = row === undefined ? null : openReport(context.vault, row);
  if (content === null) return null;
  await appendAudit(context, { actor: by.id, action: 'report.original_opened', subject: { kind: 'report', id: reference }, details: { reason } });
  context.telemetry.record('original_opened', { outcome: reason }, { reference });
  return content;
}
