// Words of losing, nearly losing and not losing in Korean, Malay and English. Every pattern is tried on one sentence of
// folded (lower-case) text; gaps are bounded so that no sentence costs more than its length.

const KO_MONEY = String.raw`(?<![가-힣])돈|[0-9천백만억십] ?(?:원|만|억|천|불|달러|링깃)|금액|전액|예금|적금|현금|보증금|수수료|상품권|핀번호|코인|테더|계좌|대금|등록금|수술비|송금|입금`;
const KO_CODES = String.raw`인증 ?번호|비밀 ?번호|비번|otp|카드 ?번호|신분증|주민 ?번호|주민등록|계좌 ?번호|개인 ?정보|cvc`;
const KO_PAID = String.raw`(?<!안 ?|못 ?)(?:보냈|보내셨|보내 ?줬|보내 ?드렸|보내 ?버렸|부쳤|부치셨|쐈|넘겼|넘겨 ?줬|넘기셨|건넸|건네 ?줬|건네셨|충전했)`;
const KO_PAID_STRONG = String.raw`(?:송금|이체|입금|결제|출금|지불|납부)(?:을|를)? ?(?:했|하셨|해 ?버렸|해 ?줬|해 ?드렸|하고 말)`;
// `보냈으면`, `보냈나요`, `보냈다는 (기사)` tell of no loss.
const KO_NOT_SAID = String.raw`(?!으면|나요|니\?|습니까|다는|다고|대요|으니 확인|어\?|어요\?)`;
const MS_PAST = String.raw`(?:dah|sudah|telah|pun|terus|sempat|terlanjur|already)`;
const MS_PAY = String.raw`(?:ter)?-?(?:transfer|bank ?in|bayar|masuk(?:kan)? duit|top ?up|deposit|keluar(?:kan)? duit)`;
const MS_GIVE = String.raw`(?:hantar|pindah(?:kan)?|bagi|beri|serah(?:kan)?|klik|isi|masuk(?:kan)?)`;
const MS_MONEY = String.raw`\brm ?[0-9]|\bringgit|\bduit\b|\bwang\b|\bsimpanan\b|\botp\b|\btac\b|\bpin\b|\bpassword\b|kata laluan|\bkad\b`;
const MS_NOT = String.raw`(?:tak|tidak|x|tk|belum|blm|xjadi|tak jadi|tak sempat|xsempat)`;
const EN_MONEY = String.raw`(?:rm ?[0-9]|[$₩£]|money|savings|cash|deposit|dollars?|ringgit|won\b|[0-9]k\b|bitcoin|usdt|crypto|gift cards?|fee|payment)`;
const EN_CODES = String.raw`(?:otp|tac|pin|code|password|card (?:number|details)|bank details|ic number|passport)`;
const EN_WHO = String.raw`(?:i|we|i've|i have|we have|(?:my|our) (?:mum|mom|mother|dad|father|parents|husband|wife|son|daughter|brother|sister|grand\w{2,6}|aunt|uncle)|she|he|they|and|then|already)`;

/** Syllables that end in ㄹ, as the adnominal form of every verb does that speaks of what did not come to pass. */
const KO_FINAL_RIEUL = Array.from({ length: 399 }, (_, syllable) => String.fromCharCode(0xac00 + 28 * syllable + 8)).join('');

