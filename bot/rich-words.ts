// The words of a rich message (paragraphs, lists, tables, folded parts), as one plain text: what is forwarded from a channel often is one.
// https://core.telegram.org/bots/api#richmessage

/** Far above what Telegram lets anybody write. */
const MOST_CHARACTERS = 32_768;
/** Blocks within blocks; what lies deeper is nobody's to read. */
const DEEPEST = 24;

/** Parts of one line, and parts that stand on lines of their own. */
const INLINE = ['label', 'summary', 'text', 'alternative_text', 'expression', 'credit'] as const;
const LINES = ['caption', 'items', 'cells', 'blocks', 'buttons', 'button'] as const;

/** @param blocks as they came; whatever has no words gives none. */
export function richWords(blocks: readonly unknown[]): string {
  return lines(blocks, DEEPEST).slice(0, MOST_CHARACTERS).toWellFormed();
}

function lines(nodes: readonly unknown[], depth: number): string {
  return nodes
    .map((node) => wordsOf(node, depth))
    .filter((words) => words.trim() !== '')
    .join('\n');
}

function wordsOf(node: unknown, depth: number): string {
  if (typeof node === 'string') return node;
  if (depth === 0 || typeof node !== 'object' || node === null) return '';
  // A table's row, or what a line is made of.
  if (Array.isArray(node)) return node.map((each) => wordsOf(each, depth - 1)).join(node.some(isCell) ? ' ' : '');
  const parts = node as Record<string, unknown>;
  const line = INLINE.map((name) => wordsOf(parts[name], depth - 1)).filter(Boolean);
  // An address that hides behind words is what matters most.
  const address = typeof parts['url'] === 'string' && !line.includes(parts['url']) ? [parts['url']] : [];
  const below = LINES.map((name) => belowOf(parts[name], depth - 1));
  return [[...line, ...address].join(' '), ...below].filter(Boolean).join('\n');
}

function belowOf(node: unknown, depth: number): string {
  return Array.isArray(node) ? lines(node, depth) : wordsOf(node, depth);
}

function isCell(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'valign' in node;
}
