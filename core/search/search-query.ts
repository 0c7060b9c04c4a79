// What an officer typed into the search field: where it leads by itself, or what a report must contain.

import { parseAlertCode } from '#core/alerts/alert-code.ts';
import { parseReference } from '#core/reports/reference.ts';
import { bareDigits, DIGIT_GRAM, gramsOf, searchable, type Run, type Searchable } from './grams.ts';

export type Direct = { kind: 'report'; reference: string } | { kind: 'campaign'; number: number } | { kind: 'alert'; code: string };

/** Things that name themselves; whether they exist is seen later. `#12` is a campaign; a bare number is searched for. */
export function directOf(typed: string): Direct[] {
  const reference = parseReference(typed);
  const campaign = /^\s*#\s*(\d{1,9})\s*$/.exec(typed)?.[1];
  const code = /\d/.test(typed) && /[a-z]/i.test(typed) ? parseAlertCode(typed) : null;
  return [
    ...(reference === null ? [] : [{ kind: 'report', reference } as const]),
    ...(campaign === undefined ? [] : [{ kind: 'campaign', number: Number(campaign) } as const]),
    ...(code === null ? [] : [{ kind: 'alert', code } as const]),
  ];
}

/** All of them must be found. */
export type Terms = Pick<Run, 'kind' | 'text'>[];

const NUMBER = /^[+(]?[\d\s\-.()]{4,}$/;

/** A number in any format is one term; else each word is, or the runs of letters and digits in it. */
export function termsOf(typed: string): Terms {
  if (NUMBER.test(typed.trim())) {
    const text = bareDigits(typed);
    if (text.length >= DIGIT_GRAM) return [{ kind: 'd', text }];
  }
  return typed.split(/\s+/).flatMap((word) => searchable(word).runs.map(({ kind, text }) => ({ kind, text })));
}

/** Pieces that narrow the search; none: nothing of it is long enough to be looked for. */
export function gramsOfTerms(terms: Terms): string[] {
  return [...new Set(terms.flatMap(gramsOf))];
}

/** UTF-16 offsets of every place; null: one of the terms is nowhere in it. */
export function hitsIn({ runs }: Searchable, terms: Terms): [start: number, end: number][] | null {
  const hits: [number, number][] = [];
  for (const term of terms) {
    const found = runs.flatMap((run) => (run.kind === term.kind ? placesIn(run, term.text) : []));
    if (found.length === 0) return null;
    hits.push(...found);
  }
  return merged(hits);
}

function placesIn({ text, begins, ends }: Run, wanted: string): [number, number][] {
  const places: [number, number][] = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + 1)) places.push([begins[from] ?? 0, ends[from + wanted.length - 1] ?? 0]);
  return places;
}

function merged(hits: [number, number][]): [number, number][] {
  const apart: [number, number][] = [];
  for (const [start, end] of hits.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else apart.push([start, end]);
  }
  return apart;
}
