// Campaigns in different languages that tell one story. Record linkage after Fellegi and Sunter (1969): each trait of the one that the other has,
// too, speaks for it, the rarer among campaigns of that language and type the more; each that it lacks speaks a little against it. What decides is
// not how alike two are but how far ahead of all others in that language: a story that many tell has many candidates and none.

/** A campaign as its reports tell it. */
export interface CampaignStory {
  id: string;
  /** Of most of its reports. Malay and Indonesian are one. */
  language: string;
  type: string;
  /** Those that enough of its reports have ({@link pooledTraits}). */
  traits: ReadonlySet<string>;
}

/** What tells how usual a trait is, besides the campaigns themselves. */
export type UsualStory = Omit<CampaignStory, 'id'>;

export interface SameStory {
  campaigns: [string, string];
  /** 0…1, the lesser of both directions: that of all in the other language this one tells it, if as many tell it as do not. */
  probability: number;
  /** The most telling first. */
  shared: string[];
}

/** Share of a campaign's reports that have a trait of it: a call cut short lacks some. */
const POOLED = 0.3;
/** Fewer reports are one person's way of telling. */
export const STORY_REPORTS = 3;
/**
 * Probability that a telling in another language has a trait because this one has it, by kind of trait. From the development half of the parallel
 * scripts (`evaluation/measure-stories.ts`): a rail or channel is seldom said.
 */
const RETOLD: Readonly<Record<string, number>> = { motif: 0.5, concept: 0.4, rail: 0.4, channel: 0.15 };
/** ln of how much rarer one story is read as two types than two stories are. */
const OTHER_TYPE = -2.5;
/** Campaigns of a type after which its own rate of a trait counts as much as the language's. */
const SHRINKAGE = 10;
/** Campaigns as many as all other scripts count for: much while there are few, little among hundreds. */
const USUAL_COUNTS = 20;
/** From here on it is proposed. */
export const PROPOSED_FROM = 0.8;

/** Of all reports of a campaign, the traits that it has. */
export function pooledTraits(reports: readonly (readonly string[])[]): Set<string> {
  const counts = Map.groupBy(
    reports.flatMap((traits) => [...new Set(traits)]),
    (trait) => trait,
  );
  return new Set([...counts].filter(([, { length }]) => length >= POOLED * reports.length).map(([trait]) => trait));
}

interface Search {
  /** Other scripts, by which traits are rare or not while there are few campaigns. */
  usual: readonly UsualStory[];
  from?: number;
}

/** Pairs that are each other's best and likely enough, the likeliest first. At most one pair a campaign and language. */
export function findSameStories(campaigns: readonly CampaignStory[], { usual, from = PROPOSED_FROM }: Search): SameStory[] {
  const byLanguage = Map.groupBy(usual, groupOf);
  const shelves = new Map([...Map.groupBy(campaigns, groupOf)].map(([language, own]) => [language, new Shelf(own, byLanguage.get(language) ?? [])]));
  const best = new Map<CampaignStory, Map<string, Candidate>>();
  for (const campaign of campaigns) best.set(campaign, bestCandidates(campaign, shelves));
  const found = campaigns.flatMap((campaign) =>
    [...(best.get(campaign)?.values() ?? [])].flatMap(({ story: other, probability }): SameStory[] => {
      const back = best.get(other)?.get(groupOf(campaign));
      if (groupOf(campaign) > groupOf(other) || back?.story !== campaign) return [];
      const both = Math.min(probability, back.probability);
      return both < from ? [] : [{ campaigns: [campaign.id, other.id], probability: both, shared: sharedTraits([campaign, other], shelves) }];
    }),
  );
  return found.toSorted((a, b) => b.probability - a.probability);
}

function groupOf({ language }: UsualStory): string {
  return language === 'id' ? 'ms' : language;
}

interface Candidate {
  story: CampaignStory;
  probability: number;
}

