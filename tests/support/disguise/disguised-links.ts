// Writes links the ways people write them so that filters do not see them, glued into sentences of three languages.

import type { Random } from '#core/reading/training/random.ts';

import { realLink } from './real-links.ts';
import type { RealLink } from './real-links.ts';

/** A message with one link in it, and the canonical value that must be found. */
export interface DisguisedLink {
  text: string;
  value: string;
  /** How it was written; figures are given by this. */
  kind: string;
}

type Writer = (plain: string, random: Random) => string;

const SCHEMES: Readonly<Record<string, (secure: string) => string[]>> = {
  hxxp: (s) => [
    `hxxp${s}://`,
    `hXXp${s}://`,
    `HXXP${s.toUpperCase()}://`,
    `hxp${s}://`,
    `h**p${s}://`,
    `h__p${s}://`,
    `htxp${s}://`,
    `hxtp${s}://`,
    `hzzp${s}://`,
  ],
  colon: (s) => [
    `http${s}[:]//`,
    `hxxp${s}[:]//`,
    `http${s}[://]`,
    `hxxp${s}[://]`,
    `http${s}:[//]`,
    `http${s}(:)//`,
    `http${s}[:/]/`,
    `http${s}__`,
    `hxxp${s}__`,
    `http${s}[:]/​/`,
  ],
  slashes: (s) => [
    `http${s}:\\\\`,
    `http${s}:/`,
    `http${s};//`,
    `http${s}: //`,
    `http${s} ://`,
    `http${s}:// `,
    `http${s}//`,
    `http${s}:///`,
    `http${s}：／／`,
    `H t t p ${s} : / / `.replace('  ', ' '),
  ],
};

const DOTS: Readonly<Record<string, string[]>> = {
  bracketed: ['[.]', '(.)', '{.}', '<.>', ' [.] ', '[.', '.]', '(.', '[ . ]', '[。]', '\\.', '[[.]]'],
  named: ['[dot]', '(dot)', '{dot}', '<dot>', '[DOT]', '[d0t]', ' [dot] ', '(Dot)', '-dot-', '_dot_', '[점]', '(닷)', '[punto]', '*dot*', '"dot"', '(titik)'],
  spoken: [' dot ', ' DOT ', '점', ' 점 ', '닷', ' 닷 ', '쩜', ' 쩜 ', ' titik '],
  odd: ['．', '。', '․', '｡', '%2e', '%2E', '\u200b.\u200b', '.\u2060', '·'.replace('·', '․')],
  spaced: [' . ', ' .', '. '],
};

