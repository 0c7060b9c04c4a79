// Which campaign each of a group of reports joins, or that it begins one. What was decided is written at the end, together; only a report that
// ties campaigns to each other needs to find the decisions before it in the tables.

import { v7 as uuidv7 } from 'uuid';
import { membershipsOf, storeMembers, type Membership, type NewCampaign, type NewMember } from '#core/campaigns/campaign-store.ts';
import { isDormant } from '#core/campaigns/dormancy.ts';
import { tieToCampaign, wake } from '#core/campaigns/tie-to-campaign.ts';
import { chooseCampaign, type CampaignMatch } from '#core/clustering/choose-campaign.ts';
import type { DatabaseTransaction } from '#core/database.ts';
import type { ReportMatch } from '#core/matching/match.ts';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import type { Reading } from '#core/reading/reading.ts';

interface ReportToPlace {
  id: string;
  receivedAt: Date;
  reading: Pick<Reading, 'verdict' | 'type'>;
  signature: ShingleSample;
}

export interface Placing {
  /** In the order in which they are placed. */
  reports: readonly ReportToPlace[];
  /** Their matches, of earlier reports or of each other. */
  found: ReadonlyMap<string, readonly ReportMatch[]>;
  /** Those that are in a campaign and stay there. */
  stayed: ReadonlySet<string>;
  now: Date;
}

/** Under the joining lock. @returns the campaign of each that is in one. */
export async function placeReports(tx: DatabaseTransaction, { reports, found, stayed, now }: Placing): Promise<Map<string, string>> {
  const placement = await Placement.begin(tx, [...[...found.values()].flatMap((matches) => matches.map(({ id }) => id)), ...stayed]);
  for (const report of reports) if (!stayed.has(report.id)) await placement.place(report, found.get(report.id) ?? [], now);
  await placement.write();
  return placement.campaigns;
}

class Placement {
  /** By report. */
  readonly campaigns = new Map<string, string>();
  readonly #tx: DatabaseTransaction;
  readonly #lastSeen = new Map<string, Date>();
  #begun: NewCampaign[] = [];
  #members: NewMember[] = [];

  private constructor(tx: DatabaseTransaction, memberships: ReadonlyMap<string, Membership>) {
    this.#tx = tx;
    for (const [report, { campaign, lastSeenAt }] of memberships) {
      this.campaigns.set(report, campaign);
      this.#lastSeen.set(campaign, lastSeenAt);
    }
  }

  static async begin(tx: DatabaseTransaction, reports: readonly string[]): Promise<Placement> {
    return new Placement(tx, await membershipsOf(tx, reports));
  }

  /** Talk about scams and unreadable texts begin no campaign of their own. */
  async place(report: ReportToPlace, matches: readonly ReportMatch[], now: Date): Promise<void> {
    const choice = chooseCampaign(
      matches.flatMap((match) => this.#withCampaign(match)),
      report.signature,
    );
    if (choice.kind === 'new' && report.reading.verdict === 'benign') return;
    const arrival = { reportId: report.id, seenAt: report.receivedAt, joinedAt: now };
    if (choice.kind === 'join') {
      const campaignId = await this.#campaignFor([choice.campaign, ...choice.mergeWith], arrival);
      this.#join({ ...arrival, campaignId, joinedBy: choice.joinedBy });
      return;
    }
    const campaignId = uuidv7();
    this.#begun.push({ id: campaignId, type: report.reading.type });
    this.#join({ ...arrival, campaignId, joinedBy: [] });
  }

  async write(): Promise<void> {
    const decided = { begun: this.#begun, members: this.#members };
    this.#begun = [];
    this.#members = [];
    await storeMembers(this.#tx, decided);
  }

  /** @param tied the campaign of the best match first. */
  async #campaignFor(tied: readonly [string, ...string[]], arrival: { reportId: string; seenAt: Date; joinedAt: Date }): Promise<string> {
    const [only, ...others] = tied;
    const sleeps = isDormant({ lastSeenAt: this.#lastSeen.get(only) ?? arrival.seenAt }, arrival.seenAt);
    if (others.length === 0 && !sleeps) return only;
    await this.write();
    if (others.length === 0) {
      await wake(this.#tx, only, arrival);
      return only;
    }
    const { campaign, absorbed } = await tieToCampaign(this.#tx, tied, arrival);
    for (const [report, each] of this.campaigns) if (absorbed.includes(each)) this.campaigns.set(report, campaign);
    return campaign;
  }

  #join(member: NewMember): void {
    const { reportId, campaignId, seenAt } = member;
    this.#members.push(member);
    this.campaigns.set(reportId, campaignId);
    const before = this.#lastSeen.get(campaignId);
    if (before === undefined || before < seenAt) this.#lastSeen.set(campaignId, seenAt);
  }

  #withCampaign(match: ReportMatch): CampaignMatch[] {
    const campaign = this.campaigns.get(match.id);
    return campaign === undefined ? [] : [{ ...match, campaign }];
  }
}
