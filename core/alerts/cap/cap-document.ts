import Builder from 'fast-xml-builder';
import { xmlText } from '#platform/xml/xml-text.ts';
import type { CapMessage } from './cap-message.ts';

/** https://www.iana.org/assignments/media-types/application/cap+xml */
export const CAP_TYPE = 'application/cap+xml';

const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';
const builder = new Builder({ ignoreAttributes: false, format: true, tagValueProcessor: (_name, value) => xmlText(String(value)) });

/** XML in UTF-8. What XML cannot carry is left out of the texts. */
export function capDocument(message: CapMessage): string {
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, alert: { '@_xmlns': NAMESPACE, ...message } });
}
