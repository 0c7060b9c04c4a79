// What people report in the demo: one gang's script in three languages and one account, and a quiet past for the surge.

import { Webhook } from 'standardwebhooks';
import type { OpenCore } from '#cli/open-core.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { fixedClock } from '#platform/clock.ts';

/** The gang's Maybank account stands in all of them: that is what joins a Korean, a Malay and an English report. */
export const GANG_REPORTS = [
  {
    language: 'ko',
    country: 'KR',
    region: 'KR-11',
    channel: 'call',
    text: '서울중앙지검 수사관이라면서 제 통장이 범죄에 쓰였다고 했어요. 안전계좌라며 Maybank 5142 8890 1234로 옮기래요.',
    reporter: { id: 'kr-bank-881' },
  },
  {
    language: 'ms',
    country: 'MY',
    region: 'MY-10',
    channel: 'whatsapp',
    text: 'Ada org call kata pegawai Bukit Aman, nama saya terlibat kes duit haram. Dia suruh pindah semua duit ke akaun audit Maybank 5142 8890 1234, jangan beritahu sesiapa.',
    reporter: { id: 'my-bank-17' },
  },
  {
    language: 'en',
    country: 'MY',
    region: 'MY-14',
    channel: 'call',
    text: 'A man from the prosecutor office said my account was used in a crime and I must move my savings to a protected account, Maybank 5142 8890 1234, and tell nobody.',
    reporter: { id: 'my-telco-402' },
    loss: { amount: '18500.00', currency: 'MYR', paid_at: new Date().toISOString(), rail: 'instant', to: 'Maybank 5142 8890 1234' },
  },
] as const;

/** A script of the seed, as somebody else got it: other numbers, other spacing. */
export function knownScript(): { id: string; body: object } {
  const pattern = loadKnownPatterns().find(({ type, language }) => type === 'LOAN' && language === 'ms');
  if (pattern === undefined) throw new Error('the seed has no Malay loan script');
  const text = pattern.text.replaceAll(/\d/g, (digit) => String((Number(digit) + 3) % 10)).replaceAll(', ', ' , ');
  return { id: pattern.id, body: { text, language: 'ms', country: 'MY', channel: 'whatsapp', reporter: { id: 'my-bank-90' } } };
}

export const VICTIM_TEXT = '방금 검찰청 수사관이라는 사람 말 듣고 Maybank 5142 8890 1234 안전계좌로 1,200만원 보냈어요 ㅠㅠ';

export async function postSigned(
  address: string,
  secret: string,
  body: object,
): Promise<{ status: number; answer: Record<string, unknown>; milliseconds: number }> {
  const raw = JSON.stringify(body);
  const id = `msg_${Math.random().toString(36).slice(2)}`;
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, raw),
  };
  const begin = performance.now();
  const response = await fetch(`${address}/v1/reports`, { method: 'POST', body: raw, headers });
  return { status: response.status, answer: (await response.json()) as Record<string, unknown>, milliseconds: performance.now() - begin };
}

const PARCEL = ['[국제발신] 고객님 택배 주소가 틀려 보류되었습니다. 주소 수정: http://cj-post-check', '.top/a'] as const;
/** Most of them around the capital. */
const PARCEL_REGIONS = ['KR-11', 'KR-41', 'KR-11', 'KR-26', 'KR-41', 'KR-28'] as const;
const DAY_MS = 86_400_000;

/** A quiet month (one parcel text every third day) and a loud day, as a partner told of them day by day. */
export async function importParcelTexts({ context }: OpenCore): Promise<number> {
  const days = [...Array.from({ length: 30 }, (_, index) => 31 - index).filter((day) => day % 3 === 0), ...Array.from({ length: 8 }, () => 0)];
  for (const [index, day] of days.entries()) {
    const at = new Date(Date.now() - day * DAY_MS);
    await receiveReport(
      { ...context, clock: fixedClock(at) },
      {
        source: 'webhook',
        partner: 'demo',
        content: { text: `${PARCEL[0]}${index}${PARCEL[1]}`, suspects: [], evidence: [] },
        evidence: [],
        country: 'KR',
        region: PARCEL_REGIONS[index % PARCEL_REGIONS.length] ?? 'KR-11',
        channel: 'sms',
        loss: { state: 'none' },
        reporter_key: `demo:parcel-${index}`,
        consent: { share: [], contact: false, version: 1 },
      },
    );
  }
  return days.length;
}
