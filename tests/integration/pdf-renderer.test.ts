// Rendering documents in the thread, with the real font.

import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, expect, test } from 'vitest';
import type { PdfContent } from '#platform/pdf/pdf-document.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { millisecondsOfThisThread } from '#tests/support/thread-time.ts';

const renderer = createPdfRenderer();
afterAll(() => renderer.close());

function page(text: string, blocks: PdfContent['blocks'] = []): PdfContent {
  const lines = Array.from({ length: 40 }, (_, at) => ({ kind: 'paragraph' as const, text: `${at + 1}. ${text}` }));
  return { title: text, author: 'Jaga', language: 'ko', createdAt: new Date('2026-11-26T03:00:00Z'), blocks: [...lines, ...blocks] };
}

test.each(['신고 접수 확인서, 우리은행 계좌', 'Resit laporan penipuan, akaun Maybank', 'Receipt of a scam report'])(
  '“%s” is on the page, and this thread computed next to nothing',
  async (text) => {
    const content = page(text);
    const before = process.threadCpuUsage();
    const pdf = await renderer.render(content);
    expect(millisecondsOfThisThread(before)).toBeLessThan(50);
    const read = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    expect(read.text.replaceAll(/\s+/g, ' ')).toContain(`40. ${text}`);
  },
);

test('one that cannot be rendered is an error, and the next is rendered', async () => {
  const tooMuch = { kind: 'qr', content: 'x'.repeat(10_000), alt: '', beside: '', fine: '' } as const;
  await expect(renderer.render(page('QR', [tooMuch]))).rejects.toThrow(/could not be rendered \(crashed\)/);
  expect((await renderer.render(page('다음 문서'))).subarray(0, 5).toString()).toBe('%PDF-');
});

test('what is being rendered is given up by closing', async () => {
  const closing = createPdfRenderer();
  const refused = expect(closing.render(page('닫기'))).rejects.toThrow(/closed/);
  await closing.close();
  await refused;
});
