// What the report's page says is possible is what a decision then does, whatever stands in the database; and each step can be taken back exactly.

import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import type { ReportRow } from '#core/database.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { DECISIONS, type Decision } from '#core/reports/report.ts';
import { STAFF_ROLES, type Officer, type StaffRole } from '#core/staff/staff.ts';
import { decideReport, type DecideReport, type TriageOutcome } from '#core/triage/decide-report.ts';
import { mayOf } from '#core/triage/decisions/decision-table.ts';
import { answerFreeze } from '#core/triage/decisions/freeze-requests.ts';
import { takeOutHandover } from '#core/triage/decisions/handovers.ts';
import { situationOf } from '#core/triage/decisions/situation.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { openForOfficer } from '#core/triage/open-report.ts';
import { pickStanding } from '#core/triage/standing.ts';
import { lockForTriage } from '#core/triage/triage-store.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let people: Record<StaffRole, Officer>;
let kim: Officer;
let aina: Officer;
let farid: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  const hired = await Promise.all(STAFF_ROLES.map(async (role) => [role, await scene.hire(role)] as const));
  people = Object.fromEntries(hired) as Record<StaffRole, Officer>;
  kim = await scene.hire('officer', '김하나');
  aina = await scene.hire('officer', 'Aina');
  farid = await scene.hire('supervisor', 'Farid');
});
afterAll(() => scene.database.drop());

const MONEY = { bank: '국민은행', account: '123-45-678901', amount: '1200000', currency: 'KRW' };

/** Each decision with what it is about, so that nothing but the table stands in its way. */
function given(decision: Decision, original: string): Partial<DecideReport> {
  if (decision === 'mark_duplicate') return { duplicateOf: original };
  if (decision === 'assign') return { assignee: farid.id };
  if (decision === 'ask_reporter') return { question: { template: 'when_paid' } };
  if (decision === 'request_freeze') return { money: MONEY };
  return decision === 'hand_over_by_law' ? { ground: 'legal_request' } : {};
}

function decide(reference: string, decision: Decision, more: Partial<DecideReport> = {}): Promise<TriageOutcome> {
  return decideReport(scene.context, { by: kim, reference, decision, ...given(decision, ''), ...more });
}

async function rowOf(reference: string): Promise<ReportRow> {
  return scene.database.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
}

async function standingOf(reference: string) {
  return pickStanding(await rowOf(reference));
}

async function mayBe(reference: string, by: Officer) {
  const report = (await lockForTriage(scene.context.db, [reference])).get(reference);
  if (report === undefined) throw new Error(`${reference} is not there`);
  return mayOf(await situationOf(scene.context, report), { by, now: scene.clock.now() });
}

/** The report was told on our form by somebody who agrees to be asked and to Malaysia's police seeing it. */
function agreeable() {
  return scene.report({
    source: 'web',
    country: 'KR',
    language: 'ko',
    content: { text: '국민은행 123-45-678901로 보냈어요. 010-4821-7733', suspects: [], evidence: [], reporter: { id: 'form-1' } },
    consent: { share: ['MY'], contact: true, version: 1 },
  });
}

/** Anything that may stand in the columns that the table looks at. */
const anyRow = fc.record({
  state: fc.constantFrom('received', 'in_review', 'confirmed', 'rejected', 'duplicate', 'erased'),
  claimed: fc.constantFrom('nobody', 'me', 'other', 'other_long_ago'),
  decided: fc.constantFrom('nobody', 'me', 'other'),
  escalated: fc.constantFrom('no', 'me', 'other'),
  assigned: fc.constantFrom('nobody', 'me', 'supervisor'),
  source: fc.constantFrom('webhook', 'web', 'telegram', 'import'),
  country: fc.constantFrom('KR', 'MY', 'SG', null),
  share: fc.subarray(['KR', 'MY']),
  contact: fc.boolean(),
  addition: fc.boolean(),
  asked: fc.constantFrom('no', 'now', 'long_ago'),
});

