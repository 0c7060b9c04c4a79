// The one place where likeness of texts and shared indicators become a score and a band, for known patterns, earlier
// reports and campaigns alike.

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

import type { TellingIndicator } from './indicator-weight.ts';
import type { Match, MatchBand, MatchEvidence } from './match.ts';

/** At and above: safe to join automatically. Only the scale's meaning; where it lies on texts is set by the anchors below. */
export const SAME_SCORE = 0.8;
/** At and above: an officer should see it. Below: no match. */
export const SIMILAR_SCORE = 0.4;
/** Matches returned for one report. */
export const MATCH_LIMIT = 10;

/**
 * Of one text lying inside another (a script quoted within a report, or cut): so many shingles are taken off as chance, and the rest of the
 * shorter text counts as much less as its other half may differ. A short text inside a long one so says little, without a limit of length.
 */
const CHANCE_SHINGLES = 5;
const CONTAINED_SHARE = 0.62;
/** Under so many distinct shingles (about 20 letters or syllables) even equal texts are never joined by text alone, whatever they say. */
export const SHORTEST_SAME = 20;

/** How likeness is read: of texts by their plain shingles, or by weighed ones. */
export interface TextScale {
  /** [likeness, score], linear between. */
  anchors: readonly (readonly [number, number])[];
  /** Under so many distinct shingles even equal texts are not `same`. */
  shortestSame: number;
  /** Under so many, texts say nothing ("네", "ok, transfer dulu"). */
  shortestSimilar: number;
}

/**
 * Measured with `robustness/measure-corpus.ts` on 430 scripts of the corpus a language, 1,200 other scripts and 1,500 ordinary messages: above 0.33
 * about one other script in a hundred meets a known one (most are the same story told by another gang) and hardly an ordinary message; of most
 * kinds of edit 98 % and more stay above it.
 */
const PLAIN: TextScale = { anchors: anchorsOf(0.45), shortestSame: SHORTEST_SAME, shortestSimilar: 8 };
/**
 * Where shingles count by how rare they are ({@link shingleWeight}), what is common to many scripts brings no text near another, and less asks
 * for as much certainty. Measured as above: other scripts that match fall from 1.0–1.1 to 0.3–0.8 %, and of the 60 % left of a Korean script 94
 * instead of 54 % are the same (decision 24).
 */
export const WEIGHED: TextScale = { anchors: anchorsOf(0.4), shortestSame: 12, shortestSimilar: 6 };
/** Texts that a shingle is thought to have been counted in before any: keeps few known patterns from telling what is common. */
const PRIOR_TEXTS = 50;

// Long texts differ in more than they share: transcripts of one recorded call, or two tellings of one story. For them it counts how much more
// they share than chance brings, in standard deviations of a count: (common - expected) / √shorter. Two texts of one language share as many
// shingles as if each had been drawn from a few thousand (3,720 over 152,333 pairs of transcripts of different campaigns). On 559 transcripts
// of 97 campaigns (`clustering/evaluation`) 1 pair of different ones in 1,000 lies above 2.3, in 10,000 above 3.3, in 100,000 above 4.6; of 39
// unrelated long scam scripts in Korean none lies above 2.9, where common / √shorter alone reaches 5.
export const VOCABULARY = 4_000;
/** A message of a line or two is told by its likeness: from a short text up to two deviations more are asked, from one twice as long as this none. */
const LONG = 60;
const OVERLAP_ANCHORS = [
  [1.5, 0],
  [2.75, SIMILAR_SCORE],
  [3.75, SAME_SCORE],
  [12, 1],
] as const;

/** What two texts have in common: distinct shingles, by number or by weight. */
export interface TextLikeness {
  common: number;
  lengths: readonly [number, number];
  /** Distinct shingles of the shorter text, where the others are weights. */
  shortest?: number;
}

/** Score, 0…1, of two texts by themselves. Symmetric, and never falls as `common` grows. */
export function textScore({ common, lengths, shortest }: TextLikeness, scale: TextScale = PLAIN): number {
  const shorter = Math.min(lengths[0], lengths[1]);
  const distinct = shortest ?? shorter;
  if (distinct < scale.shortestSimilar) return 0;
  const resemblance = common / (lengths[0] + lengths[1] - common);
  const contained = (CONTAINED_SHARE * common) / (shorter + CHANCE_SHINGLES);
  const caution = Math.max(0, 2 - shorter / LONG);
  const overlap = (common - (lengths[0] * lengths[1]) / VOCABULARY) / Math.sqrt(shorter) - caution;
  const score = Math.max(along(scale.anchors, Math.max(resemblance, contained)), along(OVERLAP_ANCHORS, overlap));
  return distinct < scale.shortestSame ? Math.min(score, SAME_SCORE - 0.01) : score;
}

