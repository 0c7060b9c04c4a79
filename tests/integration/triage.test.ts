// Officers work through the queue: order, claims, decisions, conflicts, what is masked and what is written down.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { storeOpinion } from '#core/advice/opinion-store.ts';
import { disagreementOf } from '#core/advice/opinion.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import type { Decision } from '#core/reports/report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { campaignKeys, campaignMatches, listCampaigns } from '#core/triage/campaign-list.ts';
import { CLAIM_MINUTES, decideReport, type DecideReport, type TriageOutcome } from '#core/triage/decide-report.ts';
import { listDeadLetters } from '#core/triage/dead-letters.ts';
import { openForOfficer, openOriginal } from '#core/triage/open-report.ts';
import { listReports, type ReportPage } from '#core/triage/report-list.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let kim: Officer;
let farid: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  kim = await scene.hire('officer', '김하나');
  farid = await scene.hire('supervisor', 'Farid');
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
  await scene.database.pool.query(
    'truncate reports, evidence, readings, indicators, match_keys, matches, campaigns, campaign_reports, outbox, dead_letters restart identity cascade',
  );
});

function decide(reference: string, decision: Decision, more: Partial<DecideReport> = {}): Promise<TriageOutcome> {
  return decideReport(scene.context, { by: kim, reference, decision, ...more });
}

async function rowOf(reference: string) {
  return scene.database.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
}

async function queue(filter: Partial<ReportPage> = {}): Promise<string[]> {
  return (await listReports(scene.context, { limit: 50, ...filter })).map(({ reference }) => reference);
}

describe('the queue', () => {
  test('has the urgent first, then where money moved with the latest payment on top, then the oldest', async () => {
    const minutesAgo = (minutes: number): Date => new Date(scene.clock.now().getTime() - minutes * 60_000);
    const daysAgo = (days: number): Date => minutesAgo(days * 1_440);
    const old = await scene.report();
    scene.clock.advance(1_000);
    const lostOnce = await scene.report({ loss: { state: 'lost', paid_at: daysAgo(30) } });
    scene.clock.advance(1_000);
    const lostUnknownWhen = await scene.report({ loss: { state: 'lost', paid_at: daysAgo(90) } });
    await scene.database.db.updateTable('reports').set({ paid_at: null }).where('id', '=', lostUnknownWhen.id).execute();
    scene.clock.advance(1_000);
    const justPaid = await scene.report({ loss: { state: 'lost', paid_at: minutesAgo(5) } });
    scene.clock.advance(1_000);
    const paidThisMorning = await scene.report({ loss: { state: 'lost', paid_at: minutesAgo(120) } });
    const young = await scene.report();
    const expected = [justPaid, paidThisMorning, lostOnce, lostUnknownWhen, old, young].map(({ reference }) => reference);
    expect(await queue()).toEqual(expected);
  });

  test('money that only the reader noticed counts as moved', async () => {
    const quiet = await scene.report();
    scene.clock.advance(1_000);
    const lost = await scene.report({ text: '검찰이라고 해서 국민은행 계좌로 300만원을 보냈어요. 사기당했어요' });
    await readReport(scene.context, lost.id);
    await readReport(scene.context, quiet.id);
    expect((await rowOf(lost.reference)).loss_state).toBe('unknown');
    expect(await queue()).toEqual([lost.reference, quiet.reference]);
  });

  test('pages without losing or repeating one, also where many arrived at once', async () => {
    const all = [];
    for (let index = 0; index < 23; index += 1)
      all.push(
        (await scene.report({ loss: { state: index % 3 === 0 ? 'lost' : 'unknown', ...(index % 2 === 0 && { paid_at: scene.clock.now() }) } })).reference,
      );
    const seen: string[] = [];
    let after: string | undefined;
    for (;;) {
      const page = await queue({ limit: 5, after });
      seen.push(...page);
      after = page.at(-1);
      if (page.length < 5) break;
    }
    expect(new Set(seen)).toEqual(new Set(all));
    expect(seen).toHaveLength(23);
    expect(seen).toEqual(await queue());
    expect(await queue({ after: 'JG-NONE' })).toEqual([]);
  });

  test('filters by state, type, country, language, campaign and who has claimed', async () => {
    const korean = await scene.report({ country: 'KR', text: '서울중앙지검 수사관입니다. 본인 통장이 범죄에 쓰였으니 안전계좌로 옮기세요' });
    const malay = await scene.report({ country: 'MY', text: 'Saya pegawai dari Bukit Aman, pindah semua duit ke akaun audit Bank Negara' });
    await readReport(scene.context, korean.id);
    await readReport(scene.context, malay.id);
    expect(await queue({ country: 'MY' })).toEqual([malay.reference]);
    expect(await queue({ language: 'ko' })).toEqual([korean.reference]);
    expect(await queue({ type: 'IMP_AUTH' })).toHaveLength(2);
    expect(await queue({ type: 'SHOP' })).toEqual([]);
    await decide(malay.reference, 'claim');
    expect(await queue({ claimed_by: kim.id })).toEqual([malay.reference]);
    await decide(korean.reference, 'reject');
    expect(await queue()).toEqual([malay.reference]);
    expect(await queue({ states: ['rejected'] })).toEqual([korean.reference]);
    const [item] = await listReports(scene.context, { limit: 1 });
    expect(item).toMatchObject({ claimed_by_name: '김하나', language: 'ms', type: 'IMP_AUTH', campaign: null, campaign_reports: 0 });
  });
});

