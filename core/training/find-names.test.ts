import { expect, test } from 'vitest';
import { findNames } from '#core/training/find-names.ts';

function namesIn(text: string): string[] {
  return findNames(text).map(({ start, end }) => text.slice(start, end));
}

test.each([
  ['제 이름은 김민수이고 예금주는 이서연입니다', ['김민수', '이서연']],
  ['이름: 남궁민 / 받는 사람 박지훈', ['남궁민', '박지훈']],
  ['서울중앙지검 이정훈 검사라고 했어요', ['이정훈']],
  ['강동현 고객님, 조미라님이 보낸 택배입니다. 김현 씨', ['강동현', '조미라', '김현']],
  ['저는 최은정인데 성함이 정수빈이라고 했어요', ['최은정', '정수빈']],
])('finds Korean names by the words beside them: %s', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each([
  ['Nama saya Siti Aminah binti Ahmad, kepada Encik Razif bin Ismail', ['Siti Aminah binti Ahmad', 'Razif bin Ismail']],
  ['nama saya farid hakim dan saya kena tipu', ['farid hakim']],
  ['NAMA: NORAINI BINTI OSMAN', ['NORAINI BINTI OSMAN']],
  ['penerima: kumar a/l raju, Puan Hasnah', ['kumar a/l raju', 'Hasnah']],
  ['my name is john smith from DHL. Mr Lee Wei Jie will call', ['john smith', 'Lee Wei Jie']],
  ['cakap dengan encik razif, Inspektor Tan', ['razif', 'Tan']],
])('finds Malay and English names by the words beside them: %s', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each([
  '고객님 택배 주소를 확인 바랍니다. 경찰청 수사관입니다. 이름을 알려달래요',
  'Dear Customer, nama saya digunakan untuk kes dadah. Puan diminta bayar, Tuan/Puan sila hubungi pegawai LHDN',
  'Hi Mum, I lost my phone. You are not to tell the bank',
])('takes no ordinary word for a name: %s', (text) => {
  expect(namesIn(text)).toEqual([]);
});

test.each(['nama: ', '이름은 ', 'Aa ', 'bin ', '김', 'x'])('takes time in proportion to a text made of %s', (piece) => {
  const timeOf = (length: number): number => {
    const text = piece.repeat(length / piece.length);
    const start = performance.now();
    findNames(text);
    return performance.now() - start;
  };
  timeOf(10_000);
  expect(timeOf(100_000)).toBeLessThan(1_000);
});