/** What a sentence may say. `told`: somebody asked for money; `refused`: the writer broke off. */
export const LOSS_PATTERNS = {
  lost: [
    new RegExp(String.raw`(?:${KO_MONEY})[^.?!]{0,30}${KO_PAID}${KO_NOT_SAID}`),
    new RegExp(String.raw`(?:${KO_CODES})[^.?!]{0,20}(?:알려 ?줬|불러 ?줬|${KO_PAID}|입력했|찍어 ?줬|말해 ?줬|줘 ?버렸)${KO_NOT_SAID}`),
    new RegExp(
      String.raw`(?:(?<![가-힣])돈|[0-9천백만억] ?원|현금|카드|통장|수수료|보증금)(?:을|를|도|까지)? ?(?:[가-힣]{1,6} ){0,2}(?<!안 |못 )(?:줬|드렸|냈|주셨|내셨)${KO_NOT_SAID}`,
    ),
    new RegExp(String.raw`(?<![가-힣])[일이삼사오육칠팔구]?[백천]만?(?:원)?(?:을)? ?(?:${KO_PAID})${KO_NOT_SAID}`),
    new RegExp(`(?<!안 ?|못 ?)${KO_PAID_STRONG}${KO_NOT_SAID}`),
    /(?:돈|원|만|억|예금|적금|통장|계좌)[^.?!]{0,16}(?:뜯겼|털렸|날렸|날려 ?버|잃었|빠져 ?나갔|인출됐|인출되|사라졌|없어졌|떼였|못 ?받았)/,
    /(?:사기|피싱|보피|스미싱|사칭)[^.?!]{0,8}당했|(?<!안 )속았(?:어|습|네|고|는|음)|(?:저도|나도) 모르게[^.?!]{0,12}(?:결제|이체|출금|인출)/,
    new RegExp(String.raw`\b${MS_PAST} (?:\w+ ){0,2}?${MS_PAY}\b`),
    new RegExp(
      String.raw`\b${MS_PAST} (?:\w+ ){0,2}?${MS_GIVE}\b[^.?!]{0,30}(?:${MS_MONEY})|(?:${MS_MONEY})[^.?!]{0,20}\b${MS_PAST} (?:\w+ ){0,1}?${MS_GIVE}\b`,
    ),
    new RegExp(
      String.raw`\b(?:saya|sy|aku|i|mak|ayah|emak|abah|ibu|isteri|suami|adik) (?:\w+ )?(?:ter)?-?(?:transfer|bank ?in|bayar|top ?up)\b[^.?!]{0,24}(?:rm ?[0-9]|ringgit|ribu|duit)`,
    ),
    /\b(?:ter-?transfer|ter-?bank ?in)\b|(?<!jika |kalau |sekiranya |jangan |elak |hampir |nyaris |takut |dari |daripada |agar |supaya )(?:tidak |tak )?(?<!tidak |tak )\b(?:tertipu|ditipu|di-?scam|terpedaya)\b|\bkerugian (?:saya|sy|rm)/,
    /(?<!jika |kalau |hampir |hampir hampir |nyaris |tak |tidak |x |jangan |elak |takut |dari )(?<!nasib baik tak )\bkena (?:tipu|scam|game|kelentong)/,
    /\b(?:duit|wang|simpanan|baki|akaun)\b[^.?!]{0,24}\b(?:hilang|lesap|habis|kena (?:curi|tolak|keluar)|dah tak ?ada)|\b(?:hilang|rugi|lesap) rm ?[0-9]/,
    new RegExp(
      String.raw`\b${EN_WHO} (?:\w+ ){0,3}?(?:sent|transferred|paid|wired|deposited|gave|handed|invested|bought|topped up|banked in)\b[^.?!]{0,40}(?:${EN_MONEY}|${EN_CODES})`,
    ),
    new RegExp(String.raw`^[\s,]*(?:just |already |have |had )?(?:sent|transferred|paid|wired|deposited|banked in)\b[^.?!]{0,40}(?:${EN_MONEY}|${EN_CODES})`),
    new RegExp(String.raw`\b(?:lost|lose|losing|stole|stolen|drained|emptied|wiped)\b[^.?!]{0,24}(?:${EN_MONEY}|account)`),
    /(?<!someone |somebody |people |who |others |many |almost |nearly |not |never |if you )\b(?:got|was|been|were|am) (?:\w+ )?(?:scammed|cheated|conned|defrauded)\b|\b(?:money|savings) (?:is|was|are|were|has|have) (?:all |been )?(?:gone|stolen|wiped|transferred)\b|\bi (?:already )?(?:transferred|banked in|wired)\b/,
  ],
  nearMiss: [
    // Any verb: `보낼 뻔`, `넣을뻔`; `뻔한 거짓말` has none before it.
    new RegExp(`[${KO_FINAL_RIEUL}] ?뻔|하마터면`),
    /(?:안|못) ?(?:보냈|보내(?!면|시면|주면|니까|고 )|부쳤|줬|눌렀|누름|속았|당했|알려 ?줬|깔았|넘어갔|냈)/,
    /(?:송금|이체|입금|결제|보내|누르|알려 ?주)(?:하)?기? ?(?:직)?전에/,
    /(?:보내|송금하|이체하|입금하|주|누르|알려 ?주|입력하|결제하|설치하|깔|속|당하)지(?:는|도|를)? ?(?:않|안|못)/,
    /(?:송금|이체|입금|결제|입력|클릭|설치|답장)(?:은|는|도|을|를)? ?(?:안|못) ?(?:했|함|하고|한)/,
    /(?:보내|송금하|이체하|입금하)(?:려다|려던|려고 ?(?:했|하다))/,
    new RegExp(String.raw`\b${MS_NOT} (?:\w+ ){0,2}?(?:${MS_PAY}|${MS_GIVE}|tekan|download|install)\b`),
    /\b(?:tak|tidak|x|tk) ?jadi(?: (?:transfer|bayar|bagi|masuk|beli|join))?\b|\bnyaris[ .!]*$|\b(?:saya|sy|aku) (?:tolak|berhenti|stop|block)\b/,
    /\b(?:hampir|nyaris)(?:2|-hampir)? (?:\w+ ){0,2}?(?:kena|ter|transfer|bayar|bagi|tekan|percaya|nak)/,
    /\b(?:nasib ?baik(?:lah)?|mujur(?:lah)?|syukur|alhamdulillah|luckily|fortunately)\b[^.?!]{0,40}\b(?:tak|tidak|x|tk|belum|sempat|didn't|did not|not|perasan|stopped)\b/,
    /\b(?:didn't|wasn't|did not|didnt|never|haven't|have not|refused to|about to|almost|nearly) (?:\w+ ){0,2}?(?:send|sent|pay|paid|transfer|transferred|give|gave|click|clicked|fall|fell|lose|lost|share|shared|get scammed|got scammed|install|installed)/,
    /\bbefore (?:i|we) (?:\w+ )?(?:sent|paid|transferred|gave)\b/,
  ],
  told: [
    /(?:보내|송금하|이체하|입금하|깔|설치하|알려 ?주|누르)(?:라고|래요|라는|라며|라길래|라 ?해서)/,
    /\bsuruh (?:\w+ ){0,2}?(?:transfer|bayar|bagi|tekan|install|pasang|bank ?in|klik)|\bminta (?:\w+ ){0,2}?(?:duit|bayar|transfer|otp|tac)/,
    /\b(?:asked|told|wanted|want) (?:me|us|him|her) (?:to )?(?:\w+ ){0,2}?(?:send|pay|transfer|give|click|install|deposit)/,
  ],
  refused: [
    /끊었|끊어 ?버|차단했|의심(?:스러|돼|했|이)|이상해서|수상해|무시했|신고만|삭제했/,
    /\b(?:letak telefon|block(?:ed)?|tak layan|abaikan|delete|syak|report je|hung up|ignored|blocked|suspicious|deleted)\b/,
  ],
  nothing: [
    /피해(?:는|가|액은|금액은)? ?(?:없|안 ?났|전혀)|잃은 ?(?:돈|건|것)(?:은|이)? ?없/,
    /\b(?:tiada|tak ?ada|takde|xde) (?:kerugian|kehilangan|duit hilang)|\btak rugi\b/,
    /\b(?:no money (?:was )?lost|lost nothing|nothing (?:was )?lost|no loss)\b/,
  ],
} as const satisfies Record<string, readonly RegExp[]>;

/** The words of reports about others. */
export const NEWS =
  /피해자|[a-z가-힣] ?씨(?:는|가|에게)|경찰(?:은|에 따르면|이)|밝혔다|전했다|according to|police said|\bvictims?\b|\bmangsa\b|menurut|kata polis|memberitahu media/;

/** The writer speaks of themselves or their family. */
export const FIRST_PERSON =
  /제가|저는|저도|저희|제 (?:돈|계좌|카드|통장)|내가|나는|나도|내 (?:돈|계좌|카드)|엄마가|어머니가|아버지가|아빠가|부모님이|\b(?:saya|sy|sya|aku|ak|mak|ayah|kami)\b|\b(?:i|i've|i'm|my|me|we)\b/;

/** Within the last day. */
export const RECENT =
  /방금|지금 ?막|금방|조금 ?전|좀 ?전|아까|오늘|몇 ?분 ?전|[0-9]{1,3} ?분 ?전|\b(?:tadi|baru je|baru saja|baru sahaja|hari ni|hari ini|sekejap tadi|minit (?:lepas|tadi|lalu))\b|\b(?:just now|just (?:sent|paid|transferred|got|been)|today|this (?:morning|afternoon|evening)|minutes? ago|(?:an?|one|two|few) (?:hour|minute)s? ago|moments? ago|tonight)\b/;

/** Certainly more than a day ago. */
export const LONG_AGO =
  /그저께|그제|엊그제|지난 ?(?:주|달|해|월|[0-9])|작년|며칠 ?전|일주일 ?전|[0-9한두세] ?(?:주|달|개월|년) ?전|\b(?:minggu lepas|bulan lepas|tahun lepas|minggu lalu|bulan lalu|beberapa hari (?:lepas|lalu)|dua hari lepas|kelmarin dulu)\b|\b(?:last (?:week|month|year)|(?:weeks?|months?|years?) ago|(?:two|three|few|several) days ago)\b/;