describe('second opinions', () => {
  test('the queue differs exactly where an officer who opens the report sees that it differs', async () => {
    const { id, reference } = await scene.report();
    await readReport(scene.context, id);
    const opinion = { impersonated: null, demand: null, summary: 'Asks for money.' };
    await scene.database.db
      .insertInto('model_opinions')
      .values({ report_id: id, model: 'm', opinion: null, sealed: null, cost_usd: 0, given_at: scene.clock.now() })
      .execute();
    for (const score of [0, 0.0001, 0.46, 0.5, 0.9667, 1]) {
      for (const scam_probability of [0, 0.4999, 0.5, 0.96, 0.96005, 1]) {
        for (const type of ['PHISH', 'LOAN'] as const) {
          await scene.database.db.updateTable('readings').set({ score, type: 'PHISH' }).where('report_id', '=', id).execute();
          await scene.database.db.updateTable('model_opinions').set({ opinion: null }).where('report_id', '=', id).execute();
          await storeOpinion(scene.context, id, { ...opinion, type, scam_probability });
          const [listed] = await listReports(scene.context, { limit: 1 });
          const differs = disagreementOf({ type, scam_probability }, { score, type: 'PHISH' }) !== null;
          expect(listed?.second_opinion, `${score} ${scam_probability} ${type}`).toBe(differs ? 'differs' : 'agrees');
          expect(await queue({ second_opinion: 'differs' })).toEqual(differs ? [reference] : []);
        }
      }
    }
    expect(await rowOf(reference)).toMatchObject({ state: 'received', decided_by: null });
  });

  test('a model that was asked and gave no answer has no opinion', async () => {
    const { id, reference } = await scene.report();
    await readReport(scene.context, id);
    await scene.database.db
      .insertInto('model_opinions')
      .values({ report_id: id, model: 'm', opinion: null, sealed: null, cost_usd: 0, given_at: scene.clock.now() })
      .execute();
    expect(await listReports(scene.context, { limit: 1 })).toMatchObject([{ second_opinion: null }]);
    expect(await openForOfficer(scene.context, { by: kim, reference })).toMatchObject({ opinion: null });
    await storeOpinion(scene.context, id, { type: 'ROMANCE', scam_probability: 1, impersonated: null, demand: null, summary: 'Says so.' });
    const opened = await openForOfficer(scene.context, { by: kim, reference });
    const { score = 0, type = 'OTHER' } = opened?.reading ?? {};
    expect(opened?.opinion).toMatchObject({ model: 'm', disagrees: score <= 0.5 ? 'scam' : type === 'ROMANCE' ? null : 'type' });
  });
});

