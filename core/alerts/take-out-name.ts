// A disputed number or domain is taken out of published warnings at once, and everybody who has one on the screen sees the corrected text: a new
// version, delivered like any correction. Like a withdrawal it needs no approvals, for it only takes something back; putting a name in again
// needs two.

import type { AuditEvent } from '#core/audit/audit-entry.ts';
import type { CoreContext } from '#core/context.ts';
import type { DatabaseTransaction } from '#core/database.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Indicator } from '#core/reading/reading.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { LANGUAGES, type IndicatorKind, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import { publishFacts } from '#platform/outbox.ts';
import { contentHash, type AlertContent, type AlertText } from './alert.ts';
import { findVersion, insertVersion, lockAlert, publishVersion, updateAlert, type AlertNow } from './alert-store.ts';

type Transacting = CoreContext & { db: DatabaseTransaction };
/** What stands in the place of the name. */
export type NameMark = 'name_under_review' | 'name_removed';

export interface Named {
  kind: IndicatorKind;
  /** Canonical. */
  value: string;
}

export interface TakenOut {
  alertId: string;
  versionBefore: number;
  versionAfter: number;
}

/** In the caller's transaction, who appends `audit` at its end: the trail's lock comes after those of all rows. */
export interface Changed {
  taken: TakenOut;
  audit: AuditEvent;
}

/** Facts: `alert_published {alert_id, version}` for each warning that named it. */
export async function takeNameOut(context: Transacting, translator: Translator, name: Named): Promise<Changed[]> {
  const open = await context.db
    .selectFrom('alerts')
    .select('id')
    .where('state', '=', 'published')
    .where('expires_at', '>', context.clock.now())
    .orderBy('id')
    .execute();
  const changed: Changed[] = [];
  for (const { id } of open) {
    const alert = await lockAlert(context.db, id);
    const content = alert === null ? null : await publishedContent(context, alert);
    if (alert === null || content === null || !namesIt(content, name)) continue;
    changed.push(await publishByItself(context, alert, { content: markedContent(content, translator, name), action: 'alert.name_taken_out' }));
  }
  return changed;
}

/** Nobody wonders any longer what will come of it: "under review" becomes "removed". */
export async function confirmTakenOut(context: Transacting, translator: Translator, { alertId, versionAfter }: TakenOut): Promise<Changed | null> {
  const alert = await lockAlert(context.db, alertId);
  if (alert?.state !== 'published' || alert.published_version !== versionAfter) return null;
  const content = await publishedContent(context, alert);
  if (content === null) return null;
  const texts = mapTexts(content, (text, language) =>
    text.replaceAll(mark(translator, language, 'name_under_review'), mark(translator, language, 'name_removed')),
  );
  return publishByItself(context, alert, { content: { ...content, texts }, action: 'alert.name_removed' });
}

/** The version that named it, as a correction that waits for two approvals; nothing when the warning has changed or ended meanwhile. */
export async function proposeNameAgain(context: Transacting, { alertId, versionBefore, versionAfter }: TakenOut): Promise<Changed | null> {
  const alert = await lockAlert(context.db, alertId);
  if (alert?.state !== 'published' || alert.version !== versionAfter) return null;
  const before = await findVersion(context.db, alertId, versionBefore);
  return before === null ? null : insertNext(context, alert, { content: before.content, action: 'alert.name_proposed_again' });
}

async function publishedContent({ db }: CoreContext, { id, state, published_version }: AlertNow): Promise<AlertContent | null> {
  if (state !== 'published' || published_version === null) return null;
  return (await findVersion(db, id, published_version))?.content ?? null;
}

interface NewVersion {
  content: AlertContent;
  /** As the audit trail tells it. */
  action: `alert.${string}`;
}

async function publishByItself(context: Transacting, alert: AlertNow, change: NewVersion): Promise<Changed> {
  const changed = await insertNext(context, alert, change);
  const version = changed.taken.versionAfter;
  await publishVersion(context.db, alert.id, { version, at: context.clock.now(), expiresAt: new Date(change.content.valid_until) });
  await publishFacts(context.db, [{ fact: 'alert_published', payload: { alert_id: alert.id, version } }]);
  return changed;
}

async function insertNext({ db, clock }: Transacting, alert: AlertNow, { content, action }: NewVersion): Promise<Changed> {
  const version = alert.version + 1;
  await insertVersion(db, { alertId: alert.id, version, content, author: SYSTEM_ACTOR.id, at: clock.now() });
  await updateAlert(db, alert.id, { current_version: version });
  return {
    taken: { alertId: alert.id, versionBefore: alert.published_version ?? 0, versionAfter: version },
    audit: { actor: SYSTEM_ACTOR.id, action, subject: { kind: 'alert', id: alert.id }, details: { version, content_hash: contentHash(content) } },
  };
}

function namesIt(content: AlertContent, name: Named): boolean {
  return LANGUAGES.some((language) => Object.values(content.texts[language]).some((text: string) => spansOf(text, name).length > 0));
}

function markedContent(content: AlertContent, translator: Translator, name: Named): AlertContent {
  return {
    ...content,
    texts: mapTexts(content, (text, language) =>
      spansOf(text, name).reduceRight((left, { start, end }) => left.slice(0, start) + mark(translator, language, 'name_under_review') + left.slice(end), text),
    ),
  };
}

function mapTexts({ texts }: AlertContent, change: (text: string, language: Language) => string): AlertContent['texts'] {
  const changed = (language: Language): AlertText => {
    const { headline, what_happens, what_to_do } = texts[language];
    return { headline: change(headline, language), what_happens: change(what_happens, language), what_to_do: change(what_to_do, language) };
  };
  return { ko: changed('ko'), ms: changed('ms'), en: changed('en') };
}

function mark(translator: Translator, language: Language, which: NameMark): string {
  return translator.t(language, `alerts:${which}`);
}

/** In order, overlapping ones as one: a link and its domain stand in the same place. */
function spansOf(text: string, name: Named): { start: number; end: number }[] {
  const found = readMessage({ text })
    .indicators.filter((indicator) => isIt(indicator, name))
    .toSorted((a, b) => a.start - b.start);
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of found) {
    const last = spans.at(-1);
    if (last !== undefined && start < last.end) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

/** A disputed domain is named by each of its links. */
function isIt({ kind, value }: Indicator, name: Named): boolean {
  if (kind === name.kind && value === name.value) return true;
  return name.kind === 'domain' && kind === 'url' && URL.parse(value)?.hostname === name.value;
}
