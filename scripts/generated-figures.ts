// What the reader finds of links and numbers that a generator disguised, and masks of ids and secrets that it planted. Seeded.

import { isLeaked, KINDS, plant, plantSecret } from '#core/reading/masking/measure/planted.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { MessageToRead } from '#core/reading/reading.ts';
import { percent } from '#core/reading/training/percent.ts';
import type { Figures } from '#core/reading/training/figures.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { disguisedLink } from '#tests/support/disguise/disguised-links.ts';
import { disguisedPhone } from '#tests/support/disguise/disguised-phones.ts';

const CASES = 3_000;
const IDS_EACH = 60;

export function generatedFigures(): Figures {
  const random = createRandom(20261125);
  const links = Array.from({ length: CASES }, () => disguisedLink(random));
  const phones = Array.from({ length: CASES }, () => disguisedPhone(random));
  const ids = Object.keys(KINDS).flatMap((kind) => Array.from({ length: IDS_EACH }, () => plant(kind, random)));
  const secrets = Array.from({ length: CASES }, (_, index) => plantSecret(index, random));
  const isMasked = ({ text, secret }: { text: string; secret: string }): boolean => !isLeaked(readMessage({ text }).masked, secret);
  return {
    'generated/links': percent(links, ({ text, value }) => valuesOf({ text }).includes(value)),
    'generated/phones': percent(phones, ({ text, values, country }) => {
      const found = valuesOf({ text, ...(country !== undefined && { country }) });
      return values.every((value) => found.includes(value));
    }),
    'generated/ids_masked': percent(ids, isMasked),
    'generated/secrets_masked': percent(secrets, isMasked),
  };
}

function valuesOf(message: MessageToRead): string[] {
  return readMessage(message).indicators.map(({ value }) => value);
}
