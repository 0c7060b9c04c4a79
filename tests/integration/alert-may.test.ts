// What a warning's page says is possible is what a step then does: every state, step, role and part in it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { AlertOutcome } from '#core/alerts/alert-outcome.ts';
import { lockAlert } from '#core/alerts/alert-store.ts';
import { ALERT_STATES, ALERT_STEPS, type AlertRefusal, type AlertState, type AlertStepName } from '#core/alerts/alert-words.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { clearAlert, dismissAlert, withdrawAlert } from '#core/alerts/end-alert.ts';
import { mayAlert, standingOf, type AlertPermission } from '#core/alerts/may-alert.ts';
import { paceAlert } from '#core/alerts/pace-alert.ts';
import { pauseAlert, resumeAlert } from '#core/alerts/pause-alert.ts';
import { correctAlert, editAlert } from '#core/alerts/write-alert.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { DomainError } from '#core/domain-error.ts';
import { STAFF_ROLES, type Officer, type StaffRole } from '#core/staff/staff.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const DAY = 86_400_000;
let scene: TriageScene;
let people: Record<StaffRole, Officer>;
let other: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  const hired = await Promise.all(STAFF_ROLES.map(async (role) => [role, await scene.hire(role)] as const));
  people = Object.fromEntries(hired) as Record<StaffRole, Officer>;
  other = await scene.hire('officer', 'Aina');
});
afterAll(() => scene.database.drop());

const PARTS = ['author', 'approver', 'other'] as const;
type Part = (typeof PARTS)[number];

interface Row {
  state: AlertState;
  /** The newest version is the published one. */
  newest: boolean;
  paused: boolean;
  past: boolean;
  faulty: boolean;
  /** The ledger: nothing planned yet, somebody waits, everybody has it. */
  ledger: 'due' | 'waiting' | 'sent';
}

/** Who writes no warnings has no part in one. */
function partsOf(role: StaffRole): readonly Part[] {
  return role === 'officer' || role === 'supervisor' ? PARTS : ['other'];
}

const BOTH = [false, true] as const;
const PLAIN = { newest: true, paused: false, past: false, faulty: false, ledger: 'sent' } as const;

/** Everything that may stand in the columns that this step looks at. */
function rowsFor(step: AlertStepName): Row[] {
  const isAboutDelivery = step === 'pause' || step === 'resume' || step === 'pace';
  return ALERT_STATES.flatMap((state): Row[] => {
    const [texts, places] = [step === 'approve' ? BOTH : [false], state === 'published' ? BOTH : [false]];
    const rows = texts.flatMap((faulty) => places.map((past) => ({ ...PLAIN, state, faulty, past })));
    if (state !== 'published') return rows;
    if (step === 'approve') return rows.flatMap((row) => BOTH.map((newest) => ({ ...row, newest })));
    if (!isAboutDelivery) return rows;
    return rows.flatMap((row) => BOTH.flatMap((paused) => (['due', 'waiting', 'sent'] as const).map((ledger) => ({ ...row, paused, ledger }))));
  });
}

function content(faulty: boolean): AlertContent {
  const now = scene.clock.now();
  const drafted = draftFromEvidence({ type: 'PHISH', countries: ['KR'], evidence: { detector: 'officer' }, translator: createTranslator(), now });
  const texts = { ...drafted.texts, ms: { ...drafted.texts.ms, what_to_do: 'Tekan je pautan tu.' } };
  return { ...drafted, valid_until: new Date(now.getTime() + 5 * DAY).toISOString(), ...(faulty && { texts }) };
}

async function subscriber(): Promise<string> {
  const id = randomUUID();
  await scene.database.pool.query(
    `insert into subscribers (id, channel, address_hash, sealed_address, language, types, countries, active, updated_at, least_grade, time_zone, daily, easy_read)
     values ($1, 'telegram', $2, ''::bytea, 'ko', '{}', '{}', true, now(), 'notice', 'Asia/Seoul', false, false)`,
    [id, Buffer.from(id)],
  );
  return id;
}

