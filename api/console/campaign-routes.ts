// Campaigns in the console: what grows, what it says, and what officers do with it.

import type { z } from 'zod';
import {
  arrangeDone,
  arrangementPreview,
  campaignContents,
  campaignDetail,
  campaignGrowth,
  campaignPage,
  mergeProposalPage,
  timelinePage,
} from '#api/contract/campaign-answers.ts';
import {
  campaignQuery,
  detachBody,
  growthQuery,
  keepApartBody,
  mergeBody,
  mergePreviewQuery,
  nothingBody,
  pageQuery,
  REPORT_STATES,
  splitBody,
  splitPreviewBody,
} from '#api/contract/console.ts';
import { warningTimingItem } from '#api/contract/timing-answers.ts';
import type { ArrangeOutcome } from '#core/campaigns/arrangement.ts';
import { mayArrange } from '#core/campaigns/may-arrange.ts';
import { keepCampaignsApart, mergeCampaigns, undoKeepApart } from '#core/campaigns/merge-campaigns.ts';
import { listMergeProposals } from '#core/campaigns/merge-proposals.ts';
import { previewMerge, previewSplit } from '#core/campaigns/preview-arrangement.ts';
import { detachReport, splitCampaign } from '#core/campaigns/split-campaign.ts';
import { undoMerge } from '#core/campaigns/undo-merge.ts';
import { explainReporters } from '#core/clustering/explain-reporters.ts';
import { campaignGrowth as growthOf } from '#core/detection/campaign-growth.ts';
import type { CoreContext } from '#core/context.ts';
import { parseReference } from '#core/reports/reference.ts';
import type { Officer } from '#core/staff/staff.ts';
import { timingItems } from '#core/timing/timing-summary.ts';
import { openCampaign } from '#core/triage/campaign-contents.ts';
import { campaignHistory, campaignLosses, mergedNumbers } from '#core/triage/campaign-detail.ts';
import { campaignKeys, campaignMatches, campaignReporters, findCampaignId, listCampaigns } from '#core/triage/campaign-list.ts';
import { campaignPlaces } from '#core/triage/campaign-places.ts';
import { campaignTimeline } from '#core/triage/campaign-timeline.ts';
import { listReports } from '#core/triage/report-list.ts';
import { conflictOf, idOf, numberOf, orNotFound, pageOf, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

/** A campaign's reports shown with it; the queue filtered by campaign pages through all. */
const REPORTS_SHOWN = 200;
const PROPOSALS_SHOWN = 50;

export const CAMPAIGN_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/campaigns',
    capability: 'campaign.read',
    summary: 'Campaigns, the most recently seen or the fastest growing first',
    query: campaignQuery,
    answer: campaignPage,
    run: async ({ context, query }) => pageOf(await listCampaigns(context.db, { ...query, now: context.clock.now() }), query.limit, ({ number }) => number),
  }),
  route({
    method: 'get',
    path: '/campaigns/:number',
    capability: 'campaign.read',
    summary: 'A campaign, or the one it was merged into: what ties it together, what changed it, its reports',
    answer: campaignDetail,
    run: showCampaign,
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/contents',
    capability: 'report.open',
    summary: 'Its scripts, masked, and its indicators; that it was opened is in the audit trail',
    answer: campaignContents,
    run: async (call) => {
      const { id, number } = await campaignOf(call);
      return openCampaign(call.context, { by: call.by, campaign: id, number });
    },
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/timing',
    capability: 'campaign.read',
    summary: 'When each step from its first report to its first warning was taken, and who is waited for',
    answer: warningTimingItem,
    run: async (call) => orNotFound((await timingItems(call.context, { campaign: (await campaignOf(call)).number }))[0]),
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/timeline',
    capability: 'campaign.read',
    summary: 'What happened to it: reports, decisions, merges, alarms, warnings',
    answer: timelinePage,
    run: async (call) => ({ items: await campaignTimeline(call.context.db, (await campaignOf(call)).id) }),
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/growth',
    capability: 'campaign.read',
    summary: 'Reports a day by both clocks, beside what the surge detector expected of each day',
    query: growthQuery,
    answer: campaignGrowth,
    run: async (call) => {
      const { id, number } = await campaignOf(call);
      return { items: await growthOf(call.context, { id, number, days: call.query.days }) };
    },
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/merge-preview',
    capability: 'campaign.edit',
    summary: 'Both campaigns before a merge and the one after it, in numbers; changes nothing',
    query: mergePreviewQuery,
    answer: arrangementPreview,
    run: async (call) => orNotFound(await previewMerge(call.context.db, { number: numberOf(call), into: call.query.into })),
  }),
  route({
    method: 'post',
    path: '/campaigns/:number/split-preview',
    capability: 'campaign.edit',
    summary: 'The campaign before a split and both after it, in numbers; changes nothing',
    body: splitPreviewBody,
    answer: arrangementPreview,
    run: async (call) => orNotFound(await previewSplit(call.context.db, { number: numberOf(call), reports: call.body.reports.map(asReference) })),
  }),
  route({
    method: 'get',
    path: '/merge-proposals',
    capability: 'campaign.read',
    summary: 'Pairs of campaigns that reports tie together or that tell one story in different languages, for an officer to merge or to keep apart',
    query: pageQuery,
    answer: mergeProposalPage,
    run: async ({ context, query: { limit } }) => ({ items: await listMergeProposals(context.db, { limit }), next: null }),
  }),
  arrangement({
    path: '/campaigns/:number/merge',
    summary: 'Merge it into another one, which stays',
    body: mergeBody,
    take: (context, { body, ...on }) => mergeCampaigns(context, { ...on, into: body.into, seenVersion: body.seen_version }),
  }),
  arrangement({
    path: '/campaigns/:number/split',
    summary: 'Some of its reports begin a campaign of their own',
    body: splitBody,
    take: (context, { body, ...on }) => splitCampaign(context, { ...on, reports: body.reports.map(asReference), seenVersion: body.seen_version }),
  }),
  arrangement({
    path: '/campaigns/:number/detach',
    summary: 'One report does not belong to it, and does not join it again by itself',
    body: detachBody,
    take: (context, { body, ...on }) => detachReport(context, { ...on, report: asReference(body.report), seenVersion: body.seen_version }),
  }),
  arrangement({
    path: '/campaigns/:number/keep-apart',
    summary: 'It is not one with another that reports tie it to',
    body: keepApartBody,
    take: (context, { body, ...on }) => keepCampaignsApart(context, { ...on, other: body.other }),
  }),
  arrangement({
    path: '/campaigns/:number/undo-keep-apart',
    summary: 'Keeping apart is taken back: the two may be proposed again',
    body: keepApartBody,
    take: (context, { body, ...on }) => undoKeepApart(context, { ...on, other: body.other }),
  }),
  route({
    method: 'post',
    path: '/campaign-changes/:id/undo',
    capability: 'campaign.edit',
    summary: 'Undo a merge: both campaigns stand for themselves again',
    body: nothingBody,
    answer: arrangeDone,
    run: async (call) => presentOutcome(await undoMerge(call.context, { by: call.by, change: idOf(call) })),
  }),
];

