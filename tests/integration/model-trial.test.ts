// A model on trial reads along and changes nothing; officers' decisions become training text that names nobody.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { READER_MODEL } from '#core/reading/classify/classify.ts';
import { LinearModel } from '#core/reading/classify/linear-model.ts';
import { parseCorpus } from '#core/reading/training/corpus.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { readInShadow } from '#core/reports/shadow-reading.ts';
import { compareModels } from '#core/triage/compare-models.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { exportDecisions } from '#core/triage/export-decisions.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';
import { readReportStage } from '#worker/stages/read-report.ts';

const PHISHING = '[Web발신] 고객님 택배 주소 불일치로 반송 예정입니다. 주소 확인 http://cj-track.top/a1 문의 010-4821-7733';
const LOSS = 'Saya dah transfer RM5,000 ke Maybank 164012345678 sebab pegawai polis palsu suruh, no IC saya 880715-10-5432';
const DINNER = '오늘 저녁에 뭐 먹을까 집에 일찍 갈게';

let scene: TriageScene;
let officer: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  officer = await scene.hire('officer');
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.database.pool.query('truncate reports cascade'));

async function read(text: string, shadow?: LinearModel): Promise<{ id: string; reference: string }> {
  const report = await scene.report({ text });
  await readReportStage(scene.context, shadow).run({ report_id: report.id });
  return report;
}

async function decide(reference: string, decision: 'confirm' | 'reject'): Promise<void> {
  await decideReport(scene.context, { by: officer, reference, decision: 'claim' });
  expect(await decideReport(scene.context, { by: officer, reference, decision })).toMatchObject({ kind: 'done' });
}

/** Says scam to everything. */
function eager(): LinearModel {
  return { ...fake(), scamScore: () => ({ probability: 1, shares: Float64Array.of(1) }) } as unknown as LinearModel;
}

function fake(): Record<string, unknown> {
  return {
    header: { ...READER_MODEL.header, id: 'eager' },
    calibrationFor: (language: string) => READER_MODEL.calibrationFor(language),
    classShares: READER_MODEL.classShares.bind(READER_MODEL),
    contributions: READER_MODEL.contributions.bind(READER_MODEL),
  };
}

describe('a model on trial', () => {
  test('reads along once and is set beside what officers decided', async () => {
    const scam = await read(PHISHING, eager());
    const dinner = await read(DINNER, eager());
    await readInShadow(scene.context, eager(), dinner.id);
    await decide(scam.reference, 'confirm');
    await decide(dinner.reference, 'reject');
    expect(await compareModels(scene.context)).toEqual([
      {
        model_id: 'eager',
        confirmed: 1,
        rejected: 1,
        in_force: { found: 1, alarms: 0 },
        on_trial: { found: 1, alarms: 1 },
        same_type: 1,
        differing: [dinner.reference],
      },
    ]);
    expect(await compareModels(scene.context, new Date('2099-01-01'))).toEqual([]);
  });

  test('that is broken leaves the reading as it is', async () => {
    const broken = {
      ...fake(),
      scamScore: () => {
        throw new Error('weights are gone');
      },
    } as unknown as LinearModel;
    const { id } = await read(PHISHING, broken);
    const row = await scene.context.db.selectFrom('reports').select(['id', 'wrapped_key', 'sealed', 'read_at']).where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.read_at).not.toBeNull();
    expect(await loadReading(scene.context, row)).toMatchObject({ verdict: 'scam' });
    expect(await scene.context.db.selectFrom('shadow_readings').selectAll().execute()).toEqual([]);
  });

  test('is forgotten with the report', async () => {
    const { id } = await read(PHISHING, eager());
    await eraseReport(scene.context, id);
    expect(await scene.context.db.selectFrom('shadow_readings').selectAll().execute()).toEqual([]);
  });
});

describe('officers’ decisions as training text', () => {
  test('are lines of the corpus without anything that identifies anybody, and audited with counts alone', async () => {
    for (const [text, decision] of [
      [PHISHING, 'confirm'],
      [LOSS, 'confirm'],
      [DINNER, 'reject'],
    ] as const) {
      await decide((await read(text)).reference, decision);
    }
    const erased = await read(PHISHING);
    await decide(erased.reference, 'confirm');
    await eraseReport(scene.context, erased.id);
    await read('Belum diputuskan oleh sesiapa');

    const { lines, exported, left_out } = await exportDecisions(scene.context);
    expect({ exported, left_out }).toEqual({ exported: 3, left_out: { erased: 1, not_read: 0, not_masked: 0 } });
    const scripts = parseCorpus(lines.join('\n'), 'ko/decided.txt');
    expect(scripts.map(({ label }) => label.kind)).toEqual(['scam', 'account', 'benign']);
    expect(scripts[0]).toMatchObject({ label: { type: 'PHISH' }, text: expect.stringContaining('{link}') });
    expect(scripts[1]).toMatchObject({ label: { loss: 'lost' } });
    expect(lines.join('\n')).not.toMatch(/4821|7733|164012345678|880715|5432|cj-track/);
    const audited = await scene.context.db.selectFrom('audit_entries').select(['action', 'details']).where('action', '=', 'training.exported').execute();
    expect(audited).toEqual([{ action: 'training.exported', details: { exported: 3, erased: 1, not_read: 0, not_masked: 0 } }]);
  });

  test('begin with the day that is asked for', async () => {
    await decide((await read(PHISHING)).reference, 'confirm');
    expect((await exportDecisions(scene.context, new Date('2099-01-01'))).lines).toEqual([]);
  });
});
