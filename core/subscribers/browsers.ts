// Use cases of a browser that is to be warned: subscribing, changing, stopping. Whoever has the secret that was given for it may change it;
// whoever shows the same keys again is the same browser and is given the same secret.

import type { CoreContext } from '#core/context.ts';
import type { SubscriberRow } from '#core/database.ts';
import { sameSecret } from '#core/own-reports/find-own-report.ts';
import { deleteBrowser, insertBrowser, lockBrowser, lockBrowserAt, updateBrowser } from '#core/subscribers/browser-store.ts';
import { addressOf, endpointHash, secretOf, type BrowserChoice, type BrowserSubscriber } from '#core/subscribers/browser-subscription.ts';
import { openAddress, readSettings, setInactive } from '#core/subscribers/subscriber-store.ts';
import { isRegion, regionsWithin } from '#core/taxonomy/regions.ts';
import { isLanguage, isScamType } from '#core/taxonomy/taxonomy.ts';
import type { PushSubscription } from '#platform/web-push/web-push-client.ts';

type Context = Pick<CoreContext, 'db' | 'vault' | 'clock' | 'telemetry'>;

/** Whose it is: what the browser was given when it subscribed. */
export interface BrowserPass {
  id: string;
  secret: string;
}

/** `not_yours`: the endpoint is subscribed with other keys, which a browser never has. */
export type SubscribeOutcome = { kind: 'subscribed'; pass: BrowserPass } | { kind: 'not_yours' };

/** A browser that subscribes again keeps its row, and with it what it was sent. */
export async function subscribeBrowser(context: Context, entry: { subscription: PushSubscription; choice: BrowserChoice }): Promise<SubscribeOutcome> {
  const { vault, telemetry } = context;
  const id = await inTransaction(context, (within) => enter(within, entry));
  if (id === null) return { kind: 'not_yours' };
  telemetry.record('subscription_saved', { outcome: 'browser_subscribed' });
  return { kind: 'subscribed', pass: { id, secret: secretOf(vault, id) } };
}

async function enter(context: Context, { subscription, choice }: { subscription: PushSubscription; choice: BrowserChoice }): Promise<string | null> {
  const { db, vault, clock } = context;
  const entered = await insertBrowser(db, vault, { subscription, choice, now: clock.now() });
  if (entered !== null) return entered;
  const known = await lockBrowserAt(db, endpointHash(vault, subscription.endpoint));
  if (known === null || !isSameBrowser(context, known, subscription)) return null;
  await updateBrowser(db, vault, { id: known.id, subscription, choice, now: clock.now() });
  return known.id;
}

export async function findBrowser({ db, vault }: Pick<Context, 'db' | 'vault'>, pass: BrowserPass): Promise<BrowserSubscriber | null> {
  if (!isPass(vault, pass)) return null;
  const row = await db.selectFrom('subscribers').selectAll().where('id', '=', pass.id).where('channel', '=', 'web_push').executeTakeFirst();
  return row === undefined ? null : toBrowser(row);
}

export interface BrowserEdit {
  /** The browser's new one, as after `pushsubscriptionchange`. */
  subscription?: PushSubscription | undefined;
  change(choice: BrowserChoice): BrowserChoice;
}

export type ChangeOutcome = { kind: 'changed'; browser: BrowserSubscriber } | { kind: 'unknown' } | { kind: 'not_yours' };

export async function changeBrowser(context: Context, pass: BrowserPass, edit: BrowserEdit): Promise<ChangeOutcome> {
  if (!isPass(context.vault, pass)) return { kind: 'unknown' };
  return inTransaction(context, async (within): Promise<ChangeOutcome> => {
    const { db, vault, clock } = within;
    const row = await lockBrowser(db, pass.id);
    if (row === null) return { kind: 'unknown' };
    if (edit.subscription !== undefined && !(await freeEndpoint(within, pass.id, edit.subscription))) return { kind: 'not_yours' };
    const changed = edit.change(toBrowser(row));
    const choice = { ...changed, regions: regionsWithin(changed.regions, changed.countries) };
    await updateBrowser(db, vault, { id: row.id, subscription: edit.subscription, choice, now: clock.now() });
    return { kind: 'changed', browser: { ...choice, id: row.id, active: edit.subscription !== undefined || row.active } };
  });
}

/** The same browser under two rows is one: it had forgotten its pass and subscribed anew. */
async function freeEndpoint(context: Context, id: string, subscription: PushSubscription): Promise<boolean> {
  const other = await lockBrowserAt(context.db, endpointHash(context.vault, subscription.endpoint));
  if (other === null || other.id === id) return true;
  if (!isSameBrowser(context, other, subscription)) return false;
  await deleteBrowser(context.db, other.id);
  return true;
}

/** Nothing is kept of a browser that is not to be warned any more. False: no such browser. */
export async function stopBrowser(context: Context, pass: BrowserPass): Promise<boolean> {
  if ((await findBrowser(context, pass)) === null) return false;
  await deleteBrowser(context.db, pass.id);
  context.telemetry.record('subscription_saved', { outcome: 'browser_unsubscribed' });
  return true;
}

/** The push service says that the browser is gone. False: it has another endpoint by now. */
export async function deactivateBrowser({ db, vault, clock, telemetry }: Context, endpoint: string): Promise<boolean> {
  const was = await setInactive(db, endpointHash(vault, endpoint), { reason: 'gone', now: clock.now() });
  if (was) telemetry.record('subscriber_deactivated', { outcome: 'gone' });
  return was;
}

/** Somebody may open an old browser again; after a month nobody has. */
const GONE_KEPT_DAYS = 30;

export async function forgetGoneBrowsers({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - GONE_KEPT_DAYS * 86_400_000);
  await db.deleteFrom('subscribers').where('channel', '=', 'web_push').where('active', '=', false).where('updated_at', '<', before).execute();
}

function isPass(vault: Context['vault'], { id, secret }: BrowserPass): boolean {
  return sameSecret(secret, secretOf(vault, id));
}

/** Keys never change while an endpoint lives: who shows them is the browser that has them. */
function isSameBrowser({ vault }: Pick<Context, 'vault'>, row: SubscriberRow, subscription: PushSubscription): boolean {
  return sameSecret(addressOf(subscription), openAddress(vault, row));
}

function toBrowser(row: SubscriberRow): BrowserSubscriber {
  const { id, active, countries } = row;
  const language = isLanguage(row.language) ? row.language : 'en';
  return { id, active, countries, language, types: row.types.filter(isScamType), regions: row.regions.filter(isRegion), settings: readSettings(row) };
}

function inTransaction<Result>(context: Context, work: (within: Context) => Promise<Result>): Promise<Result> {
  return context.db.transaction().execute((db) => work({ ...context, db }));
}
