// Reports that call a scam harmless. Where a ring does that to clear a number, officers are shown how many; nobody who asks is taken for one.

const VOUCHING: readonly RegExp[] = [
  /(?:사기|피싱|스미싱|보이스피싱)(?:가|이|는|은)? ?(?:절대 |전혀 )?(?:아닙니다|아니에요|아니예요|아님|아니고|아니라)/,
  /(?:정상(?:적인)?|정식|합법|안전한|믿을 ?만한|믿을 수 있는) ?(?:업체|회사|번호|사이트|거래|곳|계좌|링크)(?:입니다|이에요|예요|임|이니|이고|라)/,
  /\b(?:bukan|tak|tidak) (?:scam|scammer|penipu|penipuan|tipu)\b|\b(?:syarikat|nombor|akaun|link|laman|kedai) (?:ini |ni |dia )?(?:sah|boleh dipercayai|asli|legit)\b/,
  /\b(?:is|are|was|were) (?:definitely |absolutely |really )?not an? (?:scam|fraud|scammer)\b|\b(?:isn't|aren't|not) a scam\b|\b(?:this|it|they|the (?:company|number|shop|site|seller)) (?:is|are) (?:\w+ )?(?:legit|legitimate|genuine|trustworthy|safe|honest)\b/,
];
/** A question is a victim's. Also where people leave the mark out. */
const ASKING = /\?|(?:인가요|인지|가요|나요|까요|아닌가|맞나|맞죠|ke$|kah\b|\bbetul ke\b)|\b(?:is (?:this|it)|are they|whether|if it)\b/;
/** What swindlers say of themselves, in a pasted script or told by their victims: "we are no scammers", "he said it is not a scam". */
const HEARSAY =
  /(?:저희|당사|라고|라면서|라며|대요|래요|다고|다면서|라는)|\b(?:kami|kata|cakap|mengaku|konon)\b|\b(?:we|our|us|said|says|saying|claim\w*|told|assured|insisted|swore|promised)\b/;
const BUT = /(?:줄 알|했는데|인 ?줄|지만)|\b(?:tapi|rupanya)\b|\b(?:but|thought|until)\b/;

/** Whether somebody's own words say, of themselves and without asking, that it is no scam. */
export function vouches(own: string): boolean {
  const sentences = own.toLowerCase().split(/(?<=[.!?。…\n])/u);
  return sentences.some((sentence) => VOUCHING.some((cue) => cue.test(sentence)) && !ASKING.test(sentence) && !HEARSAY.test(sentence) && !BUT.test(sentence));
}
