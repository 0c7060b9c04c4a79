// Names of people, where a word beside them says that they are names. The reader needs none of them, so it does not mask them; a text that
// leaves the database for training must not carry them. Rather a word too many than a name: an ordinary word that goes costs a
// little training. A name that nothing announces is not found.

export interface NameSpan {
  start: number;
  end: number;
}

/** Surnames of Koreans, the rare ones that are everyday words left out. */
const SURNAME =
  '(?:남궁|황보|제갈|사공|선우|서문|독고|동방|[김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉부가복태목형두감음빈동온호범좌팽승간상시갈])';
const THREE = `${SURNAME}[가-힣]{2}`;
const APART = `(?![이가은용안도] )${SURNAME} [가-힣]{2}`;
const TWO = `${SURNAME}[가-힣]`;
/** What may follow a name that a sentence goes on after. */
const COPULA = '(?:이?라고|입니다|이에요|예요|이고|인데|이며|이라|이야|님|씨|이구요|고요)';
const JOINED = `(?=${COPULA}|[은는이가을를의와과도야]|에게|한테|으로|로|[^가-힣]|$)`;
const BEGINS = '(?<![가-힣])';
const SAYS = '(?:은|는|이|가|도)?[\\s:：=(\\[-]{0,4}';
const NAMED = '(?:이름|성함|성명|실명|본명|존함|예금주명?|수취인|수신인|입금자명?|송금인|명의자?|받는 ?(?:분|사람)|보내는 ?(?:분|사람))';
const INVOLVED = '(?:피해자|신고자|가입자|신청인|신청자|대리인|보호자|계약자|담당자|남편|아내|아들|딸|동생|언니|누나|오빠|형|친구|엄마|아빠|어머니|아버지)';
const RANK =
  '(?:고객님?|회원님?|귀하|선생님?|어르신|사장님?|대표님?|검사|수사관|형사|순경|경장|경사|경위|경감|경정|팀장|과장|대리|부장|실장|차장|주임|계장|사무관|조사관|변호사|교수|기자|상담[원사]|매니저|이사|지점장|원장|조합원|교장|교감|목사|집사|권사|주무관|기사|담당|상무|전무|회장|총무|의원|할머니|할아버지)';

/** Syllables that names given to people are mostly made of. */
const GIVEN =
  '[가강건겸경관광교구국규균근기길나남내노누다단달담대덕도동두득라래련령로록루류리린림마만매명모목무문미민배백범별병보복봄봉부비빈빛사산상새서석선설섭성세소솔송수숙순슬승시식신아안애야양언여연열영예오옥온완외요용우욱운웅원월위유윤율은을의이익인일자장재전정제조종주준중지진찬창채천철초춘치태택하학한해향혁현형혜호홍화환효후훈휘흠희]';
const BEFORE_NAME =
  '(?:검사|수사관|형사|경위|경감|경사|순경|팀장|과장|대리|부장|실장|상담[원사]|배송기사|택배기사|기사|담당|총무|매니저|변호사|고객|회원|대표|원장|소개받은)';

const KOREAN: readonly RegExp[] = [
  new RegExp(`${BEGINS}${BEFORE_NAME}\\s{1,2}(${SURNAME}${GIVEN}{2})${JOINED}`, 'gd'),
  new RegExp(`${BEGINS}(${SURNAME}${GIVEN}{2})(?=\\s?(?:이?라고 ?(?:합니다|해요|하는데|했)|입니다|이에요|예요|앞으로|이고요))`, 'gd'),
  new RegExp(`${BEGINS}([가-힣][*○O〇xX]{1,2}[가-힣]?)(?=\\s?(?:님|씨|고객|회원))`, 'gd'),
  new RegExp(`${NAMED}${SAYS}(${THREE}|${TWO})${JOINED}`, 'gd'),
  new RegExp(`${NAMED}${SAYS}(${THREE}|${APART}(?![가-힣]{3}))`, 'gd'),
  new RegExp(`${NAMED}(?:은|는|이)?\\s?[:：=]\\s?([가-힣]{2,5})`, 'gd'),
  new RegExp(`${NAMED}(?:은|는)?\\s{0,2}([가-힣]{2,6}?)${COPULA}`, 'gd'),
  new RegExp(`${BEGINS}${INVOLVED}(?:\\s{1,2}|\\s?[:：(]\\s?)(${THREE}|${TWO})${JOINED}`, 'gd'),
  new RegExp(`${BEGINS}(?:저는|저|나는|난|나|제가|내가)\\s(${THREE}|${TWO})${COPULA}`, 'gd'),
  new RegExp(`${BEGINS}(${THREE}|${TWO})\\s?(?:님|씨)`, 'gd'),
  new RegExp(`${BEGINS}(${SURNAME}[가-힣]{2})\\s?${RANK}`, 'gd'),
];

