// What a partner sees of reports: its own, or what was handed over to its force, for as long as it is shared.

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftAlert } from '#core/alerts/write-alert.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { changeConsents } from '#core/reports/report-answers.ts';
import { acknowledgeHandover } from '#core/sharing/acknowledge-handover.ts';
import { changeBelonging, addStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { takeOutHandover } from '#core/triage/decisions/handovers.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { openForOfficer } from '#core/triage/open-report.ts';
import { CONTACT, createSharedScene, type SharedScene } from '#tests/support/shared-scene.ts';
import { hirePublisher } from '#tests/support/publish-alert.ts';

let scene: SharedScene;

beforeAll(async () => {
  scene = await createSharedScene();
});
afterAll(() => scene.close());

const referenceOf = (name: string): string => scene.reports[name]?.reference ?? '';
const decide = (reference: string, decision: 'confirm' | 'reject' | 'reopen') => decideReport(scene.context, { by: scene.kim, reference, decision });

async function handed(): Promise<{ id: string; reference: string }> {
  const report = await scene.tell();
  await scene.handOver(report.reference);
  return report;
}

describe('what a bank filed', () => {
  test('is shown with its own number, where it stands and what became of it, and no words', async () => {
    const { demo } = scene.partners;
    const reference = referenceOf('filed');
    expect((await demo.get(`/shared/${reference}`)).body).toMatchObject({
      kind: 'filed',
      state: 'received',
      source_ref: 'A-1',
      type: null,
      handover: null,
      may: null,
    });
    await decide(reference, 'confirm');
    const { body } = await demo.get(`/shared/${reference}`);
    expect(body).toMatchObject({ state: 'confirmed', type: 'IMP_AUTH', decided_at: scene.clock.now().toISOString(), campaign: null });
    for (const word of ['검찰', '국민은행', CONTACT, '김하나']) expect(JSON.stringify(body)).not.toContain(word);
    expect((await demo.get('/shared?state=confirmed')).body.items.map((item) => item.reference)).toEqual([reference]);
    expect((await demo.get('/shared')).body).toMatchObject({ states: ['received', 'in_review', 'confirmed', 'rejected', 'duplicate'] });
  });

  test('repeats another report: which, only where that is its own', async () => {
    const { demo } = scene.partners;
    const repeat = async (of: string): Promise<unknown> => {
      const content = { text: '또 왔어요', suspects: [], evidence: [], source_ref: 'A-9' };
      const { reference } = await scene.tell({ source: 'webhook', partner: 'demo-bank', content });
      await decideReport(scene.context, { by: scene.kim, reference, decision: 'mark_duplicate', duplicateOf: of });
      return (await demo.get(`/shared/${reference}`)).body;
    };
    expect(await repeat(referenceOf('filed'))).toMatchObject({ state: 'duplicate', repeats: referenceOf('filed') });
    expect(await repeat(referenceOf('filed_by_other'))).toMatchObject({ state: 'duplicate', repeats: null });
  });

  test('names its campaign only while the public has been warned of it', async () => {
    const { db } = scene.context;
    const [campaign, { id, reference }] = [uuidv7(), scene.reports['filed'] ?? { id: '', reference: '' }];
    const now = scene.clock.now();
    const { number } = await db
      .insertInto('campaigns')
      .values({ id: campaign, type: 'IMP_AUTH', first_seen_at: now, last_seen_at: now, merged_into: null, woke_at: null })
      .returning('number')
      .executeTakeFirstOrThrow();
    await db
      .insertInto('campaign_reports')
      .values({ report_id: id, campaign_id: campaign, joined_by: ['text'], joined_at: now })
      .execute();
    const publisher = await hirePublisher(scene);
    const content = publisher.content('IMP_AUTH');
    const { id: alert } = await draftAlert(scene.context, { by: scene.kim, content, campaignId: campaign });
    const shown = async (): Promise<unknown> => (await scene.partners.demo.get(`/shared/${reference}`)).body;
    expect(await shown()).toMatchObject({ campaign: null });
    await db
      .updateTable('alerts')
      .set({ state: 'published', published_version: 1, published_at: now, expires_at: new Date(now.getTime() + 1e9) })
      .execute();
    expect(await shown()).toMatchObject({ campaign: { number, title: content.texts.ko.headline } });
    await db.updateTable('alerts').set({ state: 'withdrawn', ended_at: now }).where('id', '=', alert).execute();
    expect(await shown()).toMatchObject({ campaign: null });
  });

  test('pages end where they say, whoever files meanwhile, and another bank’s report is no page mark', async () => {
    const { other } = scene.partners;
    const told: string[] = [];
    for (let at = 0; at < 4; at += 1) told.unshift((await scene.tell({ source: 'webhook', partner: 'other-bank' })).reference);
    told.push(referenceOf('filed_by_other'));
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body } = await other.get(`/shared?limit=2${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`);
      seen.push(...body.items.map(({ reference }) => reference));
      after = body.next;
    }
    expect(seen).toEqual(told);
    for (const wrong of [referenceOf('filed'), '2026-13-45_JG-7K3M-9QPX-4', 'x', `${scene.clock.now().toISOString()}_x`])
      expect((await other.get(`/shared?after=${encodeURIComponent(wrong)}`)).status, wrong).toBe(422);
  });

  test('is gone once it is erased, and once the account is another bank’s', async () => {
    const user = await scene.server.hire('partner', '은행', { partner: 'demo-bank' });
    const { id, reference } = await scene.tell({ source: 'webhook', partner: 'demo-bank' });
    expect((await user.get(`/shared/${reference}`)).status).toBe(200);
    await scene.database.db.updateTable('staff_users').set({ partner: 'other-bank' }).where('id', '=', user.id).execute();
    expect((await user.get(`/shared/${reference}`)).status).toBe(404);
    await scene.database.db.updateTable('staff_users').set({ partner: 'demo-bank' }).where('id', '=', user.id).execute();
    await eraseReport(scene.context, id);
    expect((await user.get(`/shared/${reference}`)).status).toBe(404);
  });
});

