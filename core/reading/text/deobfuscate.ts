// Undoes what scammers do to links so that filters and readers miss them. First what nobody writes for another reason (hxxp,
// [.], [at]), then what may be ordinary writing too (점, " dot ", spaced dots), which needs an ending of a host behind it.

import { CERTAIN_DISGUISES, DOUBTFUL_DISGUISES, DOUBTFUL_IN_LINKS, mayBeDisguised, mayBeDoubtful, mayHaveSpacedLink, SPELLED_ENDINGS } from './disguises.ts';
import { isEverydayWord } from './everyday-words.ts';
import { endingKind } from './host-endings.ts';
import type { EndingKind } from './host-endings.ts';
import type { Survey } from '../survey/survey.ts';
import { replaceAllMapped } from './mapped-text.ts';
import type { MappedText } from './mapped-text.ts';

/** The same text with disguised links written plainly. Linear; returns `source` itself when there is nothing to undo. @param seen of its folded form */
export function deobfuscate(source: MappedText, seen: Survey): MappedText {
  const plain = mayBeDisguised(source.text, seen) ? replaceAllMapped(source, CERTAIN_DISGUISES, certainly) : source;
  if (mayHaveSpacedLink(plain.text)) return replaceAllMapped(plain, DOUBTFUL_IN_LINKS, perhaps);
  return mayBeDoubtful(plain.text, plain === source ? seen : null) ? replaceAllMapped(plain, DOUBTFUL_DISGUISES, perhaps) : plain;
}

function certainly(match: RegExpExecArray): string | null {
  const groups = match.groups ?? {};
  if (groups['scheme'] !== undefined) return plainScheme(match[0], groups['s'] ?? '');
  if (groups['half'] !== undefined) return continuesSentence(match) ? null : '.';
  if (groups['dot'] !== undefined) return isDotBetween(match) ? '.' : null;
  if (groups['colon'] !== undefined) return ':';
  if (groups['solidus'] !== undefined) return match[0].includes('//') ? '//' : '/';
  return groups['at'] === undefined ? '.' : '@';
}

function plainScheme(written: string, secure: string): string | null {
  const plain = `http${secure.toLowerCase()}://`;
  return written.toLowerCase() === plain ? null : plain;
}

/** `done.)Then`: a bracket closed after a full stop. */
function continuesSentence({ input, index, 0: written }: RegExpExecArray): boolean {
  return /[A-Z]/.test(input.charAt(index + written.length)) && !/[A-Z0-9]/.test(input.charAt(index - 1));
}

