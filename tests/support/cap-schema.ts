// What OASIS's own schema says of a CAP 1.2 document. The copy is unchanged, with its notice, as the standard's notices allow:
// https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html

import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(new URL('../fixtures/cap-1.2.xsd', import.meta.url), 'utf8');
const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  trimValues: false,
  isArray: (name) => ['info', 'parameter', 'area', 'responseType'].includes(name),
});

/** None: they are valid. */
export async function capFaults(...documents: string[]): Promise<string[]> {
  return (await validateXML({ xml: documents, schema })).errors.map(({ message }) => message);
}

export interface ReadCap {
  identifier: string;
  sender: string;
  sent: string;
  msgType: string;
  references?: string;
  info: ReadCapInfo[];
}

export interface ReadCapInfo {
  language: string;
  event: string;
  responseType?: string[];
  urgency: string;
  severity: string;
  certainty: string;
  expires: string;
  headline: string;
  description: string;
  instruction: string;
  web: string;
  parameter: { valueName: string; value: string }[];
  area: { areaDesc: string; geocode?: { valueName: string; value: string } }[];
}

/** As a reader that others wrote understands it. */
export function readCap(xml: string): ReadCap {
  const { alert }: { alert: ReadCap } = parser.parse(xml);
  return alert;
}
