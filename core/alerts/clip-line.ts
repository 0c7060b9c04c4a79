/**
 * One line of at most `limit` UTF-16 units, cut between characters and ended with `…`. A control character, which JSON would have to write
 * out in six bytes, is a space.
 */
export function clipLine(text: string, limit: number): string {
  const plain = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim();
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit - 1);
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
