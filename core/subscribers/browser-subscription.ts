// A browser as a subscriber: where its pushes go and how they are encrypted, sealed as one address. The endpoint is a secret that lets anybody
// send there (RFC 8030, 8.3): it is found by keyed hash, as chats are.

import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { Vault } from '#core/privacy/vault.ts';
import type { WarningSettings } from '#core/subscribers/warning-settings.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { PushSubscription } from '#platform/web-push/web-push-client.ts';

export interface BrowserChoice {
  language: Language;
  /** Empty: all. */
  types: ScamType[];
  /** ISO 3166-1 alpha-2; empty: all. */
  countries: string[];
  /** ISO 3166-2, where they live; of a country of which none is named: everywhere in it. What is in none of the countries is left out. */
  regions: Region[];
  settings: WarningSettings;
}

export interface BrowserSubscriber extends BrowserChoice {
  id: string;
  /** False: its push service says that the browser is gone. */
  active: boolean;
}

/** Shows that a subscription is this browser's; derived, never stored. */
export function secretOf(vault: Vault, id: string): string {
  return vault.receiptOf(`subscribers/${id}`);
}

export function endpointHash(vault: Vault, endpoint: string): Buffer {
  return vault.hash('push_endpoint', endpoint);
}

export function addressOf({ endpoint, keys }: PushSubscription): string {
  return JSON.stringify({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } });
}

const address = z.object({ endpoint: z.string(), keys: z.object({ p256dh: z.string(), auth: z.string() }) });

/** null: it is none; one such row must not stop the others. */
export function readAddress(opened: string): PushSubscription | null {
  try {
    return address.parse(JSON.parse(opened));
  } catch {
    return null;
  }
}

/** A point of P-256, uncompressed, in base64url: what a browser's key must be (RFC 8291, 3.1). */
export function isPushKey(key: string): boolean {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const curve = createECDH('prime256v1');
  curve.generateKeys();
  try {
    curve.computeSecret(bytes);
    return true;
  } catch {
    return false;
  }
}
