// Links of every shape that real messages carry: the plain text of each, from which disguises are made. All hosts are invented.

import type { Random } from '#core/reading/training/random.ts';

/** A link in plain writing and what a reader must make of it. */
export interface RealLink {
  /** With a scheme. */
  plain: string;
  kind: 'host' | 'path' | 'query' | 'port' | 'user' | 'ip' | 'idn';
  /** Whether it is still a link without its scheme, by the text alone. */
  standsAlone: boolean;
}

const WORDS =
  'secure login bank pay parcel track update verify account portal gift mega hadiah bantuan tuntut daftar semak kerajaan pos delivery refund cj post korea seoul melaka ipoh sabah work wallet coin trade vip club join mobile app card point event apply help center support my go cloud data star sky blue red 24 365 77 88 i m e k'.split(
    ' ',
  );
const GENERIC =
  'com net org info biz xyz top icu vip cc shop site online click lol sbs cfd buzz live store club work link pw app dev cloud tech space fun asia mobi pro page ink life world cyou bond rest'.split(
    ' ',
  );
const COUNTRY =
  'kr co.kr or.kr go.kr re.kr com.my net.my org.my gov.my edu.my com.sg sg id co.id web.id th co.th vn com.vn ph com.ph cn com.cn jp co.jp hk tw ru uk co.uk de fr eu us ca au com.au in co.in io co ai tv ly gl gg gd tk ml ga cf gq my me to la ws'.split(
    ' ',
  );
/** Endings that are words of the three languages: alone, `host.my` may be the end of one sentence and the start of the next. */
const WORD_ENDINGS = new Set('my me to in so id us la am is it at work live page fun life world link pro app help work de'.split(' '));
const IDN = '농협 국민은행 택배조회 청첩장 보안센터 경찰청 支付 登录 微信 почта банк сбер münchen kaufhäuser españa'.split(' ');
const SEGMENTS =
  'login index.php a claim v2 track/1Z99 m/abc KLSE id-77 p/%EB%B6%80 user_info verify.html x y/z AbC123 2026/11/23 wp-content/uploads/file.zip c1x99 -q ~me 부고/확인 a(b)c app.apk hl=ko dir/'.split(
    ' ',
  );
const QUERIES = 'id=123&ref=kakao q=a+b token=AbC_9-xyz u=https%3A%2F%2Fother.example%2F a=1;b=2 phone=01012345678 e=me%40x.co'.split(' ');

function label(random: Random): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS));
  const joined = parts.join(random.pick(['', '', '-']));
  const dressed = random.chance(0.2) ? `${joined}${random.digits(2)}` : joined;
  return dressed.length < 3 || /^\d+$/.test(dressed) ? `x${dressed}z` : dressed;
}

function host(random: Random): { name: string; alone: boolean } {
  const ending = random.pick(random.chance(0.6) ? GENERIC : COUNTRY);
  const sub = random.chance(0.35) ? `${random.pick(['www', 'm', 'login', 'a', 'my', label(random)])}.` : '';
  const middle = label(random);
  return { name: `${sub}${middle}.${ending}`, alone: !WORD_ENDINGS.has(ending) || /[0-9-]/.test(middle) || sub === 'www.' };
}

function address(random: Random): string {
  const parts = Array.from({ length: 4 }, (_, index) => (index === 0 ? 11 + random.below(200) : random.below(255)));
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  return random.pick([
    parts.join('.'),
    parts.join('.'),
    String(number),
    `0x${number.toString(16)}`,
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    '[2001:db8::1]',
    `[2001:db8:0:${random.digits(3)}::8]`,
  ]);
}

function pathOf(random: Random): string {
  const segments = Array.from({ length: 1 + random.below(3) }, () => random.pick(SEGMENTS));
  return `/${segments.join('/')}`;
}

/** A link drawn at random. */
export function realLink(random: Random): RealLink {
  const scheme = random.chance(0.6) ? 'https' : 'http';
  const { name, alone } = host(random);
  const kind = random.pick(['host', 'host', 'path', 'path', 'path', 'query', 'port', 'user', 'ip', 'idn'] as const);
  if (kind === 'host') return { plain: `${scheme}://${name}`, kind, standsAlone: alone };
  if (kind === 'path') return { plain: `${scheme}://${name}${pathOf(random)}`, kind, standsAlone: true };
  if (kind === 'query') {
    const fragment = random.chance(0.2) ? '#top' : '';
    return { plain: `${scheme}://${name}${random.pick(['', '/', pathOf(random)])}?${random.pick(QUERIES)}${fragment}`, kind, standsAlone: true };
  }
  if (kind === 'port')
    return { plain: `${scheme}://${name}:${random.pick(['8080', '8443', '3000', '81'])}${random.pick(['', '/', pathOf(random)])}`, kind, standsAlone: alone };
  if (kind === 'user')
    return { plain: `${scheme}://${random.pick(['maybank2u.com', 'naver.com', 'user:pass', 'www.kbstar.com'])}@${name}/x`, kind, standsAlone: false };
  if (kind === 'ip') return { plain: `${scheme}://${address(random)}${random.pick(['', ':8080', '/', '/x.apk'])}`, kind, standsAlone: false };
  const ending = random.pick(['com', 'net', 'kr', 'co.kr', 'xn--3e0b707e', 'top', '한국']);
  const middle = random.pick(IDN);
  return {
    plain: `${scheme}://${random.pick(['', 'www.', 'm.'])}${middle}.${ending}${random.pick(['', '/', '/a1'])}`,
    kind,
    standsAlone: /^[\x00-\x7f]*$/.test(ending),
  };
}
