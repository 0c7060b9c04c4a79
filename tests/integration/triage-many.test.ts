// One decision on many reports, and taking it back.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import type { Officer } from '#core/staff/staff.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { decideMany, listBatches, undoMany, type ManyDecision, type ManyOutcome } from '#core/triage/queue/decide-many.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let kim: Officer;
let farid: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  kim = await scene.hire('officer', '김하나');
  farid = await scene.hire('officer', 'Farid');
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
  await scene.database.pool.query('truncate reports, outbox, triage_batches restart identity cascade');
});

async function several(count: number): Promise<string[]> {
  const references = [];
  for (let each = 0; each < count; each += 1) references.push((await scene.report()).reference);
  return references;
}

const many = (
  decision: ManyDecision,
  references: string[],
  more: { by?: Officer; duplicateOf?: string; takeOver?: boolean; assignee?: string } = {},
): Promise<ManyOutcome> => decideMany(scene.context, { by: kim, decision, references, ...more });
const kinds = ({ results }: ManyOutcome): string[] => results.map(({ kind, reason }) => reason ?? kind);
const rows = () =>
  scene.database.db
    .selectFrom('reports')
    .select(['state', 'claimed_by', 'claim_expires_at', 'decided_by', 'decided_at', 'duplicate_of'])
    .orderBy('id')
    .execute();

describe('one decision on many', () => {
  test('has a result for each, and one that is not possible keeps none of the others back', async () => {
    const [a = '', b = '', c = ''] = await several(3);
    await decideReport(scene.context, { by: farid, reference: b, decision: 'claim' });
    const outcome = await many('reject', [a, b, c, 'JG-0000-0000-0', a]);
    expect(outcome.results).toEqual([
      { reference: a, kind: 'done', reason: null, by_name: null },
      { reference: b, kind: 'conflict', reason: 'claimed_by_another', by_name: 'Farid' },
      { reference: c, kind: 'done', reason: null, by_name: null },
      { reference: 'JG-0000-0000-0', kind: 'not_found', reason: null, by_name: null },
    ]);
    expect((await rows()).map(({ state }) => state)).toEqual(['rejected', 'in_review', 'rejected']);
    expect(await listBatches(scene.context, { by: kim, limit: 5 })).toMatchObject([{ id: outcome.id, decision: 'reject', reports: 2, undone_at: null }]);
  });

  test('nothing done is nothing to undo', async () => {
    expect(await many('release', await several(2))).toMatchObject({ id: null });
    expect(await listBatches(scene.context, { by: kim, limit: 5 })).toEqual([]);
  });

  test('two officers who take the same reports at once share them out: each report is one officer’s', async () => {
    const references = await several(12);
    const [first, second] = await Promise.all([many('claim', references), many('claim', references.toReversed(), { by: farid })]);
    const taken = (outcome: ManyOutcome): string[] => outcome.results.flatMap(({ reference, kind }) => (kind === 'done' ? [reference] : []));
    expect([...taken(first), ...taken(second)].toSorted()).toEqual(references.toSorted());
    expect(
      [...first.results, ...second.results]
        .filter(({ kind }) => kind === 'conflict')
        .every(({ reason, by_name }) => reason === 'claimed_by_another' && by_name !== null),
    ).toBe(true);
  });

  test('two officers who mark each other’s originals as duplicates do not wait for one another for ever', async () => {
    const [a = '', b = ''] = await several(2);
    const outcomes = await Promise.all([many('mark_duplicate', [a], { duplicateOf: b }), many('mark_duplicate', [b], { duplicateOf: a, by: farid })]);
    expect(outcomes.flatMap(kinds).toSorted()).toEqual(['done', 'own_original']);
  });

  test('needs the right to decide', async () => {
    await expect(many('claim', ['JG-0000-0000-0'], { by: await scene.hire('viewer') })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('undoing', () => {
  test.each(['claim', 'reject', 'mark_duplicate'] as const)('%s puts every report back exactly, in the trail and once', async (decision) => {
    const [original = '', ...references] = await several(4);
    const before = await rows();
    const { id } = await many(decision, references, decision === 'mark_duplicate' ? { duplicateOf: original } : {});
    expect(await rows()).not.toEqual(before);
    await scene.facts();
    expect(kinds((await undoMany(scene.context, { by: kim, id: id ?? '' })) ?? { id: null, results: [] })).toEqual(['done', 'done', 'done']);
    expect(await rows()).toEqual(before);
    expect((await scene.facts()).map(({ fact }) => fact)).toEqual(decision === 'claim' ? [] : ['report_decided', 'report_decided', 'report_decided']);
    expect((await scene.actions(references[0])).at(-1)).toBe('report.undone');
    expect(kinds((await undoMany(scene.context, { by: kim, id: id ?? '' })) ?? { id: null, results: [] })).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(await scene.actions(references[0])).toHaveLength(2);
    expect((await listBatches(scene.context, { by: kim, limit: 1 }))[0]?.undone_at).toEqual(scene.clock.now());
    expect(await verifyAudit(scene.context)).toMatchObject({ faults: [], more: 0 });
  });

  test('of giving reports to a colleague leaves them nobody’s', async () => {
    const references = await several(2);
    const { id, results } = await many('assign', references, { assignee: farid.id });
    expect(results.map(({ kind }) => kind)).toEqual(['done', 'done']);
    const assigned = () => scene.database.db.selectFrom('reports').select('assigned_to').execute();
    expect(await assigned()).toEqual([{ assigned_to: farid.id }, { assigned_to: farid.id }]);
    expect((await many('assign', references, { assignee: 'nobody' })).results.map(({ reason }) => reason)).toEqual(['unknown_colleague', 'unknown_colleague']);
    await undoMany(scene.context, { by: kim, id: id ?? '' });
    expect(await assigned()).toEqual([{ assigned_to: null }, { assigned_to: null }]);
  });

  test('of letting go holds it again, for a whole claim', async () => {
    const [reference = ''] = await several(1);
    await many('claim', [reference]);
    const { id } = await many('release', [reference]);
    scene.clock.advance(20 * 60_000);
    await undoMany(scene.context, { by: kim, id: id ?? '' });
    expect((await rows())[0]).toMatchObject({ state: 'in_review', claimed_by: kim.id, claim_expires_at: new Date(scene.clock.now().getTime() + 15 * 60_000) });
  });

  test('of a colleague’s is a supervisor’s to do', async () => {
    const { id } = await many('reject', await several(2));
    await expect(undoMany(scene.context, { by: farid, id: id ?? '' })).rejects.toMatchObject({ code: 'forbidden' });
    expect((await rows()).map(({ state }) => state)).toEqual(['rejected', 'rejected']);
    const head = await scene.hire('supervisor', 'Aina');
    expect(kinds((await undoMany(scene.context, { by: head, id: id ?? '' })) ?? { id: null, results: [] })).toEqual(['done', 'done']);
  });

  test('leaves alone what a colleague has decided since, and says who', async () => {
    const [a = '', b = ''] = await several(2);
    const { id } = await many('reject', [a, b]);
    await decideReport(scene.context, { by: farid, reference: a, decision: 'reopen' });
    await decideReport(scene.context, { by: farid, reference: a, decision: 'confirm' });
    const undone = await undoMany(scene.context, { by: kim, id: id ?? '' });
    expect(undone?.results.toSorted((x) => (x.reference === a ? -1 : 1))).toMatchObject([
      { reference: a, kind: 'conflict', reason: 'changed_since', by_name: 'Farid' },
      { reference: b, kind: 'done' },
    ]);
    expect((await rows()).map(({ state }) => state)).toEqual(['confirmed', 'received']);
  });
});
