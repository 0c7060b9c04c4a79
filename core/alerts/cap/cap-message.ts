// A published warning as a CAP 1.2 message (https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html), for the systems of others that
// collect alerts: one message a published version, one more when it is withdrawn, each naming all before it.

import type { AlertGrade } from '#core/alerts/alert-words.ts';
import { showAlertCode } from '#core/alerts/alert-code.ts';
import { clipLine } from '#core/alerts/clip-line.ts';
import { isTakenBack, messageId, messageTime, toldAs, type EarlierVersion, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import { shownHeadline } from '#core/alerts/shown-headline.ts';
import { alertHotlines } from '#core/safety/alert-hotlines.ts';
import { partsOfArea, type Area } from '#core/taxonomy/area.ts';
import { countryName } from '#core/taxonomy/country-name.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

/** The standard's elements in the order that its schema wants; what is not said is left out. Times as `capTime` writes them. */
export interface CapMessage {
  /** `urn:uuid:<warning>#<version>`, or `#withdrawn`: the same as in the other feeds. */
  identifier: string;
  /** Host of our public address, with its port if it names one. */
  sender: string;
  sent: string;
  status: 'Actual' | 'Exercise';
  msgType: 'Alert' | 'Update' | 'Cancel';
  scope: 'Public';
  /** Of an exercise: by which code its participants know it. */
  note?: string;
  /** `sender,identifier,sent` of every earlier message, with spaces between. */
  references?: string;
  /** One a language. */
  info: CapInfo[];
}

export interface CapInfo extends Weight {
  /** RFC 3066. */
  language: string;
  category: 'Security';
  event: string;
  /** By `CAP_VALUE_NAMES.type`. */
  eventCode: CapValue;
  effective: string;
  expires: string;
  senderName: string;
  /** At most 160 characters. */
  headline: string;
  description: string;
  instruction: string;
  web: string;
  parameter: CapValue[];
  area: CapArea[];
}

export interface CapValue {
  valueName: string;
  value: string;
}

export interface CapArea {
  areaDesc: string;
  /** A country by `ISO3166-1` (alpha-2), a region by `ISO3166-2`; left out where the warning concerns all countries. */
  geocode?: CapValue;
}

interface Weight {
  responseType?: readonly ('Avoid' | 'Execute' | 'AllClear')[];
  urgency: 'Immediate' | 'Expected' | 'Past' | 'Unknown';
  severity: 'Severe' | 'Moderate' | 'Minor' | 'Unknown';
  certainty: 'Observed' | 'Likely' | 'Possible' | 'Unknown';
}

/** What our own values are called: a scam type of the taxonomy, a grade, the code under the warning, SHA-256 (hex) of the content that was approved. */
export const CAP_VALUE_NAMES = {
  type: 'urn:jaga:scam-type',
  grade: 'urn:jaga:grade',
  code: 'urn:jaga:warning-code',
  contentHash: 'urn:jaga:content-sha256',
} as const;

/** Domain rules §6.8; a notice is not in them. */
const WEIGHTS: Record<AlertGrade, Weight> = {
  // For information: nothing has been found to rise, so neither when it will come nor that it will is claimed. CAP has nothing below Minor.
  notice: { responseType: ['Avoid'], urgency: 'Unknown', severity: 'Minor', certainty: 'Possible' },
  caution: { responseType: ['Avoid'], urgency: 'Expected', severity: 'Minor', certainty: 'Likely' },
  // Execute: the instruction says whom to call.
  warning: { responseType: ['Avoid', 'Execute'], urgency: 'Immediate', severity: 'Moderate', certainty: 'Observed' },
  danger: { responseType: ['Avoid', 'Execute'], urgency: 'Immediate', severity: 'Severe', certainty: 'Observed' },
};

/** What was said no longer holds, whatever it weighed; nor is it all clear, for the scam itself may go on. */
const WITHDRAWN: Weight = { urgency: 'Past', severity: 'Unknown', certainty: 'Unknown' };
/** It was right, and is no longer seen. */
const ALL_CLEAR: Weight = { responseType: ['AllClear'], urgency: 'Past', severity: 'Minor', certainty: 'Observed' };

const LANGUAGE_TAGS: Record<Language, string> = { ko: 'ko-KR', ms: 'ms-MY', en: 'en' };
/** Where CAP advises to stop: what fits a short message. */
const HEADLINE_LIMIT = 160;

export interface CapRequest {
  /** Published before it, oldest first. */
  earlier: readonly Pick<EarlierVersion, 'version' | 'published_at'>[];
  translator: Pick<Translator, 't'>;
  /** Without a slash at the end. */
  publicUrl: string;
}

/** What was last said of the warning. One that has run out stays as it was: `expires` tells. */
export function capMessage(alert: PublishedAlert, request: CapRequest): CapMessage {
  const isEnded = alert.state === 'withdrawn';
  const isExercise = alert.content.exercise === true;
  const sender = new URL(request.publicUrl).host;
  const before = [...request.earlier, ...(isEnded ? [{ version: alert.version, published_at: alert.updated_at }] : [])];
  const references = before.map(({ version, published_at }) =>
    [sender, messageId({ id: alert.id, state: 'published', version }), capTime(published_at)].join(','),
  );
  return {
    identifier: messageId(alert),
    sender,
    sent: capTime(messageTime(alert)),
    status: isExercise ? 'Exercise' : 'Actual',
    msgType: isTakenBack(alert) ? 'Cancel' : references.length > 0 ? 'Update' : 'Alert',
    scope: 'Public',
    ...(isExercise && { note: showAlertCode(alert.code) }),
    ...(references.length > 0 && { references: references.join(' ') }),
    info: LANGUAGES.map((language) => infoIn(language, alert, request)),
  };
}

function infoIn(language: Language, alert: PublishedAlert, { translator, publicUrl }: CapRequest): CapInfo {
  const { id, code, content, content_hash, expires_at } = alert;
  const t: Say = (key, params) => translator.t(language, key, params);
  return {
    language: LANGUAGE_TAGS[language],
    category: 'Security',
    event: t(`taxonomy:types.${content.type}.label`),
    ...weightOf(alert),
    eventCode: { valueName: CAP_VALUE_NAMES.type, value: content.type },
    effective: capTime(messageTime(alert)),
    expires: capTime(expires_at),
    senderName: t('page:name'),
    ...(alert.state === 'withdrawn' ? endTexts(alert, language, t) : texts(alert, language, t)),
    web: `${publicUrl}/alerts/${id}?lang=${language}`,
    parameter: [
      { valueName: CAP_VALUE_NAMES.grade, value: content.grade },
      { valueName: CAP_VALUE_NAMES.code, value: showAlertCode(code) },
      { valueName: CAP_VALUE_NAMES.contentHash, value: content_hash },
    ],
    area: areas(content, language, t),
  };
}

function weightOf(alert: PublishedAlert): Weight {
  if (alert.all_clear) return ALL_CLEAR;
  return isTakenBack(alert) ? WITHDRAWN : WEIGHTS[alert.content.grade];
}

type Say = (key: string, params?: Record<string, string>) => string;
type Texts = Pick<CapInfo, 'headline' | 'description' | 'instruction'>;

function texts({ content }: PublishedAlert, language: Language, t: Say): Texts {
  const { what_happens, what_to_do } = content.texts[language];
  const lines = alertHotlines(content.countries).map(({ number, labels }) => `${number} ${labels[language]}`);
  return {
    headline: clipLine(shownHeadline(content, language, t), HEADLINE_LIMIT),
    description: what_happens,
    instruction: lines.length === 0 ? what_to_do : `${what_to_do}\n\n${t('safety:card.hotlines_title')}\n${lines.join('\n')}`,
  };
}

/** Its headline, to know it by, and nothing else of what it said. */
function endTexts(alert: PublishedAlert, language: Language, t: Say): Texts {
  const told = toldAs(alert);
  return {
    headline: clipLine(t(`alerts:push.title.${told}`, { headline: shownHeadline(alert.content, language, t) }), HEADLINE_LIMIT),
    description: t(`public:alert.standing.${told}`),
    instruction: t(`public:alert.standing.${told}_text`),
  };
}

/** One for each country, or for each of its regions where only these are meant: systems put areas together, so both would be the whole country. */
function areas(area: Area, language: Language, t: Say): CapArea[] {
  if (area.countries.length === 0) return [{ areaDesc: t('public:alerts.everywhere') }];
  return partsOfArea(area).flatMap(({ country, regions }): CapArea[] => {
    const name = countryName(country, { t, language });
    if (regions.length === 0) return [{ areaDesc: name, geocode: { valueName: 'ISO3166-1', value: country } }];
    const descOf = (region: Region): string => t('taxonomy:region_of_country', { country: name, region: t(`taxonomy:regions.${region}.name`) });
    return regions.map((region) => ({ areaDesc: descOf(region), geocode: { valueName: 'ISO3166-2', value: region } }));
  });
}

/** To the second and in UTC, which CAP wants written as `-00:00`, never as `Z`: readers of one message live by several clocks. */
export function capTime(date: Date): string {
  return `${date.toISOString().slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}-00:00`;
}
