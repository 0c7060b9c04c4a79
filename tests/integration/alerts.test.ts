// P14: no single person warns the public. And what becomes of a warning from proposal to expiry.

import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import { parseAlertCode, showAlertCode } from '#core/alerts/alert-code.ts';
import type { AlertOutcome } from '#core/alerts/alert-outcome.ts';
import { getAlert, listAlerts } from '#core/alerts/alert-queries.ts';
import type { AlertNow } from '#core/alerts/alert-store.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { dismissAlert, expireAlerts, withdrawAlert } from '#core/alerts/end-alert.ts';
import { getPublishedAlert, listPublishedAlerts, verifyCode } from '#core/alerts/published-alerts.ts';
import { correctAlert, draftAlert, editAlert, proposeAlert } from '#core/alerts/write-alert.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { disableStaff } from '#core/staff/staff-accounts.ts';
import { SYSTEM_ACTOR, type Actor, type Officer } from '#core/staff/staff.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const translator = createTranslator({ strict: true });
let scene: TriageScene;
let [author, first, second, third]: Officer[] = [];
let supervisor: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  [author, first, second, third] = [
    await scene.hire('officer', 'author'),
    await scene.hire('officer', 'first'),
    await scene.hire('supervisor', 'second'),
    await scene.hire('officer', 'third'),
  ];
  supervisor = await scene.hire('supervisor', 'supervisor');
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
  await scene.database.pool.query('truncate deliveries, alert_approvals, alert_versions, alerts, outbox cascade');
});

function someone(officer: Officer | undefined): Officer {
  if (officer === undefined) throw new Error('nobody was hired');
  return officer;
}

function content(headline?: string): AlertContent {
  const drafted = draftFromEvidence({ type: 'PHISH', countries: ['KR'], evidence: { detector: 'officer' }, translator, now: scene.clock.now() });
  return headline === undefined ? drafted : { ...drafted, texts: { ...drafted.texts, en: { ...drafted.texts.en, headline } } };
}

function draft(what = content()): Promise<AlertNow> {
  return draftAlert(scene.context, { by: someone(author), content: what });
}

async function approve(alertId: string, by: Actor | undefined, seen: Partial<{ version: number; contentHash: string }> = {}): Promise<AlertOutcome> {
  const detail = await getAlert(scene.context.db, alertId, scene.clock.now());
  const [newest] = detail?.versions ?? [];
  return approveAlert(scene.context, { by: by ?? SYSTEM_ACTOR, alertId, version: newest?.version ?? 0, contentHash: newest?.content_hash ?? '', ...seen });
}

async function publish(what = content()): Promise<AlertNow> {
  const alert = await draft(what);
  await approve(alert.id, first);
  const outcome = await approve(alert.id, second);
  if (outcome.kind !== 'done') throw new Error(`not published: ${JSON.stringify(outcome)}`);
  return outcome.alert;
}

async function publications(): Promise<unknown[]> {
  return (await scene.facts()).filter(({ fact }) => fact === 'alert_published').map(({ payload }) => payload);
}