async function make(row: Row, { part, me, reader }: { part: Part; me: Officer; reader: string }): Promise<{ id: string; hash: string; version: number }> {
  const id = randomUUID();
  const now = scene.clock.now();
  const version = row.newest ? 1 : 2;
  const isPublic = ['published', 'withdrawn', 'expired'].includes(row.state);
  const hash = contentHash(content(row.faulty));
  await scene.database.db.transaction().execute(async (db) => {
    await db
      .insertInto('alerts')
      .values({
        id,
        code: id.slice(0, 8).toUpperCase(),
        state: row.state,
        proposal_key: null,
        campaign_id: null,
        evidence: '{"detector":"officer"}',
        current_version: version,
        published_version: isPublic ? 1 : null,
        published_at: isPublic ? now : null,
        expires_at: isPublic ? new Date(now.getTime() + (row.past ? -1_000 : 5 * DAY)) : null,
        created_at: now,
        delivery_due_since: row.ledger === 'due' ? now : null,
        paused_at: row.paused ? now : null,
        paused_version: row.paused ? 1 : null,
        scheduled_for: row.state === 'scheduled' ? now : null,
      })
      .execute();
    for (let each = 1; each <= version; each += 1) {
      const said = content(row.faulty && each === version);
      const stored = { content: JSON.stringify(said), content_hash: contentHash(said), author: part === 'author' ? me.id : other.id, created_at: now };
      await db
        .insertInto('alert_versions')
        .values({ alert_id: id, version: each, ...stored })
        .execute();
    }
    if (part === 'approver')
      await db.insertInto('alert_approvals').values({ alert_id: id, version, approver: me.id, content_hash: hash, approved_at: now }).execute();
    if (row.ledger !== 'due' && isPublic)
      await db.insertInto('deliveries').values({ alert_id: id, subscriber_id: reader, channel: 'telegram', version_wanted: 1, state: row.ledger }).execute();
  });
  return { id, hash, version };
}

async function take(
  step: AlertStepName,
  by: Officer,
  { id, hash, version }: { id: string; hash: string; version: number },
): Promise<AlertOutcome | 'forbidden'> {
  const { context } = scene;
  const next = { ...content(false), grade: 'danger' as const };
  const on = { by, alertId: id };
  const steps: Record<AlertStepName, () => Promise<AlertOutcome>> = {
    edit: () => editAlert(context, { ...on, seenVersion: version, content: next }),
    correct: () => correctAlert(context, { ...on, seenVersion: version, content: next }),
    approve: () => approveAlert(context, { ...on, version, contentHash: hash }),
    dismiss: () => dismissAlert(context, { ...on, reason: 'too_little' }),
    withdraw: () => withdrawAlert(context, { ...on, reason: 'wrong' }),
    all_clear: () => clearAlert(context, on),
    pause: () => pauseAlert(context, on),
    resume: () => resumeAlert(context, on),
    pace: () => paceAlert(context, { ...on, perSecond: 5 }),
  };
  try {
    return await steps[step]();
  } catch (error) {
    if (error instanceof DomainError && error.code === 'forbidden') return 'forbidden';
    throw error;
  }
}

/** Each is met somewhere. */
const REASONS: Record<AlertStepName, (AlertRefusal | 'allowed')[]> = {
  edit: ['allowed', 'not_your_role', 'over', 'published_already'],
  correct: ['allowed', 'not_your_role', 'over', 'not_published'],
  approve: ['allowed', 'not_your_role', 'over', 'nothing_to_approve', 'own_work', 'approved_already', 'faulty'],
  dismiss: ['allowed', 'not_your_role', 'over', 'published_already'],
  withdraw: ['allowed', 'not_your_role', 'over', 'not_published'],
  all_clear: ['allowed', 'not_your_role', 'over', 'not_published'],
  pause: ['allowed', 'not_your_role', 'over', 'not_published', 'paused_already', 'delivered'],
  resume: ['allowed', 'not_your_role', 'over', 'not_published', 'not_paused'],
  pace: ['allowed', 'not_your_role', 'over', 'not_published', 'delivered'],
};

