// Undoes what scammers do to links so that filters and readers miss them: hxxp, [.], (dot), 점, 닷컴, spaced dots, (at).

import { replaceAllMapped } from './mapped-text.ts';
import type { MappedText } from './mapped-text.ts';

const HINT = /h(?:xx|\*\*|tt|t)ps?|[[({][ ]?(?:[.:/@。]|dot|at|점|닷)|점|닷|쩜| dot | \.|\. |。|골뱅이|슬래시/i;

// Endings that are no word of the three languages, so that "보내. com" is a disguise and "kasih. my" is not.
const ENDING = 'com|net|org|co\\.kr|or\\.kr|go\\.kr|kr|xyz|icu|cc|biz|info|sbs|cfd|com\\.my|net\\.my';

const DISGUISES = new RegExp(
  [
    String.raw`(?<scheme>\bh(?:xx|\*\*|tt|t)p(?<s>s?) ?(?:\[:\]|[:;]) ?[/\\]{1,2} ?[/\\]?)`,
    String.raw`(?<dot> ?[[({<] ?(?:[.。]|dot|점|닷) ?[\])}>] ?)`,
    String.raw`(?<colon>\[:\])`,
    String.raw`(?<slash>\[\/\]| ?슬래시 ?)`,
    String.raw`(?<at> ?[[({] ?(?:at|@) ?[\])}] ?|(?<=[a-z0-9]) ?골뱅이 ?(?=[a-z0-9]))`,
    String.raw`(?<dotcom>(?<=[a-z0-9]) ?(?:닷컴|점컴|쩜컴|닷 ?com))`,
    String.raw`(?<word>(?<=[a-z0-9]) ?(?:점|닷|쩜) ?(?=(?:[a-z]{2,12}[ /.]|(?:${ENDING})(?![a-z]))))`,
    String.raw`(?<spoken>(?<=[a-z0-9-]) dot (?=[a-z0-9-]{2}))`,
    String.raw`(?<spaced>(?<=[a-z0-9-]) \. (?=[a-z0-9-])|(?<=[a-z0-9-])(?: \.|\. )(?=(?:${ENDING})(?![a-z])))`,
    String.raw`(?<stop>(?<=[a-z0-9])。(?=[a-z0-9]))`,
  ].join('|'),
  'gi',
);

/** The same text with disguised links written plainly. Linear; returns `source` itself when there is nothing to undo. */
export function deobfuscate(source: MappedText): MappedText {
  return HINT.test(source.text) ? replaceAllMapped(source, DISGUISES, plainFor) : source;
}

function plainFor(match: RegExpExecArray): string | null {
  const groups = match.groups ?? {};
  if (groups['scheme'] !== undefined) return plainScheme(match[0], groups['s'] ?? '');
  if (groups['colon'] !== undefined) return ':';
  if (groups['slash'] !== undefined) return '/';
  if (groups['at'] !== undefined) return '@';
  return groups['dotcom'] === undefined ? '.' : '.com';
}

function plainScheme(written: string, secure: string): string | null {
  const plain = `http${secure.toLowerCase()}://`;
  return written.toLowerCase() === plain ? null : plain;
}
