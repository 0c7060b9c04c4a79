// Speech as people type it, made comparable: lower case, no punctuation, no emoji. Only for understanding an answer;
// the report keeps every byte.

/** Longer texts are an account of what happened, not an answer to a question. */
const ANSWER_LIMIT = 120;

/** Words in lower case, NFC, without apostrophes, punctuation and signs. Empty for texts too long to be an answer. */
export function answerWords(text: string): string[] {
  if (text.length > ANSWER_LIMIT) return [];
  return wordsOf(text);
}

/** At most the first 2,000 characters are looked at. */
export function wordsOf(text: string): string[] {
  const folded = text.slice(0, 2000).toWellFormed().normalize('NFC').toLowerCase();
  return (
    folded
      .replace(/['’‘`]/g, '')
      // Laughing and crying: “네ㅠㅠ”, “감사합니다 ㅎㅎ”.
      .replace(/[ㅋㅎㅠㅜ]{2,}/g, ' ')
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '')
  );
}

/** The same without any space, since Korean spacing is unreliable. */
export function joined(words: readonly string[]): string {
  return words.join('');
}
