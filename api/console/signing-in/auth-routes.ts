// /api/console/auth: everything that makes, proves or ends a session.

import { Router } from 'express';
import type { CoreContext } from '#core/context.ts';
import type { SecondFactorPolicy } from '#core/staff/second-factor.ts';
import type { SignInGuard } from '#core/staff/sign-in-guard.ts';
import type { StaffAuth } from '#core/staff/staff-auth.ts';
import type { IdentityProvider } from '#core/staff/identity-provider.ts';
import { createPasskeyRouter } from './passkey-routes.ts';
import { createProviderRouter } from './provider-routes.ts';
import { createSecondFactorRouter } from './second-factor-routes.ts';
import { createSignInRouter } from './sign-in-routes.ts';

export interface AuthDeps {
  context: CoreContext;
  auth: StaffAuth;
  guard: SignInGuard;
  policy: SecondFactorPolicy;
  publicUrl: string;
  provider: IdentityProvider | undefined;
}

export function createAuthRouter(deps: AuthDeps): Router {
  return Router().use(createSignInRouter(deps), createSecondFactorRouter(deps), createPasskeyRouter(deps), createProviderRouter(deps));
}
