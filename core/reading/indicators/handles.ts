// Finds messenger and social accounts: in links (t.me, wa.me, open.kakao.com …), as @name, and as "카톡 아이디 abc".

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

import type { FoundLink } from './links.ts';
import type { TakenRanges } from './spans.ts';
import type { Survey } from '../survey/survey.ts';

/** An account found; offsets are into the clean text. Names are lower case without @, invitations whole URLs. */
export interface FoundHandle {
  kind: Extract<IndicatorKind, 'telegram' | 'whatsapp' | 'kakaotalk' | 'line' | 'handle'>;
  value: string;
  start: number;
  end: number;
}

type Account = Pick<FoundHandle, 'kind' | 'value'>;

/** The account a link leads to, if it leads to one. */
export function handleInLink(link: FoundLink): FoundHandle | null {
  const host = link.url.hostname.replace(/^(?:www|m)\./, '');
  const reader = LINK_READERS.get(host);
  const account = reader?.(link.url) ?? null;
  return account === null ? null : { ...account, start: link.start, end: link.end };
}

const LINK_READERS: ReadonlyMap<string, (url: URL) => Account | null> = new Map([
  ['t.me', readTelegram],
  ['telegram.me', readTelegram],
  ['telegram.dog', readTelegram],
  ['wa.me', readWhatsApp],
  ['api.whatsapp.com', readWhatsApp],
  ['chat.whatsapp.com', (url) => ({ kind: 'whatsapp', value: url.href })],
  ['whatsapp.com', (url) => (url.pathname.startsWith('/channel/') ? { kind: 'whatsapp', value: url.href } : null)],
  ['open.kakao.com', readKakao],
  ['pf.kakao.com', readKakao],
  ['line.me', readLine],
  ['lin.ee', (url) => ({ kind: 'line', value: url.href })],
  ['instagram.com', readProfile],
  ['facebook.com', readProfile],
  ['tiktok.com', readProfile],
]);

function readTelegram(url: URL): Account | null {
  const [first = '', second] = url.pathname.split('/').filter((part) => part !== '');
  if (first.startsWith('+') || first === 'joinchat') return { kind: 'telegram', value: url.href };
  const name = first === 's' ? (second ?? '') : first;
  return /^[A-Za-z][A-Za-z0-9_]{3,31}$/.test(name) ? { kind: 'telegram', value: name.toLowerCase() } : null;
}

function readWhatsApp(url: URL): Account | null {
  const number = (url.searchParams.get('phone') ?? url.pathname.slice(1)).replace(/[^0-9]/g, '');
  if (/^[1-9][0-9]{7,14}$/.test(number)) return { kind: 'whatsapp', value: `+${number}` };
  return url.pathname.length > 1 ? { kind: 'whatsapp', value: url.href } : null;
}

function readKakao(url: URL): Account | null {
  return url.pathname.length > 2 ? { kind: 'kakaotalk', value: url.href } : null;
}

function readLine(url: URL): Account | null {
  const name = /\/ti\/p\/~([A-Za-z0-9._-]{2,40})/.exec(decodeLoosely(url.pathname));
  if (name?.[1] !== undefined) return { kind: 'line', value: name[1].toLowerCase() };
  return url.pathname.includes('/ti/') ? { kind: 'line', value: url.href } : null;
}

function readProfile(url: URL): Account | null {
  const name = /^\/@?([A-Za-z0-9._]{3,40})\/?$/.exec(url.pathname);
  return name?.[1] === undefined ? null : { kind: 'handle', value: name[1].toLowerCase() };
}

function decodeLoosely(path: string): string {
  return path.replaceAll('%7E', '~');
}

const AT_NAME = /@([a-z][a-z0-9_.]{2,31})/g;
const NAME_CHARACTER = /[a-z0-9._%+-]/;
const WINDOW = 18;
const PLATFORM_CUES: readonly (readonly [FoundHandle['kind'], RegExp])[] = [
  ['telegram', /텔레|텔그|^텔$|telegram|\btele\b|\btg\b/],
  ['kakaotalk', /카톡|카카오|ㅋㅌ|kakao/],
  ['line', /라인|\bline\b/],
  ['handle', /인스타|페이스북|페북|틱톡|트위터|위챗|insta|facebook|\big\b|\bfb\b|tiktok|twitter|wechat/],
];

// A platform's name, then a word for account or a colon, then the name itself.
const PLATFORM =
  '텔레그램|텔레그|텔레|텔(?= ?(?:id|아이디|[:@]))|telegram|\\btele|\\btg|카카오톡|카톡|ㅋㅌ|kakaotalk|kakao|라인|\\bline|위챗|wechat|weixin|微信|인스타그램|인스타|instagram|\\binsta|\\big|\\bsignal|\\bzalo|\\bviber';