describe('claims', () => {
  test('a claim holds for fifteen minutes, lasts longer when repeated, and expires', async () => {
    const { reference } = await scene.report();
    const first = await decide(reference, 'claim');
    expect(first).toMatchObject({ kind: 'done', state: 'in_review', claim_expires_at: new Date(scene.clock.now().getTime() + CLAIM_MINUTES * 60_000) });
    scene.clock.advance(10 * 60_000);
    await decide(reference, 'claim');
    scene.clock.advance(10 * 60_000);
    expect(await decide(reference, 'claim', { by: farid })).toMatchObject({
      kind: 'conflict',
      reason: 'claimed_by_another',
      happened: { state: 'in_review', by: kim.id, by_name: '김하나' },
    });
    scene.clock.advance(5 * 60_000);
    expect(await decide(reference, 'claim', { by: farid })).toMatchObject({ kind: 'done' });
    expect((await rowOf(reference)).claimed_by).toBe(farid.id);
  });

  test('a colleague takes over on purpose only, and the trail says from whom', async () => {
    const { reference } = await scene.report();
    await decide(reference, 'claim');
    for (const decision of ['confirm', 'reject', 'release'] as const) {
      expect(await decide(reference, decision, { by: farid, takeOver: true }), decision).toMatchObject({ kind: 'conflict', reason: 'claimed_by_another' });
    }
    expect(await decide(reference, 'claim', { by: farid, takeOver: true })).toMatchObject({ kind: 'done' });
    const { details } = await scene.database.db
      .selectFrom('audit_entries')
      .select('details')
      .where('subject_id', '=', reference)
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(details).toEqual({ from: 'in_review', to: 'in_review', taken_from: kim.id });
    expect(await decide(reference, 'confirm', { by: kim })).toMatchObject({ kind: 'conflict', reason: 'claimed_by_another' });
  });

  test('of two officers who claim at once, one has it', async () => {
    const { reference } = await scene.report();
    const outcomes = await Promise.all([decide(reference, 'claim', { by: kim }), decide(reference, 'claim', { by: farid })]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
  });

  test('letting go gives it back to the queue; letting go twice changes nothing', async () => {
    const { reference } = await scene.report();
    await decide(reference, 'claim');
    expect(await decide(reference, 'release')).toMatchObject({ kind: 'done', state: 'received' });
    expect(await decide(reference, 'release')).toMatchObject({ kind: 'unchanged', state: 'received' });
    expect(await rowOf(reference)).toMatchObject({ claimed_by: null, claim_expires_at: null });
    expect(await scene.actions(reference)).toEqual(['report.claimed', 'report.released']);
  });
});

describe('decisions', () => {
  test.each([
    ['confirm', 'confirmed', 'report.confirmed'],
    ['reject', 'rejected', 'report.rejected'],
  ] as const)('%s is written once with its fact and its entry, however often it is pressed', async (decision, state, action) => {
    const { id, reference } = await scene.report();
    await scene.facts();
    expect(await decide(reference, decision)).toMatchObject({ kind: 'done', state });
    expect(await decide(reference, decision)).toMatchObject({ kind: 'unchanged', state });
    expect(await scene.facts()).toEqual([{ fact: 'report_decided', payload: { report_id: id, decision } }]);
    expect(await scene.actions(reference)).toEqual([action]);
    expect(await rowOf(reference)).toMatchObject({ state, decided_by: kim.id, decided_at: scene.clock.now(), claimed_by: null });
  });

  test('who comes second is told what happened, by whom and when', async () => {
    const { reference } = await scene.report();
    await decide(reference, 'confirm');
    const told = { kind: 'conflict', reason: 'not_possible_now', happened: { state: 'confirmed', by: kim.id, by_name: '김하나', at: scene.clock.now() } };
    expect(await decide(reference, 'reject', { by: farid })).toEqual(told);
    expect(await decide(reference, 'confirm', { by: farid })).toEqual(told);
    expect(await decide(reference, 'claim', { by: farid })).toEqual(told);
  });

  test('of two opposite decisions at once, one stands and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { reference } = await scene.report();
      const outcomes = await Promise.all([decide(reference, 'confirm', { by: kim }), decide(reference, 'reject', { by: farid })]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
      expect(await scene.actions(reference)).toHaveLength(1);
    }
  });

  test('a decision on what was seen is refused when it has changed since', async () => {
    const { reference } = await scene.report();
    await decide(reference, 'claim', { by: farid });
    await decide(reference, 'release', { by: farid });
    expect(await decide(reference, 'confirm', { seenState: 'in_review' })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await decide(reference, 'confirm', { seenState: 'received' })).toMatchObject({ kind: 'done' });
  });

  test('a report that repeats another leads to it, through chains, and never in a circle', async () => {
    const [first, second, third] = [await scene.report(), await scene.report(), await scene.report()];
    expect(await decide(second.reference, 'mark_duplicate', { duplicateOf: first.reference })).toMatchObject({ kind: 'done', state: 'duplicate' });
    expect(await decide(second.reference, 'mark_duplicate', { duplicateOf: first.reference })).toMatchObject({ kind: 'unchanged' });
    expect(await decide(third.reference, 'mark_duplicate', { duplicateOf: second.reference })).toMatchObject({ kind: 'done' });
    expect((await rowOf(third.reference)).duplicate_of).toBe(first.id);
    expect(await decide(first.reference, 'mark_duplicate', { duplicateOf: third.reference })).toMatchObject({ kind: 'conflict', reason: 'own_original' });
    expect(await decide(first.reference, 'mark_duplicate', { duplicateOf: first.reference })).toMatchObject({ kind: 'conflict', reason: 'own_original' });
    expect(await decide(first.reference, 'mark_duplicate', { duplicateOf: 'JG-0000-0000-0' })).toMatchObject({ kind: 'conflict', reason: 'unknown_original' });
    expect((await openForOfficer(scene.context, { by: kim, reference: third.reference }))?.duplicate_of).toBe(first.reference);
  });

  test('two reports marked as each other’s duplicate at once do not block and one of them stays', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = [await scene.report(), await scene.report()];
      const outcomes = await Promise.all([
        decide(one.reference, 'mark_duplicate', { duplicateOf: other.reference }),
        decide(other.reference, 'mark_duplicate', { by: farid, duplicateOf: one.reference }),
      ]);
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
    }
  });

  test('a decision can be taken again; reopening holds the report for who reopened it', async () => {
    const { id, reference } = await scene.report();
    await decide(reference, 'reject');
    await scene.facts();
    expect(await decide(reference, 'reopen', { by: farid })).toMatchObject({ kind: 'done', state: 'in_review' });
    expect(await decide(reference, 'reopen', { by: farid })).toMatchObject({ kind: 'unchanged' });
    expect(await scene.facts()).toEqual([{ fact: 'report_decided', payload: { report_id: id, decision: 'reopen' } }]);
    expect(await rowOf(reference)).toMatchObject({ decided_by: null, decided_at: null, claimed_by: farid.id });
    expect(await decide(reference, 'confirm', { by: farid })).toMatchObject({ kind: 'done' });
  });

  test('an erased report stays as it is', async () => {
    const { id, reference } = await scene.report();
    await eraseReport(scene.context, id);
    for (const decision of ['claim', 'confirm', 'reject', 'reopen', 'mark_duplicate'] as const)
      expect(await decide(reference, decision), decision).toMatchObject({ kind: 'conflict' });
    const other = await scene.report();
    expect(await decide(other.reference, 'mark_duplicate', { duplicateOf: reference })).toMatchObject({ reason: 'unknown_original' });
  });

  test('an unknown reference is not found, and who may not decide is stopped', async () => {
    expect(await decide('JG-0000-0000-0', 'confirm')).toEqual({ kind: 'not_found' });
    const { reference } = await scene.report();
    for (const role of ['viewer', 'administrator', 'partner'] as const) {
      await expect(decide(reference, 'confirm', { by: { id: 'x', role } })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(decide(reference, 'confirm', { by: { id: 'system', role: 'system' } })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('the audit trail verifies after all of it', async () => {
    expect((await verifyAudit(scene.context)).faults).toEqual([]);
  });
});

describe('opening', () => {
  const text = '제 주민번호 900101-1234567이고 010-4821-7733으로 온 링크 http://verify-x.top 눌렀어요';
  const open = {
    content: {
      text,
      suspects: [{ kind: 'phone' as const, value: '010-4821-7733' }],
      reporter: { id: 'c-77', contact: 'victim@example.com' },
      evidence: [{ filename: '900101-1234567.png', content_type: 'image/png' }],
    },
  };

  test('shows the masked copy, keeps the reporter out of it, and writes down who saw it', async () => {
    const { id, reference } = await scene.report(open);
    for (const read of [false, true]) {
      if (read) await readReport(scene.context, id);
      const opened = await openForOfficer(scene.context, { by: kim, reference });
      expect(opened?.content?.text).toContain('[RRN]');
      expect(opened?.content?.text).toContain('010-4821-7733');
      expect(opened?.content).toMatchObject({ can_be_reached: true, evidence: [{ filename: '[RRN].png' }] });
      const { row, ...shown } = opened ?? {};
      expect(row?.id).toBe(id);
      expect(JSON.stringify(shown)).not.toMatch(/900101|victim@example|c-77/);
    }
    expect(await scene.actions(reference)).toEqual(['report.opened', 'report.opened']);
  });

  test('hands out the original for a reason that is kept, and not to viewers', async () => {
    const { reference } = await scene.report(open);
    expect(await openOriginal(scene.context, { by: kim, reference, reason: 'contact_reporter' })).toMatchObject({
      text,
      reporter: { contact: 'victim@example.com' },
    });
    const entry = await scene.database.db
      .selectFrom('audit_entries')
      .select(['actor', 'action', 'details'])
      .where('subject_id', '=', reference)
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({ actor: kim.id, action: 'report.original_opened', details: { reason: 'contact_reporter' } });
    await expect(openOriginal(scene.context, { by: { id: 'v', role: 'viewer' }, reference, reason: 'contact_reporter' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await scene.actions(reference)).toEqual(['report.original_opened']);
  });

  test('what is erased opens empty and what does not exist is null', async () => {
    const { id, reference } = await scene.report(open);
    await readReport(scene.context, id);
    await eraseReport(scene.context, id);
    expect(await openForOfficer(scene.context, { by: kim, reference })).toMatchObject({ content: null, reading: null, indicators: [] });
    expect(await openOriginal(scene.context, { by: kim, reference, reason: 'investigation' })).toBeNull();
    expect(await openForOfficer(scene.context, { by: kim, reference: 'JG-0000-0000-0' })).toBeNull();
  });

  test('names earlier reports that it resembles by their reference and patterns by their id', async () => {
    const [one, other] = [await scene.report(), await scene.report()];
    await scene.database.db
      .insertInto('matches')
      .values([
        { report_id: one.id, target_kind: 'pattern', target_id: 'ko-imp-01', score: 0.75, band: 'similar', via: ['text'] },
        { report_id: one.id, target_kind: 'report', target_id: other.id, score: 1, band: 'same', via: ['text', 'phone'] },
      ])
      .execute();
    expect((await openForOfficer(scene.context, { by: kim, reference: one.reference }))?.matches).toEqual([
      { target_kind: 'report', target: other.reference, score: 1, band: 'same', via: ['text', 'phone'] },
      { target_kind: 'pattern', target: 'ko-imp-01', score: 0.75, band: 'similar', via: ['text'] },
    ]);
  });
});

describe('campaigns', () => {
  test('are listed with how many people tell of them and what ties them together', async () => {
    const { db } = scene.database;
    const campaign = randomUUID();
    const quiet = randomUUID();
    const now = scene.clock.now();
    await db
      .insertInto('campaigns')
      .values([
        { id: campaign, type: 'PHISH', first_seen_at: now, last_seen_at: now, merged_into: null },
        { id: quiet, type: 'SHOP', first_seen_at: now, last_seen_at: new Date(now.getTime() - 1_000), merged_into: null },
      ])
      .execute();
    const reports = [
      await scene.report({ country: 'KR', reporter_key: 'a', loss: { state: 'lost' } }),
      await scene.report({ country: 'MY', reporter_key: 'a' }),
      await scene.report({ country: 'KR', reporter_key: 'b' }),
      await scene.report({ country: 'KR' }),
    ];
    for (const { id } of reports)
      await db
        .insertInto('campaign_reports')
        .values({ report_id: id, campaign_id: campaign, joined_by: ['text'], joined_at: now })
        .execute();
    for (const { id } of reports.slice(0, 3))
      await db
        .insertInto('match_keys')
        .values({ report_id: id, key_hash: scene.context.vault.hash('match-key', 'verify-x.top'), kind: 'domain', weight: 1 })
        .execute();
    for (const { id } of reports.slice(0, 2))
      await db
        .insertInto('matches')
        .values({ report_id: id, target_kind: 'pattern', target_id: 'ko-phish-03', score: 0.5, band: 'similar', via: ['text'] })
        .execute();
    await decide(reports[3]?.reference ?? '', 'confirm');

    const [listed, second] = await listCampaigns(db, { now, limit: 10 });
    expect(listed).toMatchObject({ type: 'PHISH', reports: 4, open_reports: 3, reporters: 2, lost: 1, countries: ['KR', 'MY'], alerts: 0 });
    expect(second).toMatchObject({ type: 'SHOP', reports: 0, reporters: 0 });
    const number = listed?.number ?? 0;
    expect(await campaignKeys(db, number)).toEqual([{ kind: 'domain', values: 1, reports: 3 }]);
    expect(await campaignMatches(db, number)).toEqual([{ pattern: 'ko-phish-03', reports: 2, score: 0.5, via: ['text'] }]);
    expect(await queue({ campaign: number })).toHaveLength(3);
    expect((await listReports(scene.context, { campaign: number, limit: 1 }))[0]).toMatchObject({ campaign: number, campaign_reports: 4 });
    expect((await listCampaigns(db, { now, limit: 10, after: number })).map(({ type }) => type)).toEqual(['SHOP']);
    expect((await listCampaigns(db, { now, limit: 10, country: 'MY' })).map(({ type }) => type)).toEqual(['PHISH']);
    expect((await listCampaigns(db, { now, limit: 10, type: 'SHOP' })).map(({ type }) => type)).toEqual(['SHOP']);
  });
});

test('work that was given up is shown until it is replayed', async () => {
  const values = { queue: 'reports', job: 'read-report', payload: JSON.stringify({ report_id: randomUUID() }), error: 'reader failed' };
  await scene.database.db
    .insertInto('dead_letters')
    .values([
      { ...values, replayed_at: null },
      { ...values, replayed_at: new Date() },
    ])
    .execute();
  expect(await listDeadLetters(scene.context.db, { limit: 10 })).toMatchObject([{ queue: 'reports', job: 'read-report' }]);
});
