import { expect, test } from 'vitest';
import { compareModels } from '#core/training/compare-models.ts';
import type { ComparedReport, Said } from '#core/training/decided-reports.ts';

const scam: Said = { verdict: 'scam', score: 0.97, type: 'PHISH' };
const benign: Said = { verdict: 'benign', score: 0.02, type: 'OTHER' };

function report(reference: string, changes: Partial<ComparedReport>): ComparedReport {
  return { reference, state: 'confirmed', named_type: null, in_force: scam, model: 'new', shadow: scam, ...changes };
}

test('counts what each model finds, what it cries wolf at, and which types are right', () => {
  const reports = [
    report('A', {}),
    report('B', { in_force: benign, named_type: 'LOAN', shadow: { ...scam, type: 'LOAN' } }),
    report('C', { named_type: 'LOAN', shadow: { ...scam, type: 'LOAN' } }),
    report('D', { shadow: { ...scam, verdict: 'suspicious' } }),
    report('E', { state: 'rejected', shadow: benign }),
    report('F', { state: 'rejected', in_force: benign, shadow: { ...benign, score: 0.05, type: 'PHISH' } }),
  ];
  expect(compareModels(reports)).toEqual([
    {
      model: 'new',
      compared: 6,
      confirmed: 4,
      rejected: 2,
      named: 2,
      agreement: 2,
      inForce: { found: 3, alarms: 1, typeRight: 2 },
      shadow: { found: 3, alarms: 0, typeRight: 4 },
      differing: reports.slice(1, 5),
    },
  ]);
});

test('keeps models apart that ran one after the other, and has nothing to say of none', () => {
  expect(compareModels([report('A', {}), report('A', { model: 'newer' })]).map(({ model, compared }) => [model, compared])).toEqual([
    ['new', 1],
    ['newer', 1],
  ]);
  expect(compareModels([])).toEqual([]);
});