test('whatever is said to be possible is what is done, for every role, state and decision', async () => {
  const { db } = scene.database;
  const first = await scene.report();
  const original = await scene.report();
  await fc.assert(
    fc.asyncProperty(anyRow, fc.constantFrom(...STAFF_ROLES), fc.constantFrom(...DECISIONS), async (any, role, decision) => {
      const me = people[role];
      const { id, reference } = await scene.report({ source: 'web' });
      const now = scene.clock.now();
      const who = (name: string): string | null => (name === 'nobody' || name === 'no' ? null : name === 'me' ? me.id : aina.id);
      if (any.asked !== 'no') {
        await db
          .insertInto('report_questions')
          .values({
            id,
            code: `Q-${reference}`,
            report_id: id,
            asked_by: aina.id,
            asked_at: any.asked === 'now' ? now : new Date(now.getTime() - 8 * 86_400_000),
            language: 'ko',
            sealed: Buffer.alloc(0),
            chat_hash: null,
            state: 'sent',
            due_at: now,
            give_up_at: now,
          })
          .execute();
      }
      await db
        .updateTable('reports')
        .set({
          state: any.state,
          claimed_by: any.claimed === 'other_long_ago' ? aina.id : who(any.claimed),
          claim_expires_at: any.claimed === 'nobody' ? null : new Date(now.getTime() + (any.claimed === 'other_long_ago' ? -1 : 60_000)),
          decided_by: who(any.decided),
          decided_at: any.decided === 'nobody' ? null : now,
          duplicate_of: any.state === 'duplicate' ? first.id : null,
          escalated_at: any.escalated === 'no' ? null : now,
          escalated_by: who(any.escalated),
          assigned_to: any.assigned === 'nobody' ? null : any.assigned === 'me' ? me.id : people.supervisor.id,
          source: any.source,
          country: any.country,
          consent: JSON.stringify({ share: any.share, contact: any.contact, version: 1 }),
          adds_to: any.addition ? first.id : null,
        })
        .where('id', '=', id)
        .execute();
      const verdict = (await mayBe(reference, me))[decision];
      const before = await rowOf(reference);
      const outcome = await decideReport(scene.context, { by: me, reference, decision, ...given(decision, original.reference) }).catch(
        (error: unknown) => error,
      );
      const seen = JSON.stringify([verdict, any, role, decision]);
      if (verdict.allowed) expect(outcome, seen).toMatchObject({ kind: 'done' });
      else if (verdict.why === 'role') expect(outcome, seen).toMatchObject({ code: 'forbidden' });
      else if (verdict.why === 'done_already') expect(outcome, seen).toMatchObject({ kind: 'unchanged' });
      else expect(outcome, seen).toMatchObject({ kind: 'conflict', reason: verdict.why });
      if (!verdict.allowed) expect(await rowOf(reference)).toEqual(before);
    }),
    { numRuns: 150 },
  );
});