describe('what was handed over', () => {
  test('is the copy as it was made: masked words, the suspect’s tools, the ground, nobody’s name', async () => {
    const { body } = await scene.partners.MY.get(`/shared/${referenceOf('to_MY')}`);
    expect(body).toMatchObject({
      kind: 'handed_over',
      state: 'handed_over',
      source_ref: null,
      handover: { copy: { ground: 'consent', consent: { share: ['KR', 'MY'] }, facts: { type: 'IMP_AUTH', country: 'KR' } }, acknowledged_at: null },
      may: { acknowledge: { allowed: true } },
    });
    const told = JSON.stringify(body);
    expect(told).toContain('[RRN]');
    expect(told).toContain('12345678901');
    for (const secret of ['900101', CONTACT, '김하나']) expect(told).not.toContain(secret);
  });

  test('by law, without the person’s words', async () => {
    const { body } = await scene.partners.MY.get(`/shared/${referenceOf('by_law')}`);
    expect(body).toMatchObject({ handover: { copy: { ground: 'legal_request' } } });
    expect(JSON.stringify(body)).not.toContain('수사관');
  });

  test('does not change with the report: what officers do later stays theirs', async () => {
    const { reference } = await handed();
    await decide(reference, 'reject');
    expect((await scene.partners.MY.get(`/shared/${reference}`)).body).toMatchObject({ state: 'handed_over', decided_at: null });
  });

  test('each opening is in the audit trail, and officers see the first', async () => {
    const { reference } = await handed();
    scene.clock.advance(60_000);
    await scene.partners.MY.get(`/shared/${reference}`);
    const seen = scene.clock.now();
    scene.clock.advance(60_000);
    await scene.partners.MY.get(`/shared/${reference}`);
    expect((await scene.actions(reference)).filter((action) => action === 'report.opened')).toHaveLength(2);
    const opened = await openForOfficer(scene.context, { by: scene.kim, reference });
    expect(opened?.handovers).toMatchObject([{ opened_at: seen, acknowledged_at: null, holds: true }]);
    expect((await scene.partners.KR.get(`/shared/${reference}`)).status).toBe(404);
    expect((await scene.actions(reference)).filter((action) => action === 'report.opened')).toHaveLength(3);
  });

  test('is gone at once when it is taken back, even after it was looked at', async () => {
    const { reference } = await handed();
    expect((await scene.partners.MY.get(`/shared/${reference}`)).status).toBe(200);
    expect(await undoStep(scene.context, { by: scene.kim, reference })).toMatchObject({ kind: 'done' });
    expect((await scene.partners.MY.get(`/shared/${reference}`)).status).toBe(404);
    expect((await scene.partners.MY.get('/shared')).body.items.map((item) => item.reference)).not.toContain(reference);
  });

  test('is gone while the consent it went by is taken back: for the force, and for who would take the copy out', async () => {
    const { id, reference } = await handed();
    await scene.withdrawConsent(id);
    expect((await scene.partners.MY.get(`/shared/${reference}`)).status).toBe(404);
    const [handover] = (await openForOfficer(scene.context, { by: scene.kim, reference }))?.handovers ?? [];
    expect(handover).toMatchObject({ holds: false, withdrawn_at: null });
    expect(await takeOutHandover(scene.context, { by: scene.kim, id: handover?.id ?? '' })).toBeNull();
    const law = { by: scene.farid, reference, decision: 'hand_over_by_law', ground: 'danger_to_life' } as const;
    expect(await decideReport(scene.context, law)).toMatchObject({ kind: 'done' });
    expect((await scene.partners.MY.get(`/shared/${reference}`)).body).toMatchObject({ handover: { copy: { ground: 'danger_to_life' } } });
    await changeConsents(scene.context.db, id, { asked: ['share_MY'], agreed: ['share_MY'], version: 2, at: scene.clock.now() });
    expect((await scene.partners.MY.get('/shared')).body.items.filter((item) => item.reference === reference)).toHaveLength(1);
  });

  test('is gone once the report is erased', async () => {
    const { id, reference } = await handed();
    expect((await scene.partners.MY.get(`/shared/${reference}`)).status).toBe(200);
    await eraseReport(scene.context, id);
    expect((await scene.partners.MY.get(`/shared/${reference}`)).status).toBe(404);
  });
});

