// Whom to call and what to do, in the asked language, before anything else happens to a report. Pure and local: no
// database, no network, since the money is gone within minutes.

import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator, TranslationParams } from '#platform/i18n.ts';
import { DECISION_TABLE, type Facts, type Guidance, mayLackFreeze, type Place } from './decision-table.ts';
import { certainHotlines, findHotline, hotlinesCheckedOn, hotlineShown, isOpen } from './hotlines.ts';
import type { HotlineShown, SafetyCard, SafetyCardRequest } from './safety.ts';

/** Three kinds at once is what somebody in distress can still follow. */
const MOST_KINDS = 3;

/** Help lines of countries that the table has no column for. */
const LINES_ELSEWHERE: ReadonlyMap<string, readonly string[]> = new Map([
  ['SG', ['sg-1799']],
  ['GB', ['gb-report-fraud']],
]);

/** `{{kr_112}}` in a sentence is the number of `kr-112`: no locale file holds a number itself. */
const NUMBERS: TranslationParams = Object.fromEntries(certainHotlines().map((line) => [line.id.replaceAll('-', '_'), line.number]));

/** Every sentence comes from `locales/<language>/safety.json`; never throws for any request when the locales are complete. */
export function safetyCard(request: SafetyCardRequest, translator: Translator): SafetyCard {
  const facts = factsOf(request);
  const rows = DECISION_TABLE.filter((row) => row.applies(facts)).slice(0, MOST_KINDS);
  const place = placeOf(request.country);
  const kinds = new Set(rows.map((row) => row.kind));
  const inDanger = kinds.has('held');
  const urgent = inDanger || (request.loss === 'lost' && request.within_24h !== false);
  const say = (key: string, params: TranslationParams = NUMBERS): string => translator.t(request.language, `safety:${key}`, params);
  const steps = [
    ...leadOf(request, kinds).map((key) => say(`lead.${key}`)),
    ...stepsAt(rows, 'steps', place).map((step) => sentence(step, say)),
    ...extraSteps(facts, place).map((step) => sentence(step, say)),
    ...stepsAt(rows, 'later', place).map((step) => sentence(step, say)),
    say(request.loss === 'lost' ? 'closing.evidence' : 'closing.screenshot'),
    say('closing.recovery'),
  ];
  return {
    language: request.language,
    urgent,
    steps,
    hotlines: hotlinesFor(request, rows, place),
    script: scriptFor(request, { rows, place }, translator),
    checked_on: hotlinesCheckedOn,
  };
}

/** Who answers the phone at the victim's bank and police; elsewhere English is understood best. */
const SPOKEN_AT: Record<Place, readonly Language[]> = { KR: ['ko'], MY: ['ms'], elsewhere: ['en'], unknown: ['ko', 'ms'] };

/** The words of the most urgent row that has any. */
function scriptFor(
  { language }: SafetyCardRequest,
  { rows, place }: { rows: readonly Guidance[]; place: Place },
  translator: Translator,
): SafetyCard['script'] {
  const row = rows.find(({ kind }) => LANGUAGES.every((each) => translator.has(each, `safety:script.${kind}`)));
  if (row === undefined) return [];
  // Whoever is held abroad calls the police of that country.
  const spoken = row.kind === 'held' ? (['en'] as const) : SPOKEN_AT[place];
  return [...new Set([...spoken, language])].map((each) => ({ language: each, text: translator.t(each, `safety:script.${row.kind}`) }));
}

function factsOf(request: SafetyCardRequest): Facts {
  const from = request.country;
  const to = request.sent_to ?? null;
  return {
    loss: request.loss,
    rail: request.rail ?? null,
    types: request.types ?? [],
    crossBorder: from !== null && to !== null && from !== to,
  };
}

function placeOf(country: string | null): Place {
  if (country === null) return 'unknown';
  return country === 'KR' || country === 'MY' ? country : 'elsewhere';
}

/** A life, or a phone that must not be called with, goes before the general sentence. */
function leadOf(request: SafetyCardRequest, kinds: ReadonlySet<Guidance['kind']>): string[] {
  if (kinds.has('held') || kinds.has('malware')) return [];
  if (request.loss === 'unknown') return ['unsure'];
  if (request.loss !== 'lost') return ['nothing_lost'];
  return [request.within_24h === false ? 'earlier' : 'urgent'];
}

/** `country` is named in the sentence only while it is not known which one applies. */
interface Step {
  key: string;
  country: 'KR' | 'MY' | null;
}

function stepsAt(rows: readonly Guidance[], part: 'steps' | 'later', place: Place): Step[] {
  const steps = rows.flatMap((row) => (place === 'unknown' ? bothCountries(row[part]) : row[part][place].map(plainStep)));
  return steps.filter((step, index) => steps.findIndex((other) => other.key === step.key) === index);
}

function bothCountries(part: Guidance['steps']): Step[] {
  const shared = part.KR.filter((key) => part.MY.includes(key));
  return [
    ...shared.map(plainStep),
    ...part.KR.filter((key) => !shared.includes(key)).map((key) => ({ key, country: 'KR' as const })),
    ...part.MY.filter((key) => !shared.includes(key)).map((key) => ({ key, country: 'MY' as const })),
  ];
}

function plainStep(key: string): Step {
  return { key, country: null };
}

function sentence(step: Step, say: (key: string, params?: TranslationParams) => string): string {
  const text = say(`steps.${step.key}`);
  return step.country === null ? text : say(`in_country.${step.country}`, { step: text });
}

function extraSteps(facts: Facts, place: Place): Step[] {
  if (!mayLackFreeze(facts) || place === 'MY' || place === 'elsewhere') return [];
  return [{ key: 'transfer.goods_kr', country: place === 'unknown' ? 'KR' : null }];
}

function hotlinesFor(request: SafetyCardRequest, rows: readonly Guidance[], place: Place): HotlineShown[] {
  const ids = place === 'elsewhere' ? linesElsewhere(request, rows) : linesAt(rows, place === 'unknown' ? ['KR', 'MY'] : [place]);
  return [...new Set(ids)].flatMap((id) => {
    const line = findHotline(id);
    const shown = hotlineShown(id, request.language);
    return line !== undefined && shown !== null && isOpen(line, request.now) ? [shown] : [];
  });
}

function linesAt(rows: readonly Guidance[], countries: readonly ('KR' | 'MY')[]): string[] {
  return countries.flatMap((country) => rows.flatMap((row) => row.hotlines[country]));
}

function linesElsewhere(request: SafetyCardRequest, rows: readonly Guidance[]): string[] {
  return [...rows.flatMap((row) => row.hotlines.elsewhere), ...(LINES_ELSEWHERE.get(request.country ?? '') ?? [])];
}
