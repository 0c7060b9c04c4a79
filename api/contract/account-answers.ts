// What the console gets back about signing in and one's own account.

import { z } from 'zod';

const instant = z.iso.datetime();

export const signedIn = z
  .strictObject({
    ok: z.literal(true),
    next: z.enum(['console', 'code', 'enrol']).meta({ description: 'What is left to do: nothing, a code, or setting up a second factor' }),
  })
  .meta({ id: 'SignedIn' });
export const enrolment = z
  .strictObject({
    uri: z.string().meta({ description: 'otpauth://, for the authenticator app' }),
    secret: z.string().meta({ description: 'The same, to type' }),
    qr_svg: z.string().meta({ description: 'The same, to scan' }),
    backup_codes: z.array(z.string()),
  })
  .meta({ id: 'SecondFactorEnrolment', description: 'Counts once it is confirmed with a code' });
export const backupCodes = z.strictObject({ backup_codes: z.array(z.string()) }).meta({ id: 'BackupCodes' });

export const signInWays = z.strictObject({ provider: z.boolean() }).meta({ id: 'SignInWays' });
export const providerAddress = z.strictObject({ url: z.url().meta({ description: 'Go there' }) }).meta({ id: 'ProviderAddress' });
export const ownPasskeys = z
  .strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string().nullable(), created_at: instant.nullable() })) })
  .meta({ id: 'OwnPasskeys' });
export const webauthnOptions = z.looseObject({ challenge: z.string() }).meta({ id: 'WebauthnOptions', description: 'For navigator.credentials (WebAuthn)' });
export const ownSession = z.strictObject({
  id: z.string(),
  created_at: instant,
  used_at: instant.meta({ description: 'To the minute' }),
  second_factor_at: instant.nullable(),
  current: z.boolean(),
});
export const ownSessions = z.strictObject({ items: z.array(ownSession) }).meta({ id: 'OwnSessions' });
