// Words without which a pattern cannot match, read off the pattern itself so that they never fall behind it (the prefilter of RE2 does the
// same). What is not understood requires nothing, so a gate made of these words may open in vain but never hides a match.

/** First in a word before which no letter a–z stands. */
export const EDGE_BEFORE = '\u0001';
/** Last in a word after which no letter a–z stands. */
export const EDGE_AFTER = '\u0002';

type Node =
  | { kind: 'text'; options: readonly string[] }
  | { kind: 'anything' }
  | { kind: 'some'; node: Node }
  | { kind: 'sequence'; nodes: readonly Node[] }
  | { kind: 'choice'; nodes: readonly Node[] };

/** `exact`: all that a part can match, where that is a short list. `required`: one of these words is in every match. */
interface Known {
  exact: readonly string[] | null;
  required: readonly string[] | null;
}

/** Longer lists of exact strings are given up for the words required. */
const MAX_EXACT = 128;
/** Larger classes of characters are anything. */
const MAX_CLASS = 6;
const LAST_LATIN = '\u02ff';
const EDGE_SIGNS = new RegExp(`[${EDGE_BEFORE}${EDGE_AFTER}]+`, 'g');
const ANYTHING: Node = { kind: 'anything' };
const NOTHING: Node = { kind: 'text', options: [''] };
/** By how they begin: what may not stand before, what may not stand after, and either. */
const EDGES: Readonly<Record<string, Node>> = {
  '(?<!': { kind: 'text', options: [EDGE_BEFORE] },
  '(?!': { kind: 'text', options: [EDGE_AFTER] },
  '\\b': { kind: 'text', options: [EDGE_BEFORE + EDGE_AFTER] },
};
const EDGE_NODES: ReadonlySet<Node | undefined> = new Set(Object.values(EDGES));

/** Lower case, one of them in every match of the pattern; null when it requires no word. */
export function requiredWords({ source, ignoreCase }: RegExp): readonly string[] | null {
  return requiredBy(new PatternReader(source).read())?.map((word) => (ignoreCase ? withoutEdges(word) : word).toLowerCase()) ?? null;
}

export function withoutEdges(word: string): string {
  return word.replace(EDGE_SIGNS, '');
}

/** Units one of which begins every match, after {@link EDGE_BEFORE} where no letter stands before it; null for a pattern that may begin with anything. */
export function firstUnits({ source }: RegExp): ReadonlySet<string> | null {
  const { units, mayBeEmpty } = firstOf(new PatternReader(source).read());
  return units === null || mayBeEmpty ? null : new Set(units);
}

interface First {
  units: readonly string[] | null;
  mayBeEmpty: boolean;
}

function firstOf(node: Node): First {
  switch (node.kind) {
    case 'text': {
      const texts = node.options.map(withoutEdges);
      return { units: texts.flatMap((text) => (text === '' ? [] : [text.charAt(0)])), mayBeEmpty: texts.includes('') };
    }
    case 'anything':
      return { units: null, mayBeEmpty: true };
    case 'some':
      return firstOf(node.node);
    case 'choice': {
      const all = node.nodes.map(firstOf);
      const units = all.every((each) => each.units !== null) ? all.flatMap((each) => each.units ?? []) : null;
      return { units, mayBeEmpty: all.some(({ mayBeEmpty }) => mayBeEmpty) };
    }
    case 'sequence':
      return firstOfSequence(node.nodes);
  }
}

function firstOfSequence(nodes: readonly Node[]): First {
  const found: string[] = [];
  let edge = '';
  for (const node of nodes) {
    if ((node === EDGES['(?<!'] || node === EDGES['\\b']) && found.length === 0) edge = EDGE_BEFORE;
    const { units, mayBeEmpty } = firstOf(node);
    if (units === null) return { units: null, mayBeEmpty };
    found.push(...units.map((unit) => (unit.startsWith(EDGE_BEFORE) ? unit : edge + unit)));
    if (!mayBeEmpty) return { units: found, mayBeEmpty };
  }
  return { units: found, mayBeEmpty: true };
}

function requiredBy(node: Node): readonly string[] | null {
  const { exact, required } = know(node);
  return better(exact, required);
}

function know(node: Node): Known {
  switch (node.kind) {
    case 'text':
      return { exact: node.options, required: null };
    case 'anything':
      return { exact: null, required: null };
    case 'some':
      return { exact: null, required: requiredBy(node.node) };
    case 'choice':
      return knowChoice(node.nodes);
    case 'sequence':
      return knowSequence(withEdgesInside(node.nodes));
  }
}

function knowChoice(nodes: readonly Node[]): Known {
  const known = nodes.map(know);
  const exact = known.every((each) => each.exact !== null) ? known.flatMap((each) => each.exact ?? []) : null;
  if (exact !== null && exact.length <= MAX_EXACT) return { exact, required: null };
  const required = known.map((each) => better(each.exact, each.required));
  return { exact: null, required: required.every((each) => each !== null) ? required.flat() : null };
}

function knowSequence(nodes: readonly Node[]): Known {
  let [open, whole]: [readonly string[], boolean] = [[''], true];
  let required: readonly string[] | null = null;
  for (const node of nodes) {
    const known = know(node);
    const joined = known.exact === null ? null : known.exact.flatMap((after) => open.map((before) => join(before, after)));
    if (joined !== null && joined.length <= MAX_EXACT) {
      open = joined;
      continue;
    }
    whole = false;
    required = better(better(required, open), known.required);
    open = known.exact ?? [''];
  }
  return whole ? { exact: open, required: null } : { exact: null, required: better(required, open) };
}

