// How something comes to be "reported" in public: three people who do not know each other tell of it, and an officer looks at it.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { hireOfficer, type DemoOfficer } from '#cli/demo/officer.ts';
import { postSigned } from '#cli/demo/reports.ts';
import type { Scene, StoryTelegram } from '#cli/demo/scene.ts';

/** Each told in their own words; the site stands in the place of `{site}`. */
const TELLINGS = [
  {
    language: 'ko',
    country: 'KR',
    text: '아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://{site}/a1',
  },
  {
    language: 'ms',
    country: 'MY',
    text: 'Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://{site}/b2',
  },
  {
    language: 'en',
    country: 'MY',
    text: 'I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://{site}/c3',
  },
] as const;

export function hireReviewer({ core, service }: Scene<StoryTelegram>): Promise<DemoOfficer> {
  return hireOfficer(core, service.address ?? '', { name: 'Kim', role: 'officer', language: 'ko' });
}

/** @returns the references of the three reports, matched by now. */
export async function threeReport(stage: DemoStage, { core, service }: Scene<StoryTelegram>, site: string): Promise<string[]> {
  const secret = core.secrets.webhookSecrets[0]?.secret ?? '';
  const references: string[] = [];
  for (const { text, ...told } of TELLINGS) {
    const body = { ...told, text: text.replace('{site}', site), channel: 'sms', reporter: { id: `${site}-${told.language}` } };
    const { status, answer } = await postSigned(service.address ?? '', secret, body);
    references.push(String(answer['reference']));
    stage.check(`${told.language}: 202, ${references.at(-1)}`, status === 202);
  }
  await service.pipeline?.drain();
  return references;
}

/** With what follows from it. */
export async function confirm(
  stage: DemoStage,
  { service }: Scene<StoryTelegram>,
  { officer, reference }: { officer: DemoOfficer; reference: string },
): Promise<void> {
  const claimed = await officer.post(`/reports/${reference}/claim`);
  const confirmed = await officer.post(`/reports/${reference}/confirm`);
  stage.check(`${officer.name} looks at ${reference} and confirms it`, claimed.status === 200 && confirmed.status === 200);
  await service.pipeline?.drain();
}