interface Arrangement<Body extends z.ZodType> {
  path: string;
  summary: string;
  body: Body;
  take(context: CoreContext, call: { by: Officer; number: number; body: z.infer<Body> }): Promise<ArrangeOutcome>;
}

function arrangement<Body extends z.ZodType>({ path, summary, body, take }: Arrangement<Body>): ConsoleRoute {
  return route({
    method: 'post',
    path,
    capability: 'campaign.edit',
    summary,
    body,
    answer: arrangeDone,
    run: async (call) => presentOutcome(await take(call.context, { by: call.by, number: numberOf(call), body: call.body })),
  });
}

function presentOutcome(outcome: ArrangeOutcome): unknown {
  if (outcome.kind === 'not_found') return orNotFound(null);
  if (outcome.kind === 'conflict') throw conflictOf(outcome.reason, outcome.happened);
  return outcome;
}

/** What can be no reference stays as it is: it is in no campaign. */
function asReference(written: string): string {
  return parseReference(written) ?? written;
}

/** A campaign that was merged stands for where it leads. */
async function campaignOf(call: ConsoleCall): Promise<Awaited<ReturnType<typeof listCampaigns>>[number] & { id: string }> {
  const { db, clock } = call.context;
  const number = numberOf(call);
  const id = orNotFound(await findCampaignId(db, number));
  const [campaign] = await listCampaigns(db, { number, limit: 1, now: clock.now() });
  return { ...orNotFound(campaign), id };
}

async function showCampaign(call: ConsoleCall): Promise<unknown> {
  const { db } = call.context;
  const { id, ...campaign } = await campaignOf(call);
  const weighed = await campaignReporters(db, campaign.number);
  const proposals = await listMergeProposals(db, { campaign: id, limit: PROPOSALS_SHOWN });
  const items = await listReports(call.context, { campaign: campaign.number, states: REPORT_STATES, limit: REPORTS_SHOWN });
  return {
    ...campaign,
    weighed: { ...weighed, explained: explainReporters(weighed, call.translator, call.by.language) },
    may: mayArrange(call.by, { members: items.length, proposals: proposals.length }),
    places: await campaignPlaces(db, id),
    losses: await campaignLosses(db, id),
    merged: await mergedNumbers(db, id),
    proposals,
    history: await campaignHistory(db, id),
    keys: await campaignKeys(db, campaign.number),
    matches: await campaignMatches(db, campaign.number),
    items,
  };
}
