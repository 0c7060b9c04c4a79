// P11: the audit trail cannot be edited unseen.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit } from '#core/audit/append-audit.ts';
import { NO_HASH, auditHash } from '#core/audit/audit-entry.ts';
import { listAudit } from '#core/audit/audit-queries.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { createVault } from '#core/privacy/vault.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
beforeAll(async () => {
  scene = await createTriageScene();
});
afterAll(() => scene.database.drop());

/** As somebody with the database's own rights would: past the triggers. */
async function tamper(...statements: string[]): Promise<void> {
  const client = await scene.database.pool.connect();
  try {
    await client.query('alter table audit_entries disable trigger user; alter table audit_head disable trigger user');
    for (const statement of statements) await client.query(statement);
    await client.query('alter table audit_entries enable trigger user; alter table audit_head enable trigger user');
  } finally {
    client.release();
  }
}

async function append(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await appendAudit(scene.context, {
      actor: `officer-${index % 3}`,
      action: 'report.confirmed',
      subject: { kind: 'report', id: `JG-${index}` },
      details: { from: 'in_review', index, urgent: index % 2 === 0 },
    });
  }
}

async function faults(): Promise<[string, number, number?][]> {
  const verdict = await verifyAudit(scene.context);
  return verdict.faults.map(({ kind, seq, to }) => (to === undefined ? [kind, seq] : [kind, seq, to]));
}

beforeEach(async () => {
  await tamper('truncate audit_entries, audit_head');
  await append(12);
});

