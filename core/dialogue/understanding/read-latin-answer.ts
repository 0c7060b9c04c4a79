// Malay, Manglish and English answers, word by word: a verb of sending counts unless a negation, a command or another
// person stands just before it (“tak transfer”, “they told me to pay”, “dia hantar link”).

import type { ReadAnswer } from './read-answer.ts';

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

const NOT = words(
  'tak tidak tiada takde takda xde xda x tk belum blm bukan jangan no nope nah not never didnt havent hasnt dont wasnt nothing none almost nearly hampir',
);
const NO_OPENERS = words('taklah takpe tidaklah nasib lucky luckily selamat');
const YES = words('ya ye yer yela betul sudah dah dh sdh telah ada haah yes yeah yea yep yup correct true have did');
/** Finished by their form. */
const SENT = words(
  'sent paid transferred transfered gave given lost wired entered clicked scammed shared ditipu tertipu tertransfer terhantar terbayar terbagi dikeluarkan lesap hilang',
);
/** Finished only with a word of completion: “dah transfer”, not “suruh transfer”. */
const SENDING = words('transfer bayar hantar bagi beri bank pindah masuk masukkan kasi klik tekan isi keluar tipu scam');
const DONE = words('dah dh sudah sdh telah baru barusan tadi just ya yes already did saya sy i aku kena');
/** After a denial these start over: “no, I already paid”. */
const AFTER_ALL = words('dah dh sudah sdh telah already');
/** Somebody else did it, or it was only asked for. */
const NOT_MINE = words(
  'suruh disuruh minta diminta ask asks asked told tell want wants wanted nak should must boleh can could perlu if kalau dia mereka they he she scammer penipu orang',
);
const SEND_FORMS = words('send pay give transfer bayar hantar');
const MESSAGE = words('me link pautan mesej message sms');
const UNSURE = /\b(?:tak|tidak|x|tk|not|dont) (?:pasti|tahu|tau|ingat|sure|know|certain)\b|\b(?:mungkin|maybe|unsure|perhaps|entah|idk)\b/;
const RECENT =
  /\b(?:tadi|baru|barusan|sekarang|skrg|now|just|today|tonight|minit|minute|minutes|mins|min|jam|hour|hours|hari ini|hari ni|pagi ni|malam ni|petang ni|sebentar)\b/;
const EARLIER = /\b(?:minggu|bulan|tahun|kelmarin|dulu|dahulu|lama|hari lepas|hari lalu|week|weeks|month|months|year|years|days|long ago|last)\b/;
const LONG_AGO = /\b(?:2[5-9]|[3-9][0-9]|[0-9]{3,4}) (?:jam|hour|hours)\b/;
/** All that may stand beside a bare “yes” or a bare time. */
const ONLY_TIME = words(
  'saya sy aku i it a an few about around ago just now today tonight morning this minute minutes min mins hour hours day days week weeks month months year years last long tadi baru barusan je lah la sekarang skrg hari ini ni pagi petang malam minit jam lalu lepas minggu bulan tahun yang semalam yesterday kelmarin dulu lama sebentar tuan puan encik boss bro',
);
/** How far a negation reaches to its verb: “haven't yet sent”, “tak ada transfer”. */
const REACH = 3;

/** `said`: folded words, at most 120 characters together. */
export function readLatinAnswer(said: readonly string[]): ReadAnswer | null {
  const text = said.join(' ');
  if (UNSURE.test(text)) return 'unsure';
  if (said.some((_, at) => sentAt(said, at))) return timeOf(text) ?? 'yes';
  if (deniedIn(said)) return 'no';
  if (!said.every((word) => ONLY_TIME.has(word) || YES.has(word) || /^[0-9]{1,4}$/.test(word))) return null;
  return timeOf(text) ?? (said.some((word) => YES.has(word)) ? 'yes' : null);
}

function sentAt(said: readonly string[], at: number): boolean {
  const word = said[at] ?? '';
  if (!SENT.has(word) && !SENDING.has(word)) return false;
  const before = said.slice(Math.max(0, at - REACH), at);
  const after = said.slice(at + 1, at + 1 + REACH);
  if (turnedRound(before) || MESSAGE.has(after[0] ?? '')) return false;
  if (word === 'bank' && after[0] !== 'in') return false;
  return SENT.has(word) || before.some((earlier) => DONE.has(earlier)) || after.includes('tadi');
}

function turnedRound(before: readonly string[]): boolean {
  const denial = before.findLastIndex((word) => NOT.has(word));
  const other = before.findLastIndex((word) => NOT_MINE.has(word));
  if (other >= 0) return true;
  return denial >= 0 && !before.slice(denial + 1).some((word) => AFTER_ALL.has(word));
}

/** A denial counts when it opens the answer or is tied to the verb; “the link does not open” is neither. */
function deniedIn(said: readonly string[]): boolean {
  const first = said[0] ?? '';
  if (NOT.has(first) || NO_OPENERS.has(first)) return true;
  return said.some((word, at) => {
    if (!SENT.has(word) && !SENDING.has(word) && !SEND_FORMS.has(word)) return false;
    return said.slice(Math.max(0, at - REACH), at).some((earlier) => NOT.has(earlier));
  });
}

/** “Yesterday”, “semalam” may be either side of 24 hours, so they are no time. */
function timeOf(text: string): 'within_24h' | 'earlier' | null {
  if (LONG_AGO.test(text) || EARLIER.test(text)) return 'earlier';
  return RECENT.test(text) ? 'within_24h' : null;
}
