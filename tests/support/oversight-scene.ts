// A few weeks of a small country: campaigns that grow, that share an account and that may be one; an alarm, a dispute, given-up work.

import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { replaceStoryProposals } from '#core/campaigns/merge-proposals.ts';
import { detachReport } from '#core/campaigns/split-campaign.ts';
import { storeAlarm } from '#core/detection/alarm-store.ts';
import { rememberBudget } from '#core/detection/detection-budget.ts';
import { countSeries } from '#core/detection/series-counts.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

export const ACCOUNT = '국민은행 812301-04-567890';
const PROSECUTOR = [
  `서울중앙지검 김민수 수사관입니다. 본인 명의 통장이 범죄에 쓰였으니 안전계좌 ${ACCOUNT} 로 옮기세요. 1,200만원 보냈어요`,
  `서울중앙지검 박지훈 수사관입니다. 본인 명의 계좌가 범죄에 연루됐으니 오늘 안에 안전계좌 ${ACCOUNT} 로 돈을 옮기세요. 800만원 보냈어요`,
];
const JOB = `재택 부업으로 하루 십만원을 준다며 가입비를 먼저 보내라고 합니다. ${ACCOUNT} 텔레그램 @kaya_job`;
const LOAN = 'Pinjaman lulus segera tanpa dokumen, bayar yuran guaman dahulu, hubungi 012-348 7765 hari ini juga';
const DAY_MS = 86_400_000;

export interface OversightScene extends CampaignScene {
  api: TestApi;
  dispute: string;
}

/** Campaign 1 in Korean has eleven reports, 2 shares its account, 3 in Malay may be one with 1. `server`: for what is no test. */
export async function createOversightScene(server?: string): Promise<OversightScene> {
  const scene = await createCampaignScene(new Date(), server);
  const { database, context } = scene;
  const translator = createTranslator({ strict: true });
  const supervisor = await scene.hire('supervisor', 'Puan Salmah');
  const told = async (text: string, key: string, { country, days }: { country: string; days: number }): Promise<{ id: string; reference: string }> => {
    const report = await scene.arrive(text, { reporter_key: key, country, loss: { state: 'lost' } });
    const at = new Date(scene.clock.now().getTime() - days * DAY_MS);
    await database.pool.query('update reports set received_at = $1, occurred_at = $2 where id = $3', [at, new Date(at.getTime() - DAY_MS), report.id]);
    return report;
  };
  for (let at = 0; at < 10; at += 1) await told(PROSECUTOR[at % 2] ?? '', `p${at}`, { country: at % 3 === 0 ? 'MY' : 'KR', days: at < 7 ? 0.2 * at : at });
  const job = await told(JOB, 'j1', { country: 'KR', days: 2 });
  const [number] = await scene.numbersOf(job);
  if (number === 1) await detachReport(context, { by: supervisor, number: 1, report: job.reference });
  for (let at = 0; at < 3; at += 1) await told(LOAN, `l${at}`, { country: 'MY', days: 9 + at });
  await told(`${PROSECUTOR[0]} 저도 당했습니다`, 'p10', { country: 'KR', days: 0 });
  await database.pool.query(`update campaigns c set first_seen_at = s.first, last_seen_at = s.last
    from (select m.campaign_id, min(r.received_at) as first, max(r.received_at) as last from campaign_reports m join reports r on r.id = m.report_id group by 1) s where s.campaign_id = c.id`);
  const { rows } = await database.pool.query<{ id: string }>('select id from campaigns order by number');
  const [prosecutor = '', , loan = ''] = rows.map(({ id }) => id);
  await replaceStoryProposals(
    database.db,
    [{ campaigns: [prosecutor, loan], shared: ['motif:prosecutor', 'concept:SAFE_ACCOUNT', 'rail:bank_transfer'] }],
    context.clock.now(),
  );
  await countSeries(context, { reach: 60, retentionDays: 90 });
  await rememberBudget(database.db, 1);
  await alarm(scene, prosecutor, translator);
  await database.pool.query(
    `insert into dead_letters (queue, job, payload, error, failed_at) values ('reports', 'read-report', '{"report_id":"x"}', 'connection lost', now()), ('reports', 'no-such-job', '{}', 'unknown', now())`,
  );
  const filed = await fileDispute(context, translator, {
    kind: 'bank_account',
    value: ACCOUNT,
    reason: 'hacked',
    statement: '제 계좌가 도용됐습니다',
    contact: 'holder@example.com',
  });
  const api = await startTestApi(database, { context });
  return { ...scene, api, dispute: filed.kind === 'filed' ? filed.reference : '' };
}

async function alarm({ context, database }: CampaignScene, campaign: string, translator: ReturnType<typeof createTranslator>): Promise<void> {
  const now = context.clock.now();
  const evidence = { detector: 'campaign', campaign: 1, reports: 11, independent_reporters: 9, first_report_at: now.toISOString() } as const;
  const content = draftFromEvidence({ type: 'IMP_AUTH', countries: ['KR', 'MY'], evidence, translator, now });
  const { alert } = await proposeAlert(context, { proposalKey: `campaign/${campaign}`, campaignId: campaign, content, evidence });
  await storeAlarm(
    database.db,
    {
      detector: 'campaign',
      subject: campaign,
      day: now.toISOString().slice(0, 10),
      type: 'IMP_AUTH',
      countries: ['KR', 'MY'],
      campaigns: [campaign],
      entities: [],
      windowDays: 14,
      count: 11,
      reports: 11,
      weighed: { reports: 11, accounts: 11, independent: 9, not_counted: {} },
      firstReportAt: now,
    },
    { alertId: alert.id, at: now },
  );
}
