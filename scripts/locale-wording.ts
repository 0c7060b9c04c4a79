// What docs/translating.md asks of a sentence and a machine can see: words of the wrong country, registers that mix, particles that cannot fit,
// numbers nobody checked. Everything else is for an editor.

import hotlines from '#core/safety/hotlines.json' with { type: 'json' };

export interface Sentence {
  language: string;
  /** `namespace:path.to.key` */
  key: string;
  text: string;
}

export interface WordingFault {
  key: string;
  language: string;
  fault: string;
  found: string;
}

interface Rule {
  fault: string;
  languages: readonly string[];
  /** What is wrong in the sentence, word for word; none when it is right. */
  find(sentence: Sentence): string[];
}

/** Indonesian where Malaysian Malay has a word of its own. */
const INDONESIAN =
  'bisa|uang|rekening|nomor|kirim|mengirim|dikirim|tautan|kata sandi|ponsel|akun|situs|unggah|mengunggah|unduh|mengunduh|gratis|karena|bahwa|coba|mencoba|kantor|polisi|telepon|menelepon|silahkan|silakan|perangkat|peramban|surel|hapus|dihapus|menghapus|tangkapan layar|tangkap layar|layar|kontak|kamu|kalian|nggak|gak|butuh|kartu|pengaduan';

/** Registers and spellings that this project has decided on: docs/translating.md names the word to use. */
const AVOIDED: Record<string, string> = {
  ko: '붙여넣|휴대전화|핸드폰|스샷|주의보|리포트|귀하|당신|할께|됬|않되|몇일',
  ms: 'saja|sebentar nanti|secara disulitkan|e-mail|emel|website|siapa perlu|apa perlu|perhatian',
};

/** Nobody is to blame for being deceived. */
const BLAMING: Record<string, string> = {
  ko: '부주의|어리석|속으셨|속은 것|방심|욕심|당하셨',
  ms: 'cuai|kecuaian|lalai|kelalaian|bodoh|tamak|salah anda sendiri|terpedaya',
  en: 'careless|gullible|naive|greedy|fell for|fall for|your mistake|should have known',
};

/** Form of the particle depends on the last sound of what the parameter stands for. */
const DEPENDENT_PARTICLE = /\}\}(?:<\/[a-z]+>|[’”])?(?:은|는|이|가|을|를|와|과|로|으로|나|이나|랑|이랑|라고|이라고|여|아|야)(?![가-힣])/g;

const RULES: readonly Rule[] = [
  { fault: 'two spaces', languages: ['ko', 'ms', 'en'], find: ({ text }) => matches(text, / {2,}|^ | $/g) },
  { fault: 'a straight quotation mark', languages: ['ko', 'ms', 'en'], find: ({ text }) => matches(text, /"|(?<![a-z])'|'(?![a-z])/gi) },
  { fault: 'three dots', languages: ['ko', 'ms', 'en'], find: ({ text }) => matches(text, /\.{2,}/g) },
  { fault: 'an Indonesian word', languages: ['ms'], find: ({ text }) => matches(text, words(INDONESIAN)) },
  { fault: 'a word this project avoids', languages: ['ms'], find: ({ text }) => matches(text, words(AVOIDED['ms'] ?? '')) },
  { fault: 'a word this project avoids', languages: ['ko'], find: ({ text }) => matches(text, new RegExp(AVOIDED['ko'] ?? '', 'g')) },
  { fault: 'a word that blames', languages: ['ms', 'en'], find: ({ text, language }) => matches(text, words(BLAMING[language] ?? '')) },
  { fault: 'a word that blames', languages: ['ko'], find: ({ text }) => matches(text, new RegExp(BLAMING['ko'] ?? '', 'g')) },
  { fault: 'a particle whose form depends on the parameter', languages: ['ko'], find: ({ text }) => matches(text, DEPENDENT_PARTICLE) },
  { fault: 'a warning’s public code under the name of the secret one', languages: ['ko', 'ms'], find: publicCode },
  { fault: 'registers that mix', languages: ['ko'], find: mixedRegisters },
  { fault: 'plain endings (한다체)', languages: ['ko'], find: ({ text }) => matches(text, /[가-힣]*(?<!니)다(?=[.!])/g) },
  { fault: 'a number that core/safety/hotlines.json does not have', languages: ['ko', 'ms', 'en'], find: unknownNumbers },
  { fault: 'an amount without its comma', languages: ['ms', 'en'], find: ({ text }) => matches(text, /RM\s?\d{4,}|RM \d+/g) },
];

export function findWordingFaults(sentences: readonly Sentence[]): WordingFault[] {
  return sentences.flatMap((sentence) =>
    RULES.filter(({ languages }) => languages.includes(sentence.language)).flatMap(({ fault, find }) =>
      find(sentence).map((found) => ({ key: sentence.key, language: sentence.language, fault, found })),
    ),
  );
}

/**
 * Statements of one text end in 합쇼체 (-습니다) or in 해요체 (-어요); requests (-세요), promises (-ㄹ게요) and questions go with both. `check` speaks
 * 해요체 throughout, as what it says also stands in chats of groups.
 */
function mixedRegisters({ key, text }: Sentence): string[] {
  const formal = matches(text, /[가-힣]+니다(?=[.!])/g);
  const soft = matches(text, /[가-힣]+(?<!세|게|까|나|가|네)요(?=[.!])/g);
  if (key.startsWith('check:')) return formal;
  return formal.length > 0 && soft.length > 0 ? soft : [];
}

function publicCode({ key, text }: Sentence): string[] {
  return key.startsWith('alerts:') ? matches(text, /확인 코드|kod resit/gi) : [];
}

const KNOWN_NUMBERS = new Set(hotlines.hotlines.map(({ number }) => number));
const PLACEHOLDERS = new Set(hotlines.hotlines.map(({ id }) => id.replaceAll('-', '_')));

/** Officers are shown limits and counts, and know whom to call. */
function unknownNumbers({ key, text }: Sentence): string[] {
  if (key.startsWith('console:')) return [];
  const placeholders = [...text.matchAll(/\{\{((?:kr|my|kh|sg)_\w+)\}\}/g)].map(([, name = '']) => name).filter((name) => !PLACEHOLDERS.has(name));
  const bare = matches(text, /(?<![\w,.+-])\d{2,4}(?:-\d{3,4})+(?![\w-])|(?<![\w,.+-])\d{3,4}(?![\w,.-]*\d|[개건명자분초일년원만%]| ?(?:saat|seconds|MB))/g);
  return [...placeholders, ...bare.filter((number) => !KNOWN_NUMBERS.has(number))];
}

function words(list: string): RegExp {
  return new RegExp(`(?<![\\p{L}-])(?:${list})(?![\\p{L}-])`, 'giu');
}

function matches(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}
