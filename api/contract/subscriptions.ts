// What a browser that wants to be warned sends and gets back.

import { z } from 'zod';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { isPushKey } from '#core/subscribers/browser-subscription.ts';
import { TIME_ZONES } from '#core/subscribers/warning-settings.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { HOME_COUNTRIES, LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { PushServices } from '#platform/web-push/push-services.ts';

const hour = z.number().int().min(0).max(23);

const choice = {
  types: z.array(z.enum(SCAM_TYPES)).max(SCAM_TYPES.length).meta({ description: 'Empty: all' }),
  countries: z.array(z.enum(HOME_COUNTRIES)).max(HOME_COUNTRIES.length).meta({ description: 'Empty: all' }),
  regions: z
    .array(z.enum(REGIONS))
    .max(REGIONS.length)
    .meta({ description: 'ISO 3166-2; of a country of which none is named: everywhere in it. What is in none of `countries` is left out' }),
  least_grade: z.enum(ALERT_GRADES).meta({ description: 'Warnings of this grade and graver ones' }),
  quiet: z
    .object({ from: hour, to: hour })
    .refine(({ from, to }) => from !== to, { error: 'from and to must differ' })
    .nullable()
    .meta({ description: 'Full hours in `time_zone`, `to` excluded; may go over midnight. Danger is told at any hour' }),
  time_zone: z.enum(TIME_ZONES),
  daily: z.boolean().meta({ description: 'All of a day together, at nine in the morning' }),
  snoozed_until: z.iso.datetime().nullable().meta({ description: 'Nothing but danger until then' }),
};

/** As `PushSubscription.toJSON()` gives it. Only known push services are called. */
function pushSubscription(services: PushServices) {
  return z
    .object({
      endpoint: z
        .string()
        .max(2_048)
        .refine((endpoint) => services.knows(endpoint), { error: 'is not the address of a push service that we know' })
        .meta({ format: 'uri', example: 'https://fcm.googleapis.com/fcm/send/…' }),
      keys: z.object({
        p256dh: z.base64url().max(100).refine(isPushKey, { error: 'is no public key' }),
        auth: z.base64url().refine((secret) => Buffer.from(secret, 'base64url').length === 16, { error: 'must be 16 bytes' }),
      }),
    })
    .meta({ id: 'PushSubscription', description: 'As `PushSubscription.toJSON()` gives it' });
}

export function subscriptionBodies(services: PushServices) {
  const subscription = pushSubscription(services);
  const language = z.enum(LANGUAGES);
  return {
    newSubscription: z
      .object({ subscription, language, ...z.object(choice).partial().shape })
      .meta({ id: 'NewSubscription', description: 'What is left out: every warning, at any hour' }),
    changedSubscription: z
      .object({ subscription, language, ...choice })
      .partial()
      .meta({ id: 'ChangedSubscription', description: 'What is left out stays as it is' }),
  };
}
export type ChangedSubscription = z.infer<ReturnType<typeof subscriptionBodies>['changedSubscription']>;

export const subscriptionState = z
  .object({
    id: z.uuid(),
    active: z.boolean().meta({ description: 'False: the push service says that this browser is gone' }),
    language: z.enum(LANGUAGES),
    ...choice,
    countries: z.array(z.string()),
  })
  .meta({ id: 'SubscriptionState' });
export type SubscriptionState = z.infer<typeof subscriptionState>;

export const receivedSubscription = z
  .object({ id: z.uuid(), secret: z.string().meta({ description: 'Shows that the subscription is yours; keep it secret' }) })
  .meta({ id: 'ReceivedSubscription' });
export type ReceivedSubscription = z.infer<typeof receivedSubscription>;