/** Likeness and overlap that one score asks for; either will do. */
export interface NeededLikeness {
  likeness: number;
  overlap: number;
}

export function neededFor(score: number, { anchors }: TextScale): NeededLikeness {
  return { likeness: backAlong(anchors, score), overlap: backAlong(OVERLAP_ANCHORS, score) };
}

/** Least `common` with which two texts can have what is needed: the inverse of {@link textScore}, limits of length aside. */
export function leastCommon({ likeness, overlap }: NeededLikeness, length: number, other: number): number {
  const shorter = length < other ? length : other;
  const caution = shorter < 2 * LONG ? 2 - shorter / LONG : 0;
  const byResemblance = (likeness * (length + other)) / (1 + likeness);
  const byContainment = (likeness * (shorter + CHANCE_SHINGLES)) / CONTAINED_SHARE;
  const byOverlap = (overlap + caution) * Math.sqrt(shorter) + (length * other) / VOCABULARY;
  return Math.min(byResemblance, byContainment, byOverlap);
}

/**
 * Weight, 0…1, of a shingle that `frequency` of `texts` have: its inverse document frequency (Spärck Jones 1972) beside that of one only a single
 * text has.
 */
export function shingleWeight(frequency: number, texts: number): number {
  return 1 - Math.log(Math.max(1, frequency)) / Math.log(texts + PRIOR_TEXTS);
}

export function bandOf(score: number): MatchBand {
  return score >= SAME_SCORE ? 'same' : 'similar';
}

/**
 * One match from the texts' score and the indicators both have, or null below {@link SIMILAR_SCORE}. Pieces of evidence add as
 * independent probabilities: 1 − ∏(1 − strength); of things that come together (a link and its domain, a phone and its WhatsApp) the
 * strongest counts. The way of working (`modus`, 0…0.6) supports a match and makes none, nor one `same`.
 */
export function matchFrom(id: string, { text, modus = 0 }: { text: number; modus?: number }, common: readonly TellingIndicator[]): Match | null {
  const strongest = new Map<string, number>();
  for (const { kind, weight } of common) {
    strongest.set(FAMILIES[kind] ?? kind, Math.max(weight, strongest.get(FAMILIES[kind] ?? kind) ?? 0));
  }
  const doubt = [...strongest.values()].reduce((left, weight) => left * (1 - weight), 1 - text);
  const alone = Math.round((1 - doubt) * 10_000) / 10_000;
  if (alone < SIMILAR_SCORE) return null;
  const supported = Math.min(Math.round((1 - doubt * (1 - modus)) * 10_000) / 10_000, SAME_SCORE - 0.01);
  const score = Math.max(alone, supported);
  const kinds = [...new Set(common.map(({ kind }) => kind))];
  const via: MatchEvidence[] = [...(text >= SIMILAR_SCORE ? (['text'] as const) : []), ...kinds, ...(modus > 0 ? (['modus'] as const) : [])];
  return { id, score, band: bandOf(score), via };
}

/** Best first; equal scores in the order of their ids, so that an answer never depends on the order of the candidates. */
export function bestMatches<Found extends Match>(matches: readonly Found[]): Found[] {
  return matches.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MATCH_LIMIT);
}

const FAMILIES: Partial<Record<IndicatorKind, string>> = { url: 'link', domain: 'link', app: 'link', phone: 'phone', whatsapp: 'phone' };

function anchorsOf(same: number): TextScale['anchors'] {
  return [
    [0.15, 0],
    [0.33, SIMILAR_SCORE],
    [same, SAME_SCORE],
    [1, 1],
  ];
}

function along(anchors: readonly (readonly [number, number])[], at: number): number {
  let fromX = 0;
  let fromY = 0;
  // NOTE by index: to take pairs apart in `for … of` is ten times as slow, and this was most of scoring.
  for (let next = 0; next < anchors.length; next += 1) {
    const x = anchors[next]?.[0] ?? 0;
    const y = anchors[next]?.[1] ?? 0;
    if (at <= x) return x === fromX ? y : fromY + ((at - fromX) / (x - fromX)) * (y - fromY);
    fromX = x;
    fromY = y;
  }
  return fromY;
}

/** The least `x` whose `along` is `y`, for y above 0. */
function backAlong(anchors: TextScale['anchors'], y: number): number {
  let [fromX, fromY] = [0, 0];
  for (const [x, toY] of anchors) {
    if (y <= toY && toY > fromY) return fromX + ((y - fromY) / (toY - fromY)) * (x - fromX);
    [fromX, fromY] = [x, toY];
  }
  return Infinity;
}
