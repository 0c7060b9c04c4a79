import type { Motif } from './motif.ts';

// How it reaches people and how they are kept.
export const STEPS = {
  video_call: ['영상통화 | 화상통화 | 화상전화', 'video call | panggilan video', 'video call* | zoom | skype | facetime | webcam'],
  robot_voice: [
    'ars | 자동음성 | 녹음된 | 1번을',
    'suara robot | rakaman suara | tekan 1 | tekan 0 | panggilan automatik',
    'robot* | recorded message | automated | press 1 | press one',
  ],
  voice_clone: [
    '목소리가똑같 | 딥페이크 | 목소리를흉내 | ai로만든',
    'suara sama | deepfake | klon suara',
    'deepfake* | cloned voice | sounded exactly | sounded just like | voice clone',
  ],
  handed_over_call: [
    '연결해드리 | 바꿔주 | 전화를돌려',
    'sambungkan | disambung*',
    'put you through | transfer you | transferring you | transferred me | connect you',
  ],
  no_hanging_up: ['끊지말 | 끊지마 | 전화를못끊', 'jangan letak | tak boleh letak telefon', 'hang up | stay on the line | kept me on | keep you on'],
  no_call: [
    '통화는어려 | 통화가안 | 통화는못 | 전화는못 | 통화안돼',
    'tak boleh call | tak boleh cakap | tak boleh bercakap | jangan call',
    "can't talk | cannot talk | can't call | can't take calls | wouldn't take a call | don't call",
  ],
  meeting_busy: ['회의중 | 회의라 | 미팅중 | 미팅이라', 'meeting | mesyuarat', 'in a meeting | board meeting | stuck in'],
  broken_phone: [
    '폰이고장 | 액정 | 폰이깨 | 휴대폰고장 | 폰고장 | 물에빠',
    'telefon rosak | skrin pecah | jatuh dalam air | telefon pecah | telefon jatuh',
    'phone is broken | phone broke | cracked screen | smashed | dropped my phone | broke my phone | toilet',
  ],
  second_phone: ['새휴대폰 | 공기계 | 휴대폰을하나', 'telefon baru | telefon kedua | sim baru', 'second phone | burner | new phone and'],
  profile_photo: ['프로필사진 | 프사', 'gambar profil', 'profile photo | profile pic*'],
  hijacked_account: [
    '계정을해킹 | 해킹당한 | 도용당한계정 | 계정이뚫',
    'akaun kena hack | akaun dia kena | whatsapp kena hack',
    'hijacked | account got hacked | account was hacked',
  ],
  uniform: ['제복 | 정복을', 'uniform', 'uniform'],
  id_card_shown: ['공무원증 | 신분증을보여 | 명함', 'kad kuasa | kad pengenalan pegawai', 'his badge | her badge | warrant card | showed me his id'],
  arrest_warrant: ['구속영장 | 체포영장 | 영장', 'waran', 'warrant'],
  bail: ['보석금 | 보증금을내면풀 | 보석', 'wang jaminan | ikat jamin | diikat jamin', 'bail | bond | surety'],
  hotel_isolation: ['모텔 | 호텔방에혼자 | 숙박업소', 'hotel bajet | bilik hotel | duduk seorang', 'motel | hotel room alone | book a room'],
  hourly_report: ['한시간마다 | 시간마다 | 수시로보고', 'setiap jam | lapor setiap', 'every hour | hourly | on the hour'],
  told_lie_to_bank: [
    '은행에서물으면 | 은행직원이물으면 | 인테리어비',
    'kalau bank tanya | beritahu bank',
    'if the bank asks | tell the bank | told to say | tell the teller',
  ],
  handwritten: ['반성문 | 자필 | 손으로써', 'tulis tangan | surat pengakuan', 'handwrit* | written apology | write by hand'],
} as const satisfies Record<string, Motif>;
