// Reads a typed answer to “has money or a code left, and when?” in Korean, Malay and English, whichever language the
// person has chosen. Negation and near misses turn the meaning round; what is not clear is asked again, never guessed.

import type { LossAnswer } from '../dialogue.ts';
import { answerWords, joined } from './fold.ts';

/** `yes`: it left, but when was not said. */
export type ReadAnswer = LossAnswer | 'yes';

/** Null when the text is no answer to the question, or not a clear one. */
export function readLossAnswer(text: string): ReadAnswer | null {
  const words = answerWords(text);
  if (words.length === 0) return null;
  return /\p{Script=Hangul}/u.test(text) ? readKorean(joined(words)) : readLatin(words);
}

// Almost, or told to: the money is still there, or nothing is said about it.
const KO_NEAR_MISS = /뻔|보낼까|보내기전|안넘어갔|속지않/;
const KO_TOLD_TO = /(보내|송금하|이체하|입금하|누르|알려주|알려달|깔)(라|래|라고|달)/;
const KO_SENT = '보냈|보낸|보냄|부쳤|부침|이체|송금|입금|결제|빠져나|나갔|털렸|당했|줬|알려|입력|눌렀|넘겼|건넸|건냈|쐈';
const KO_YES = /^(네|넵|넹|예|옙|응|웅|엉|어|ㅇㅇ|ㅇ|맞|그래|그렇|있)/;
const KO_NO = /^(아니|아뇨|아님|안돼|ㄴㄴ|ㄴ$|노$|없|괜찮|무사|다행|아직없|아직은없)/;
const KO_NOT_SENT = new RegExp(`(안|못)(${KO_SENT}|했|함|해)|(${KO_SENT}|보내|하|주|누르)지(는)?(않|못)|적(은|이)?없|(돈|건|것|거)(은|는|도|이)?없`);
const KO_DID_SEND = new RegExp(KO_SENT);
const KO_UNSURE = /모르|몰라|글쎄|확실(하지|치|히)|애매|헷갈|기억(이)?안/;
const KO_RECENT = /방금|지금|금방|조금전|좀전|아까|오늘|분전|시간전|막보|이제막|오전에|점심때/;
const KO_EARLIER = /그저께|그제|엊그제|며칠|지난|저번|작년|예전|옛날|오래전|일전|주전|주일전|달전|개월전|년전|전에요?$/;
const KO_LONG_AGO = /(2[5-9]|[3-9][0-9]|[0-9]{3,4})시간전/;

function readKorean(text: string): ReadAnswer | null {
  if (KO_UNSURE.test(text)) return 'unsure';
  if (KO_NEAR_MISS.test(text)) return 'no';
  if (KO_NOT_SENT.test(text)) return 'no';
  const no = KO_NO.test(text);
  const told = KO_TOLD_TO.test(text);
  const sent = KO_DID_SEND.test(text) && !told;
  if (no) return sent ? null : 'no';
  const time = koreanTime(text);
  if (sent || (KO_YES.test(text) && !told)) return time ?? 'yes';
  return told ? null : time;
}

/** “어제” (yesterday) may be either side of 24 hours, so it is no time. */
function koreanTime(text: string): 'within_24h' | 'earlier' | null {
  if (KO_LONG_AGO.test(text)) return 'earlier';
  if (KO_RECENT.test(text)) return 'within_24h';
  return KO_EARLIER.test(text) ? 'earlier' : null;
}

