// The force's own identity provider (OpenID Connect): it says who somebody is; who works here and what they may do stays ours.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { GenericOAuthConfig } from 'better-auth/plugins/generic-oauth';
import { z } from 'zod';
import { FRESH_MINUTES } from './second-factor.ts';
import { SESSION_HOURS } from './session-limits.ts';

/** Part of the address that the provider sends people back to: /api/console/auth/callback/oidc. */
export const PROVIDER_ID = 'oidc';
const SECOND_MS = 1_000;
const FRESH_MS = FRESH_MINUTES * 60 * SECOND_MS;

export interface IdentityProvider {
  /** As the provider's own tokens name it. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Values of `amr` or `acr` that stand for a second factor; none: ours is asked for. */
  secondFactor: readonly string[];
}

const claims = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  amr: z.array(z.string()).optional().catch(undefined),
  acr: z.string().optional().catch(undefined),
  auth_time: z.number().optional().catch(undefined),
});
type Claims = z.infer<typeof claims>;

/** What the ID token of the sign-in under way says; the library has verified it (signature, audience, expiry, nonce). */
const underWay = new AsyncLocalStorage<{ claims?: Claims }>();

/** Sign-ins at the provider happen within this. */
export function atProvider<Result>(signIn: () => Promise<Result>): Promise<Result> {
  return underWay.run({}, signIn);
}

export function providerConfig({ issuer, clientId, clientSecret }: IdentityProvider): GenericOAuthConfig {
  return {
    providerId: PROVIDER_ID,
    discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: true,
    // A sign-in at the provider is worth no longer than one here; asking makes it say when it was (OIDC Core §3.1.2.1).
    authorizationUrlParams: { max_age: String(SESSION_HOURS * 60 * 60) },
    accountSubject: ({ tokens }) => {
      const said = claims.parse(payloadOf(tokens.idToken ?? ''));
      // NOTE the library verifies against the issuer that the discovery document names, which need not be the one that was configured.
      if (said.iss !== issuer) throw new Error(`the provider calls itself ${said.iss}, OIDC_ISSUER is ${issuer}`);
      const store = underWay.getStore();
      if (store !== undefined) store.claims = said;
      return said.sub;
    },
  };
}

/** When the provider saw a second factor; null: it saw none, or none that counts here. */
export function provedAtProvider({ secondFactor }: Pick<IdentityProvider, 'secondFactor'>, now: Date): Date | null {
  const said = underWay.getStore()?.claims;
  if (said === undefined) return null;
  const methods = [...(said.amr ?? []), said.acr ?? ''];
  if (!methods.some((method) => secondFactor.includes(method))) return null;
  // Without a time it opens the door, and approvals ask again.
  return said.auth_time === undefined ? new Date(now.getTime() - FRESH_MS) : new Date(Math.min(said.auth_time * SECOND_MS, now.getTime()));
}

/** Of a token that was verified. */
function payloadOf(jwt: string): unknown {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