/** The best of each other language. */
function bestCandidates(campaign: CampaignStory, shelves: ReadonlyMap<string, Shelf>): Map<string, Candidate> {
  const own = shelves.get(groupOf(campaign));
  const best = new Map<string, Candidate>();
  for (const [language, shelf] of shelves) {
    if (own === undefined || shelf === own) continue;
    const ratios = ratiosTo(campaign, { own, shelf });
    const at = ratios.reduce((most, ratio, index) => (ratio > (ratios[most] ?? 0) ? index : most), 0);
    const story = shelf.stories[at];
    const total = ratios.reduce((sum, ratio) => sum + ratio, ratios.length);
    if (story !== undefined) best.set(language, { story, probability: (ratios[at] ?? 0) / total });
  }
  return best;
}

/** For each of the shelf, how much likelier it is one story with this than another of its type: the mean of what each says of the other. */
function ratiosTo(campaign: CampaignStory, { own, shelf }: { own: Shelf; shelf: Shelf }): Float64Array {
  const sums = new Float64Array(shelf.stories.length);
  for (const trait of campaign.traits) {
    const weight = own.weightOf(trait, campaign.type);
    for (const at of shelf.having(trait)) sums[at] = (sums[at] ?? 0) + weight + shelf.weightOf(trait, shelf.stories[at]?.type ?? '');
  }
  const missing = own.missing(campaign);
  return sums.map((sum, at) => {
    const other = shelf.stories[at];
    return other === undefined ? 0 : Math.exp((sum + missing + shelf.missing(other)) / 2 + (other.type === campaign.type ? 0 : OTHER_TYPE));
  });
}

function sharedTraits([one, other]: readonly [CampaignStory, CampaignStory], shelves: ReadonlyMap<string, Shelf>): string[] {
  const weightOf = (trait: string): number => [one, other].reduce((sum, story) => sum + (shelves.get(groupOf(story))?.weightOf(trait, story.type) ?? 0), 0);
  return [...one.traits].filter((trait) => other.traits.has(trait)).toSorted((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1));
}

function retold(trait: string): number {
  return RETOLD[trait.slice(0, trait.indexOf(':'))] ?? 0;
}

/** The campaigns of one language, and how usual each trait is among them and other scripts. */
class Shelf {
  readonly stories: readonly CampaignStory[];
  readonly #all: ReadonlyMap<string, number>;
  readonly #usual: ReadonlyMap<string, number>;
  readonly #weightOfUsual: number;
  readonly #byType = new Map<string, { size: number; counts: ReadonlyMap<string, number>; weights: Map<string, number> }>();
  readonly #missing = new Map<CampaignStory, number>();
  readonly #having = new Map<string, number[]>();

  constructor(stories: readonly CampaignStory[], usual: readonly UsualStory[]) {
    this.stories = stories;
    this.#all = countTraits(stories);
    this.#usual = countTraits(usual);
    this.#weightOfUsual = USUAL_COUNTS / Math.max(1, usual.length);
    for (const [type, own] of Map.groupBy(stories, (story) => story.type)) {
      this.#byType.set(type, { size: own.length, counts: countTraits(own), weights: new Map() });
    }
    for (const [at, story] of stories.entries()) {
      for (const trait of story.traits) append(this.#having, trait, at);
      this.#missing.set(
        story,
        [...story.traits].reduce((sum, trait) => sum + Math.log(1 - retold(trait)), 0),
      );
    }
  }

  /** Places of the stories that have it. */
  having(trait: string): readonly number[] {
    return this.#having.get(trait) ?? [];
  }

  /** What it says when the other has none of its traits. */
  missing(story: CampaignStory): number {
    return this.#missing.get(story) ?? 0;
  }

  /** What it says more when the other has this one. */
  weightOf(trait: string, type: string): number {
    const group = this.#byType.get(type);
    const known = group?.weights.get(trait);
    if (known !== undefined) return known;
    const overall = ((this.#all.get(trait) ?? 0) + (this.#usual.get(trait) ?? 0) * this.#weightOfUsual + 0.5) / (this.stories.length + USUAL_COUNTS + 1);
    const usual = Math.min(0.9, ((group?.counts.get(trait) ?? 0) + SHRINKAGE * overall) / ((group?.size ?? 0) + SHRINKAGE));
    const again = retold(trait);
    const weight = Math.log((again + (1 - again) * usual) / usual) - Math.log(1 - again);
    group?.weights.set(trait, weight);
    return weight;
  }
}

function countTraits(stories: readonly UsualStory[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { traits } of stories) for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  return counts;
}

function append(lists: Map<string, number[]>, key: string, value: number): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
