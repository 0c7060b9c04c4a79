// What the console gets back of campaigns and of what they share. A test holds every answer against these.

import { z } from 'zod';
import { ARRANGEMENTS, TIMELINE_KINDS } from '#core/campaigns/campaign-words.ts';
import { ENTITY_KINDS } from '#core/entities/entity.ts';
import { pageOf, reportItem, weighedReporters } from './console-answers.ts';

const instant = z.iso.datetime();
const count = z.int();
const staffId = z.string().nullable().meta({ description: 'Staff id' });

export const campaignItem = z
  .strictObject({
    number: count,
    type: z.string(),
    first_seen_at: instant,
    last_seen_at: instant,
    reports: count,
    open_reports: count,
    reporters: count,
    lost: count,
    countries: z.array(z.string()),
    languages: z.array(z.string()),
    alerts: count,
    dormant: z.boolean().meta({ description: 'Nobody has told of it for long; a new report wakes it' }),
    woke_at: instant.nullable(),
    version: count.meta({ description: 'Give it as `seen_version` with a change' }),
    week: count.meta({ description: 'Reports received in the last seven days' }),
    week_before: count,
    curve: z.array(count).meta({ description: 'Reports received on each of the last 28 days (UTC), oldest first' }),
  })
  .meta({ id: 'CampaignItem' });
export const campaignPage = pageOf(campaignItem, count);

export const mergeProposal = z
  .strictObject({
    one: count,
    other: count,
    reasons: z
      .array(z.enum(['reports', 'way_of_working']))
      .meta({ description: '`reports`: reports resemble both; `way_of_working`: both tell one story in different languages' }),
    shared_traits: z
      .array(z.string())
      .meta({ description: 'What both have of that story, the most telling first: `motif:pet`, `concept:FEE_FIRST`, `rail:crypto`, `channel:call`' }),
    ties: count.meta({ description: 'Reports that resemble both' }),
    report: z.string().nullable().meta({ description: 'Reference of the last of them' }),
    proposed_at: instant,
    tied_at: instant,
  })
  .meta({ id: 'MergeProposal' });
export const mergeProposalPage = pageOf(mergeProposal, count);

const change = z
  .strictObject({
    id: z.uuid(),
    kind: z.enum(['absorbed', 'merged', 'split', 'detached']).meta({ description: '`absorbed`: a fragment went over by itself' }),
    from: count,
    into: count,
    reports: count,
    cause: z.string().nullable().meta({ description: 'Reference of the report that tied the two together' }),
    made_by: z.string(),
    made_by_name: z.string().nullable(),
    made_at: instant,
    undone_by: staffId,
    undone_by_name: z.string().nullable(),
    undone_at: instant.nullable(),
  })
  .meta({ id: 'CampaignChange' });

const permission = z.union([
  z.strictObject({ allowed: z.literal(true) }),
  z.strictObject({ allowed: z.literal(false), why: z.enum(['not_your_role', 'only_report', 'nothing_proposed']) }),
]);

export const campaignDetail = campaignItem
  .extend({
    may: z.record(z.enum(ARRANGEMENTS), permission),
    places: z
      .strictObject({
        reports: count.nullable(),
        countries: z.array(z.strictObject({ key: z.string(), count: count.nullable() })),
        regions: z
          .array(z.strictObject({ country: z.string(), key: z.string(), count: count.nullable() }))
          .meta({ description: 'ISO 3166-2, `?` for the rest of the country; of countries in which a region was told. Not listed: none' }),
      })
      .meta({ description: 'Reports by country, `?` where it is not known; null: hidden, because it is 1 to 4 or would give such a count away' }),
    weighed: weighedReporters,
    losses: z
      .array(z.strictObject({ currency: z.string(), minor: z.number(), reports: count }))
      .meta({ description: "What its reports say was lost, in the currency's smallest unit" }),
    merged: z.array(count).meta({ description: 'Campaigns that were merged into it' }),
    proposals: z.array(mergeProposal),
    history: z.array(change).meta({ description: 'The newest first, at most 100' }),
    keys: z.array(z.strictObject({ kind: z.string(), values: count, reports: count })).meta({ description: 'What ties it together' }),
    matches: z.array(z.strictObject({ pattern: z.string(), reports: count, score: z.number(), via: z.array(z.string()) })),
    items: z.array(reportItem).meta({ description: 'Its reports in every state, at most 200' }),
  })
  .meta({ id: 'CampaignDetail' });

