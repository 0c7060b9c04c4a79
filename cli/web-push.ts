// Web push as the settings say: the key pair, whom we call, and the one way out that everything in this process shares.

import type { OpenCore } from '#cli/open-core.ts';
import { vapidKeys } from '#core/subscribers/vapid-key.ts';
import { createPushServices, type PushServices } from '#platform/web-push/push-services.ts';
import { createWebPushClient } from '#platform/web-push/web-push-client.ts';
import { createWebPushOut, type WebPushOut } from '#platform/web-push/web-push-out.ts';

export interface WebPush {
  /** For which browsers are subscribed; base64url. */
  publicKey: string;
  services: PushServices;
  out: WebPushOut;
}

export function openWebPush({ config, context }: Pick<OpenCore, 'config' | 'context'>): WebPush {
  const { contact, rate } = config.webPush;
  const { clock, vault } = context;
  const keys = config.webPush.keys ?? vapidKeys(vault);
  const services = createPushServices(config.webPush.services);
  return { publicKey: keys.publicKey, services, out: createWebPushOut({ client: createWebPushClient({ keys, contact, clock }), services, clock, rate }) };
}