/** Replaces the dots of the host: all of them, or the last alone as iocextract's tests do. */
function dotted(plain: string, dot: string, all: boolean): string {
  const match = /^([a-z]+:\/\/(?:[^/?#]*@)?)([^/?#]*)(.*)$/su.exec(plain);
  if (match === null) return plain;
  const [, scheme = '', host = '', rest = ''] = match;
  const disguised = all ? host.replaceAll('.', () => dot) : host.replace(/\.(?=[^.]*$)/u, () => dot);
  return `${scheme}${disguised}${rest}`;
}

const dotWriter =
  (name: string, withScheme: boolean): Writer =>
  (plain, random) => {
    const written = dotted(plain, random.pick(DOTS[name] ?? []), random.chance(0.6));
    return withScheme ? written : written.replace(/^https?:\/\//, '');
  };

const schemeWriter =
  (name: string): Writer =>
  (plain, random) => {
    const secure = plain.startsWith('https') ? 's' : '';
    const scheme = random.pick(SCHEMES[name]?.(secure) ?? []);
    const rest = plain.replace(/^https?:\/\//, '');
    const dotless = scheme.includes(' ')
      ? rest
      : random.chance(0.5)
        ? dotted(plain, random.pick(['[.]', '(.)', '[dot]']), true).replace(/^https?:\/\//, '')
        : rest;
    return `${scheme}${dotless}`;
  };

function sprinkled(plain: string, random: Random): string {
  return [...plain]
    .map((character) => (random.chance(0.15) ? `${character}${random.pick(['\u200b', '\u200c', '\u200d', '\ufeff', '\u00ad', '\u2060'])}` : character))
    .join('');
}

function fullWidth(plain: string): string {
  return plain.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

const WRITERS: Readonly<Record<string, Writer>> = {
  plain: (plain) => plain,
  bare: (plain) => plain.replace(/^https?:\/\//, ''),
  hxxp: schemeWriter('hxxp'),
  colon: schemeWriter('colon'),
  slashes: schemeWriter('slashes'),
  bracketed: dotWriter('bracketed', true),
  'bracketed bare': dotWriter('bracketed', false),
  named: dotWriter('named', true),
  'named bare': dotWriter('named', false),
  spoken: dotWriter('spoken', false),
  odd: dotWriter('odd', true),
  'odd bare': dotWriter('odd', false),
  spaced: dotWriter('spaced', true),
  sprinkled,
  'full width': fullWidth,
  upper: (plain) => plain.replace(/^(https?:\/\/)([^/?]*)/u, (all) => all.toUpperCase()),
  slashed: (plain) => plain.replace(/(?<=[^:/])\/(?=.)/gu, '[/]'),
};

/** What stands around the link; `glue` ones touch it. `|` is where it goes. */
const FRAMES: Readonly<Record<string, string[]>> = {
  spaced: [
    '지금 | 에서 확인하세요',
    '[국외발신] 택배 주소 불일치 확인: | ',
    'Sila layari | untuk tuntut hadiah',
    'Please visit | now',
    'Link: |',
    '|',
    '|\n감사합니다',
    'buka |\nterima kasih',
    'Your parcel is held. Pay at | today. Thanks',
    'Akaun anda disekat. | Sahkan segera.',
    '→ | ←',
  ],
  wrapped: [
    '<|>',
    '[|]',
    '(|)',
    '"|"',
    "'|'",
    '“|”',
    '「|」',
    '【|】',
    '[링크](|)',
    '[click here](|) now',
    '<a href="|">x</a>',
    '`|`',
    '*|*',
    '{|}',
    '(see |)',
    'klik (|).',
  ],
  punctuated: ['visit |.', 'visit |, then', 'buka |!', '확인 |?', 'see |; ok', 'link |...', 'link |…', '링크:|~', '|).', 'go to |!!!', '"|",'],
  glued: ['여기|', '확인:|', '주소는|', '클릭▶|', '링크→|', '👉|', '👉|👈', '[클릭]|', '접속하세요!|', '문의)|', '点击|', 'Link:|', 'klik:|', '=>|'],
  particle: [
    '|로 접속',
    '|에서 확인',
    '|을 눌러',
    '|입니다',
    '|으로 들어오세요',
    '|에 접속하면',
    '|까지',
    '|확인',
    '|접속하세요',
    '|클릭',
    '여기|에서',
    '|登录',
  ],
};

function framed(link: string, frame: string): string {
  return frame.replace('|', () => link);
}

/** Endings after which a particle or mark cannot be told from the link itself. */
function isOpenEnded(plain: string): boolean {
  return /[^A-Za-z0-9]$/.test(plain) || /[^\x00-\x7f][^./?]*$/u.test(plain);
}

/** Writers after which the scheme is gone. */
function losesScheme(writer: string): boolean {
  return writer === 'bare' || writer === 'spoken' || writer.endsWith(' bare');
}

function suits(link: RealLink, writer: string, frame: string): boolean {
  const bare = losesScheme(writer);
  if (bare && (link.kind === 'user' || link.kind === 'ip')) return false;
  if (writer === 'bare' && !link.standsAlone) return false;
  if ((writer === 'spoken' || writer === 'spaced' || writer === 'odd bare') && (!link.standsAlone || link.kind === 'idn')) return false;
  if (link.kind === 'ip' && /spoken|spaced|named|odd/.test(writer)) return false;
  if (link.kind === 'user' && writer !== 'plain' && writer !== 'hxxp') return false;
  if (frame !== 'spaced' && isOpenEnded(link.plain)) return false;
  if (frame === 'glued' && bare && (link.kind === 'idn' || writer === 'spoken')) return false;
  if (frame === 'wrapped' && /slash|bracketed/.test(writer) && /[()]/.test(link.plain)) return false;
  if (writer === 'full width' && (frame !== 'spaced' || link.kind === 'idn')) return false;
  return true;
}

/** Canonical value: the plain link as WHATWG writes it, or with http when the scheme is gone. */
function valueOf(link: RealLink, writer: string): string {
  const url = losesScheme(writer) ? link.plain.replace(/^https:/, 'http:') : link.plain;
  return new URL(url).href;
}

/** One disguised link in a sentence, drawn at random. */
export function disguisedLink(random: Random): DisguisedLink {
  for (;;) {
    const link = realLink(random);
    const writer = random.pick(Object.keys(WRITERS));
    const frame = random.pick(Object.keys(FRAMES));
    if (!suits(link, writer, frame)) continue;
    const written = (WRITERS[writer] ?? String)(link.plain, random);
    return { text: framed(written, random.pick(FRAMES[frame] ?? [])), value: valueOf(link, writer), kind: `${writer} / ${frame} / ${link.kind}` };
  }
}
