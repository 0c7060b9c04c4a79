// Reports to work on in the console's browser tests: told on our form in Korean, read, and alike.

import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { TestApi } from '#tests/support/api.ts';

export const STORY = `검찰 수사관이라면서 제 통장이 범죄에 쓰였대요. 안전계좌로 옮기라고 해서 국민은행 123-45-678901로 1,200만원을 보냈어요.
제 주민번호는 900101-1234567이고, 전화는 010-4821-7733에서 왔어요. 링크는 http://sppo-case.top/a1 입니다.`;

export async function tellReport(
  { context }: Pick<TestApi, 'context'>,
  changes: Partial<ReportToReceive> & { text?: string } = {},
): Promise<{ id: string; reference: string }> {
  const { text = STORY, ...rest } = changes;
  const { id, reference } = await receiveReport(context, {
    source: 'web',
    country: 'KR',
    language: 'ko',
    channel: 'call',
    content: { text, suspects: [], evidence: [], reporter: { id: crypto.randomUUID(), contact: 'victim@example.com' } },
    evidence: [],
    loss: { state: 'lost' },
    consent: { share: [], contact: true, version: 1 },
    ...rest,
  });
  await readReport(context, id);
  return { id, reference };
}

/** Each resembles the first, as the matcher would have it. */
export async function resemble({ context: { db } }: Pick<TestApi, 'context'>, first: { id: string }, others: readonly { id: string }[]): Promise<void> {
  const alike = (target: string, score: number) => ({
    report_id: first.id,
    target_kind: 'report' as const,
    target_id: target,
    score,
    band: 'same' as const,
    via: ['text', 'bank_account'],
  });
  await db
    .insertInto('matches')
    .values([
      ...others.map(({ id }, at) => alike(id, 0.97 - at / 100)),
      { report_id: first.id, target_kind: 'pattern', target_id: 'k-IMP_AUTH-ko-2', score: 0.81, band: 'similar', via: ['text'] },
    ])
    .execute();
}