/** A bracketed dot stands between two labels; `평점(점)` or `(.)` alone does not. */
function isDotBetween({ input, index, 0: written }: RegExpExecArray): boolean {
  if (!/[\p{L}\p{N}\])-]/u.test(input.charAt(index - 1))) return false;
  return (written.includes('점') && !/[a-z]/i.test(input.charAt(index - 1)) ? /[A-Za-z0-9]/ : /[\p{L}\p{N}[({<]/u).test(input.charAt(index + written.length));
}

function perhaps(match: RegExpExecArray): string | null {
  const groups = match.groups ?? {};
  const { input, index } = match;
  const end = index + match[0].length;
  if (groups['spelled'] !== undefined) return spelledEnding(groups['ending'] ?? '', input.charAt(end));
  if (groups['word'] !== undefined) return isSpokenHost(match) ? '.' : null;
  if (groups['spaced'] !== undefined) return isSpacedHost(match) ? '.' : null;
  if (groups['mark'] !== undefined) return isMarkedHost(match) ? '.' : null;
  if (groups['percent'] !== undefined) return /(?:^|[^\w.%/?=&#-])[\w.%-]{1,64}$/.test(input.slice(Math.max(0, index - 65), index)) ? '.' : null;
  if (groups['solidus'] !== undefined) return endingKind(labelBefore(input, index)) === 'none' ? null : '/';
  return isAddressee(input, index) ? '@' : null;
}

function spelledEnding(ending: string, next: string): string | null {
  if (/[가-힣]/.test(next) && !/[으로에을를은는이가입도만]/.test(next)) return null;
  if (ending.startsWith('씨오')) return '.co.kr';
  const plain = SPELLED_ENDINGS.get(ending);
  return plain === undefined ? null : `.${plain}`;
}

/** ` at ` joins an e-mail address only when the word before it cannot be one of the sentence. */
function isAddressee(input: string, index: number): boolean {
  const before = input.slice(Math.max(0, index - 60), index);
  const name = /[a-z0-9._+-]+$/i.exec(before)?.[0] ?? '';
  return /[0-9._]/.test(name) || /(?:mail|메일|emel|contact|hubungi|문의)[^a-z0-9]{1,4}[a-z0-9._+-]+$/i.test(before);
}

/** `name`: an everyday word as an ending counts where it is not one of the commonest. */
type Accepted = EndingKind | 'name';
const ANY: readonly EndingKind[] = ['never', 'plain', 'word'];
const LABEL = /(?:(?! ?[점닷쩜]|-dot-|_dot_)[\p{L}\p{N}-]){1,63}/iuy;
const DOT_LIKE = / ?(?:\.|점|닷|쩜) ?| dot | titik |-dot-|_dot_|\*dot\*|"dot"|'dot'/iy;
const MAX_LABELS = 6;

/**
 * Whether labels from the end of the match on lead to an ending of one of the `accepted` kinds. An everyday word counts when a
 * path follows it.
 */
function isHostAhead({ input, index, 0: written }: RegExpExecArray, accepted: readonly Accepted[]): boolean {
  let at = index + written.length;
  for (let count = 0; count < MAX_LABELS; count += 1) {
    LABEL.lastIndex = at;
    const label = LABEL.exec(input)?.[0];
    if (label === undefined) return false;
    const latin = /^[a-z0-9-]+(?=[가-힣\u3040-\u9fff])/i.exec(label)?.[0] ?? label;
    const kind = endingKind(latin);
    const after = input.charAt(at + latin.length);
    if (isOneCase(latin) && (accepted.includes(kind) || (kind === 'word' && accepted.includes('name') && !isEverydayWord(latin.toLowerCase())))) return true;
    if (kind !== 'none' && (/[/?#]/.test(after) || latin !== label || (after === ':' && /[0-9]/.test(input.charAt(at + latin.length + 1))))) return true;
    DOT_LIKE.lastIndex = at + label.length;
    const dot = DOT_LIKE.exec(input)?.[0];
    if (dot === undefined) return false;
    at += label.length + dot.length;
  }
  return false;
}

/** `. Top` begins a sentence, `.top` and `.TOP` do not. */
function isOneCase(label: string): boolean {
  return label === label.toLowerCase() || label === label.toUpperCase();
}

const LINK_BEGUN = /(?:https?:\/\/|\bwww ?\.? ?)(?:[a-z0-9가-힣%-]+(?: ?[.점닷쩜] ?| dot )){0,4}[a-z0-9가-힣-]*$/i;
/** Second-level labels under a country's ending. */
const SECOND_LEVEL = /^(?:com|co|net|org|gov|edu|or|go|ac|re|ne|web|in)$/i;

/** Points said or marked. Between marks or written without spaces any ending will do, ` dot ` asks for one that is no word. */
function isSpokenHost(match: RegExpExecArray): boolean {
  if (!isHostAhead(match, ANY)) return false;
  const { input, index, 0: written } = match;
  const left = labelBefore(input, index);
  if (/^[0-9]+$/.test(left) && /점/.test(written)) return isHostAhead(match, ['never']);
  const isAttached = !written.includes(' ') && written.toLowerCase() !== '-dot-';
  if (isAttached || SECOND_LEVEL.test(left) || LINK_BEGUN.test(input.slice(Math.max(0, index - 100), index))) return true;
  const isName = !isEverydayWord(left.toLowerCase()) && (/[a-z]/i.test(left) || /[닷쩜]/.test(written));
  return isHostAhead(match, isName ? ['never', 'plain', 'name'] : ['never', 'plain']);
}

function isSpacedHost(match: RegExpExecArray): boolean {
  const { input, index, 0: written } = match;
  const before = input.slice(Math.max(0, index - 100), index);
  const left = labelBefore(input, index);
  const leftIsEnding = endingKind(left) !== 'none' && before.slice(0, -left.length).endsWith('.');
  if (LINK_BEGUN.test(before) && !leftIsEnding) return isHostAhead(match, ANY);
  if (written !== '. ') return isHostAhead(match, SECOND_LEVEL.test(left) ? ANY : ['never', 'plain']);
  if (leftIsEnding)
    return SECOND_LEVEL.test(left) && (/\. [a-z]+$/i.test(before) || /^[a-z]{2}[/?:][^ ]/.test(input.slice(index + 2, index + 6))) && isHostAhead(match, ANY);
  return !isEverydayWord(left.toLowerCase()) && isEndingNext(input, index + written.length);
}

/** `evil. com`, `evil. co.kr`: the ending itself comes next, not another host. */
function isEndingNext(input: string, at: number): boolean {
  LABEL.lastIndex = at;
  const label = LABEL.exec(input)?.[0] ?? '';
  const next = input.charAt(at + label.length);
  if (SECOND_LEVEL.test(label) && /^ ?\. ?[a-z]{2}(?![a-z])/.test(input.slice(at + label.length, at + label.length + 5))) return true;
  return endingKind(label) === 'never' && isOneCase(label) && next !== '.';
}

/** `evil·com`, and with a path also `evil,com/x`. */
function isMarkedHost({ input, index, 0: written }: RegExpExecArray): boolean {
  const next = /^[a-z]{2,12}(?:\.[a-z]{2})?(?![a-z0-9])/i.exec(input.slice(index + 1, index + 17))?.[0] ?? '';
  const isEnding = endingKind(next.slice(next.lastIndexOf('.') + 1)) === 'never';
  return isEnding && (written !== ',' || input.charAt(index + 1 + next.length) === '/');
}

const LABEL_CHARACTER = /[\p{L}\p{N}-]/u;

function labelBefore(input: string, index: number): string {
  let start = index;
  while (start > 0 && index - start < 63 && LABEL_CHARACTER.test(input.charAt(start - 1))) start -= 1;
  return input.slice(start, index);
}
