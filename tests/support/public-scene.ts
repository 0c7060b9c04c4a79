// The public side with something behind every page: weeks of reports, warnings in all their states, a scam that people check for.

import { buildKnownIndex } from '#core/matching/known-index.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { readReport } from '#core/reports/read-report.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { startTestApi, type TestApi } from './api.ts';
import { matchReport } from './match-report.ts';
import { hirePublisher } from './publish-alert.ts';
import { receiveYear } from './reported-year.ts';
import { createTriageScene, type TriageScene } from './triage-scene.ts';

/** What three people told of one parcel scam: its domain is publicly known afterwards. */
const PARCELS = [
  '아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://cj-delivery-check.top/a1',
  'Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://cj-delivery-check.top/b2',
  'I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://cj-delivery-check.top/c3',
];

/** Pasted into `/check`: one thing reported, two of which nothing is known. */
export const PASTED: Record<Language, string> = {
  ko: '[국제발신] 고객님 배송 주소 불일치로 보류, 확인 http://cj-delivery-check.top/k 문의 010-9911-2233 계좌 국민 123456-01-234567',
  ms: 'Bungkusan anda ditahan kastam, bayar RM5 di http://cj-delivery-check.top/m atau hubungi 012-345 6789, akaun Maybank 512345678901',
  en: 'Your parcel is held, pay RM5 at http://cj-delivery-check.top/e or call 012-345 6789, account Maybank 512345678901',
};

/** A year and what its last reports run over. */
const STREAM_DAYS = 373;

export interface PublicScene {
  scene: TriageScene;
  api: TestApi;
  /** Ids of warnings. */
  alerts: { current: string; corrected: string; withdrawn: string };
  stop(): Promise<void>;
}

/** `end`: the time at which it is looked at. `server`: for what is no test. */
export async function createPublicScene(end: Date, server?: string): Promise<PublicScene> {
  const scene = await createTriageScene(new Date(end.getTime() - STREAM_DAYS * 86_400_000), server);
  const publisher = await hirePublisher(scene);
  await receiveYear(scene, { seed: 11, reports: 700, weeks: 10 });
  scene.clock.advance(Math.max(0, end.getTime() - scene.clock.now().getTime() - 6 * 3_600_000));
  await receiveParcels(scene);
  const withdrawn = await publisher.publish(publisher.content('LOAN', ['MY']));
  const corrected = await publisher.publish(publisher.content('INVEST', ['MY', 'KR']));
  scene.clock.advance(3_600_000);
  await publisher.correct(corrected, { ...publisher.content('INVEST', ['MY', 'KR']), grade: 'danger' });
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: withdrawn, reason: 'wrong' });
  const current = await publisher.publish(publisher.content('IMP_AUTH', ['KR']));
  const api = await startTestApi(scene.database, { context: scene.context, clock: scene.clock, bot: 'jaga_bot' });
  return {
    scene,
    api,
    alerts: { current, corrected, withdrawn },
    stop: async () => {
      await api.stop();
      await scene.database.drop();
    },
  };
}

async function receiveParcels(scene: TriageScene): Promise<void> {
  const known = buildKnownIndex([], () => ({ indicators: [] }));
  const supervisor = await scene.hire('supervisor');
  const references: string[] = [];
  for (const [at, text] of PARCELS.entries()) {
    const { id, reference } = await scene.report({ source: 'telegram', content: { text, suspects: [], evidence: [] }, reporter_key: `telegram:r${at}` });
    await readReport(scene.context, id);
    await matchReport(scene.context, known, id);
    references.push(reference);
    scene.clock.advance(17 * 60_000 + text.length * 1_000);
  }
  await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
}
