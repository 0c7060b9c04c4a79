// Numbers a victim may dial. Dated, sourced and signed off in hotlines.json; only certain ones ever go out, because a
// wrong digit here sends somebody who was just robbed to a stranger.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { HotlineShown } from './safety.ts';

const isoDate = z.iso.date();

const hotlineSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{3,32}$/),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** As it is written and dialled in that country. */
  number: z.string().min(3).max(24),
  /** E.164, or the short form where the number has no international one. */
  tel: z.string().regex(/^(\+[1-9][0-9]{6,14}|[0-9]{3,11})$/),
  purpose: z.enum(['police', 'scam_line', 'refund_advice', 'bank', 'malware', 'identity', 'telecom', 'tip_off', 'sexual_blackmail', 'consular', 'distress']),
  contact_by: z.enum(['call', 'message', 'telegram']),
  labels: z.strictObject({ ko: z.string().min(2), ms: z.string().min(2), en: z.string().min(2) }),
  /** `HH:MM-HH:MM` in the country's own time; null when not known. */
  hours: z
    .string()
    .regex(/^[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]$/)
    .nullable(),
  source: z.string().min(3),
  checked_on: isoDate,
  /** V read in the source named, V2 in a secondary one, M from memory. */
  confidence: z.enum(['V', 'V2', 'M']),
  /** May be shown to a victim. */
  certain: z.boolean(),
  note: z.string().optional(),
});

const fileSchema = z.strictObject({
  checked_on: isoDate,
  /** Name of the officer who signed the list off; null until somebody has. */
  signed_off_by: z.string().min(1).nullable(),
  hotlines: z.array(hotlineSchema).min(1),
});

export type Hotline = z.infer<typeof hotlineSchema>;
export type HotlineFile = z.infer<typeof fileSchema>;

export class HotlineFileError extends Error {
  readonly code = 'hotline_file_wrong';
  override readonly name = 'HotlineFileError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`hotlines.json is wrong; nothing starts before it is right:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

/** Throws `HotlineFileError` naming every fault at once. */
export function parseHotlines(json: unknown): HotlineFile {
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    throw new HotlineFileError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const faults = rulesBroken(parsed.data);
  if (faults.length > 0) throw new HotlineFileError(faults);
  return parsed.data;
}

function rulesBroken(file: HotlineFile): string[] {
  const seen = new Set<string>();
  return file.hotlines.flatMap((line) => {
    const faults: string[] = [];
    if (seen.has(line.id)) faults.push(`${line.id}: appears twice`);
    if (line.certain && line.confidence !== 'V') faults.push(`${line.id}: certain, but only ${line.confidence}`);
    if (line.checked_on > file.checked_on) faults.push(`${line.id}: checked after the file's own date`);
    if (!sameDigits(line)) faults.push(`${line.id}: number ${line.number} and tel ${line.tel} differ`);
    seen.add(line.id);
    return faults;
  });
}

/** A typo in one of the two shows as a difference: `tel` must end in the digits of `number` without the trunk 0. */
function sameDigits(line: Hotline): boolean {
  const digits = line.number.replace(/[^0-9]/g, '');
  return line.tel.startsWith('+') ? line.tel.endsWith(digits.replace(/^0/, '')) : line.tel === digits;
}

const file = parseHotlines(JSON.parse(readFileSync(new URL('./hotlines.json', import.meta.url), 'utf8')));
const byId = new Map(file.hotlines.map((line) => [line.id, line]));

/** ISO date on which the whole file was last checked. */
export const hotlinesCheckedOn: string = file.checked_on;

/** Any line of the file, certain or not. */
export function findHotline(id: string): Hotline | undefined {
  return byId.get(id);
}

/** Lines that may be shown to a victim. */
export function certainHotlines(): readonly Hotline[] {
  return file.hotlines.filter((line) => line.certain);
}

/**
 * Numbers that belong to an authority or a bank, for the reader: never a suspect. Certain ones only, since a number
 * that nobody has verified must not clear a scammer.
 */
export function officialNumbers(): readonly { country: string; number: string; tel: string }[] {
  return certainHotlines().map(({ country, number, tel }) => ({ country, number, tel }));
}

/** Null unless the line is certain. */
export function hotlineShown(id: string, language: Language): HotlineShown | null {
  const line = byId.get(id);
  if (!line?.certain) return null;
  return { country: line.country, number: line.number, tel: line.tel, label: line.labels[language] };
}

const TIME_ZONES: Record<string, string> = { KR: 'Asia/Seoul', MY: 'Asia/Kuala_Lumpur', SG: 'Asia/Singapore' };
const clocks = new Map(Object.entries(TIME_ZONES).map(([country, timeZone]) => [country, clockOf(timeZone)]));

/** True when somebody answers now, or when the hours are not known. */
export function isOpen(line: Hotline, now: Date): boolean {
  const clock = clocks.get(line.country);
  if (line.hours === null || clock === undefined) return true;
  const [opens = '', closes = ''] = line.hours.split('-');
  const time = clock.format(now);
  return opens <= time && time < closes;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
