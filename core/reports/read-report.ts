// The read stage: language, indicators, masking, loss and scam type of a stored report. Everything personal is sealed under the report's key;
// indicators are findable by keyed hash alone. Of a report with evidence only the text is read here, at once; see core/evidence.

import type { CoreContext } from '#core/context.ts';
import { NO_FACETS } from '#core/reading/classify/facets.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { readWhole, type EvidencePart } from '#core/reading/read-whole.ts';
import type { Indicator, MessageToRead, Reading } from '#core/reading/reading.ts';
import { indicatorRows, insertReading, readingRow } from '#core/reports/reading-store.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { CHANNELS, HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';
import { publishFacts } from '#platform/outbox.ts';

/** A report that was read a moment ago, for whoever goes on with it. */
export interface ReportInHand {
  row: SealedReport & { received_at: Date; read_at: Date | null };
  content: ReportContent;
  reading: Reading;
}

/** `whole`: nothing of its evidence is still to be read, so it can be matched. */
export type ReadOutcome =
  | { kind: 'read'; whole: boolean; report: ReportInHand }
  | { kind: 'skipped'; reason: 'already_read'; whole: boolean }
  | { kind: 'skipped'; reason: 'erased' | 'unknown' };

/** Idempotent: one reading of a report's text, however often the job comes. */
export async function readReport(context: CoreContext, reportId: string): Promise<ReadOutcome> {
  const row = await context.db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'channel', 'country', 'received_at', 'read_at', 'evidence_due'])
    .where('id', '=', reportId)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  const whole = !row.evidence_due;
  if (row.read_at !== null) return { kind: 'skipped', reason: 'already_read', whole };
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'skipped', reason: 'erased' };
  const reading = readContent(content, row);
  const readAt = context.clock.now();
  if (!(await storeReading(context, row, { reading, now: readAt }))) return { kind: 'skipped', reason: 'already_read', whole };
  reportRead(context, { id: row.id, reading, seconds: (context.clock.now().getTime() - row.received_at.getTime()) / 1_000 });
  return { kind: 'read', whole, report: { row: { ...row, read_at: readAt }, content, reading } };
}

/** The reading of a report's text, of what was found in its evidence, and of what its source named as suspects. */
export function readContent(content: ReportContent, row: { channel: string | null; country: string | null }, parts: readonly EvidencePart[] = []): Reading {
  const hints = hintsOf(row);
  const reading = readWhole({ text: content.text, ...hints }, parts);
  return withoutOwn(content, { ...reading, indicators: [...reading.indicators, ...suspectIndicators(content, hints)] });
}

/** What the reporter says is not the suspect's is held for their own: neither looked for nor shown. */
function withoutOwn({ not_suspects = [] }: ReportContent, reading: Reading): Reading {
  const named = new Set(not_suspects.map(({ kind, value }) => `${kind}\0${value}`));
  const own = reading.indicators.filter(({ kind, value }) => named.has(`${kind}\0${value}`));
  if (own.length === 0) return reading;
  const masked = own.reduce((text, { kind, raw }) => text.replaceAll(raw, MASKS[kind] ?? raw), reading.masked);
  return { ...reading, masked, indicators: reading.indicators.map((each) => (own.includes(each) ? { ...each, own: true } : each)) };
}

const MASKS: Partial<Record<Indicator['kind'], string>> = { phone: '[PHONE]', whatsapp: '[PHONE]', bank_account: '[ACCOUNT]', email: '[EMAIL]' };

/** What a report's row says to the reader besides the text. */
export function hintsOf(row: { channel: string | null; country: string | null }): Omit<MessageToRead, 'text'> {
  const channel = CHANNELS.find((each) => each === row.channel);
  const country = HOME_COUNTRIES.find((each) => each === row.country);
  return { ...(channel !== undefined && { channel }), ...(country !== undefined && { country }) };
}

/** Read like text, so that both get the same canonical value. Offsets are those within the named value. */
function suspectIndicators({ suspects }: ReportContent, hints: Omit<MessageToRead, 'text'>): Indicator[] {
  return suspects.flatMap(({ kind, value }) => readMessage({ text: value, ...hints }).indicators.filter((indicator) => indicator.kind === kind));
}

type ReadRow = SealedReport & { received_at: Date; evidence_due: boolean };

/** @returns false when it was read before. */
async function storeReading({ db, vault }: CoreContext, row: ReadRow, { reading, now }: { reading: Reading; now: Date }): Promise<boolean> {
  if (row.wrapped_key === null) return false;
  const owner = { key: vault.unwrap(row.wrapped_key, row.id), reportId: row.id };
  const rows = { reading: readingRow(vault, owner, { reading, now }), indicators: indicatorRows(vault, owner, reading.indicators) };
  // Without evidence no fact follows: the same job goes on to match it.
  if (!row.evidence_due) return insertReading(db, rows);
  return db.transaction().execute(async (tx) => {
    if (!(await insertReading(tx, rows))) return false;
    await publishFacts(tx, [{ fact: 'text_read', payload: { report_id: row.id } }]);
    return true;
  });
}

/** null: erased or not read yet. */
export async function loadReading({ db, vault }: CoreContext, report: Pick<SealedReport, 'id' | 'wrapped_key'>): Promise<Reading | null> {
  if (report.wrapped_key === null) return null;
  const row = await db.selectFrom('readings').select('sealed').where('report_id', '=', report.id).executeTakeFirst();
  if (row === undefined || row.sealed === null) return null;
  const key = vault.unwrap(report.wrapped_key, report.id);
  const reading = JSON.parse(vault.open(key, row.sealed, `readings/sealed/${report.id}`).toString('utf8')) as Omit<Reading, 'facets' | 'modus'> &
    Partial<Reading>;
  // Readings of the first reader's days have none.
  return { ...reading, facets: reading.facets ?? NO_FACETS, modus: reading.modus ?? [] };
}

function reportRead({ telemetry }: CoreContext, read: { id: string; reading: Reading; seconds: number }): void {
  const { verdict, type, language } = read.reading;
  telemetry.record('report_read', { outcome: verdict }, { report_id: read.id, type, language });
  telemetry.observe('jaga_received_to_read_seconds', read.seconds);
}