/** `(?<![a-z])(?:ic|kp)(?![a-z])`: the edges belong to each choice. */
function withEdgesInside(nodes: readonly Node[]): Node[] {
  return nodes.map((node, at): Node => {
    if (node.kind !== 'choice') return node;
    const [before, after] = [nodes[at - 1], nodes[at + 1]];
    const edged = (inner: Node): Node => ({
      kind: 'sequence',
      nodes: [...edgeIn(before), inner, ...edgeIn(after)],
    });
    return { kind: 'choice', nodes: node.nodes.map(edged) };
  });
}

function edgeIn(node: Node | undefined): Node[] {
  return node !== undefined && EDGE_NODES.has(node) ? [node] : [];
}

/** An edge within a word says nothing that the letters beside it do not. */
function join(before: string, after: string): string {
  const joined = before + after;
  return joined.replace(EDGE_SIGNS, (edges, at: number) => {
    const isFirst = at === 0 && edges.includes(EDGE_BEFORE);
    const isLast = at + edges.length === joined.length && edges.includes(EDGE_AFTER);
    return (isFirst ? EDGE_BEFORE : '') + (isLast ? EDGE_AFTER : '');
  });
}

/** The longer words tell more; fewer of them where they are as long. */
function better(a: readonly string[] | null, b: readonly string[] | null): readonly string[] | null {
  const [worthA, worthB] = [worthOf(a), worthOf(b)];
  if (worthA === worthB) return worthA === 0 || (a ?? []).length <= (b ?? []).length ? a : b;
  return worthA > worthB ? a : b;
}

/** Characters of the shortest word, edges for half; a syllable of Hangul tells as much as two letters. */
function worthOf(words: readonly string[] | null): number {
  return words === null ? 0 : Math.min(...words.map(worthOfWord));
}

function worthOfWord(word: string): number {
  if (withoutEdges(word) === '') return -1;
  return [...word].reduce((worth, unit) => worth + (unit <= EDGE_AFTER ? 0.5 : unit > LAST_LATIN ? 2 : 1), 0);
}

const EDGE = /(?<kind>\(\?<?!)\[(?:0-9)?a-z(?:0-9)?\]\)|\\b/y;
const AROUND = /\(\?<?[=!]/y;
const GROUP = /\((?:\?:|\?<[a-z0-9]+>)?/iy;
const CLASS = /\[(?<signs>(?:\\.|[^\]\\])*)\]/y;
const QUANTIFIER = /(?<least>[*?+]|\{(?<from>[0-9]+)(?<to>,[0-9]*)?\})\??/y;
const ESCAPED_CLASS = /\\(?:[dDwWsS0-9]|[pP]\{[^}]*\}|k<[a-z]+>)|[.]/iy;
const ESCAPED = /\\(?:u\{(?<long>[0-9a-f]+)\}|u(?<short>[0-9a-f]{4})|x(?<byte>[0-9a-f]{2})|(?<control>[nrtfv])|(?<sign>.))/iy;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** Reads as much of a pattern as is needed to tell words from everything else. */
class PatternReader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Node {
    const choices: Node[] = [this.#sequence()];
    while (this.#skips('|')) choices.push(this.#sequence());
    return choices.length === 1 ? (choices[0] ?? NOTHING) : { kind: 'choice', nodes: choices };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#source.length && !'|)'.includes(this.#source.charAt(this.#at))) nodes.push(this.#quantified(this.#part()));
    return { kind: 'sequence', nodes };
  }

  #quantified(node: Node): Node {
    const groups = this.#take(QUANTIFIER)?.groups;
    if (groups === undefined) return node;
    const { least = '', from, to } = groups;
    if (least === '?') return { kind: 'choice', nodes: [NOTHING, node] };
    if (least === '*' || from === '0') return ANYTHING;
    return from === '1' && to === undefined ? node : { kind: 'some', node };
  }

  #part(): Node {
    const edge = this.#take(EDGE);
    if (edge !== null) return EDGES[edge.groups?.['kind'] ?? '\\b'] ?? NOTHING;
    if (this.#take(AROUND) !== null) {
      this.#group();
      return NOTHING;
    }
    if (this.#take(GROUP) !== null) return this.#group();
    const signs = this.#take(CLASS)?.groups?.['signs'];
    if (signs !== undefined) return classOf(signs);
    if (this.#take(ESCAPED_CLASS) !== null) return ANYTHING;
    const escaped = this.#take(ESCAPED)?.groups;
    if (escaped !== undefined) return { kind: 'text', options: [unescaped(escaped)] };
    const sign = this.#source.charAt(this.#at);
    this.#at += 1;
    return sign === '^' || sign === '$' ? NOTHING : { kind: 'text', options: [sign] };
  }

  #group(): Node {
    const node = this.read();
    this.#at += 1;
    return node;
  }

  #skips(sign: string): boolean {
    if (this.#source.charAt(this.#at) !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }
}

function unescaped({ long, short, byte, control, sign = '' }: Readonly<Record<string, string | undefined>>): string {
  const code = long ?? short ?? byte;
  return code === undefined ? (CONTROLS[control ?? ''] ?? sign) : String.fromCodePoint(Number.parseInt(code, 16));
}

/** The characters of a small class without ranges; all others are anything. */
function classOf(signs: string): Node {
  if (signs.startsWith('^') || /\\|.-./.test(signs)) return ANYTHING;
  const options = [...signs];
  return options.length <= MAX_CLASS ? { kind: 'text', options } : ANYTHING;
}