describe('taking back', () => {
  test.each(['confirm', 'reject', 'escalate', 'assign', 'request_freeze', 'hand_over', 'mark_duplicate'] as const)(
    '%s leaves the report exactly as it stood',
    async (decision) => {
      const original = await scene.report();
      const { reference } = await agreeable();
      await decide(reference, 'claim');
      const before = await standingOf(reference);
      await scene.facts();
      expect(await decide(reference, decision, given(decision, original.reference))).toMatchObject({ kind: 'done' });
      scene.clock.advance(60_000);
      expect((await mayBe(reference, kim)).undo).toEqual({ allowed: true });
      expect(await undoStep(scene.context, { by: kim, reference })).toMatchObject({ kind: 'done', state: 'in_review' });
      expect(await standingOf(reference)).toEqual(before);
      expect((await mayBe(reference, kim)).undo).toEqual({ allowed: false, why: 'nothing_to_undo' });
      const reviewed = ['confirm', 'reject', 'mark_duplicate'].includes(decision);
      expect((await scene.facts()).map(({ payload }) => payload['decision'])).toEqual(reviewed ? [decision, 'undo'] : []);
      expect((await scene.actions(reference)).at(-1)).toBe('report.undone');
    },
  );

  test('step by step, the last first', async () => {
    const { reference } = await agreeable();
    const stood = [await standingOf(reference)];
    for (const decision of ['assign', 'confirm'] as const) {
      await decide(reference, decision);
      stood.push(await standingOf(reference));
    }
    await undoStep(scene.context, { by: kim, reference });
    expect(await standingOf(reference)).toEqual(stood[1]);
    await undoStep(scene.context, { by: kim, reference });
    expect(await standingOf(reference)).toEqual(stood[0]);
  });

  test('only what is still so, one’s own, and the step that was seen; a supervisor takes back a colleague’s', async () => {
    const { reference } = await agreeable();
    await decide(reference, 'confirm');
    expect(await undoStep(scene.context, { by: aina, reference })).toMatchObject({ kind: 'conflict', reason: 'made_by_another' });
    expect(await undoStep(scene.context, { by: kim, reference, seenStep: 1 })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await undoStep(scene.context, { by: farid, reference })).toMatchObject({ kind: 'done', state: 'received' });
    await decide(reference, 'assign');
    await decide(reference, 'claim', { by: aina });
    expect(await undoStep(scene.context, { by: kim, reference })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await undoStep(scene.context, { by: kim, reference: 'JG-0000-0000-0' })).toEqual({ kind: 'not_found' });
    await expect(undoStep(scene.context, { by: people.viewer, reference })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('of two who take back at once one does', async () => {
    const { reference } = await agreeable();
    await decide(reference, 'confirm');
    const both = await Promise.all([undoStep(scene.context, { by: kim, reference }), undoStep(scene.context, { by: farid, reference })]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
    expect(await rowOf(reference)).toMatchObject({ state: 'received' });
  });

  test('not what a bank has answered, nor a copy that was taken out', async () => {
    const { reference } = await agreeable();
    await decide(reference, 'request_freeze');
    const request = await scene.database.db.selectFrom('freeze_requests').select('id').orderBy('requested_at', 'desc').executeTakeFirstOrThrow();
    const { rows } = await sql<{ record_id: string }>`select record_id from report_steps order by id desc limit 1`.execute(scene.database.db);
    const id = rows[0]?.record_id ?? request.id;
    expect(await answerFreeze(scene.context, { by: aina, id, answer: 'frozen' })).toEqual({ kind: 'done' });
    expect(await answerFreeze(scene.context, { by: aina, id, answer: 'frozen' })).toEqual({ kind: 'unchanged' });
    expect(await undoStep(scene.context, { by: kim, reference })).toMatchObject({ reason: 'told_already' });

    await decide(reference, 'hand_over');
    const opened = await openForOfficer(scene.context, { by: kim, reference });
    expect(opened?.freeze_requests).toMatchObject([{ ...MONEY, answer: 'frozen', answered_by_name: 'Aina', requested_by_name: '김하나' }]);
    const [handover] = opened?.handovers ?? [];
    expect(handover).toMatchObject({ country: 'MY', ground: 'consent', parts: ['facts', 'indicators', 'masked_text', 'loss'], given_at: null });
    await takeOutHandover(scene.context, { by: kim, id: handover?.id ?? '' });
    expect(await undoStep(scene.context, { by: kim, reference })).toMatchObject({ reason: 'told_already' });
  });
});

describe('duplicates', () => {
  test('show both ways, and each is taken back exactly', async () => {
    const original = await agreeable();
    const repeats = await Promise.all([agreeable(), agreeable(), agreeable()]);
    const [claimed] = repeats;
    await decide(claimed?.reference ?? '', 'claim');
    const before = await Promise.all(repeats.map(({ reference }) => standingOf(reference)));
    for (const { reference } of repeats) await decide(reference, 'mark_duplicate', { duplicateOf: original.reference });
    const shown = await openForOfficer(scene.context, { by: kim, reference: original.reference });
    expect(shown?.repeated_by.map(({ reference }) => reference).sort()).toEqual(repeats.map(({ reference }) => reference).sort());
    expect(shown?.repeated_by[0]).toMatchObject({ decided_by_name: '김하나' });
    expect(await openForOfficer(scene.context, { by: kim, reference: claimed?.reference ?? '' })).toMatchObject({ duplicate_of: original.reference });
    for (const { reference } of repeats) expect(await undoStep(scene.context, { by: kim, reference })).toMatchObject({ kind: 'done' });
    expect(await Promise.all(repeats.map(({ reference }) => standingOf(reference)))).toEqual(before);
    expect((await openForOfficer(scene.context, { by: kim, reference: original.reference }))?.repeated_by).toEqual([]);
  });
});

describe('a supervisor is asked', () => {
  test('finds it free, decides it, and meanwhile officers do not', async () => {
    const { reference } = await agreeable();
    await decide(reference, 'claim');
    expect(await decide(reference, 'escalate')).toMatchObject({ kind: 'done', state: 'received' });
    expect(await decide(reference, 'escalate', { by: aina })).toMatchObject({ kind: 'unchanged' });
    for (const decision of ['claim', 'confirm', 'reject'] as const)
      expect(await decide(reference, decision, { by: aina })).toMatchObject({ reason: 'escalated' });
    expect(await decide(reference, 'deescalate', { by: aina })).toMatchObject({ reason: 'escalated' });
    expect(await openForOfficer(scene.context, { by: farid, reference })).toMatchObject({ escalated_by_name: '김하나', may: { confirm: { allowed: true } } });
    expect(await decide(reference, 'confirm', { by: farid })).toMatchObject({ kind: 'done' });
    expect(await rowOf(reference)).toMatchObject({ escalated_at: null, escalated_by: null });
  });
});

describe('the other country’s force', () => {
  const text = '제 주민번호 900101-1234567이고 국민은행 123-45-678901로 보냈어요. 번호는 010-4821-7733';
  const report = (share: string[]) =>
    scene.report({
      source: 'telegram',
      country: 'KR',
      content: { text, suspects: [], evidence: [], reporter: { id: 'telegram:77' }, chat_id: 77 },
      consent: { share, contact: false, version: 2 },
    });

  test('gets a masked copy that does not say who reported, when the reporter agreed', async () => {
    const { id, reference } = await report(['MY']);
    await readReport(scene.context, id);
    expect(await decide(reference, 'hand_over')).toMatchObject({ kind: 'done', state: 'received' });
    expect(await decide(reference, 'hand_over')).toMatchObject({ kind: 'unchanged' });
    const [handover] = (await openForOfficer(scene.context, { by: kim, reference }))?.handovers ?? [];
    const copy = await takeOutHandover(scene.context, { by: kim, id: handover?.id ?? '' });
    expect(copy).toMatchObject({ reference, ground: 'consent', consent: { share: ['MY'], version: 2 }, loss: { state: 'unknown' } });
    expect(copy?.masked_text).toContain('[RRN]');
    expect(copy?.indicators.map(({ kind }) => kind)).toContain('phone');
    expect(JSON.stringify(copy)).not.toMatch(/900101|telegram:77|chat_id/);
    expect(await scene.actions(reference)).toEqual(['report.handed_over', 'report.opened', 'report.handover_taken_out']);
  });

  test('gets nothing without consent, unless a supervisor names the law, and then no words of the person', async () => {
    const { id, reference } = await report(['KR']);
    await readReport(scene.context, id);
    expect(await decide(reference, 'hand_over')).toMatchObject({ kind: 'conflict', reason: 'no_consent' });
    await expect(decide(reference, 'hand_over_by_law')).rejects.toMatchObject({ code: 'forbidden' });
    expect(await decide(reference, 'hand_over_by_law', { by: farid, ground: 'legal_request' })).toMatchObject({ kind: 'done' });
    const [handover] = (await openForOfficer(scene.context, { by: kim, reference }))?.handovers ?? [];
    expect(handover).toMatchObject({ ground: 'legal_request', parts: ['facts', 'indicators'], made_by_name: 'Farid' });
    const copy = await takeOutHandover(scene.context, { by: farid, id: handover?.id ?? '' });
    expect(copy).not.toHaveProperty('masked_text');
    expect(copy).not.toHaveProperty('loss');
  });
});

describe('asking the reporter', () => {
  test('respects what they agreed to, and one question waits for its answer', async () => {
    const { reference } = await agreeable();
    expect(await decide(reference, 'ask_reporter')).toMatchObject({ kind: 'done', state: 'received' });
    expect(await decide(reference, 'ask_reporter')).toMatchObject({ kind: 'conflict', reason: 'question_open' });
    const refused = await scene.report({ source: 'web' });
    expect(await decide(refused.reference, 'ask_reporter')).toMatchObject({ reason: 'no_contact_consent' });
    const partner = await scene.report({ consent: { share: [], contact: true, version: 1 } });
    expect(await decide(partner.reference, 'ask_reporter')).toMatchObject({ reason: 'no_channel' });
  });
});

describe('giving to a colleague', () => {
  test('takes somebody who could decide it', async () => {
    const { reference } = await agreeable();
    for (const assignee of [people.viewer.id, people.administrator.id, 'nobody'])
      expect(await decide(reference, 'assign', { assignee })).toMatchObject({ kind: 'conflict', reason: 'unknown_colleague' });
    expect(await decide(reference, 'assign', { assignee: aina.id })).toMatchObject({ kind: 'done', state: 'received' });
    expect(await openForOfficer(scene.context, { by: kim, reference })).toMatchObject({ assigned_to: aina.id, assigned_to_name: 'Aina' });
    expect(await decide(reference, 'unassign')).toMatchObject({ kind: 'done' });
    expect(await decide(reference, 'unassign')).toMatchObject({ kind: 'unchanged' });
  });
});

test('erasing takes what was asked, requested and handed over with it, and the trail still verifies', async () => {
  const { id, reference } = await agreeable();
  for (const decision of ['ask_reporter', 'request_freeze', 'hand_over'] as const) await decide(reference, decision);
  await eraseReport(scene.context, id);
  for (const table of ['report_questions', 'freeze_requests', 'report_handovers'] as const)
    expect(await scene.database.db.selectFrom(table).select('id').where('report_id', '=', id).execute(), table).toEqual([]);
  expect(await openForOfficer(scene.context, { by: kim, reference })).toMatchObject({
    questions: [],
    freeze_requests: [],
    handovers: [],
    may: { undo: { allowed: false } },
  });
  expect((await verifyAudit(scene.context)).faults).toEqual([]);
});
