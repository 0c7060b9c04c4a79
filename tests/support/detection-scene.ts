// A database in which people tell of scams at times of the test's choosing, and detectors that run at such times.

import { randomBytes } from 'node:crypto';
import { proposeForCampaign, proposeForGrown } from '#core/detection/propose-alert.ts';
import { detectSurges, type DetectionSettings } from '#core/detection/detect-surges.ts';
import { watchEntities } from '#core/detection/watch-entities.ts';
import type { CoreContext } from '#core/context.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { createVault } from '#core/privacy/vault.ts';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { SurgeVerdict } from '#core/surge/surge-detector.ts';
import { fixedClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const DAY_MS = 86_400_000;
const translator = createTranslator({ strict: true });

export interface DetectionScene {
  database: TestDatabase;
  at(time: Date): CoreContext;
  /** Received, read and matched at that time. @returns its id. */
  tell(time: Date, text: string, changes?: Partial<ReportToReceive>): Promise<string>;
  detect(time: Date, settings?: Partial<DetectionSettings>): Promise<SurgeVerdict[]>;
  watchEntities(time: Date): Promise<number>;
  propose(time: Date, campaign: string): ReturnType<typeof proposeForCampaign>;
  proposeForGrown(time: Date): Promise<number>;
  campaignOf(report: string): Promise<string>;
  /** As if somebody had told it and it had been read so: one report each, by somebody else each, at noon of those days; quicker than telling them. */
  heard(numbers: readonly number[], as: { type: string; language: string; country: string }): Promise<void>;
  /** The worker was there from then until then. */
  watched(from: Date, to: Date): Promise<void>;
  alerts(): Promise<{ id: string; state: string; evidence: Record<string, unknown>; campaign_id: string | null }[]>;
  alarms(): Promise<{ detector: string; subject: string; alert_id: string; p: number | null; independent_reporters: number }[]>;
}

export async function createDetectionScene(): Promise<DetectionScene> {
  const database = await createTestDatabase();
  const base = { db: database.db, vault: createVault(randomBytes(32)), telemetry: createTelemetry(createLog('silent')) };
  const known = buildKnownIndex([], () => ({ indicators: [] }));
  const at = (time: Date): CoreContext => ({ ...base, clock: fixedClock(time) });
  return {
    database,
    at,
    async tell(time, text, changes = {}) {
      const { id } = await receiveReport(at(time), {
        source: 'webhook',
        partner: 'bank',
        content: { text, suspects: [], evidence: [] },
        evidence: [],
        country: 'KR',
        loss: { state: 'unknown' },
        reporter_key: randomBytes(8).toString('hex'),
        consent: { share: [], contact: false, version: 1 },
        ...changes,
      });
      await readReport(at(time), id);
      await matchReport(at(time), known, id);
      return id;
    },
    detect: (time, settings = {}) => detectSurges(at(time), translator, { falseAlarmsAWeek: 1, retentionDays: 90, ...settings }),
    watchEntities: (time) => watchEntities(at(time), translator),
    propose: (time, campaign) => proposeForCampaign(at(time), translator, campaign),
    proposeForGrown: (time) => proposeForGrown(at(time), translator),
    async campaignOf(report) {
      const row = await database.db.selectFrom('campaign_reports').select('campaign_id').where('report_id', '=', report).executeTakeFirstOrThrow();
      return row.campaign_id;
    },
    async heard(numbers, { type, language, country }) {
      await database.pool.query(
        `with told as (
           insert into reports (id, reference, source, partner, country, received_at, urgent, loss_state, reporter_hash, consent, read_at, matched_at)
           select gen_random_uuid(), 'T' || gen_random_uuid(), 'webhook', 'bank', $2, at, false, 'unknown', decode(md5(at::text), 'hex'), '{}', at, at
           from unnest($1::timestamptz[]) as at returning id, received_at)
         insert into readings (report_id, reader_version, language, verdict, score, type, types, loss, amounts, read_at)
         select id, 1, $3, 'scam', 1, $4, jsonb_build_array(jsonb_build_object('code', $4::text, 'score', 1)), '{}', '[]', received_at from told`,
        [numbers.map((number) => day(number)), country, language, type],
      );
    },
    async watched(from, to) {
      await database.pool.query(
        `insert into service_hours (hour, reports, watched) select h, 0, true from generate_series($1::timestamptz, $2::timestamptz, '1 hour') h on conflict do nothing`,
        [from, to],
      );
    },
    alerts: () => database.db.selectFrom('alerts').select(['id', 'state', 'evidence', 'campaign_id']).orderBy('created_at').execute() as never,
    alarms: () => database.db.selectFrom('alarms').select(['detector', 'subject', 'alert_id', 'p', 'independent_reporters']).orderBy('id').execute(),
  };
}

/** A day of the test's calendar, at noon UTC unless told otherwise. */
export function day(number: number, hour = 12): Date {
  return new Date(Date.UTC(2026, 7, 3) + number * DAY_MS + hour * 3_600_000);
}