export const timelinePage = z
  .strictObject({
    items: z.array(
      z.strictObject({
        at: instant,
        kind: z.enum(TIMELINE_KINDS),
        by: staffId,
        by_name: z.string().nullable(),
        count: count.nullable(),
        what: z.string().nullable().meta({ description: 'Decision, detector, or how a warning ended' }),
        from: count.nullable(),
        into: count.nullable(),
        alert: z.uuid().nullable(),
      }),
    ),
  })
  .meta({ id: 'CampaignTimeline', description: 'The newest first, at most 300; reports and decisions once a day' });

export const campaignGrowth = z
  .strictObject({
    items: z.array(
      z.strictObject({
        day: z.iso.date(),
        occurred: count,
        received: count,
        counted: count.meta({ description: 'As the detector counts: one a reporter and day' }),
        expected: z.number().nullable(),
        low: count.nullable(),
        high: count.nullable().meta({ description: 'In 99 of 100 days it lies between low and high if nothing has changed; null: too young to say' }),
      }),
    ),
  })
  .meta({ id: 'CampaignGrowth' });

const campaignNumbers = z.strictObject({
  number: count.nullable().meta({ description: 'null: it would be a new one' }),
  version: count.nullable().meta({ description: 'Give it as `seen_version` with the change' }),
  reports: count,
  open_reports: count,
  independent_reporters: count,
  lost: count,
  countries: z.array(z.string()),
  languages: z.array(z.string()),
  first_seen_at: instant.nullable(),
  last_seen_at: instant.nullable(),
  alerts: count,
});
export const arrangementPreview = z
  .strictObject({ before: z.array(campaignNumbers), after: z.array(campaignNumbers), moved: count.meta({ description: 'Reports that would move' }) })
  .meta({ id: 'ArrangementPreview' });

export const campaignContents = z
  .strictObject({
    number: count,
    distinct_scripts: count,
    scripts: z.array(
      z.strictObject({
        template: z.string().meta({ description: 'Equal for copies of one script: numbers and links may differ' }),
        text: z.string().nullable().meta({ description: 'Masked, as the newest of its reports has it' }),
        reference: z.string(),
        language: z.string().nullable(),
        reports: count,
        first_seen_at: instant,
        last_seen_at: instant,
      }),
    ),
    indicators: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        value: z.string().nullable().meta({ description: 'null: the reports that named it have been erased' }),
        reports: count,
        campaigns: count.meta({ description: 'Campaigns that have it' }),
      }),
    ),
  })
  .meta({ id: 'CampaignContents' });

export const arrangeDone = z
  .strictObject({
    kind: z.enum(['done', 'unchanged']),
    campaign: count.meta({ description: 'Where the reports are now, or what stands for itself again' }),
    version: count,
    change: z.uuid().nullable().meta({ description: 'A merge is undone by it' }),
  })
  .meta({ id: 'CampaignArranged' });

const entityValue = { id: z.string(), kind: z.enum(ENTITY_KINDS), value: z.string().nullable() };
export const sharedEntity = z
  .strictObject({
    ...entityValue,
    campaigns: z.array(z.strictObject({ number: count, type: z.string(), reports: count })),
    reports: count,
    independent_reporters: count,
    first_seen_at: instant,
    last_seen_at: instant,
  })
  .meta({ id: 'SharedEntity' });
export const entityPage = pageOf(sharedEntity, z.string());
export const neighbours = z
  .strictObject({
    campaigns: z.array(z.strictObject({ number: count, type: z.string(), shared: z.array(z.strictObject(entityValue)) })),
    entities: z.array(sharedEntity),
  })
  .meta({ id: 'CampaignNeighbours', description: 'What a campaign shares with others, bank accounts first, and with which' });
