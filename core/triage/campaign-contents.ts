// What a campaign says and with what, for an officer: its scripts, masked as a report is, and its indicators. That it was opened is in the audit
// trail: what a stolen account has seen can be listed.

import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { findCampaignEntities, type CampaignEntity } from '#core/entities/entity-queries.ts';
import { openValues } from '#core/entities/open-values.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';

export interface CampaignScript {
  /** Equal for copies of one template: numbers and links may differ. */
  template: string;
  /** As one of its reports has it, masked. */
  text: string | null;
  /** Of that report. */
  reference: string;
  language: string | null;
  reports: number;
  first_seen_at: Date;
  last_seen_at: Date;
}

export interface CampaignContents {
  number: number;
  /** How many different ones there are; the most frequent are listed. */
  distinct_scripts: number;
  scripts: CampaignScript[];
  indicators: (CampaignEntity & { value: string | null })[];
}

const SCRIPTS = 20;
const INDICATORS = 50;

/** Audited as `campaign.opened`. @throws DomainError `forbidden`. */
export async function openCampaign(context: CoreContext, { by, campaign, number }: { by: Actor; campaign: string; number: number }): Promise<CampaignContents> {
  requireCapability(by, 'report.open');
  const found = await findScripts(context.db, campaign);
  const scripts: CampaignScript[] = [];
  for (const { id, wrapped_key, distinct_scripts: _, ...script } of found) {
    const reading = await loadReading(context, { id, wrapped_key });
    scripts.push({ ...script, text: reading?.masked ?? null });
  }
  const entities = await findCampaignEntities(context.db, campaign, INDICATORS);
  const values = await openValues(
    context,
    entities.map(({ id }) => id),
  );
  const indicators = entities.map((entity) => ({ ...entity, value: values.get(entity.id) ?? null }));
  const details = { scripts: scripts.length, indicators: indicators.length };
  await appendAudit(context, { actor: by.id, action: 'campaign.opened', subject: { kind: 'campaign', id: String(number) }, details });
  return { number, distinct_scripts: found[0]?.distinct_scripts ?? 0, scripts, indicators };
}

type FoundScript = Omit<CampaignScript, 'text'> & { id: string; wrapped_key: Buffer | null; distinct_scripts: number };

/** The newest report stands for its script. */
async function findScripts(db: Database, campaign: string): Promise<FoundScript[]> {
  const { rows } = await sql<FoundScript>`
    with scripts as (
      select s.template, count(*)::int as reports, min(r.received_at) as first_seen_at, max(r.received_at) as last_seen_at,
        (array_agg(r.id order by r.received_at desc, r.id desc))[1] as example, mode() within group (order by g.language) as language
      from campaign_reports m join reports r on r.id = m.report_id join signatures s on s.report_id = r.id left join readings g on g.report_id = r.id
      where m.campaign_id = ${campaign} and r.state not in ('rejected', 'erased') group by s.template
    )
    select s.template::text as template, s.reports, s.first_seen_at, s.last_seen_at, s.language, r.id, r.reference, r.wrapped_key,
      (select count(*)::int from scripts) as distinct_scripts
    from scripts s join reports r on r.id = s.example order by s.reports desc, s.first_seen_at, s.template limit ${SCRIPTS}`.execute(db);
  return rows;
}
