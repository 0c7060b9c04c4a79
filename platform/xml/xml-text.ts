/** Without what XML 1.0 cannot carry, not even escaped: https://www.w3.org/TR/xml/#charsets. Mark-up stays as it is: escaping is the writer's. */
export function xmlText(text: string): string {
  return text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
