// Two views of a message for matching stems: Korean without spaces and noise (안전 계좌, 안.전.계.좌), and Latin words with the
// short forms of chat Malay written out (x → tak, nk → nak).

/** A view and, for each of its units, the offset in the clean text that it came from. */
export interface View {
  text: string;
  offsets: Int32Array;
}

const HANGUL = /[\uac00-\ud7a3]/;
const SQUEEZED_OUT = /[\s.,·ㆍ・*_\-~!?'"“”‘’()[\]{}<>/\\|:;^+=#&`]/;

/**
 * Korean view: everything but letters and digits removed; null when there is no Hangul.
 * Whether a unit began a word is asked of `beginsWord`.
 */
export function squeezedView(words: string): View | null {
  if (!HANGUL.test(words)) return null;
  let text = '';
  const offsets = new Int32Array(words.length);
  for (let i = 0; i < words.length; i += 1) {
    const unit = words.charCodeAt(i);
    if (isSqueezedOut(unit)) continue;
    offsets[text.length] = i;
    text += words.charAt(i);
  }
  return { text, offsets: offsets.subarray(0, text.length) };
}

const IS_SQUEEZED_OUT = Uint8Array.from({ length: 0x80 }, (_, unit) => (SQUEEZED_OUT.test(String.fromCharCode(unit)) ? 1 : 0));

function isSqueezedOut(unit: number): boolean {
  if (unit < 0x80) return IS_SQUEEZED_OUT[unit] === 1;
  return (unit < 0xac00 || unit > 0xd7a3) && SQUEEZED_OUT.test(String.fromCharCode(unit));
}

/** Whether the unit at `offset` of the text begins a Korean word. */
export function beginsWord(words: string, offset: number): boolean {
  return !HANGUL.test(words.charAt(offset - 1));
}

// Chat Malay (domain rules §5.2), its common English borrowings, and spelling variants; own selection.
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    x: 'tak',
    tk: 'tak',
    xde: 'tiada',
    takde: 'tiada',
    takda: 'tiada',
    takdak: 'tiada',
    nk: 'nak',
    hendak: 'nak',
    mahu: 'nak',
    sy: 'saya',
    sya: 'saya',
    sye: 'saya',
    aq: 'aku',
    ak: 'aku',
    dgn: 'dengan',
    dg: 'dengan',
    yg: 'yang',
    utk: 'untuk',
    kpd: 'kepada',
    dpt: 'dapat',
    blh: 'boleh',
    bole: 'boleh',
    blm: 'belum',
    sdh: 'sudah',
    dh: 'dah',
    je: 'sahaja',
    jer: 'sahaja',
    mcm: 'macam',
    brp: 'berapa',
    skrg: 'sekarang',
    skang: 'sekarang',
    trus: 'terus',
    tlg: 'tolong',
    sbb: 'sebab',
    org: 'orang',
    pitih: 'duit',
    fulus: 'duit',
    acc: 'akaun',
    akn: 'akaun',
    hp: 'telefon',
    fon: 'telefon',
    bg: 'bagi',
    tu: 'itu',
    ni: 'ini',
    dr: 'dari',
    kt: 'kat',
    msg: 'mesej',
    no: 'nombor',
    pls: 'please',
    plz: 'please',
    u: 'you',
    ur: 'your',
    mintak: 'minta',
    pastu: 'lepas itu',
    diorg: 'diorang',
    dorang: 'diorang',
    topup: 'top up',
    bankin: 'bank in',
    wasap: 'whatsapp',
    grp: 'group',
    emel: 'email',
    rmh: 'rumah',
    krja: 'kerja',
    keje: 'kerja',
    byr: 'bayar',
    trf: 'transfer',
    hadiahnya: 'hadiah',
  }),
);
const TOKEN = /[a-z0-9$](?:[a-z0-9'$]*[a-z0-9$])?/g;

/** Latin view: words of the folded text, short forms written out, one space between and around. */
export function wordView(words: string): View | null {
  let text = ' ';
  const offsets: number[] = [0];
  for (const match of words.matchAll(TOKEN)) {
    const word = unfold(match[0]);
    for (let i = 0; i <= word.length; i += 1) offsets.push(Math.min(match.index + i, match.index + match[0].length));
    text += `${word} `;
  }
  return text === ' ' ? null : { text, offsets: Int32Array.from(offsets) };
}

function unfold(word: string): string {
  const known = SHORT_FORMS.get(word);
  if (known !== undefined) return known;
  // Reduplication (`kawan2`) and the spelling -nye.
  const single = word.endsWith('2') && /^[a-z]{3,}2$/.test(word) ? word.slice(0, -1) : word;
  return single.endsWith('nye') && single.length > 5 ? `${single.slice(0, -3)}nya` : single;
}
