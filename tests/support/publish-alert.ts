// A published warning as it comes about: drafted by one officer, approved by two others.

import type { AlertContent } from '#core/alerts/alert.ts';
import { getAlert } from '#core/alerts/alert-queries.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { correctAlert, draftAlert } from '#core/alerts/write-alert.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { Officer } from '#core/staff/staff.ts';
import type { TriageScene } from './triage-scene.ts';

export interface Publisher {
  author: Officer;
  approvers: [Officer, Officer];
  supervisor: Officer;
  content(type?: ScamType, countries?: string[]): AlertContent;
  /** @returns its id. */
  draft(content?: AlertContent): Promise<string>;
  /** By both, of the newest version. */
  approve(id: string): Promise<void>;
  /** @returns its id. */
  publish(content?: AlertContent): Promise<string>;
  correct(id: string, content: AlertContent): Promise<void>;
}

const translator = createTranslator({ strict: true });

export async function hirePublisher(scene: TriageScene): Promise<Publisher> {
  const { context } = scene;
  const [author, first, second] = [await scene.hire('officer'), await scene.hire('officer'), await scene.hire('supervisor')];

  async function approve(alertId: string): Promise<void> {
    for (const by of [first, second]) {
      const [newest] = (await getAlert(context.db, alertId, context.clock.now()))?.versions ?? [];
      const outcome = await approveAlert(context, { by, alertId, version: newest?.version ?? 0, contentHash: newest?.content_hash ?? '' });
      if (outcome.kind !== 'done') throw new Error(`not approved: ${JSON.stringify(outcome)}`);
    }
  }

  function content(type: ScamType = 'PHISH', countries = ['KR']): AlertContent {
    return draftFromEvidence({ type, countries, evidence: { detector: 'officer' }, translator, now: context.clock.now() });
  }

  async function draft(what = content()): Promise<string> {
    return (await draftAlert(context, { by: author, content: what })).id;
  }

  return {
    author,
    approvers: [first, second],
    supervisor: second,
    content,
    draft,
    approve,
    async publish(what) {
      const id = await draft(what);
      await approve(id);
      return id;
    },
    async correct(id, what) {
      const seenVersion = (await getAlert(context.db, id, context.clock.now()))?.version ?? 0;
      const outcome = await correctAlert(context, { by: author, alertId: id, seenVersion, content: what });
      if (outcome.kind !== 'done') throw new Error(`not corrected: ${JSON.stringify(outcome)}`);
      await approve(id);
    },
  };
}
