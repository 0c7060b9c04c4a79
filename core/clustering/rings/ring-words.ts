// What rings and honest people write in the simulation. Rings fill templates; honest people are the corpus's accounts, each in somebody's own words;
// the scripts are the corpus's messages.

import { globSync, readFileSync } from 'node:fs';
import type { Random } from '#core/reading/training/random.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

/** Alternatives in braces: what a ring that paraphrases its template varies. */
export const RING_TEMPLATES: Record<Language, readonly string[]> = {
  ko: [
    '{방금|아까|오늘|어제} {모르는|이상한|낯선} 번호로 {이런|이} {문자|연락}을 받았어요. {저희|우리} {가족|어머니|친구}도 {같은|똑같은} 연락을 받았다고 {하네요|합니다|해요}. {여러분|다들} {꼭|절대} {조심하세요|주의하세요}',
    '{이|여기} 업체 {때문에|한테} {돈을|현금을} {날렸습니다|잃었어요}. {환불|반환}도 안 해 {주고|주면서} 연락도 {끊었어요|안 받습니다}. {다른|추가} 피해자가 {없도록|안 나오게} 신고합니다 {꼭|빨리} {막아|처리해} 주세요',
  ],
  ms: [
    '{Tadi|Baru tadi|Semalam|Pagi tadi} saya dapat {mesej|panggilan|sms} {macam ni|begini} {daripada|dari} nombor {pelik|tak kenal}. {Mak|Kawan|Jiran} saya pun {kena|dapat} {benda|perkara} sama. {Tolong|Harap} semua {hati-hati|berjaga-jaga} jangan percaya {langsung|dia}',
    'Saya {kena tipu|ditipu} oleh {kedai|syarikat} ni, {duit|wang} dah {bayar|transfer} tapi barang {tak sampai|tiada}. Bila {saya|kami} call {terus|dia} block. {Tolong|Harap} {siasat|ambil tindakan} supaya {orang lain|tiada lagi} kena',
  ],
  en: [
    '{Just now|This morning|Yesterday|Earlier} I got {this|the following} {message|text} from {an unknown|a strange} number. {My mother|A friend|My colleague} got the {same|very same} one {too|as well}. {Please|Everyone} {be careful|beware} and do not {trust|believe} {it|them}',
    'I was scammed by this {shop|company}, I {paid|transferred} the {money|full amount} and they {never|did not} {deliver|send} anything. They {blocked|stopped answering} me {after|when} I asked for a {refund|return}. {Please|Kindly} {take action|stop them} before {others|more people} lose money',
  ],
};

export const RING_VOUCHING: Record<Language, readonly string[]> = {
  ko: [
    '{여기|이 번호} {정상|정식} 업체입니다. {제가|저도} {여러 번|자주} {거래|이용}했는데 {문제|아무 문제} 없었어요',
    '{이 번호|여기} 사기 {절대 |}아닙니다. {잘못|허위}로 신고된 {번호|것}입니다',
  ],
  ms: [
    'Nombor ni bukan {scam|penipu}. Saya {dah|selalu} {beli|berurusan} {banyak|beberapa} kali, {semua|memang} {ok|baik}',
    '{Kedai|Syarikat} ni sah, {saya|keluarga saya} {pelanggan|pembeli} lama',
  ],
  en: [
    'This is not a scam. I {bought|ordered} {many|several} times and {everything|all} {was fine|arrived}',
    'The {company|shop} is {legit|genuine}, {no problem|all good} {at all|so far}',
  ],
};

/** A template with one of the alternatives in each place; the same `random` state gives the same words. */
export function fillTemplate(template: string, random: Random): string {
  return template.replaceAll(/\{([^{}]*)\}/g, (_, alternatives: string) => random.pick(alternatives.split('|')));
}

/** Victims' accounts of more than a line. */
export function honestTellings(language: Language): string[] {
  return corpusLines(language, '@account ').filter((line) => line.length > 50);
}

/** Scripts as they reach people. */
export function scriptsOf(language: Language): string[] {
  return corpusLines(language, '@scam ').filter((line) => line.length > 50 && line.length < 300);
}

function corpusLines(language: Language, label: string): string[] {
  const lines: string[] = [];
  for (const path of globSync(`core/reading/corpus/${language}/*.txt`).filter((each) => !each.includes('-id.'))) {
    let wanted = false;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line.startsWith('@')) wanted = line.startsWith(label);
      else if (wanted && line !== '' && !line.startsWith('#')) lines.push(plain(line));
    }
  }
  return lines;
}

/** Without what the corpus says of a loss, and with something in its slots. */
function plain(line: string): string {
  return (line.split(' || ')[0] ?? '').replaceAll('\\n', '\n').replaceAll(/\{\w+\}/g, '320');
}