describe('P14 two people and the content they saw', () => {
  test('one approval publishes nothing, the second by another publishes at once', async () => {
    const { id } = await draft();
    expect(await approve(id, first)).toMatchObject({ kind: 'done', alert: { state: 'draft', published_version: null } });
    expect(await publications()).toEqual([]);
    expect(await approve(id, second)).toMatchObject({ kind: 'done', alert: { state: 'published', published_version: 1 } });
    expect(await publications()).toEqual([{ alert_id: id, version: 1 }]);
    expect(await scene.actions(id)).toEqual(['alert.drafted', 'alert.approved', 'alert.approved', 'alert.published']);
  });

  test('authors do not approve their own version', async () => {
    const { id } = await draft();
    await approve(id, first);
    expect(await approve(id, author)).toMatchObject({ kind: 'conflict', reason: 'own_work' });
    expect(await publications()).toEqual([]);
  });

  test('one person approving often, in sequence or at once, is one approval', async () => {
    const { id } = await draft();
    await approve(id, first);
    expect(await approve(id, first)).toMatchObject({ kind: 'unchanged' });
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => approve(id, first)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['unchanged']));
    expect(await publications()).toEqual([]);
  });

  test('ten people approving at once publish once', async () => {
    const { id } = await draft();
    const crowd = await Promise.all(Array.from({ length: 10 }, () => scene.hire('officer')));
    const outcomes = await Promise.all(crowd.map((officer) => approve(id, officer)));
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome.kind === 'conflict' && outcome.reason === 'nothing_to_approve')).toHaveLength(8);
    expect(await publications()).toEqual([{ alert_id: id, version: 1 }]);
  });

  test('an edit after an approval needs two new ones', async () => {
    const alert = await draft();
    await approve(alert.id, first);
    expect(await editAlert(scene.context, { by: someone(third), alertId: alert.id, seenVersion: 1, content: content('Beware of links') })).toMatchObject({
      kind: 'done',
      alert: { version: 2 },
    });
    expect(await approve(alert.id, second)).toMatchObject({ kind: 'done', alert: { published_version: null } });
    expect(await publications()).toEqual([]);
    expect(await approve(alert.id, third)).toMatchObject({ kind: 'conflict', reason: 'own_work' });
    expect(await approve(alert.id, first)).toMatchObject({ kind: 'done', alert: { published_version: 2 } });
    expect(await publications()).toEqual([{ alert_id: alert.id, version: 2 }]);
  });

  test('an approval of what was on the screen before an edit is refused', async () => {
    const alert = await draft();
    await approve(alert.id, first);
    const shown = contentHash(content());
    await editAlert(scene.context, { by: someone(author), alertId: alert.id, seenVersion: 1, content: content('Something else') });
    expect(await approve(alert.id, second, { version: 1, contentHash: shown })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await approve(alert.id, second, { contentHash: shown })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await approve(alert.id, second, { version: 1 })).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await publications()).toEqual([]);
  });

  test('a stored content that is not the one that was hashed is not approved', async () => {
    const { id } = await draft();
    await approve(id, first);
    await scene.database.pool.query(`update alert_versions set content = jsonb_set(content, '{texts,en,headline}', '"Send money to us"') where alert_id = $1`, [
      id,
    ]);
    expect(await approve(id, second)).toMatchObject({ kind: 'conflict', reason: 'changed_since' });
    expect(await publications()).toEqual([]);
  });

  test('the approval of an account that was switched off since does not count', async () => {
    const leaving = await scene.hire('officer');
    const { id } = await draft();
    await approve(id, leaving);
    await disableStaff(scene.context, leaving.email);
    expect(await approve(id, first)).toMatchObject({ kind: 'done', alert: { published_version: null } });
    expect(await approve(id, second)).toMatchObject({ kind: 'done', alert: { published_version: 1 } });
  });

  test.each([['viewer'], ['administrator'], ['partner'], ['system']] as const)('a %s cannot approve', async (role) => {
    const { id } = await draft();
    await expect(approve(id, { id: 'x', role })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('the machine that proposes never counts as an approver', async () => {
    const { alert } = await proposeAlert(scene.context, { proposalKey: 'campaign/1', content: content(), evidence: { detector: 'campaign' } });
    expect(await approve(alert.id, first)).toMatchObject({ kind: 'done', alert: { state: 'proposed', published_version: null } });
    expect(await approve(alert.id, second)).toMatchObject({ kind: 'done', alert: { state: 'published' } });
  });

  test('a content with a fault is refused with every fault named', async () => {
    const faulty = content('Call 977 now');
    const { id } = await draft(faulty);
    expect(await approve(id, first)).toMatchObject({
      kind: 'faulty',
      faults: [
        { code: 'unknown_phone', language: 'en', field: 'headline', value: '977' },
        { code: 'phone_missing', language: 'ko', value: '977' },
        { code: 'phone_missing', language: 'ms', value: '977' },
      ],
    });
    scene.clock.advance(15 * 86_400_000);
    const { id: late } = await draft({ ...content(), valid_until: '2026-11-24T00:00:00Z' });
    expect(await approve(late, first)).toMatchObject({ kind: 'faulty', faults: [{ code: 'no_longer_valid' }] });
  });
});

test('P14 whatever people do in whatever order, every version that was sent had two approvals by others of exactly its content', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('approve' as const), who: fc.nat(4), stale: fc.boolean() }),
    fc.record({ kind: fc.constant('edit' as const), who: fc.nat(4), words: fc.constantFrom('One', 'Two', 'Three') }),
    fc.record({ kind: fc.constant('correct' as const), who: fc.nat(4), words: fc.constantFrom('Four', 'Five') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const staff = [author, first, second, third, supervisor].map(someone);
      const alert = await draft();
      await scene.facts();
      const hashOfFirst = contentHash(content());
      for (const each of steps) {
        const by = staff[each.who];
        const detail = await getAlert(scene.context.db, alert.id, scene.clock.now());
        const version = detail?.version ?? 0;
        if (each.kind === 'approve') await approve(alert.id, by, each.stale ? { version: 1, contentHash: hashOfFirst } : {});
        else if (each.kind === 'edit')
          await editAlert(scene.context, { by: someone(by), alertId: alert.id, seenVersion: version, content: content(each.words) });
        else await correctAlert(scene.context, { by: someone(by), alertId: alert.id, seenVersion: version, content: content(each.words) });
      }
      for (const sent of (await publications()) as { version: number }[]) {
        const { rows } = await scene.database.pool.query(
          `select count(distinct a.approver)::int as n from alert_approvals a join alert_versions v using (alert_id, version)
           where alert_id = $1 and version = $2 and a.content_hash = v.content_hash and a.approver <> v.author`,
          [alert.id, sent.version],
        );
        expect(rows[0].n).toBe(2);
      }
    }),
    { numRuns: 25 },
  );
});

