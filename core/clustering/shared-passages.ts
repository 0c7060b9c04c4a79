// What a long report shares with those it matches, seen together. Calls that have nothing to do with each other share a passage ("this call is
// recorded", "press one"), and one passage is many shingles: between two texts it cannot be told from a script cut to pieces, between several it can.

import { SAME_SCORE, SIMILAR_SCORE, textScore, VOCABULARY } from '#core/matching/match-score.ts';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import { commonShingles } from '#core/matching/text-signature.ts';

/**
 * Two texts that have less of the shorter one in common share a passage and no more. Retold scripts (`evaluation/retell-calls.ts`): of pairs that
 * have 30 to 40 % of it in common 29 in 100 belong together, at 40 to 50 % 90, above 99.
 */
const PASSAGE = 0.45;
/** So many shingles in common are worth asking whose they are. */
const SHORTEST_PASSAGE = 8;
/** Of a text besides the passage, to say that it tells of something else. */
const STORY = 40;
const CORROBORATED = 2;
const NOTHING: ShingleSample = { shingles: new Uint32Array(), length: 0 };
/** Bit of a shingle that belongs to everybody; the lower ones are the texts', at most 10. */
const STOCK = 0x8000;

export interface SharedPassages {
  /** Whether the text at this place is the same script: alike enough without what is everybody's, and in more than a passage. */
  isSame(at: number): boolean;
  /** Whether texts of one campaign, each alike but none enough, cover the report together. */
  coverTogether(places: readonly number[]): boolean;
  /** Whether the report brings two texts together; not when it is no more than a passage of both, which otherwise tell of different things. */
  ties(one: number, other: number): boolean;
}

/** @param texts at most 10, each one matched by its text. */
export function sharePassages(report: ShingleSample, texts: readonly ShingleSample[]): SharedPassages {
  const owners = ownersOf(report, texts);
  const common = texts.map((text) => commonShingles(report, text));
  const meetings = texts.flatMap((_, one) => texts.slice(0, one).map((__, other) => meet(owners, { report, texts, common }, [one, other])));
  markStock(owners, report, meetings);
  const stock = count(owners, STOCK);
  const own = report.length * (1 - stock / Math.max(1, owners.length));
  const compared = texts.map((text, at) => {
    const all = count(owners, 1 << at);
    const shared = common[at] ?? 0;
    const left = shared * (1 - count(owners, (1 << at) | STOCK) / Math.max(1, all));
    const lengths: [number, number] = [own, text.length - shared + left];
    return { score: textScore({ common: left, lengths }), coverage: left / Math.max(1, Math.min(...lengths)), length: lengths[1] };
  });
  return {
    isSame: (at) => (compared[at]?.score ?? 0) >= SAME_SCORE && (compared[at]?.coverage ?? 0) >= PASSAGE,
    coverTogether: (places) => {
      const alike = places.filter((at) => (compared[at]?.score ?? 0) >= SIMILAR_SCORE);
      if (alike.length < CORROBORATED) return false;
      const mask = alike.reduce((sum, at) => sum | (1 << at), 0);
      const covered = owners.filter((each) => (each & STOCK) === 0 && (each & mask) !== 0).length / Math.max(1, owners.length - stock);
      const byChance = 1 - Math.exp(-alike.reduce((sum, at) => sum + (compared[at]?.length ?? 0), 0) / VOCABULARY);
      return covered - byChance >= PASSAGE * (1 - byChance);
    },
    ties: (one, other) => {
      const meeting = meetings.find(({ mask }) => mask === ((1 << one) | (1 << other)));
      return meeting === undefined || !meeting.isPassage || meeting.goesOn.every((more) => more);
    },
  };
}

/** Of each shingle of the report, a bit for every text that has it. */
function ownersOf({ shingles }: ShingleSample, texts: readonly ShingleSample[]): Uint16Array {
  const owners = new Uint16Array(shingles.length);
  for (const [at, { shingles: others }] of texts.entries()) {
    for (let i = 0, j = 0; i < shingles.length && j < others.length;) {
      const [left, right] = [shingles[i] ?? 0, others[j] ?? 0];
      if (left === right) owners[i] = (owners[i] ?? 0) | (1 << at);
      if (left <= right) i += 1;
      if (right <= left) j += 1;
    }
  }
  return owners;
}

/** Two texts and the report: what all three have, and what else. */
interface Meeting {
  mask: number;
  /** What all three have is a passage of both texts, which otherwise tell of different things. */
  isPassage: boolean;
  /** The report has more in common with the one, with the other. */
  goesOn: [boolean, boolean];
  /** Shingles that all three have, and that the report has besides. */
  passage: number;
  rest: number;
}

interface Compared {
  report: ShingleSample;
  texts: readonly ShingleSample[];
  /** Shingles that each text has in common with the report. */
  common: readonly number[];
}

function meet(owners: Uint16Array, { report, texts, common }: Compared, [one, other]: [number, number]): Meeting {
  const [a, b] = [texts[one] ?? NOTHING, texts[other] ?? NOTHING];
  const mask = (1 << one) | (1 << other);
  const passage = count(owners, mask);
  const rest = report.length - passage;
  const [restOfA, restOfB] = [a.length - passage, b.length - passage];
  const isPart = passage >= SHORTEST_PASSAGE && passage <= PASSAGE * Math.min(a.length, b.length) && Math.min(restOfA, restOfB) >= STORY;
  const alike = (all: number, x: number, y: number): boolean => textScore({ common: Math.max(0, all - passage), lengths: [x, y] }) > 0;
  if (!isPart || alike(commonShingles(a, b), restOfA, restOfB)) return { mask, passage, rest, isPassage: false, goesOn: [true, true] };
  return { mask, passage, rest, isPassage: true, goesOn: [alike(common[one] ?? 0, rest, restOfA), alike(common[other] ?? 0, rest, restOfB)] };
}

/**
 * A passage is everybody's when three texts have it and are otherwise unlike, each with each. Three cuts of one script cannot be so: of three
 * stretches of a line that overlap in one place two go on in the same direction.
 */
function markStock(owners: Uint16Array, report: ShingleSample, meetings: readonly Meeting[]): void {
  const stock = meetings.filter(
    ({ isPassage, goesOn, passage, rest }) => isPassage && !goesOn[0] && !goesOn[1] && rest >= STORY && passage <= PASSAGE * report.length,
  );
  for (const [at, own] of owners.entries()) if (stock.some(({ mask }) => (own & mask) === mask)) owners[at] = own | STOCK;
}

function count(owners: Uint16Array, mask: number): number {
  let found = 0;
  for (const each of owners) if ((each & mask) === mask) found += 1;
  return found;
}