export const NAMED_ACCOUNT = new RegExp(
  String.raw`(?<platform>${PLATFORM})(?: ?(?:아이디|id|계정|친구 ?추가|추가|친추|채널|user(?:name)?|handle)(?:는|은|가| is| ialah)? ?[:=]? ?|(?:으로|로)? ?[:=] ?)@?(?<name>[a-z][a-z0-9._-]{3,31})`,
  'g',
);
/** A name with a digit or an underscore needs no word for account between. `line 2` is none: that word is too common. */
export const NAME_AFTER_PLATFORM =
  /(?<platform>텔레그램|텔레|telegram|\btele|\btg|카카오톡|카톡|ㅋㅌ|kakaotalk|kakao|위챗|wechat|인스타|instagram|\binsta)(?:으로|로|에서)? ?(?:추가 ?)?@?(?<name>[a-z][a-z0-9.-]*[0-9_][a-z0-9._-]*)/g;
const APP_LINK = /(?:tg:\/\/(?:resolve\/?\?domain=(?<telegram>[a-z][a-z0-9_]{3,31}))|whatsapp:\/\/send\/?\?phone=\+?(?<whatsapp>[1-9][0-9]{7,14}))/g;
const COMMON_WORDS =
  /^(?:https?|www|channel|group|chat|link|number|nombor|phone|message|grup|saluran|with|dengan|yang|saya|untuk|only|sahaja|admin|user|id|add|apps?|account|akaun)$/;

/** Accounts in links that open an app (`tg://`, `whatsapp://`); to be asked before numbers are looked for. */
export function findAppLinks(words: string, taken: TakenRanges): FoundHandle[] {
  if (!words.includes('://')) return [];
  const found: FoundHandle[] = [];
  for (const match of words.matchAll(APP_LINK)) {
    const { telegram, whatsapp } = match.groups ?? {};
    const span = { start: match.index, end: match.index + match[0].length };
    if (taken.overlaps(span.start, span.end)) continue;
    found.push(telegram === undefined ? { kind: 'whatsapp', value: `+${whatsapp ?? ''}`, ...span } : { kind: 'telegram', value: telegram, ...span });
    taken.add(span);
  }
  return found;
}

/** Accounts named in the folded text outside links; adds what it finds to `taken`. */
export function findHandles(words: string, taken: TakenRanges, seen: Survey): FoundHandle[] {
  return [...(seen.mayHold('account') ? findNamedAccounts(words, taken) : []), ...findAtNames(words, taken)];
}

function findNamedAccounts(words: string, taken: TakenRanges): FoundHandle[] {
  const found: FoundHandle[] = [];
  for (const pattern of [NAMED_ACCOUNT, NAME_AFTER_PLATFORM]) {
    for (const match of words.matchAll(pattern)) {
      const name = (match.groups?.['name'] ?? '').replace(/[._-]+$/, '').slice(0, 32);
      const end = match.index + match[0].lastIndexOf(name) + name.length;
      const start = end - name.length;
      if (name.length < 4 || COMMON_WORDS.test(name) || taken.overlaps(start, end)) continue;
      found.push({ kind: kindNamed(match.groups?.['platform'] ?? ''), value: name, start, end });
      taken.add({ start, end });
    }
  }
  return found;
}

function kindNamed(platform: string): FoundHandle['kind'] {
  return PLATFORM_CUES.find(([, cue]) => cue.test(platform))?.[0] ?? 'handle';
}

function findAtNames(words: string, taken: TakenRanges): FoundHandle[] {
  if (!words.includes('@')) return [];
  const found: FoundHandle[] = [];
  for (const match of words.matchAll(AT_NAME)) {
    const start = match.index;
    if (NAME_CHARACTER.test(words.charAt(start - 1)) && !/(?<![a-z])(?:tg|ig|tele|insta)$/.test(words.slice(Math.max(0, start - 6), start))) continue;
    const written = (match[1] ?? '').replace(/\.+$/, '');
    const around = `${words.slice(Math.max(0, start - WINDOW), start)} | ${words.slice(start + written.length + 1, start + written.length + 1 + WINDOW)}`;
    const kind = kindNamed(around);
    // Only Instagram's and TikTok's names have dots; elsewhere a dot ends the sentence.
    const value = /인스타|insta|\big\b|tiktok|틱톡/.test(around) ? written : (written.split('.')[0] ?? '');
    const end = start + 1 + value.length;
    if (value.length < 4 || taken.overlaps(start, end)) continue;
    found.push({ kind, value, start, end });
    taken.add({ start, end });
  }
  return found;
}