/** Begin like a surname and stand where names stand. */
const NO_KOREAN_NAME =
  /^(?:고객|고객사|한테|이랑|하고|인데|인지|라고|이라고|라는|이라는|명의로|용으로|제가|엄마|이름.?|어머|부장|원장|변호사|목사|방장|반장|지점장|은사|용돈|추가|마트|편의점|연락처|변경|신분증|선생|사장|주인|기사|이사|부모|이모|고모|장모|형수|신부|신랑|공주|도련|하느|하나|손|손님|이용자|구매자|구독자|주문자|신청자|지원자|조합원|임차인|임대인|소유자|예약자|이웃|담당|경찰청?|경찰서|금감원|금융위|국세청|우체국|관세청|국정원|지검|고검|은행|은행원|전담|전화|본인|명의|도용|국민|국제|정부|지금|이번|여러분|우리|모두|모든|어떤|한번|조회|신고|신용|신청|정보|전부|전체|이거|이게|이걸|아무|소리|도와|주소|주민|연락|확인|인증)$/;

/** `encik` in any case; what follows must begin with a capital all the same. */
function anyCase(words: string): string {
  return `(?i:${words})`;
}

const LETTERS = "[\\p{L}'’]";
const CAPITAL = `\\p{Lu}${LETTERS}{1,30}\\.?`;
const LINK = anyCase('(?:bin|binti|bte?|a/l|a/p|d/o|s/o|al|van|de)\\.?');
const CAPITALS = `${CAPITAL}(?:[ \\t]{1,2}(?:${LINK}[ \\t])?(?:${CAPITAL}|\\p{Lu}\\.?(?!${LETTERS}))){0,4}`;
const ALONE = '(?<![\\p{Script=Latin}\\p{N}])';
const TITLE = anyCase(
  "(?:encik|en|puan|pn|cik|tuan|tn|datuk|dato'?|datin|tan sri|haji|hajah|hj|kak|abang|abg|bang|pak|pakcik|pak ?cik|makcik|mak ?cik|bapak|bpk|bu|ibu|mas|mbak|inspektor|insp|sarjan(?: mejar)?|sjn|koperal|kpl|konstabel|asp|dsp|supt|pegawai|ustaz|ustazah|cikgu|dr|mr|mrs|ms|miss|mdm|madam|sir|officer|inspector|sergeant|sgt|detective|agent|prof|uncle|aunty|auntie)",
);
const SELF = anyCase(
  "(?:saya|sya|sy|aku|i am|i'm|im|dear|hi|hello|hai|hey|yth|kepada|kpd|oleh|rider|kurier|courier|pemandu|suami|isteri|anak|mak|ayah|husband|wife|son|daughter|friend|kawan)",
);
const CALLED =
  '(?:nama (?:saya|sy|sya|aku|penuh|pemilik|penerima|pemegang|akaun|sebenar|dia|beliau)|my (?:full )?name|(?:his|her) name|account name|name|nama|atas nama|a/n|penerima|pemilik akaun|beneficiary|recipient|payee|bernama|named)';
const IS = '(?:\\s{0,2}[:=-]\\s{0,2}|\\s+(?:ialah|adalah|is|was)\\s+)';

