// A warning as the second approval leaves it, to be delivered by the benches of R9.

import { randomUUID } from 'node:crypto';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';

const TEXT = { headline: '가짜 택배 문자', what_happens: '주소를 고치라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요.' };
const CONTENT: AlertContent = {
  type: 'PHISH',
  grade: 'warning',
  countries: [],
  valid_until: '2036-12-07T00:00:00Z',
  texts: { ko: TEXT, ms: TEXT, en: TEXT },
};

/** @returns its id. */
export async function publishedAlert({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, campaignId: string | null = null): Promise<string> {
  const id = randomUUID();
  const now = clock.now();
  const fixed = { state: 'published', proposal_key: null, campaign_id: campaignId, evidence: '{"detector":"officer"}' } as const;
  const version = { current_version: 1, published_version: 1, published_at: now, expires_at: new Date(CONTENT.valid_until), created_at: now };
  await db
    .insertInto('alerts')
    .values({ id, code: randomUUID().slice(0, 8).toUpperCase(), ...fixed, ...version })
    .execute();
  await db
    .insertInto('alert_versions')
    .values({ alert_id: id, version: 1, content: JSON.stringify(CONTENT), content_hash: contentHash(CONTENT), author: 'bench', created_at: now })
    .execute();
  return id;
}
