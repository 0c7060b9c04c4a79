import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBacktest, type BacktestProposal, type RecordedReport } from './backtest.ts';

const STREAM = readFileSync('tests/fixtures/recorded-stream.ndjson', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedReport);

function replay(stream: readonly RecordedReport[], options: Parameters<typeof createBacktest>[0] = {}): BacktestProposal[] {
  const backtest = createBacktest(options);
  return stream.flatMap((report) => backtest.add(report));
}

function report(changes: Partial<RecordedReport>): RecordedReport {
  return { id: 'x', text: '검찰 수사관이라며 국민은행 613301-04-221987 안전계좌로 옮기라고 해요', at: '2026-11-24T00:00:00Z', country: 'KR', ...changes };
}

describe('a recorded stream', () => {
  test('proposes the account in three languages, the loan script and the loud parcel day, each with its delay', () => {
    const proposals = replay(STREAM);
    const of = (detector: string, type: string): BacktestProposal | undefined => proposals.find((each) => each.detector === detector && each.type === type);
    expect(of('campaign', 'IMP_AUTH')).toMatchObject({
      countries: ['KR', 'MY'],
      triggered_by: 'r18',
      first_report: 'r16',
      delay_seconds: 3_455,
      why: { independent_reporters: 3, joined_by: ['bank_account'] },
    });
    expect(of('campaign', 'LOAN')).toMatchObject({ first_report: 'r12', delay_seconds: 66_300 });
    expect(of('entity', 'IMP_AUTH')).toMatchObject({ why: { entity: 'bank_account:61330104221987' } });
    expect(of('surge', 'PHISH')).toMatchObject({ key: 'surge/PHISH/KR/2026-11-25', countries: ['KR'] });
  });

  test('proposes nothing on a ring’s word', () => {
    const shops = replay(STREAM).filter(({ type }) => type === 'SHOP');
    expect(shops).toEqual([]);
  });

  test('proposes each thing once', () => {
    const keys = replay(STREAM).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('hands out what comes from a time on, learnt from what came before', () => {
    const since = Date.parse('2026-11-25T00:00:00Z');
    expect(replay(STREAM, { since }).map(({ key, added_to }) => ({ key, added_to }))).toEqual([
      { key: 'surge/PHISH/KR/2026-11-25', added_to: undefined },
      { key: 'surge/PHISH/KR/ko/2026-11-25', added_to: 'surge/PHISH/KR/2026-11-25' },
    ]);
  });

  test('a part of it proposes what the whole proposed until then: nothing looks ahead', () => {
    const whole = replay(STREAM);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: STREAM.length }), (end) => {
        const known = new Set(STREAM.slice(0, end).map(({ id }) => id));
        expect(replay(STREAM.slice(0, end))).toEqual(whole.filter(({ triggered_by }) => known.has(triggered_by)));
      }),
      { numRuns: 12 },
    );
  });
});

describe('the two clocks', () => {
  test('a line behind the stream is refused with what to do, and leaves no trace', () => {
    const backtest = createBacktest();
    backtest.add(report({ at: '2026-11-24T01:00:00Z' }));
    expect(() => backtest.add(report({ at: '2026-11-24T00:59:00Z' }))).toThrow(
      /at: 60 s behind the stream .*sort the recording by "at", or allow it with --late 60/,
    );
    expect(() => backtest.add(report({ at: 'gestern' }))).toThrow(/not a time/);
    expect(backtest.summary().reports).toBe(1);
  });

  test('one that is late within what is allowed counts at its own time and proposes at the stream’s', () => {
    const backtest = createBacktest({ lateMs: 3_600_000 });
    backtest.add(report({ id: 'a', reporter: 'a', at: '2026-11-24T01:00:00Z' }));
    backtest.add(report({ id: 'b', reporter: 'b', at: '2026-11-24T01:30:00Z' }));
    const [proposal] = backtest.add(report({ id: 'c', reporter: 'c', at: '2026-11-24T00:45:00Z' }));
    expect(proposal).toMatchObject({
      detector: 'campaign',
      at: '2026-11-24T01:30:00.000Z',
      triggered_by: 'c',
      why: { window_from: '2026-11-24T00:45:00.000Z' },
    });
  });

  test('reports more than three days apart are not counted together', () => {
    const days = ['2026-11-20', '2026-11-22', '2026-11-24'].map((day, index) => report({ id: day, reporter: `r${index}`, at: `${day}T00:00:00Z` }));
    expect(replay(days).filter(({ detector }) => detector === 'campaign')).toEqual([]);
  });
});

test('memory is bounded: what was not met again for longest is forgotten, and the summary says so', () => {
  const backtest = createBacktest({ remember: 50 });
  for (let index = 0; index < 400; index += 1) {
    const digits = String(100_000 + index * 577);
    backtest.add(
      report({
        id: `r${index}`,
        reporter: `p${index}`,
        text: `사기 계좌 국민은행 ${digits}-04-${digits} 입니다`,
        at: new Date(Date.parse('2026-11-01') + index * 60_000).toISOString(),
      }),
    );
  }
  expect(backtest.summary().forgotten).toBeGreaterThan(300);
  expect(backtest.summary().reports).toBe(400);
});
