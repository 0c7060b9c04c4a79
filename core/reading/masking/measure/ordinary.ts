// Messages with numbers that are nobody's secret: the suspect's phone and account, parcels, orders, sums, dates. They must stay as they are.

import type { Random } from '../../training/random.ts';
import { BANKS } from '../../training/slot-lists.ts';

const TEMPLATES: readonly (readonly [string, string])[] = [
  ['phone', '010-{@}{3}-{4}로 전화 왔어요'],
  ['phone', 'call from 012-{3} {4} claiming to be police'],
  ['phone', 'hubungi 011-{4} {4} untuk pinjaman'],
  ['phone', '+60 1{@}-{3} {4} whatsapp me'],
  ['phone', '070{@}{3}{4} 이 번호 사기예요'],
  ['phone', 'Call 601{@}{7}'],
  ['phone', '+82 10-{@}{3}-{4} 로 연락하래요'],
  ['account', '{ko} 로 입금하라고 했어요'],
  ['account', '{ko} 홍길동'],
  ['account', '안전계좌 {ko}으로 300만원 보냈어요'],
  ['account', 'Transfer ke akaun {ms} nama Ali'],
  ['account', 'I sent RM500 to {ms}'],
  ['account', 'bayar yuran ke {ms}'],
  ['account', 'please pay to {en}'],
  ['tracking', '운송장번호 {12} 배송조회'],
  ['tracking', 'tracking number {12}'],
  ['tracking', 'No tracking: MY{9}'],
  ['tracking', 'Your parcel EE{9}KR is on hold'],
  ['tracking', '등기번호 {4}-{4}-{4}-1'],
  ['order', '주문번호 2026{4}-{7}'],
  ['order', 'order no. {9}'],
  ['order', 'order #{10} confirmed'],
  ['order', 'Invoice INV-{6}'],
  ['order', 'rujukan {8}'],
  ['order', '승인번호 {8} 15,900원'],
  ['order', '접수번호 2026-{6}'],
  ['order', 'SPXMY0{8} ready for pickup'],
  ['amount', '1,{3},{3}원 입금했습니다'],
  ['amount', 'RM{@},{3}.00 was deducted'],
  ['date', '2026-11-{@}0 14:3{@} 에 연락 왔습니다'],
  ['date', 'on 1{@}/0{@}/2026 at 3pm'],
  ['business', '사업자등록번호 {3}-{2}-{5}'],
  ['business', 'SSM 2020{8}'],
  ['talk', '인증번호 알려달라고 하면 사기입니다. 112 신고'],
  ['talk', 'Never share your OTP, PIN or password with anyone.'],
  ['talk', 'Jangan kongsi kata laluan atau TAC anda dengan sesiapa'],
  ['talk', 'my password is required again'],
  ['talk', '비밀번호는 8자리 이상이어야 합니다'],
  ['talk', '주민번호 900101-1****** 확인'],
  ['talk', '카드 5123-****-****-1234 승인'],
];

export interface Ordinary {
  kind: string;
  text: string;
}

export function ordinary(index: number, random: Random): Ordinary {
  const [kind, template] = TEMPLATES[index % TEMPLATES.length] ?? ['talk', ''];
  const text = template.replace(/\{(\w+|@)\}/g, (_, slot: string) => {
    if (slot === '@') return String(1 + random.below(9));
    if (slot === 'ko' || slot === 'ms' || slot === 'en') {
      const [bank, shape] = random.pick(BANKS[slot]);
      return `${bank} ${shape.replace(/[#@]/g, () => String(random.below(10)))}`;
    }
    return random.digits(Number(slot));
  });
  return { kind, text };
}
