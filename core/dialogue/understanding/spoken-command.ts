// Commands in plain words, as somebody types who has never seen a slash. Only a message that is nothing else counts.

import { answerWords, joined } from './fold.ts';

const SPOKEN: Record<string, string> = {
  status: `내신고 내신고보기 신고현황 진행상황 접수확인 신고확인 내신고어떻게됐어요 신고조회
    laporansaya statuslaporan semaklaporan macammanalaporansaya myreport myreports reportstatus statusofmyreport`,
  emergency: '긴급 급해요 돈보냈어요 방금돈보냈어요 방금송금했어요 kecemasan sayabaruhantarwang emergency ijustsentmoney',
  subscribe: '구독 경보받기 경보신청 알림받기 langgan langganamaran terimaamaran subscribe',
  unsubscribe: '구독취소 경보끄기 경보그만 알림끄기 berhentilanggan berhentiamaran unsubscribe stopwarnings',
  language: '언어 언어바꾸기 언어변경 bahasa tukarbahasa language changelanguage',
  privacy: '개인정보 개인정보안내 privasi dataperibadi privacy mydata',
  back: '뒤로 이전 이전으로 이전질문 kembali balik undur back goback',
  cancel: '취소 취소할게요 취소해주세요 batal batalkan cancel nevermind',
};
const COMMAND_OF = new Map(Object.entries(SPOKEN).flatMap(([command, words]) => words.split(/\s+/).map((word) => [word, command] as const)));

export function readSpokenCommand(text: string): string | null {
  const words = answerWords(text);
  return words.length === 0 || words.length > 6 ? null : (COMMAND_OF.get(joined(words)) ?? null);
}
