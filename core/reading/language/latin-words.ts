// The words in Latin letters of a text, without links, addresses, numbers and masks.

const NO_WORDS = /https?:\/\/[^\s]{1,500}|@[\w.-]{1,64}|(?<![a-z0-9-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{2,60}){1,4}(?:\/[^\s]{0,500})?|\[[A-Z]{2,9}\]/gi;
const LATIN_WORD = /[a-z\u00c0-\u024f\u1ea0-\u1eff']+/g;

const MAY_HOLD = /[.@[]|:\//;

/** Same length. */
export function withoutLinks(text: string): string {
  if (!MAY_HOLD.test(text)) return text;
  return text.replace(NO_WORDS, (written) => ' '.repeat(written.length));
}

/** Lower case, in order. */
export function latinWords(text: string): string[] {
  return withoutLinks(text).toLowerCase().match(LATIN_WORD) ?? [];
}

/** A word and where it stands in `text`, which must be lower case and without links. */
export function eachLatinWord(text: string): IterableIterator<RegExpExecArray> {
  return text.matchAll(LATIN_WORD);
}