describe('P11 the audit trail', () => {
  test('verifies when nobody touched it, and an empty one too', async () => {
    expect(await faults()).toEqual([]);
    const { rows } = await scene.database.pool.query('select prev_hash from audit_entries where seq = 1');
    expect(rows).toEqual([{ prev_hash: NO_HASH }]);
    await tamper('truncate audit_entries, audit_head');
    expect(await verifyAudit(scene.context)).toEqual({ entries: 0, head: null, faults: [], more: 0 });
  });

  test.each([
    ['actor', `actor = 'somebody-else'`],
    ['time', `at = at - interval '1 minute'`],
    ['action', `action = 'report.rejected'`],
    ['subject', `subject_id = 'JG-99'`],
    ['details', `details = details || '{"from":"received"}'`],
    ['a detail added', `details = details || '{"more":1}'`],
    ['a detail removed', `details = details - 'urgent'`],
  ])('finds a changed entry: %s', async (_what, change) => {
    await tamper(`update audit_entries set ${change} where seq = 5`);
    expect(await faults()).toEqual([['changed', 5]]);
  });

  test('finds several changed entries at once', async () => {
    await tamper(`update audit_entries set actor = 'x' where seq in (1, 7, 12)`);
    expect(await faults()).toEqual([
      ['changed', 1],
      ['changed', 7],
      ['changed', 12],
    ]);
  });

  test('finds a deleted entry, a deleted stretch and a deleted beginning', async () => {
    await tamper('delete from audit_entries where seq in (1, 4, 7, 8)');
    expect(await faults()).toEqual([
      ['missing', 1, 1],
      ['missing', 4, 4],
      ['missing', 7, 8],
    ]);
  });

  test('finds two entries that were exchanged', async () => {
    await tamper(
      'update audit_entries set seq = -3 where seq = 3',
      'update audit_entries set seq = 3 where seq = 9',
      'update audit_entries set seq = 9 where seq = -3',
    );
    expect((await faults()).filter(([kind]) => kind === 'changed')).toEqual([
      ['changed', 3],
      ['changed', 9],
    ]);
  });

  test('finds the end cut off', async () => {
    await tamper('delete from audit_entries where seq > 10');
    expect(await faults()).toEqual([['cut', 11, 12]]);
  });

  test('finds the end cut off when the head was taken back with it, or deleted', async () => {
    await tamper('delete from audit_entries where seq > 10', 'update audit_head set (seq, hash) = (select seq, hash from audit_entries where seq = 10)');
    expect(await faults()).toEqual([['head_forged', 10]]);
    await tamper('delete from audit_head');
    expect(await faults()).toEqual([['head_missing', 10]]);
  });

  test('finds everything emptied but the head', async () => {
    await tamper('truncate audit_entries');
    expect(await faults()).toEqual([['cut', 1, 12]]);
  });

  test('finds an entry rewritten together with all hashes after it, because the keys are not in the database', async () => {
    const rows = await scene.database.db.selectFrom('audit_entries').selectAll().orderBy('seq').execute();
    let previous = NO_HASH;
    const rewritten = rows.map((row) => {
      const line = row.seq === 6 ? { ...row, actor: 'nobody' } : row;
      const hash = auditHash(line, previous);
      const statement = `update audit_entries set actor = '${line.actor}', prev_hash = '${previous}', hash = '${hash}' where seq = ${row.seq}`;
      previous = hash;
      return statement;
    });
    await tamper(...rewritten, `update audit_head set hash = '${previous}'`);
    const found = await faults();
    expect(found.filter(([kind]) => kind === 'forged').map(([, seq]) => seq)).toEqual([6, 7, 8, 9, 10, 11, 12]);
    expect(found).toContainEqual(['head_forged', 12]);
  });

  test('an entry that was slipped in is found', async () => {
    await tamper(
      `insert into audit_entries select 13, at, 'ghost', action, subject_kind, subject_id, details, hash, hash, mac from audit_entries where seq = 12`,
    );
    expect((await faults()).map(([kind]) => kind)).toEqual(['changed', 'forged', 'head_differs']);
  });

  test('work goes on over a cut end and the damage stays visible for ever', async () => {
    await tamper('delete from audit_entries where seq > 10');
    await append(2);
    expect(await faults()).toEqual([
      ['missing', 11, 12],
      ['break_found', 13],
    ]);
    expect((await scene.actions()).slice(-3)).toEqual(['audit.break_found', 'report.confirmed', 'report.confirmed']);
  });

  test('a cut end with an old head put back is found by a head that was written down', async () => {
    const early = (await verifyAudit(scene.context)).head;
    const oldHead = (await scene.database.pool.query('select seq, hash, mac from audit_head')).rows[0];
    await append(3);
    const noted = (await verifyAudit(scene.context)).head;
    await tamper('delete from audit_entries where seq > 12', `update audit_head set seq = ${oldHead.seq}, hash = '${oldHead.hash}', mac = '${oldHead.mac}'`);
    expect(noted).not.toBeNull();
    if (noted === null || early === null) return;
    expect((await verifyAudit(scene.context, noted)).faults).toEqual([{ kind: 'not_as_noted', seq: 15 }]);
    expect((await verifyAudit(scene.context, early)).faults).toEqual([]);
  });

  test('does not verify under another master key', async () => {
    const { faults: found, more } = await verifyAudit({ ...scene.context, vault: createVault(Buffer.alloc(32, 8)) });
    expect(found.length + more).toBe(13);
    expect(new Set(found.map(({ kind }) => kind))).toEqual(new Set(['forged', 'head_forged']));
  });

  test.each(['update audit_entries set actor = actor', 'delete from audit_entries', 'truncate audit_entries', 'delete from audit_head', 'truncate audit_head'])(
    'the database refuses: %s',
    async (statement) => {
      await expect(scene.database.pool.query(statement)).rejects.toThrow('append-only');
    },
  );

  test('many writers at once make one chain', async () => {
    await Promise.all(Array.from({ length: 8 }, () => append(5)));
    const verdict = await verifyAudit(scene.context);
    expect(verdict).toMatchObject({ entries: 52, faults: [], head: { seq: 52 } });
  });

  test('an entry goes with its transaction', async () => {
    await expect(
      scene.context.db.transaction().execute(async (tx) => {
        await appendAudit({ ...scene.context, db: tx }, { actor: 'a', action: 'report.opened', subject: { kind: 'report', id: 'JG-1' } });
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    expect(await verifyAudit(scene.context)).toMatchObject({ entries: 12, faults: [] });
  });

  test('verifies more entries than fit a page', async () => {
    await scene.context.db.transaction().execute(async (tx) => {
      for (let index = 0; index < 2_100; index += 1)
        await appendAudit({ ...scene.context, db: tx }, { actor: 'a', action: 'report.opened', subject: { kind: 'report', id: `JG-${index}` } });
    });
    await tamper('delete from audit_entries where seq in (1000, 1001, 2000)', `update audit_entries set actor = 'b' where seq in (1012, 2013)`);
    expect(await faults()).toEqual([
      ['missing', 1000, 1001],
      ['changed', 1012],
      ['missing', 2000, 2000],
      ['changed', 2013],
    ]);
  });

  test('lists what one account did, the newest first, page by page', async () => {
    const first = await listAudit(scene.context.db, { actor: 'officer-1', limit: 3 });
    expect(first.map(({ seq }) => seq)).toEqual([11, 8, 5]);
    expect((await listAudit(scene.context.db, { actor: 'officer-1', before: 5, limit: 3 })).map(({ seq }) => seq)).toEqual([2]);
    expect(await listAudit(scene.context.db, { subject_kind: 'report', subject_id: 'JG-3', limit: 9 })).toMatchObject([{ seq: 4, details: { index: 3 } }]);
  });
});
