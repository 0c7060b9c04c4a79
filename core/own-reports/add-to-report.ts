// More words or files to a report that is there already: a row of its own, so that they are read and matched like the first; it shares the
// first one's reporter and consents, and is erased with it.

import type { CoreContext } from '#core/context.ts';
import type { ReportRow } from '#core/database.ts';
import { PIECES_A_REPORT } from '#core/evidence/accept-pieces.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { EvidenceToReceive, ReportContent, ReportToReceive } from '#core/reports/report.ts';
import { isRegion } from '#core/taxonomy/regions.ts';
import { CHANNELS, isLanguage } from '#core/taxonomy/taxonomy.ts';
import { receiveOnce, type FormRequest } from './receive-once.ts';

export interface Addition extends Omit<FormRequest, 'report'> {
  text: string;
  evidence: EvidenceToReceive[];
  names: ReportContent['evidence'];
}

/** `full`: enough of it is here. */
export type AdditionOutcome = { kind: 'added' | 'repeated' | 'full' | 'erased' };

/** A person adds a few times; more than this is a machine. */
const ADDITIONS_A_REPORT = 20;

export async function addToReport(context: CoreContext, reportId: string, addition: Addition): Promise<AdditionOutcome> {
  const row = await context.db.selectFrom('reports').selectAll().where('id', '=', reportId).executeTakeFirstOrThrow();
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'erased' };
  const held = await countAdded(context, reportId);
  if (held.additions >= ADDITIONS_A_REPORT || held.pieces + addition.evidence.length > PIECES_A_REPORT) return { kind: 'full' };
  const outcome = await receiveOnce(context, { ...addition, report: toReport(row, content, addition) });
  return { kind: outcome.kind === 'received' ? 'added' : 'repeated' };
}

export async function countAdded({ db }: Pick<CoreContext, 'db'>, reportId: string): Promise<{ additions: number; pieces: number }> {
  return db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('reports')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('adds_to', '=', reportId)
        .$asScalar()
        .as('additions'),
      eb
        .selectFrom('evidence as e')
        .innerJoin('reports as r', 'r.id', 'e.report_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where((where) => where.or([where('r.id', '=', reportId), where('r.adds_to', '=', reportId)]))
        .$asScalar()
        .as('pieces'),
    ])
    .executeTakeFirstOrThrow()
    .then(({ additions, pieces }) => ({ additions: Number(additions), pieces: Number(pieces) }));
}

function toReport(row: ReportRow, content: ReportContent, { text, evidence, names }: Addition): ReportToReceive {
  const { reporter } = content;
  const channel = CHANNELS.find((each) => each === row.channel);
  return {
    source: 'web',
    content: { text, suspects: [], evidence: names, source_ref: row.reference, ...(reporter !== undefined && { reporter: { id: reporter.id } }) },
    evidence,
    loss: { state: 'unknown' },
    consent: row.consent,
    adds_to: row.id,
    ...(reporter !== undefined && { reporter_key: row.source === 'webhook' ? `${row.partner ?? ''}:${reporter.id}` : reporter.id }),
    ...(channel !== undefined && { channel }),
    ...(row.country !== null && { country: row.country }),
    ...(row.region !== null && isRegion(row.region) && { region: row.region }),
    ...(row.language !== null && isLanguage(row.language) && { language: row.language }),
  };
}