const NOT = new Set(
  ['tak', 'tidak', 'tiada', 'takde', 'takda', 'xde', 'xda', 'x', 'tk', 'belum', 'blm', 'bukan', 'jangan'].concat(
    ['no', 'nope', 'nah', 'not', 'never', 'didnt', 'havent', 'hasnt', 'dont', 'wasnt', 'nothing', 'none', 'almost', 'nearly', 'hampir'],
  ),
);
const LATIN_NO = new Set(['taklah', 'takpe', 'tidaklah', 'nasib', 'lucky', 'luckily', 'selamat']);
const LATIN_YES = new Set(
  ['ya', 'ye', 'yer', 'yela', 'betul', 'sudah', 'dah', 'dh', 'sdh', 'telah', 'ada', 'haah'].concat([
    'yes', 'yeah', 'yea', 'yep', 'yup', 'correct', 'right', 'true', 'have', 'did',
  ]),
);
/** Something left. Base forms count only after a word of completion: “dah transfer”, not “suruh transfer”. */
const SENT = new Set(
  ['sent', 'paid', 'transferred', 'transfered', 'gave', 'given', 'lost', 'wired', 'entered', 'clicked', 'scammed', 'shared'].concat(
    ['tertransfer', 'terhantar', 'terbayar', 'terbagi', 'dikeluarkan', 'lesap', 'kena', 'hilang'],
  ),
);
const BASE_SENT = new Set(
  ['transfer', 'bayar', 'hantar', 'bagi', 'beri', 'bank', 'pindah', 'masuk', 'masukkan', 'kasi', 'klik', 'tekan', 'isi', 'keluar'],
);
const DONE = new Set(['dah', 'dh', 'sudah', 'sdh', 'telah', 'baru', 'barusan', 'tadi', 'just', 'ya', 'yes', 'already', 'did', 'saya', 'sy', 'i', 'aku']);
const TOLD = new Set(['suruh', 'disuruh', 'minta', 'diminta', 'ask', 'asked', 'told', 'want', 'wants', 'wanted', 'nak', 'should', 'must']);
const UNSURE = /\b(tak|tidak|x|tk|not|dont) (pasti|tahu|tau|ingat|sure|know|certain)\b|\b(mungkin|maybe|unsure|perhaps|entah|idk)\b/;
const RECENT =
  /\b(tadi|baru|barusan|sekarang|skrg|now|just|today|tonight|minit|minute|minutes|mins|min|jam|hour|hours|pagi ni|hari ini|hari ni|malam ni|petang ni|sebentar)\b/;
const EARLIER =
  /\b(minggu|bulan|tahun|kelmarin|dulu|dahulu|lama|hari lepas|hari lalu|week|weeks|month|months|year|years|days|ago long|long ago|last)\b/;
const LONG_AGO = /\b(2[5-9]|[3-9][0-9]|[0-9]{3,4}) (jam|hour|hours)\b/;
/** How far a negation reaches to its verb: “haven't yet sent”, “tak ada transfer apa”. */
const REACH = 3;

function readLatin(words: readonly string[]): ReadAnswer | null {
  const text = words.join(' ');
  if (UNSURE.test(text)) return 'unsure';
  if (words.some((word, at) => sentAt(words, word, at))) return latinTime(text) ?? 'yes';
  if (words.some((word) => NOT.has(word) || LATIN_NO.has(word))) return saysNo(words) ? 'no' : null;
  if (words.some((word) => TOLD.has(word))) return null;
  if (LATIN_YES.has(words[0] ?? '')) return latinTime(text) ?? 'yes';
  return words.length <= 5 ? latinTime(text) : null;
}

function sentAt(words: readonly string[], word: string, at: number): boolean {
  const before = words.slice(Math.max(0, at - REACH), at);
  if (before.some((earlier) => NOT.has(earlier) || TOLD.has(earlier))) return false;
  if (SENT.has(word)) return true;
  if (!BASE_SENT.has(word)) return false;
  return before.some((earlier) => DONE.has(earlier)) || words.slice(at + 1, at + 1 + REACH).includes('tadi');
}

/** A denial counts when it opens the answer or is tied to the verb; “it does not load” is neither. */
function saysNo(words: readonly string[]): boolean {
  const first = words[0] ?? '';
  if (NOT.has(first) || LATIN_NO.has(first)) return true;
  return words.some((word, at) => {
    if (!SENT.has(word) && !BASE_SENT.has(word) && word !== 'send' && word !== 'pay' && word !== 'give') return false;
    return words.slice(Math.max(0, at - REACH), at).some((earlier) => NOT.has(earlier));
  });
}

/** “Yesterday”, “semalam” may be either side of 24 hours, so they are no time. */
function latinTime(text: string): 'within_24h' | 'earlier' | null {
  if (LONG_AGO.test(text)) return 'earlier';
  if (EARLIER.test(text)) return 'earlier';
  return RECENT.test(text) ? 'within_24h' : null;
}
