// Words by which somebody tells of a scam rather than carries it out: what reached them, who claimed to be whom, what they then did, what they
// make of it. Found on the corpus: a sentence of a victim's account has one far more often than a sentence of a script (`own-words.test.ts`).

/** One match makes a sentence the reporter's own. Written for folded lower case. */
export const TELLING_CUES: readonly RegExp[] = [
  // Korean: hearsay and claims, receipt, deeds, verdict, cries for help.
  /(?:이?라(?:는|면서|며|고|길래|더니|던데|서)|다(?:길래|더니|던데|는데)|(?:하|으|자|냐|달)(?:길래|라길래|래요|랬|래서)|대요|래요|했대|다네요|다고 (?:해서|하|했|해요|합니다)|라고 (?:해서|하|했|해요|합니다|전화|문자|연락|카톡)|라 카)/,
  /(?:전화|문자|연락|카톡|메일|메시지|링크|디엠|톡)(?:가|이|를|을|도|만)? ?(?:또 |계속 |자꾸 )?(?:왔|오네|와서|와요|옵니다|오는데|받았|받고|받음|받아)/,
  /(?:보냈|보내버|송금했|이체했|이체 ?해|입금했|넣었|넘겼|건넸|건네|알려 ?줬|알려 ?줘|불러 ?줬|눌렀|누르고|깔았|깔고|설치했|설치하고|끊었|끊음|차단했|안 ?보냈|안 ?눌렀|안 ?깔|날렸|뜯겼|털렸|빠져나|빠졌|결제됐|샀|사줬|줬)/,
  /(?:당했|당할 ?뻔|속았|속을 ?뻔|속아|사기(?:예요|에요|인가|인 ?것|인거|같|였|네|꾼|입니다|맞|죠|래)|피싱(?:인가|이네|같|이에요|입니다|당)|수상|이상(?:해|하|한)|의심(?:돼|되|스러)|조심(?:하세요|하셔|해)|주의하세요|믿지 마|신고(?:하|합|했|해야|되|할)|제보|어떡|어떻게 ?(?:해야|하죠|하나|해요)|도와 ?주세요|무서워|걱정)/,
  /(?:어머니|아버지|엄마|아빠|할머니|할아버지|남편|아내|와이프|동생|장모|친구|딸|아들|부모님)(?:이|가|께서|는|한테|도) .{0,60}(?:했|셨|았|었|였|줬|렸)/,
  /(?:저|제가|저는|저도|저한테|나한테|내가|나도)\b.{0,60}(?:했|았|었|였|줬|렸|습니다|어요)/,
  // Malay.
  /\b(?:kata (?:dia|dari|polis|pegawai|saya|nama|akaun|nak|ada)|dia (?:kata|cakap|suruh|minta|mintak|bagi|hantar|ckp|ugut)|suruh (?:saya|sy|aku|kami|mak|ayah|transfer|pindah|bayar|tekan|install|pi|pergi|isi)|mengaku|ngaku|menyamar|konon|kononnya)\b/,
  /\b(?:(?:saya|sy|aku|kami|mak|ayah|adik|kakak|abang|isteri|suami|nenek|kawan|member)(?: saya| sy| aku| mertua)? (?:dah|baru|terus|dapat|terima|dpt|kena|hampir|hantar|transfer|bayar|tekan|klik|bagi|block|letak|pergi|takut|dipaksa|tak|x|pun|ingat|percaya|masukkan|rugi|hilang|tertipu))\b/,
  /\b(?:dah (?:transfer|bayar|hantar|bagi|masuk|block|report|buat report|kena|pindah|klik|tekan|isi)|baru (?:je|lepas|tadi|sedar|kena)|tadi (?:ada|pagi|petang|malam|dapat|saya|sy)|ada (?:orang|org|yg|yang|panggilan|robot|call|satu nombor|seorang)|dapat (?:call|mesej|sms|whatsapp|panggilan|link)|terima (?:panggilan|mesej|sms|whatsapp))\b/,
  /\b(?:kena (?:scam|tipu|game|con)|scam(?:mer)?|tertipu|penipu(?:an)?|hati[- ]hati|jangan (?:percaya|layan)|nasib baik|tolong (?:saya|sy|semak|check|siasat)|nak (?:report|lapor|tanya)|buat report|report polis|laporan polis|ni betul ke|betul ke ni|macam mana nak|apa (?:nak|perlu) buat|syukur|rugi|lesap|curiga|pelik|was-was)\b/,
  // English.
  /\b(?:(?:said|says|saying|claim(?:s|ed|ing)?|pretend(?:s|ed|ing)?|told|asked|asking|wanted|pressured|threatened|tricked|insisted) (?:he|she|they|to be|that|me|my|her|him|us|i|it|the|from|it's|for|was)|so[- ]called|supposedly|impersonat\w+)\b/,
  /\b(?:(?:i|she|he|my (?:mum|mom|mother|father|dad|wife|husband|friend|son|daughter|sister|brother|grand\w+|parents|aunt\w*|uncle|colleague|neighbou?r)) (?:already |almost |nearly |then |never |immediately |stupidly |had |didn't |did not |lost|sent|paid|transferred|clicked|gave|received|hung|blocked|called|answered|fell|believed|realis\w+|realiz\w+|reported|bought|thought|keyed|entered|installed|handed|panicked|deleted|kena|told))/,
  /\b(?:(?:got|received|getting) (?:a|an|this|these|the|another|one|same) (?:\w+ ){0,3}(?:call|text|sms|message|email|mail|whatsapp|letter|link|robocall|voicemail)|(?:someone|somebody|some guy|a man|a woman|a caller|a person|this (?:guy|person|number)) (?:\w+ ){0,3}(?:call|text|messag|contact|from|claim|said|told|whats))/,
  /\b(?:scammed|scammers?|(?:a|this|such|the) scam|phishing|beware|be careful|watch out|(?:is|are) (?:this|it|these) (?:real|legit|genuine|true|a scam|safe)|what (?:do|should|can) i do|should i (?:report|worry)|reporting (?:this|it)|don't (?:believe|trust|fall)|fell for|lost (?:my|all|\w*\d)|hung up|never replied)\b/,
];
