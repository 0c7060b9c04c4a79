// Korean answers, read without spaces because spacing is unreliable. Negation and near misses turn the meaning round:
// “안 보냈어요”, “보낼 뻔했어요”, “보내라고 했어요”.

import type { ReadAnswer } from './read-answer.ts';

/** Transfers are nouns with 하다: the bare noun (“이체하라고”, “송금 전”) says nothing. */
const SENT =
  /(?<!(?:문자|링크|메시지|메세지|톡)[을를]?)보냈|보내버|보냄|부쳤|(?:이체|송금|입금|결제|입력)[을를]?(?:했|햇|함|됐|됨|해버|해줬|완료)|빠져나|나갔|털렸|당했|당함|줬|알려드렸|눌렀|넘겼|건넸|건냈|쐈|없어졌|사라졌/;
/** Not “불안해요”, “미안해요”, “잘못 보냈어요”, “돈이 없어졌어요”. */
const NOT_SENT =
  /(?:이체|송금|입금|결제|입력)?[은는을를도]?(?:(?<![불편보미])안|(?<!잘)못)(?:보냈|보냄|이체|송금|입금|결제|나갔|당했|줬|알려|입력|눌렀|넘겼|했|함|해)|(?:이체|송금|입금|결제|입력|보내|하|주|누르|당하)[를을]?(?:하)?지[는도]?(?:않|못)|적[은이]?없|[돈건것거][은는도이]?없(?!어졌|어진|어짐)/g;
const NEAR_MISS = /뻔|보낼까|보내기전|안넘어갔|속지않/;
const UNSURE = /모르|몰라|모름|글쎄|확실하지|확실치|확실히는|애매|헷갈|기억이?안/;
const NO = /^(?:아니|아뇨|아님|ㄴㄴ|ㄴ$|노$|없어요?$|없습|없음|없다|없네|다행히)/;
const YES = /^(?:네|넵|넹|예|옙|응|웅|엉|어|ㅇ|맞아|맞습니다|그래|그렇습니다|있어|있습니다|있음)+/;
/** All that may stand beside a bare “yes” or a bare time; atoms, none made of others, so that matching stays linear. */
const ONLY_TIME =
  /^(?:방금|지금|금방|조금|좀|전|아까|오늘|분|시간|한|두|세|몇|[0-9]|아침|점심|저녁|낮|밤|새벽|오전|오후|이제|막|요|에|쯤|정도|어제|그저께|그제|엊|며칠|지난|주|달|저번|작년|옛날|일|개월|년|했어|했습니다|그랬어|입니다|이|예|야)*$/;
const RECENT = /방금|지금|금방|조금전|좀전|아까|오늘|분전|시간전|이제막/;
const EARLIER = /그저께|그제|며칠|지난|저번|작년|예전|옛날|오래전|일전|주전|달전|개월전|년전/;
const LONG_AGO = /(?:2[5-9]|[3-9][0-9]|[0-9]{3,4})시간전/;

/** `text` without spaces and punctuation, at most 120 characters. */
export function readKoreanAnswer(text: string): ReadAnswer | null {
  if (UNSURE.test(text)) return 'unsure';
  if (NEAR_MISS.test(text)) return 'no';
  const affirmed = text.replace(NOT_SENT, '');
  const denied = affirmed !== text || NO.test(text);
  // “돈은 안 보냈는데 인증번호는 알려줬어요”: a code has left.
  const sent = SENT.test(affirmed);
  if (denied && NO.test(text)) return sent ? null : 'no';
  if (denied && !sent) return 'no';
  if (sent) return timeOf(text) ?? 'yes';
  const rest = text.replace(YES, '');
  if (!ONLY_TIME.test(rest)) return null;
  return timeOf(text) ?? (rest === text ? null : 'yes');
}

/** “어제” (yesterday) may be either side of 24 hours, so it is no time. */
function timeOf(text: string): 'within_24h' | 'earlier' | null {
  if (LONG_AGO.test(text) || EARLIER.test(text)) return 'earlier';
  return RECENT.test(text) ? 'within_24h' : null;
}
