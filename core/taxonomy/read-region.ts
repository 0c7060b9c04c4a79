// Which region somebody answers with. Only for answers to that question: a story names places, too, and those of scammers among them.

import { isRegion, type Region } from './regions.ts';

interface Named {
  /** In full, so that nothing else is meant. */
  full: readonly string[];
  /** As people say it; some are towns elsewhere as well (광주). */
  short: readonly string[];
  /** Where its government sits. */
  capital: readonly string[];
}

const NAMES: Record<Region, Named> = {
  'KR-11': { full: ['서울특별시', '서울시'], short: ['서울', 'seoul'], capital: [] },
  'KR-26': { full: ['부산광역시', '부산시'], short: ['부산', 'busan', 'pusan'], capital: [] },
  'KR-27': { full: ['대구광역시', '대구시'], short: ['대구', 'daegu', 'taegu'], capital: [] },
  'KR-28': { full: ['인천광역시', '인천시'], short: ['인천', 'incheon', 'inchon'], capital: [] },
  'KR-29': { full: ['광주광역시'], short: ['광주', 'gwangju', 'kwangju'], capital: [] },
  'KR-30': { full: ['대전광역시', '대전시'], short: ['대전', 'daejeon', 'taejon'], capital: [] },
  'KR-31': { full: ['울산광역시', '울산시'], short: ['울산', 'ulsan'], capital: [] },
  'KR-50': { full: ['세종특별자치시', '세종시'], short: ['세종', 'sejong'], capital: [] },
  'KR-41': { full: ['경기도', 'gyeonggi do', 'gyeonggi province'], short: ['경기', 'gyeonggi', 'kyonggi'], capital: ['수원', '수원시', 'suwon'] },
  'KR-42': {
    full: ['강원특별자치도', '강원도', 'gangwon do', 'gangwon state'],
    short: ['강원', 'gangwon', 'kangwon'],
    capital: ['춘천', '춘천시', 'chuncheon'],
  },
  'KR-43': {
    full: ['충청북도', 'chungcheongbuk do', 'north chungcheong', 'chungcheong utara'],
    short: ['충북', 'chungbuk', 'chungcheongbuk'],
    capital: ['청주', '청주시', 'cheongju'],
  },
  'KR-44': {
    full: ['충청남도', 'chungcheongnam do', 'south chungcheong', 'chungcheong selatan'],
    short: ['충남', 'chungnam', 'chungcheongnam'],
    capital: ['홍성', '홍성군', 'hongseong'],
  },
  'KR-45': {
    full: ['전북특별자치도', '전라북도', '전북도', 'jeollabuk do', 'north jeolla', 'jeonbuk state', 'jeolla utara'],
    short: ['전북', 'jeonbuk', 'jeollabuk'],
    capital: ['전주', '전주시', 'jeonju'],
  },
  'KR-46': {
    full: ['전라남도', '전남도', 'jeollanam do', 'south jeolla', 'jeolla selatan'],
    short: ['전남', 'jeonnam', 'jeollanam'],
    capital: ['무안', '무안군', 'muan'],
  },
  'KR-47': {
    full: ['경상북도', '경북도', 'gyeongsangbuk do', 'north gyeongsang', 'gyeongsang utara'],
    short: ['경북', 'gyeongbuk', 'gyeongsangbuk'],
    capital: ['안동', '안동시', 'andong'],
  },
  'KR-48': {
    full: ['경상남도', '경남도', 'gyeongsangnam do', 'south gyeongsang', 'gyeongsang selatan'],
    short: ['경남', 'gyeongnam', 'gyeongsangnam'],
    capital: ['창원', '창원시', 'changwon'],
  },
  'KR-49': { full: ['제주특별자치도', '제주도', 'jeju do'], short: ['제주', 'jeju', 'cheju'], capital: ['제주시'] },
  'MY-01': { full: ['johor darul takzim', '조호르주'], short: ['johor', 'johore', '조호르'], capital: ['johor bahru', 'johor baru', 'jb', '조호르바루'] },
  'MY-02': { full: ['kedah darul aman', '크다주'], short: ['kedah', '크다', '케다'], capital: ['alor setar', 'alor star', '알로르스타르'] },
  'MY-03': { full: ['kelantan darul naim', '클란탄주'], short: ['kelantan', '클란탄', '켈란탄'], capital: ['kota bharu', 'kota baru', '코타바루'] },
  'MY-04': { full: ['melaka bandaraya bersejarah', '믈라카주'], short: ['melaka', 'malacca', '믈라카', '말라카', '멜라카'], capital: ['bandaraya melaka'] },
  'MY-05': {
    full: ['negeri sembilan', 'n sembilan', 'n9', '느그리슴빌란주'],
    short: ['nogori', 'nogoghi', '느그리슴빌란', '네게리 셈빌란', '네게리셈빌란'],
    capital: ['seremban', '세렘반', '스름반'],
  },
  'MY-06': { full: ['pahang darul makmur', '파항주'], short: ['pahang', '파항'], capital: ['kuantan', '콴탄', '쿠안탄'] },
  'MY-07': {
    full: ['pulau pinang', 'pulau penang', 'p pinang', '피낭주', '페낭주'],
    short: ['penang', 'pinang', '피낭', '페낭'],
    capital: ['george town', 'georgetown', '조지타운'],
  },
  'MY-08': { full: ['perak darul ridzuan', '페락주'], short: ['perak', '페락'], capital: ['ipoh', '이포'] },
  'MY-09': { full: ['perlis indera kayangan', '프를리스주'], short: ['perlis', '프를리스', '페를리스'], capital: ['kangar', '캉아르'] },
  'MY-10': { full: ['selangor darul ehsan', '슬랑오르주', '셀랑고르주'], short: ['selangor', '슬랑오르', '셀랑고르'], capital: ['shah alam', '샤알람'] },
  'MY-11': {
    full: ['terengganu darul iman', '트렝가누주'],
    short: ['terengganu', 'trengganu', 'ganu', '트렝가누', '테렝가누'],
    capital: ['kuala terengganu', '쿠알라트렝가누'],
  },
  'MY-12': { full: ['negeri sabah', '사바주'], short: ['sabah', '사바'], capital: ['kota kinabalu', '코타키나발루'] },
  'MY-13': { full: ['bumi kenyalang', '사라왁주'], short: ['sarawak', '사라왁'], capital: ['kuching', '쿠칭'] },
  'MY-14': {
    full: ['wilayah persekutuan kuala lumpur', 'wp kuala lumpur', 'federal territory of kuala lumpur'],
    short: ['kuala lumpur', 'kl', '쿠알라룸푸르', '쿠알라 룸푸르'],
    capital: [],
  },
  'MY-15': { full: ['wilayah persekutuan labuan', 'wp labuan', 'federal territory of labuan'], short: ['labuan', '라부안'], capital: [] },
  'MY-16': { full: ['wilayah persekutuan putrajaya', 'wp putrajaya', 'federal territory of putrajaya'], short: ['putrajaya', '푸트라자야'], capital: [] },
};