describe('proposals and drafts', () => {
  test('the same evidence proposes once, however many workers see it', async () => {
    const propose = () =>
      proposeAlert(scene.context, { proposalKey: 'surge/PHISH/KR/2026-11-23', content: content(), evidence: { detector: 'surge', expected: 1.2, p: 0.0004 } });
    const outcomes = await Promise.all(Array.from({ length: 6 }, propose));
    expect(outcomes.filter(({ kind }) => kind === 'proposed')).toHaveLength(1);
    expect(new Set(outcomes.map(({ alert }) => alert.id)).size).toBe(1);
    const id = outcomes[0]?.alert.id ?? '';
    expect((await scene.facts()).map(({ fact }) => fact)).toEqual(['alert_proposed']);
    expect(await scene.actions(id)).toEqual(['alert.proposed']);
    await dismissAlert(scene.context, { by: someone(first), alertId: id, reason: 'too_little' });
    expect(await propose()).toMatchObject({ kind: 'already_proposed', alert: { id, state: 'dismissed' } });
  });

  test('a proposal goes with the transaction of its caller', async () => {
    await expect(
      scene.context.db.transaction().execute(async (tx) => {
        await proposeAlert({ ...scene.context, db: tx }, { proposalKey: 'campaign/7', content: content(), evidence: { detector: 'campaign' } });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await listAlerts(scene.context.db, { limit: 10 })).toEqual([]);
    expect(await scene.facts()).toEqual([]);
  });

  test('of two officers who edit the same version, the second is told', async () => {
    const { id } = await draft();
    const edit = (by: Officer | undefined, headline: string) =>
      editAlert(scene.context, { by: someone(by), alertId: id, seenVersion: 1, content: content(headline) });
    const outcomes = await Promise.all([edit(first, 'One'), edit(second, 'Two')]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'done']);
    expect(outcomes.find(({ kind }) => kind === 'conflict')).toMatchObject({ reason: 'changed_since', alert: { version: 2 } });
  });

  test('saving the same edit twice makes one version', async () => {
    const { id } = await draft();
    const save = () => editAlert(scene.context, { by: someone(first), alertId: id, seenVersion: 1, content: content('One') });
    expect(await save()).toMatchObject({ kind: 'done' });
    expect(await save()).toMatchObject({ kind: 'unchanged', alert: { version: 2 } });
  });

  test('a dismissed proposal is neither edited nor approved', async () => {
    const { id } = await draft();
    expect(await dismissAlert(scene.context, { by: someone(first), alertId: id, reason: 'not_a_scam' })).toMatchObject({
      kind: 'done',
      alert: { state: 'dismissed' },
    });
    expect(await dismissAlert(scene.context, { by: someone(first), alertId: id, reason: 'not_a_scam' })).toMatchObject({ kind: 'unchanged' });
    expect(await approve(id, second)).toMatchObject({ kind: 'conflict', reason: 'not_possible_now' });
    expect(await editAlert(scene.context, { by: someone(first), alertId: id, seenVersion: 1, content: content('x') })).toMatchObject({
      kind: 'conflict',
      reason: 'not_possible_now',
    });
  });

  test('the console list pages newest first and the detail tells versions, approvals and faults', async () => {
    const alerts = [];
    for (let index = 0; index < 3; index += 1) {
      alerts.push(await draft(content(`Number ${index + 4}`)));
      scene.clock.advance(1_000);
    }
    const [newest] = await listAlerts(scene.context.db, { limit: 1 });
    expect(newest).toMatchObject({ id: alerts[2]?.id, approvals: 0, author: author?.id });
    expect((await listAlerts(scene.context.db, { limit: 5, after: newest?.id })).map(({ id }) => id)).toEqual([alerts[1]?.id, alerts[0]?.id]);
    expect(await listAlerts(scene.context.db, { limit: 5, states: ['published'] })).toEqual([]);
    await draft().then(({ id }) => approve(id, first));
    expect((await listAlerts(scene.context.db, { limit: 1 }))[0]).toMatchObject({ approvals: 1 });
    const detail = await getAlert(scene.context.db, alerts[0]?.id ?? '', scene.clock.now());
    expect(detail).toMatchObject({
      versions: [{ version: 1, author_name: 'author', approvals: [] }],
      faults: [
        { code: 'number_missing', language: 'ko' },
        { code: 'number_missing', language: 'ms' },
      ],
    });
    expect(await getAlert(scene.context.db, randomUUID(), scene.clock.now())).toBeNull();
  });
});

describe('what is published', () => {
  test('a correction is sent when it has its own two approvals; until then the old text stays', async () => {
    const alert = await publish();
    const firstPublished = scene.clock.now();
    await publications();
    scene.clock.advance(3_600_000);
    const corrected = { ...content('Corrected'), valid_until: '2027-01-10T00:00:00.000Z' };
    expect(await correctAlert(scene.context, { by: someone(author), alertId: alert.id, seenVersion: 1, content: corrected })).toMatchObject({
      kind: 'done',
      alert: { state: 'published', version: 2, published_version: 1 },
    });
    expect(await publications()).toEqual([]);
    expect((await getPublishedAlert(scene.context.db, alert.id, scene.clock.now()))?.version).toBe(1);
    await approve(alert.id, first);
    expect((await getPublishedAlert(scene.context.db, alert.id, scene.clock.now()))?.version).toBe(1);
    expect(await approve(alert.id, second)).toMatchObject({ kind: 'done', alert: { published_version: 2 } });
    expect(await publications()).toEqual([{ alert_id: alert.id, version: 2 }]);
    expect(await getPublishedAlert(scene.context.db, alert.id, scene.clock.now())).toMatchObject({
      version: 2,
      content: { texts: { en: { headline: 'Corrected' } } },
      published_at: firstPublished,
      updated_at: scene.clock.now(),
      expires_at: new Date('2027-01-10T00:00:00Z'),
    });
  });

  test('a published warning is corrected, not edited or dismissed', async () => {
    const { id } = await publish();
    expect(await editAlert(scene.context, { by: someone(author), alertId: id, seenVersion: 1, content: content('x') })).toMatchObject({
      kind: 'conflict',
      reason: 'not_possible_now',
    });
    expect(await dismissAlert(scene.context, { by: someone(author), alertId: id, reason: 'other' })).toMatchObject({ kind: 'conflict' });
    expect(await approve(id, third)).toMatchObject({ kind: 'conflict', reason: 'nothing_to_approve' });
    const { id: drafted } = await draft();
    expect(await correctAlert(scene.context, { by: someone(author), alertId: drafted, seenVersion: 1, content: content('x') })).toMatchObject({
      kind: 'conflict',
      reason: 'not_possible_now',
    });
  });

  test('one supervisor withdraws at once, an officer cannot, and a pending correction dies with it', async () => {
    const { id } = await publish();
    await correctAlert(scene.context, { by: someone(author), alertId: id, seenVersion: 1, content: content('Corrected') });
    await approve(id, first);
    await scene.facts();
    await expect(withdrawAlert(scene.context, { by: someone(first), alertId: id, reason: 'wrong' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await withdrawAlert(scene.context, { by: supervisor, alertId: id, reason: 'innocent_party' })).toMatchObject({
      kind: 'done',
      alert: { state: 'withdrawn' },
    });
    expect(await withdrawAlert(scene.context, { by: supervisor, alertId: id, reason: 'innocent_party' })).toMatchObject({ kind: 'unchanged' });
    expect(await scene.facts()).toEqual([{ fact: 'alert_withdrawn', payload: { alert_id: id } }]);
    expect(await approve(id, second)).toMatchObject({ kind: 'conflict', reason: 'not_possible_now' });
    expect(await getPublishedAlert(scene.context.db, id, scene.clock.now())).toMatchObject({ state: 'withdrawn', version: 1, ended_at: scene.clock.now() });
    expect(await listPublishedAlerts(scene.context.db, { now: scene.clock.now() })).toEqual([]);
    expect(await listPublishedAlerts(scene.context.db, { now: scene.clock.now(), ended: true })).toHaveLength(1);
  });

  test('a warning ends with its time, also before the schedule has come round, and ends once', async () => {
    const { id } = await publish();
    const { id: stays } = await publish({ ...content(), valid_until: '2030-01-01T00:00:00Z' });
    scene.clock.advance(15 * 86_400_000);
    expect(await getPublishedAlert(scene.context.db, id, scene.clock.now())).toMatchObject({ state: 'expired' });
    expect((await listPublishedAlerts(scene.context.db, { now: scene.clock.now() })).map((alert) => alert.id)).toEqual([stays]);
    const [one, other] = await Promise.all([expireAlerts(scene.context), expireAlerts(scene.context)]);
    expect([...one, ...other]).toEqual([id]);
    expect(await expireAlerts(scene.context)).toEqual([]);
    expect(await scene.actions(id)).toContain('alert.expired');
  });

  test('the public sees nothing of what is only proposed or drafted', async () => {
    const { id, code } = await draft();
    await approve(id, first);
    expect(await getPublishedAlert(scene.context.db, id, scene.clock.now())).toBeNull();
    expect(await verifyCode(scene.context.db, code, scene.clock.now())).toBeNull();
    expect(await listPublishedAlerts(scene.context.db, { now: scene.clock.now(), ended: true })).toEqual([]);
  });

  test('a code verifies however it is typed, and anything else does not', async () => {
    const { id, code } = await publish();
    const shown = showAlertCode(code);
    for (const typed of [code, shown, shown.toLowerCase(), ` ${shown.replace('-', ' ')} `, code.replaceAll('0', 'O').replaceAll('1', 'l')]) {
      expect((await verifyCode(scene.context.db, typed, scene.clock.now()))?.id, typed).toBe(id);
    }
    for (const typed of ['', 'AAAA-AAAA', '\u0000', `'; drop table alerts`, 'x'.repeat(100_000), code.slice(0, 7)]) {
      expect(await verifyCode(scene.context.db, typed, scene.clock.now()), typed.slice(0, 20)).toBeNull();
    }
    expect(parseAlertCode('ㅁㄴㅇㄹㅁㄴㅇㄹ')).toBeNull();
    expect(await getPublishedAlert(scene.context.db, 'not-a-uuid', scene.clock.now())).toBeNull();
  });

  test('the newest come first, page by page', async () => {
    const ids = [];
    for (let index = 0; index < 3; index += 1) {
      ids.unshift((await publish()).id);
      scene.clock.advance(1_000);
    }
    const page = await listPublishedAlerts(scene.context.db, { now: scene.clock.now(), limit: 2 });
    expect(page.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await listPublishedAlerts(scene.context.db, { now: scene.clock.now(), limit: 2, after: page[1]?.id })).map(({ id }) => id)).toEqual(ids.slice(2));
  });

  test('what is unknown is not found', async () => {
    expect(await approve(randomUUID(), first)).toEqual({ kind: 'not_found' });
    expect(await withdrawAlert(scene.context, { by: supervisor, alertId: randomUUID(), reason: 'wrong' })).toEqual({ kind: 'not_found' });
  });

  test('the audit trail verifies after all of it', async () => {
    expect((await verifyAudit(scene.context)).faults).toEqual([]);
  });
});
