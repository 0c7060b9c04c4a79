// A receipt as a PDF in the person's language, with one sentence in the language of the bank's country for whoever is shown it.

import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import { formatMoney, formatTime } from '#platform/format.ts';
import type { PdfBlock } from '#platform/pdf/pdf-document.ts';
import type { PdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { checkReceipt, issueReceipt, type ReceiptContext } from './issue-receipt.ts';
import type { ReceiptContent, SignedReceipt } from './receipt.ts';

export interface RenderContext extends ReceiptContext {
  pdf: Pick<PdfRenderer, 'render'>;
}

export interface ReceiptFile {
  pdf: Buffer;
  filename: string;
  content: ReceiptContent;
}

/** null: the report is erased. The same receipt again while nothing changed. */
export async function renderReceiptPdf(context: RenderContext, reportId: string, language: Language): Promise<ReceiptFile | null> {
  const receipt = await issueReceipt(context, reportId, language);
  return receipt === null ? null : fileOf(context, receipt);
}

/** The paper with that code. null: the report has been erased since. */
export async function renderIssuedReceipt(context: RenderContext, code: string): Promise<ReceiptFile | null> {
  const found = await checkReceipt(context, code);
  return found.kind === 'genuine' ? fileOf(context, found.receipt) : null;
}

async function fileOf(context: RenderContext, receipt: SignedReceipt): Promise<ReceiptFile> {
  const { content } = receipt;
  return { pdf: await renderSigned(context, receipt), filename: `jaga-${content.reference}-${content.language}.pdf`, content };
}

async function renderSigned(context: RenderContext, receipt: SignedReceipt): Promise<Buffer> {
  const { content } = receipt;
  return context.pdf.render({
    title: `${sayIn(context, content.language)('title')} ${content.reference}`,
    author: 'Jaga',
    language: content.language,
    createdAt: new Date(content.issued_at),
    blocks: blocksOf(context, receipt),
  });
}

type Say = (key: string, params?: Record<string, string>) => string;

function sayIn({ translator }: Pick<ReceiptContext, 'translator'>, language: Language): Say {
  return (key, params) => translator.t(language, key.includes(':') ? key : `receipt:${key}`, params);
}

function blocksOf(context: Pick<ReceiptContext, 'translator' | 'publicUrl'>, { content, signature }: SignedReceipt): PdfBlock[] {
  const say = sayIn(context, content.language);
  const clerk = clerkLanguage(content);
  const verifyAt = `${context.publicUrl}/verify/${content.code}`;
  return [
    { kind: 'title', text: say('title') },
    { kind: 'large', text: content.reference },
    { kind: 'paragraph', text: say('what_it_is') },
    ...(clerk === null ? [] : [{ kind: 'paragraph' as const, text: sayIn(context, clerk)('what_it_is'), language: clerk }]),
    { kind: 'pairs', pairs: receiptFacts(content, say) },
    ...(content.hotlines.length === 0
      ? []
      : [
          { kind: 'heading' as const, text: say('hotlines') },
          { kind: 'pairs' as const, pairs: content.hotlines.map(({ number, label }) => ({ label: number, value: label })) },
        ]),
    { kind: 'heading', text: say('steps') },
    { kind: 'list', items: content.steps },
    { kind: 'heading', text: say('genuine') },
    {
      kind: 'qr',
      content: verifyAt,
      alt: say('qr_alt', { code: content.code }),
      beside: `${say('check_at', { url: `${context.publicUrl}/verify` })}\n${content.code}`,
      fine: `${say('signature')} ${signature}`,
    },
    { kind: 'small', text: say('not_a_police_report') },
  ];
}

/** What was told, as label and value; on paper and where a code is checked. */
export function receiptFacts(content: ReceiptContent, say: Say): { label: string; value: string }[] {
  const place = { language: content.language, country: content.country };
  const { loss } = content;
  const time = (at: string): string => formatTime(new Date(at), place);
  return [
    { label: say('received_at'), value: time(content.received_at) },
    { label: say('loss'), value: say(`loss_state.${loss.state}`) },
    ...(loss.amount !== null && loss.currency !== null
      ? [{ label: say('amount'), value: formatMoney({ amount: loss.amount, currency: loss.currency }, place) }]
      : []),
    ...(loss.paid_at === null ? [] : [{ label: say('paid_at'), value: time(loss.paid_at) }]),
    ...(loss.rail === null ? [] : [{ label: say('rail'), value: say(`taxonomy:rails.${loss.rail}`) }]),
    ...(content.accounts.length === 0 ? [] : [{ label: say('accounts'), value: content.accounts.join('\n') }]),
    { label: say('issued_at'), value: time(content.issued_at) },
  ];
}

/** Of the bank's country, where that is not the reader's own. */
function clerkLanguage({ country, language }: ReceiptContent): Language | null {
  const spoken = country === 'KR' ? 'ko' : country === 'MY' ? 'ms' : '';
  return isLanguage(spoken) && spoken !== language ? spoken : null;
}