/** What somebody sees who tries all the same. */
const TOLD: Record<AlertRefusal, RegExp> = {
  not_your_role: /^forbidden$/,
  over: /^(?:not_possible_now|unchanged)$/,
  not_published: /^not_possible_now$/,
  published_already: /^not_possible_now$/,
  // Their own press before was the one that published it.
  nothing_to_approve: /^(?:nothing_to_approve|unchanged)$/,
  own_work: /^own_work$/,
  approved_already: /^unchanged$/,
  faulty: /^faulty$/,
  paused_already: /^unchanged$/,
  not_paused: /^unchanged$/,
  delivered: /^delivered$/,
};

function toldOf(outcome: AlertOutcome | 'forbidden'): string {
  if (outcome === 'forbidden') return outcome;
  return outcome.kind === 'conflict' ? outcome.reason : outcome.kind;
}

async function mayOf(id: string, by: Officer): Promise<Record<AlertStepName, AlertPermission>> {
  const alert = await lockAlert(scene.context.db, id);
  if (alert === null) throw new Error('it is not there');
  return mayAlert(await standingOf(scene.context.db, alert), { by, now: scene.clock.now() });
}

test.each(ALERT_STEPS)(
  'what is said to be possible is what is done: %s, in every state, by every role and part',
  async (step) => {
    const reader = await subscriber();
    const seen = new Set<string>();
    for (const row of rowsFor(step))
      for (const role of STAFF_ROLES)
        for (const part of partsOf(role)) {
          const me = people[role];
          const made = await make(row, { part, me, reader });
          const permission = (await mayOf(made.id, me))[step];
          const told = toldOf(await take(step, me, made));
          seen.add(permission.allowed ? 'allowed' : permission.why);
          const name = JSON.stringify({ ...row, role, part });
          if (permission.allowed) expect(told, name).toBe('done');
          else expect(told, `${name} ${permission.why}`).toMatch(TOLD[permission.why]);
        }
    expect([...seen].toSorted()).toEqual([...REASONS[step]].toSorted());
  },
  240_000,
);

test('why not to approve: what outlasts the others is said first', async () => {
  const reader = await subscriber();
  const said = async (row: Partial<Row>, part: Part, role: StaffRole = 'officer') => {
    const made = await make(
      { state: 'draft', newest: true, paused: false, past: false, faulty: true, ledger: 'sent', ...row },
      { part, me: people[role], reader },
    );
    const { approve } = await mayOf(made.id, people[role]);
    return approve.allowed ? 'allowed' : approve.why;
  };
  expect(await said({ state: 'withdrawn' }, 'author', 'viewer')).toBe('not_your_role');
  expect(await said({ state: 'withdrawn' }, 'author')).toBe('over');
  expect(await said({ state: 'published', past: true }, 'author')).toBe('over');
  expect(await said({ state: 'published' }, 'author')).toBe('nothing_to_approve');
  expect(await said({}, 'author')).toBe('own_work');
  expect(await said({}, 'approver')).toBe('approved_already');
  expect(await said({}, 'other')).toBe('faulty');
  expect(await said({ faulty: false }, 'other')).toBe('allowed');
  expect(await said({ state: 'published', newest: false, faulty: false }, 'other')).toBe('allowed');
});

test('all of it is in the audit trail', async () => {
  const actions = new Set(await scene.actions());
  for (const action of [
    'alert.edited',
    'alert.corrected',
    'alert.approved',
    'alert.dismissed',
    'alert.withdrawn',
    'alert.paused',
    'alert.resumed',
    'alert.paced',
  ])
    expect(actions).toContain(action);
  expect((await verifyAudit(scene.context)).faults).toEqual([]);
});
