// A report or an addition sent by a form: created once per form, however often it is sent. A person who presses the button twice, or goes back
// and sends again, has one report.

import type { CoreContext } from '#core/context.ts';
import { agreedIn, FORM_PURPOSES } from '#core/reports/consent.ts';
import { prepareReport } from '#core/reports/prepare-report.ts';
import { reportReceived } from '#core/reports/receive-report.ts';
import { keepConsents } from '#core/reports/report-answers.ts';
import { storeRequestedReports } from '#core/reports/report-store.ts';
import type { ReportToReceive } from '#core/reports/report.ts';

export interface FormRequest {
  /** Made with the form's first page. */
  requestId: string;
  /** SHA-256 of what was answered. */
  bodySha256: Buffer;
  report: ReportToReceive;
}

/** `repeated`: it is there already; `changed`: and what was sent now is not what is there. */
export type FormOutcome = { kind: 'received'; id: string; reference: string } | { kind: 'repeated'; id: string; reference: string; changed: boolean };

/** Stands where partners' names stand, and can be none. */
const FORMS = '@web';

/** Durable when this returns. */
export async function receiveOnce(context: CoreContext, request: FormRequest): Promise<FormOutcome> {
  const prepared = prepareReport(context, request.report);
  const { id, reference, received_at } = prepared.row;
  const { consent, adds_to } = request.report;
  const kept = {
    partner: FORMS,
    request_id: request.requestId,
    body_sha256: request.bodySha256,
    report_id: id,
    answer: JSON.stringify({ reference }),
    received_at,
  };
  const created = await context.db.transaction().execute(async (tx) => {
    const stored = await storeRequestedReports(tx, [{ ...prepared, request: kept }]);
    // What is added shares the consents of the report.
    if (stored.has(id) && adds_to === undefined) {
      await keepConsents(tx, id, { asked: FORM_PURPOSES, agreed: agreedIn(consent), version: consent.version, at: received_at });
    }
    return stored;
  });
  if (!created.has(id)) return knownOutcome(context, request);
  reportReceived(context, { source: request.report.source, id });
  return { kind: 'received', id, reference };
}

async function knownOutcome({ db }: CoreContext, { requestId, bodySha256 }: FormRequest): Promise<FormOutcome> {
  const known = await db
    .selectFrom('intake_requests as q')
    .innerJoin('reports as r', 'r.id', 'q.report_id')
    .select(['r.id', 'r.reference', 'q.body_sha256'])
    .where('q.partner', '=', FORMS)
    .where('q.request_id', '=', requestId)
    .executeTakeFirstOrThrow();
  return { kind: 'repeated', id: known.id, reference: known.reference, changed: !known.body_sha256.equals(bodySha256) };
}
