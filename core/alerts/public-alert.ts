// A published warning as machines read it: the API and partners' webhooks tell the same.

import type { CoreContext } from '#core/context.ts';
import { signAlert, type AlertStatement, type Signed } from '#core/receipts/sign-statement.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import { LANGUAGES, type Language, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { ALERT_PARTS, changedParts, versionBefore, type AlertPart } from './alert-changes.ts';
import { showAlertCode } from './alert-code.ts';
import type { AlertGrade } from './alert-words.ts';
import { isTakenBack, type PublishedAlert } from './published-alerts.ts';

/** Times in ISO 8601, UTC. `api/contract/alerts.ts` describes each field to the outside. */
export interface PublicAlert {
  id: string;
  code: string;
  url: string;
  state: PublishedAlert['state'];
  type: ScamType;
  grade: AlertGrade;
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: string[];
  /** ISO 3166-2; of a country of which none is named: everywhere in it. */
  regions: Region[];
  version: number;
  published_at: string;
  updated_at: string;
  valid_until: string;
  ended_at: string | null;
  /** Of a withdrawn one: it was right, and is over. */
  all_clear: boolean;
  /** A rehearsal: nothing of it has happened. */
  exercise: boolean;
  texts: Record<Language, PublicAlertText>;
}

interface PublicAlertText {
  headline: string;
  /** null when withdrawn and not merely over. */
  what_happens: string | null;
  what_to_do: string | null;
}

export interface PublicAlertDetail extends PublicAlert {
  /** What the last correction changed, in any language. */
  changed: AlertPart[];
  /** What we say of it, signed. */
  signed: Signed<AlertStatement>;
}

/** The page for people. */
export function alertUrl(publicUrl: string, id: string, language?: Language): string {
  return `${publicUrl}/alerts/${id}${language === undefined ? '' : `?lang=${language}`}`;
}

export function publicAlert(alert: PublishedAlert, publicUrl: string): PublicAlert {
  const { id, code, state, version, content, published_at, updated_at, expires_at, ended_at } = alert;
  const textIn = (language: Language): PublicAlertText =>
    isTakenBack(alert) ? { headline: content.texts[language].headline, what_happens: null, what_to_do: null } : content.texts[language];
  return {
    id,
    code: showAlertCode(code),
    url: alertUrl(publicUrl, id),
    state,
    type: content.type,
    grade: content.grade,
    countries: content.countries,
    regions: content.regions ?? [],
    version,
    published_at: published_at.toISOString(),
    updated_at: updated_at.toISOString(),
    valid_until: expires_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
    all_clear: alert.all_clear,
    exercise: content.exercise === true,
    texts: { ko: textIn('ko'), ms: textIn('ms'), en: textIn('en') },
  };
}

export async function publicAlertDetail(
  { db, vault }: Pick<CoreContext, 'db' | 'vault'>,
  alert: PublishedAlert,
  publicUrl: string,
): Promise<PublicAlertDetail> {
  const before = await versionBefore(db, alert);
  const changed = before === null ? [] : LANGUAGES.flatMap((language) => changedParts(before, alert.content, language));
  return { ...publicAlert(alert, publicUrl), changed: ALERT_PARTS.filter((part) => changed.includes(part)), signed: signAlert(vault, alert) };
}