/** Of both KR-29 and KR-46. */
const TWO_AT_ONCE = ['전남광주통합특별시', '전남광주특별시', '광주특별시', '광주전남', '전남광주'];

/** What may hang on to the name in Korean: 부산이요, 경기도에 살아요. */
const TAIL = /^(?:이?요|이?에요|이?예요|입니다|임|에|에서|에서요|쪽|쪽이요|쪽이에요|살아요|삽니다|사람|사람이에요|사람입니다|이?랑|하고|이?나|과|와)?$/;

type Weight = keyof Named;
const WEIGHTS: readonly Weight[] = ['full', 'short', 'capital'];

/**
 * A code, a name in full, as it is said, or the capital, in Korean, Malay or English. A name in full outweighs a short one, and that a capital:
 * 경기도 광주 is in Gyeonggi. null: none, or several.
 */
export function regionIn(text: string): Region | null {
  const code = text.trim().toUpperCase();
  if (isRegion(code)) return code;
  const said = wordsOf(text);
  if (TWO_AT_ONCE.some((name) => isSaid(said, name))) return null;
  for (const weight of WEIGHTS) {
    const named = Object.entries(NAMES).flatMap(([region, names]) => (isRegion(region) && names[weight].some((name) => isSaid(said, name)) ? [region] : []));
    if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  }
  return null;
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function isSaid(said: readonly string[], name: string): boolean {
  const words = name.split(' ');
  return said.some((_, from) =>
    words.every((word, at) => {
      const heard = said[from + at] ?? '';
      const isLast = at === words.length - 1;
      return heard === word || (isLast && /\p{Script=Hangul}/u.test(word) && heard.startsWith(word) && TAIL.test(heard.slice(word.length)));
    }),
  );
}
