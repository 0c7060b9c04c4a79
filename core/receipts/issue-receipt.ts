// Issuing a receipt for a report: the same one again while nothing changed, a new one after a correction. And answering whether a code is ours.

import type { CoreContext } from '#core/context.ts';
import type { ReportRow } from '#core/database.ts';
import { cardOfReport, paidAtOf, railOfReport } from '#core/own-reports/card-of-report.ts';
import { loadReading, readContent } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import type { Reading } from '#core/reading/reading.ts';
import { decimalOf } from '#core/questions/decimal.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { maskAccount } from './mask-account.ts';
import { newReceiptCode, parseReceiptCode } from './receipt-code.ts';
import { signedText, type ReceiptContent, type SignedReceipt } from './receipt.ts';
import { signingKey } from './signing-key.ts';

export interface ReceiptContext extends CoreContext {
  translator: Translator;
  /** Where a code can be checked. */
  publicUrl: string;
}

/** More accounts than a page of a bank's form holds help nobody. */
const MOST_ACCOUNTS = 8;

/** null: erased. */
export async function issueReceipt(context: ReceiptContext, reportId: string, language: Language): Promise<SignedReceipt | null> {
  const row = await context.db.selectFrom('reports').selectAll().where('id', '=', reportId).executeTakeFirstOrThrow();
  const content = openReport(context.vault, row);
  if (content === null || row.wrapped_key === null) return null;
  const said = await whatIsSaid(context, { row, content, language });
  const key = context.vault.unwrap(row.wrapped_key, row.id);
  const earlier = await issuedBefore(context, { reportId, language, key });
  const same = earlier.find((receipt) => isSame(receipt.content, said));
  return same ?? issueNew(context, { reportId, key, said });
}

type Said = Omit<ReceiptContent, 'code' | 'issued_at'>;

function isSame({ code: _code, issued_at: _at, ...content }: ReceiptContent, said: Said): boolean {
  return JSON.stringify(content) === JSON.stringify(said);
}

async function issueNew(context: ReceiptContext, { reportId, key, said }: { reportId: string; key: Buffer; said: Said }): Promise<SignedReceipt> {
  const { db, vault, clock } = context;
  const content = { ...said, code: newReceiptCode(), issued_at: clock.now().toISOString() };
  const signer = signingKey(vault);
  const receipt = { content, signature: signer.sign(signedText(content)), key_id: signer.public.kid };
  const hash = vault.hash('receipt', content.code);
  await db
    .insertInto('receipts')
    .values({
      code_hash: hash,
      report_id: reportId,
      language: content.language,
      sealed: vault.seal(key, JSON.stringify(receipt), sealOf(hash)),
      issued_at: new Date(content.issued_at),
    })
    .execute();
  context.telemetry.record('receipt_issued', { outcome: content.language }, { report_id: reportId });
  return receipt;
}

function sealOf(codeHash: Buffer): string {
  return `receipts/sealed/${codeHash.toString('hex')}`;
}

async function issuedBefore(
  { db, vault }: CoreContext,
  { reportId, language, key }: { reportId: string; language: Language; key: Buffer },
): Promise<SignedReceipt[]> {
  const rows = await db
    .selectFrom('receipts')
    .select(['code_hash', 'sealed'])
    .where('report_id', '=', reportId)
    .where('language', '=', language)
    .orderBy('issued_at', 'desc')
    .limit(1)
    .execute();
  return rows.flatMap(({ code_hash, sealed }) =>
    sealed === null ? [] : [JSON.parse(vault.open(key, sealed, sealOf(code_hash)).toString('utf8')) as SignedReceipt],
  );
}

export type ReceiptCheck = { kind: 'genuine'; receipt: SignedReceipt } | { kind: 'erased'; issued_at: Date } | { kind: 'unknown' };

/** Whether a code is ours, and what the paper must say if nobody changed it. */
export async function checkReceipt({ db, vault }: CoreContext, typed: string): Promise<ReceiptCheck> {
  const code = parseReceiptCode(typed);
  if (code === null) return { kind: 'unknown' };
  const hash = vault.hash('receipt', code);
  const row = await db
    .selectFrom('receipts as p')
    .innerJoin('reports as r', 'r.id', 'p.report_id')
    .select(['p.sealed', 'p.issued_at', 'r.id', 'r.wrapped_key'])
    .where('p.code_hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined) return { kind: 'unknown' };
  if (row.sealed === null || row.wrapped_key === null) return { kind: 'erased', issued_at: row.issued_at };
  const receipt = JSON.parse(vault.open(vault.unwrap(row.wrapped_key, row.id), row.sealed, sealOf(hash)).toString('utf8')) as SignedReceipt;
  return { kind: 'genuine', receipt };
}

interface Reported {
  row: ReportRow;
  content: ReportContent;
  language: Language;
}

async function whatIsSaid(context: ReceiptContext, { row, content, language }: Reported): Promise<Said> {
  const reading = (await loadReading(context, row)) ?? readContent(content, row);
  const { loss } = content;
  const read = reading.loss.amount;
  const rail = railOfReport(content, reading);
  const card = cardOfReport(context.translator, { row, content, reading, language, now: row.received_at });
  const paidAt = paidAtOf(row, content);
  const isLost = row.loss_state === 'lost';
  return {
    version: 1,
    reference: row.reference,
    language,
    country: row.country,
    received_at: row.received_at.toISOString(),
    loss: {
      state: row.loss_state,
      amount: isLost ? (loss?.amount ?? (read === null ? null : decimalOf(read))) : null,
      currency: isLost ? (loss?.currency ?? read?.currency ?? null) : null,
      paid_at: isLost ? (paidAt?.toISOString() ?? null) : null,
      rail: isLost ? rail : null,
    },
    accounts: accountsIn(content, reading, language),
    steps: card.steps,
    hotlines: card.hotlines.map(({ country, number, label }) => ({ country, number, label })),
  };
}

/** The suspects' accounts, so that a bank can tell which are meant. */
function accountsIn({ loss }: ReportContent, { indicators }: Reading, language: Language): string[] {
  const found = indicators.filter(({ kind, own }) => kind === 'bank_account' && own !== true).map(({ value }) => maskAccount(value, language));
  const named = loss?.to === undefined ? [] : [maskAccount(loss.to, language)];
  return [...new Set([...named, ...found])].slice(0, MOST_ACCOUNTS);
}