describe('“received, we take it”', () => {
  test('is said once, whoever presses again; officers see who and when; it cannot be taken back then', async () => {
    const { reference } = await handed();
    const colleague = await scene.server.hire('partner', 'Sarjan Aina', { country: 'MY' });
    const presses = await Promise.all([scene.partners.MY, colleague, scene.partners.MY].map((user) => user.post(`/shared/${reference}/acknowledge`)));
    expect(presses.map(({ body }) => (body as unknown as { kind: string }).kind).toSorted()).toEqual(['done', 'unchanged', 'unchanged']);
    expect((await scene.actions(reference)).filter((action) => action === 'report.handover_acknowledged')).toHaveLength(1);
    const opened = await openForOfficer(scene.context, { by: scene.kim, reference });
    expect(opened?.handovers).toMatchObject([{ acknowledged_at: scene.clock.now() }]);
    expect(['PDRM', 'Sarjan Aina']).toContain(opened?.handovers[0]?.acknowledged_by_name);
    expect(opened?.history.map(({ action }) => action)).toContain('report.handover_acknowledged');
    expect(opened?.may.undo).toEqual({ allowed: false, why: 'told_already' });
    expect((await colleague.get(`/shared/${reference}`)).body).toMatchObject({
      state: 'acknowledged',
      may: { acknowledge: { allowed: false, why: 'acknowledged_already' } },
    });
    expect((await colleague.get('/shared?state=acknowledged')).body.items.map((item) => item.reference)).toContain(reference);
  });

  test('is refused for what was taken back, also when both happen at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { reference } = await handed();
      const [taken, undone] = await Promise.all([
        acknowledgeHandover(scene.context, { by: { id: scene.partners.MY.id, role: 'partner' }, reference }),
        undoStep(scene.context, { by: scene.kim, reference }),
      ]);
      expect([`${taken.kind} ${undone.kind}`]).toEqual([taken.kind === 'done' ? 'done conflict' : 'not_found done']);
    }
  });
});