const LATIN: readonly RegExp[] = [
  new RegExp(`${ALONE}${TITLE}\\.?[ \\t]{1,2}(${CAPITALS})`, 'gdu'),
  new RegExp(`${ALONE}${SELF}[ \\t,]{1,2}(${CAPITALS})`, 'gdu'),
  new RegExp(`${ALONE}${anyCase(CALLED)}\\s{1,2}(${CAPITALS})`, 'gdu'),
];
/** Any case: as many words as names have, up to one that names do not have. */
const LATIN_WORDS: readonly RegExp[] = [
  new RegExp(`${ALONE}${anyCase(CALLED)}${anyCase(IS)}(${LETTERS}{2,30}(?:[ \\t]${LETTERS}{1,30}(?:/${LETTERS})?){0,4})`, 'gdu'),
  new RegExp(
    `${ALONE}${anyCase('(?:nama (?:saya|sy|sya|aku|penuh|penerima|pemilik|pemegang|akaun)|bernama|atas nama)')}\\s(${LETTERS}{2,30}(?:[ \\t]${LETTERS}{1,30}(?:/${LETTERS})?){0,4})`,
    'gdu',
  ),
];
/** Titles that are hardly ever used without a name. */
const RANKED = new RegExp(`${ALONE}${anyCase('(?:encik|inspektor|inspector|sarjan|sergeant|koperal|konstabel|mr|mrs)')}\\.?[ \\t](${LETTERS}{3,30})`, 'gdu');
const CHILD_OF = new RegExp(
  `((?:${LETTERS}{2,30}[ \\t]){1,3}${anyCase('(?:bin|binti|bte|a/l|a/p|d/o|s/o)')}[ \\t]${LETTERS}{2,30}(?:[ \\t]\\p{Lu}${LETTERS}{1,30})?)`,
  'gdu',
);

const NO_LATIN_NAME =
  /^(?:rm|hr|mc|rt|rw|pa|tv|pt|hp|i've|i'm|im|there|if|general|prayers|customer|valued|sir|madam|all|team|friends?|mum|mom|dad|pelanggan|pengguna|puan|tuan|encik|bank|polis|police|pdrm|lhdn|kwsp|royal|malaysia|malaysian|kastam|customs|bukit|imigresen|immigration|mahkamah|court|dari|from|the|and|or|of|dan|atau|yang|yg|di|ke|dgn|dengan|utk|untuk|saya|sy|aku|anda|awak|dia|kami|kita|mereka|i|my|me|we|you|your|he|she|they|is|are|was|not|no|nombor|number|ic|kad|card|akaun|account|juga|dalam|dlm|kena|ada|telah|sudah|dah|tak|tidak|akan|boleh|nak|pun|ini|itu|ni|tu|pada|sebab|kerana|kalau|bila|just|have|had|got|been|sent|lost|paid|on|in|at|to|for|with|was|but|because|when|nama|name|ialah|adalah|bernama|hello|hi|dear|seorang|a|an|kepada|pegawai|perlu|sila|tolong|mesti|harus|nanti|jangan|mahu|kata|cakap|bagi|beri|hantar|bayar|punya|please|will|would|can|should|said|says|told|asked|called|dibuka|diguna|berada)$/i;
/** Verbs of Malay and Indonesian. */
const MALAY_VERB = /^(?:ter|di|ber|me)[a-z]{5,}$/;

/** In order, not overlapping; offsets are UTF-16. */
export function findNames(text: string): NameSpan[] {
  const found = [
    ...groups(text, KOREAN).filter(({ start, end }) => !NO_KOREAN_NAME.test(text.slice(start, end))),
    ...groups(text, LATIN).flatMap((span) => runsOf(text, span).slice(0, 1)),
    ...groups(text, [...LATIN_WORDS, RANKED]).flatMap((span) => runsOf(text, span).filter(({ start }) => start === span.start)),
    ...groups(text, [CHILD_OF]).flatMap((span) => runsOf(text, span).slice(-1)),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  const apart: NameSpan[] = [];
  for (const span of found) {
    const last = apart.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else apart.push({ ...span });
  }
  return apart;
}

function groups(text: string, patterns: readonly RegExp[]): NameSpan[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(({ indices }) => {
      const place = indices?.[1];
      return place === undefined ? [] : [{ start: place[0], end: place[1] }];
    }),
  );
}

/** The words of a span without those that no name has, which part it into runs. */
function runsOf(text: string, { start, end }: NameSpan): NameSpan[] {
  const runs: NameSpan[] = [];
  let open: NameSpan | null = null;
  for (const { index, 0: word } of text.slice(start, end).matchAll(/\S+/g)) {
    if (NO_LATIN_NAME.test(word) || MALAY_VERB.test(word)) {
      open = null;
      continue;
    }
    if (open === null) runs.push((open = { start: start + index, end: start + index + word.length }));
    else open.end = start + index + word.length;
  }
  return runs;
}
