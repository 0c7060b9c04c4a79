// Reports of two banks and of people, some of them handed over to the other country's force, some not any more; and an account for each who looks.

import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { changeConsents } from '#core/reports/report-answers.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { decideReport, type DecideReport } from '#core/triage/decide-report.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

export const KOREAN = '검찰 수사관이래요. 안전계좌 국민은행 123-45-678901로 옮기라고 해서 1,200만원 보냈어요. 제 주민번호는 900101-1234567이에요';
export const MALAY = 'Pegawai bank suruh sy pindah duit ke akaun Maybank 512345678901, kad pengenalan sy 900101-14-5678, sy dah transfer RM3,000';
export const CONTACT = 'mangsa@example.com';

/** Who is told of it at the end. */
export const SHARED = {
  demo: ['filed', 'filed_and_handed_over'],
  other: ['filed_by_other'],
  KR: ['to_KR'],
  MY: ['to_MY', 'by_law', 'filed_and_handed_over'],
  nobody: [],
} as const;
export type Looker = keyof typeof SHARED;
export const LOOKERS = Object.keys(SHARED) as Looker[];

export interface SharedScene extends TriageScene {
  server: ConsoleServer;
  kim: Officer;
  farid: Officer;
  partners: Record<Looker, ConsoleUser>;
  /** By the names above, and those that nobody is shown: `web`, `undone`, `consent_withdrawn`, `erased`, `erased_handover`. */
  reports: Record<string, { id: string; reference: string }>;
  tell(changes?: Partial<ReportToReceive> & { text?: string }): Promise<{ id: string; reference: string }>;
  handOver(reference: string, more?: Partial<DecideReport>): Promise<void>;
  withdrawConsent(id: string): Promise<void>;
  close(): Promise<void>;
}

const AGREED = { share: ['KR', 'MY'], contact: true, version: 1 };

export async function createSharedScene(): Promise<SharedScene> {
  const scene = await createTriageScene(new Date());
  const { context } = scene;
  const server = await startConsole(scene);
  const [kim, farid] = [await scene.hire('officer', '김하나'), await scene.hire('supervisor', 'Farid')];
  const tell: SharedScene['tell'] = async ({ text = KOREAN, ...changes } = {}) => {
    scene.clock.advance(60_000);
    const report = await receiveReport(context, {
      source: 'web',
      country: 'KR',
      content: { text, suspects: [], evidence: [], reporter: { id: 'r', contact: CONTACT } },
      evidence: [],
      loss: { state: 'lost' },
      consent: AGREED,
      ...changes,
    });
    await readReport(context, report.id);
    return { id: report.id, reference: report.reference };
  };
  const filed = (partner: string, ref: string): ReturnType<typeof tell> =>
    tell({ source: 'webhook', partner, content: { text: KOREAN, suspects: [], evidence: [], reporter: { id: 'r', contact: CONTACT }, source_ref: ref } });
  const handOver: SharedScene['handOver'] = async (reference, more = {}) => {
    scene.clock.advance(60_000);
    const outcome = await decideReport(context, { by: kim, reference, decision: 'hand_over', ...more });
    if (outcome.kind !== 'done') throw new Error(`not handed over: ${JSON.stringify(outcome)}`);
  };
  const withdrawConsent = (id: string): Promise<void> =>
    changeConsents(context.db, id, { asked: ['share_KR', 'share_MY', 'contact'], agreed: [], version: 2, at: scene.clock.now() });

  const reports = {
    filed: await filed('demo-bank', 'A-1'),
    filed_and_handed_over: await filed('demo-bank', 'A-2'),
    filed_by_other: await filed('other-bank', 'B-1'),
    to_KR: await tell({ text: MALAY, country: 'MY' }),
    to_MY: await tell(),
    by_law: await tell({ consent: { share: [], contact: false, version: 1 } }),
    web: await tell(),
    undone: await tell(),
    consent_withdrawn: await tell(),
    erased: await filed('demo-bank', 'A-3'),
    erased_handover: await tell(),
  };
  for (const name of ['to_KR', 'to_MY', 'filed_and_handed_over', 'undone', 'consent_withdrawn', 'erased_handover'] as const)
    await handOver(reports[name].reference);
  await handOver(reports.by_law.reference, { by: farid, decision: 'hand_over_by_law', ground: 'legal_request' });
  await undoStep(context, { by: kim, reference: reports.undone.reference });
  await withdrawConsent(reports.consent_withdrawn.id);
  await eraseReport(context, reports.erased.id);
  await eraseReport(context, reports.erased_handover.id);
  const partners = {
    demo: await server.hire('partner', '데모은행', { partner: 'demo-bank' }),
    other: await server.hire('partner', 'Bank Lain', { partner: 'other-bank' }),
    KR: await server.hire('partner', '경찰청', { country: 'KR' }),
    MY: await server.hire('partner', 'PDRM', { country: 'MY' }),
    nobody: await server.hire('partner', 'nobody'),
  };
  await scene.database.db.updateTable('staff_users').set({ partner: null }).where('id', '=', partners.nobody.id).execute();
  const close = async (): Promise<void> => {
    await server.close();
    await scene.database.drop();
  };
  return { ...scene, server, kim, farid, partners, reports, tell, handOver, withdrawConsent, close };
}
