// What the model sees of a message: its letters without what changes from copy to copy. Links, numbers and sums become one
// token each, digits only their count; Korean loses its unreliable spaces, noise between letters goes (domain rules §5.1).

/** A part of the text that is one token; offsets are into the clean text, end exclusive. */
export interface TokenSpan {
  token: Token;
  start: number;
  end: number;
}

/** Private-use characters, so that no text holds them by itself. */
export const TOKENS = {
  link: '\ue001',
  phone: '\ue002',
  account: '\ue003',
  amount: '\ue004',
  handle: '\ue005',
  secret: '\ue006',
} as const;
export type Token = (typeof TOKENS)[keyof typeof TOKENS];

/** `offsets[i]` is where unit `i` of `text` came from in the clean text. */
export interface FeatureView {
  text: string;
  offsets: Int32Array;
}

const GAP = 0x20;
/** How many equal units in a row say no more than this many (ㅋㅋㅋㅋ, sooooo). */
const MAX_REPEAT = 2;
// Four letters or more standing alone, joined by one kind of gap: `v.e.r.i.f.y`, `l o a n`.
const SPACED_LETTERS = /(?<![a-z0-9])[a-z](?:([ .*_\-~])[a-z](?![a-z0-9])){3,}/g;
// Sender lines that a telephone adds to every text from a computer, honest or not.
const SENT_BY_WEB = /\[?web ?발신\]?/g;

/** Builds the view of a folded text (see `NormalisedText.skeleton`). `spans` may overlap; the first one wins. Linear. */
export function featureView(skeleton: string, spans: readonly TokenSpan[]): FeatureView {
  const view = new ViewBuilder(skeleton.length);
  const skipped = gapsToSkip(skeleton);
  const ordered = spans.length > 1 ? spans.toSorted((a, b) => a.start - b.start) : spans;
  let next = 0;
  for (let at = 0; at < skeleton.length;) {
    while (next < ordered.length && (ordered[next]?.start ?? 0) < at) next += 1;
    const span = ordered[next];
    if (span !== undefined && span.start === at && span.end > at) {
      view.add(span.token.charCodeAt(0), at);
      at = span.end;
    } else if (skipped?.has(at) === true) at += 1;
    else at = addUnit(view, skeleton, at);
  }
  return view.build();
}

function gapsToSkip(skeleton: string): Set<number> | null {
  let skipped: Set<number> | null = null;
  const skip = (offset: number): void => {
    skipped ??= new Set();
    skipped.add(offset);
  };
  if (skeleton.includes('web')) {
    for (const match of skeleton.matchAll(SENT_BY_WEB)) for (let i = 0; i < match[0].length; i += 1) skip(match.index + i);
  }
  for (const match of skeleton.matchAll(SPACED_LETTERS)) for (let i = 1; i < match[0].length; i += 2) skip(match.index + i);
  return skipped;
}

function addUnit(view: ViewBuilder, skeleton: string, at: number): number {
  const unit = skeleton.charCodeAt(at);
  if (unit >= 0x30 && unit <= 0x39) {
    let end = at + 1;
    while (end < skeleton.length && skeleton.charCodeAt(end) >= 0x30 && skeleton.charCodeAt(end) <= 0x39) end += 1;
    view.add(digitClass(end - at), at);
    return end;
  }
  view.add(isLetter(unit) ? unit : GAP, at);
  return at + 1;
}

/** `1`…`9` for the number of digits, nine for more. */
function digitClass(length: number): number {
  return 0x30 + Math.min(length, 9);
}

export function isHangul(unit: number): boolean {
  return (unit >= 0xac00 && unit <= 0xd7a3) || (unit >= 0x3131 && unit <= 0x318e);
}

export function isToken(unit: number): boolean {
  return unit >= 0xe001 && unit <= 0xe006;
}

/** Letters of any script; all else is a gap. `%` and `'` belong to words. */
function isLetter(unit: number): boolean {
  if (unit < 0x80) return (unit >= 0x61 && unit <= 0x7a) || unit === 0x25 || unit === 0x27;
  if (isHangul(unit)) return true;
  if (unit < 0xc0 || (unit >= 0x2000 && unit < 0x3040)) return false;
  return unit < 0xd800;
}

class ViewBuilder {
  readonly #units: Uint16Array;
  readonly #offsets: Int32Array;
  #length = 0;
  #gapAt = -1;

  constructor(capacity: number) {
    this.#units = new Uint16Array(2 * capacity + 2);
    this.#offsets = new Int32Array(2 * capacity + 2);
  }

  /** A gap is written only when a unit follows it, and not beside Hangul. */
  add(unit: number, offset: number): void {
    const last = this.#length === 0 ? GAP : (this.#units[this.#length - 1] ?? GAP);
    if (unit === GAP) {
      if (this.#gapAt < 0) this.#gapAt = offset;
      return;
    }
    const hasGap = this.#gapAt >= 0 && last !== GAP && !isHangul(unit) && !isHangul(last);
    if (hasGap) this.#push(GAP, this.#gapAt);
    this.#gapAt = -1;
    if (!hasGap && this.#isRepeat(unit)) return;
    this.#push(unit, offset);
  }

  build(): FeatureView {
    return { text: decode(this.#units.subarray(0, this.#length)), offsets: this.#offsets.slice(0, this.#length) };
  }

  #push(unit: number, offset: number): void {
    this.#units[this.#length] = unit;
    this.#offsets[this.#length] = offset;
    this.#length += 1;
  }

  #isRepeat(unit: number): boolean {
    for (let back = 1; back <= MAX_REPEAT; back += 1) if (this.#units[this.#length - back] !== unit) return false;
    return !isToken(unit);
  }
}

function decode(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}
