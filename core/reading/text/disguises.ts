// The ways people write a link or an address so that neither filter nor reader sees one. Variants are those that the tools of
// incident responders undo (iocextract, ioc-finder, cacador) and those that Korean and Malay scam messages use.

import type { Survey } from '../survey/survey.ts';
import hostsFile from '../data/hosts.json' with { type: 'json' };

const OPEN = String.raw`[\[({<]`;
const CLOSE = String.raw`[\])}>]`;
/** Words for a dot in brackets; outside them only some are taken. */
const DOT_WORD = 'dot|d0t|point|punkt|punto|titik|noktah|점|닷|쩜';

/** What stands between a scheme and its host: a colon and slashes, each perhaps in brackets, or what is left of them. */
const SEPARATOR = String.raw` ?${OPEN}? ?[:;] ?${CLOSE}? ?(?:${OPEN}? ?[/\\] ?${CLOSE}?){1,5}|${OPEN}:?\/\/${CLOSE}|__|\/\/:?`;

/** Disguises that nobody writes for another reason. `scheme` keeps its `s`; `dot` covers spaces around it. */
export const CERTAIN_DISGUISES = new RegExp(
  [
    String.raw`(?<scheme>(?:h ?[tx*_z#-] ?[tx*_z#-]?|h[tx*]|(?<![a-z])[htx*]{1,5}) ?p{1,2} ?${OPEN}?(?<s>s?)${CLOSE}?(?:${SEPARATOR})\s{0,2}(?=[\p{L}\p{N}[]))`,
    String.raw`(?<dot> ?${OPEN}{1,2} ?(?:[.。,·]|${DOT_WORD}) ?${CLOSE}{1,2}\s?)`,
    String.raw`(?<half>(?<=[\p{L}\p{N}])(?:[[({]\.(?=[\p{L}\p{N}])|\.[\])}](?=[\p{L}\p{N}])))`,
    String.raw`(?<escaped>\\\.)`,
    String.raw`(?<solidus>\\\/|[[({]\/{1,2}[\])}]| ?[[({] ?slash ?[\])}] ?| ?슬래[시쉬] ?)`,
    String.raw`(?<colon>[[({]:[\])}])`,
    String.raw`(?<at> ?[[({<] ?(?:at|@|골뱅이|앳) ?[\])}>] ?|(?<=[a-z0-9]) ?골뱅이 ?(?=[a-z0-9]))`,
    String.raw`(?<stop>(?<=[a-z0-9])。(?=[a-z0-9])|(?<=[\p{L}\p{N}])。(?=[a-z]{2,12}(?![a-z])))|(?<linked>(?:[。닷쩜]|%2e)(?<=:\/\/[\p{L}\p{N}.-]{1,60}(?:[。닷쩜]|%2e))(?=[\p{L}\p{N}]))`,
  ].join('|'),
  'giu',
);
/** One of these signs, 슬래 or 골뱅이 is in every match of CERTAIN_HINT. */
export const LINK_SIGNS = '[](){}<>:;_/\\。';
const CERTAIN_HINT =
  /p ?[[({<]?s?[\])}>]? ?(?:[[({<]? ?[:;]|__|\/\/|[[({<]\/)|[[({<] ?(?:[.:/@。,·]|dot|d0t|at|p[ou]n|titik|noktah|slash|점|닷|쩜|골|앳)|\.[\])}]|\\[./]|슬래|골뱅이|。|:\/\/[^/]*(?:[닷쩜]|%2e)/i;

const NEVER_WORDS = hostsFile.neverWordTlds.join('|');
/** `. com`, `. co.kr`: a space after a full stop is ordinary unless an ending follows. */
const ENDING_AHEAD = String.raw`(?=(?:(?:${NEVER_WORDS})(?![a-z0-9-])|(?:com|co|net|org|gov|edu|or|go|ac|re|ne|web) ?\. ?[a-z]{2}(?![a-z])))`;
const DOUBTFUL = [
  String.raw`(?<spelled>(?<=[a-z0-9]) ?(?:점|닷|쩜) ?(?<ending>컴|넷|케이알|씨오 ?(?:점|닷|쩜)? ?케이알|오알지|탑|샵|숍|인포|비즈))`,
  String.raw`(?<word>(?<=[\p{L}\p{N}-])(?: ?(?:점|닷|쩜) ?|(?: dot | titik |-dot-|_dot_|\*dot\*|"dot"|'dot'))(?=[\p{L}\p{N}]))`,
  String.raw`(?<mark>(?<=[a-z0-9])[·•・,](?=[a-z]{2}))`,
  String.raw`(?<percent>(?<=[a-z0-9-])%2e(?=[a-z0-9]))`,
  String.raw`(?<name>(?<=[a-z0-9]) at (?=[a-z0-9-]{2,40}(?: dot |\.)[a-z]{2}))`,
  String.raw`(?<solidus>(?<=[a-z0-9]) slash (?=[a-z0-9]))`,
];
const LEFT = String.raw`(?<=[\p{L}\p{N}-])`;

/** Disguises that are also ordinary writing; each is undone only where what follows ends like a host. */
export const DOUBTFUL_DISGUISES = new RegExp([...DOUBTFUL, String.raw`(?<spaced>${LEFT}(?: \. ?(?=[a-z0-9가-힣])|\. ${ENDING_AHEAD}))`].join('|'), 'giu');
/** The same where a link has begun, whose every full stop may have a space beside it. */
export const DOUBTFUL_IN_LINKS = new RegExp([...DOUBTFUL, String.raw`(?<spaced>${LEFT}(?: \. | \.|\. )(?=[a-z0-9가-힣]))`].join('|'), 'giu');
const DOUBTFUL_WORD = /[·•・점닷쩜]|dot| titik | slash | at [a-z0-9-]{2,40}(?: dot |\.)|%2e/i;
const DOUBTFUL_COMMA = /,[a-z]{2,6}(?:\.[a-z]{2})?\//i;
const STOP_APART = / \. ?[a-z0-9가-힣]/i;
const ENDING_HERE = new RegExp(ENDING_AHEAD, 'iy');
/** Where a full stop with a space may still be a link's. */
const LINK_BEGUN = /(?::\/\/|www)[^\n]{0,80}\. [a-z0-9가-힣]/i;
/** What the survey looks for. */
export const DISGUISE_WORDS: readonly RegExp[] = [/슬래|골뱅이/, DOUBTFUL_WORD];

/** Whether a disguise that nobody writes for another reason may be there. */
export function mayBeDisguised(text: string, seen: Survey): boolean {
  return (seen.counts.hasLinkSign || seen.mayHold('disguise')) && CERTAIN_HINT.test(text);
}

/** Whether one of DOUBTFUL_DISGUISES may be there. @param seen null: not known */
export function mayBeDoubtful(text: string, seen: Survey | null): boolean {
  if ((seen === null || seen.mayHold('disguise')) && DOUBTFUL_WORD.test(text)) return true;
  if (text.includes('/') && DOUBTFUL_COMMA.test(text)) return true;
  return hasStopBeforeEnding(text) || (text.includes(' .') && STOP_APART.test(text));
}

/** One stop, a space and an ending; `x.. com` is none. */
function hasStopBeforeEnding(text: string): boolean {
  for (let stop = text.indexOf('. '); stop >= 0; stop = text.indexOf('. ', stop + 1)) {
    ENDING_HERE.lastIndex = stop + 2;
    if (stop > 0 && text.charAt(stop - 1) !== '.' && ENDING_HERE.test(text)) return true;
  }
  return false;
}

/** Whether a link has begun in which spaces may stand beside a full stop. */
export function mayHaveSpacedLink(text: string): boolean {
  return text.includes('. ') && LINK_BEGUN.test(text);
}

/** What is said for an ending, letter by letter. */
export const SPELLED_ENDINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 컴: 'com', 넷: 'net', 케이알: 'kr', 오알지: 'org', 탑: 'top', 샵: 'shop', 숍: 'shop', 인포: 'info', 비즈: 'biz' }),
);