describe('whom an account belongs to', () => {
  const jaga = async (...args: string[]): Promise<string> => {
    const env = {
      PATH: process.env['PATH'],
      DATABASE_URL: scene.database.url,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-user-')),
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      WEBHOOK_SECRETS: `hana-bank:whsec_${Buffer.alloc(24, 1).toString('base64')}`,
    };
    return (await promisify(execFile)(process.execPath, ['cli/main.ts', 'user', ...args], { env })).stdout;
  };

  test('jaga user add takes a partner that is known by its secret or its reports, or a country', async () => {
    expect(await jaga('add', 'bank@hana.example', '--role', 'partner', '--partner', 'hana-bank')).toContain('sees what is shared with hana-bank');
    // It filed reports before its secret was taken away.
    expect(await jaga('add', 'old@bank.example', '--role', 'partner', '--partner', 'other-bank')).toContain('other-bank');
    expect(await jaga('add', 'bukit@pdrm.example', '--role', 'partner', '--country', 'MY')).toContain('sees what is shared with MY');
    await expect(jaga('add', 'a@bank.example', '--role', 'partner', '--partner', 'hanabank')).rejects.toThrow(
      /no partner hanabank: WEBHOOK_SECRETS names hana-bank/,
    );
    const list = await jaga('list');
    expect(list).toContain('bank@hana.example\tbank\tpartner\ten\thana-bank\n');
    expect(list).toContain('bukit@pdrm.example\tbukit\tpartner\ten\tMY\n');
    expect(list).not.toContain('a@bank.example');
  }, 120_000);

  test('jaga user set-partner gives it to another and ends its sessions', async () => {
    const user = await scene.server.hire('partner', 'PDRM', { country: 'KR' });
    expect(await jaga('set-partner', user.email, '--country', 'MY')).toContain('sees what is shared with MY');
    expect((await user.get('/shared')).status).toBe(401);
    expect(await scene.actions(user.id)).toContain('staff.partner_changed');
    await expect(jaga('set-partner', scene.kim.email, '--country', 'MY')).rejects.toThrow(/no partner's account/);
  }, 60_000);

  test('it is kept with the account by one way or the other, and shown to who has it', async () => {
    const auth = createStaffAuth({ context: scene.context, pool: scene.database.pool, publicUrl: 'http://127.0.0.1:3000' });
    const staff = { name: 'x', language: 'ko' } as const;
    await expect(addStaff(scene.context, auth, { ...staff, email: 'x@x.example', role: 'partner' })).rejects.toMatchObject({ code: 'belongs_to_nobody' });
    await expect(addStaff(scene.context, auth, { ...staff, email: 'x@x.example', role: 'officer', belongsTo: { country: 'KR' } })).rejects.toMatchObject({
      code: 'no_partner',
    });
    expect(await changeBelonging(scene.context, scene.kim.email, { country: 'MY' })).toBe(false);
    await expect(scene.database.pool.query(`update staff_users set country = 'MY' where id = $1`, [scene.kim.id])).rejects.toThrow(/check/);
    expect((await scene.partners.demo.get('/me')).body).toMatchObject({ partner: 'demo-bank', country: null });
    expect((await scene.partners.MY.get('/me')).body).toMatchObject({ partner: null, country: 'MY' });
  });
});
