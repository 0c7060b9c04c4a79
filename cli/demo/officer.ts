// An officer at the console, by HTTP as a browser would: signs in, keeps the cookie, calls the back end.

import { addStaff } from '#core/staff/staff-accounts.ts';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { StaffRole } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { OpenCore } from '#cli/open-core.ts';

export interface ConsoleAnswer {
  status: number;
  // NOTE the demo reads a few fields of many shapes; it checks each before use.
  body: Record<string, unknown>;
}

export interface DemoOfficer {
  name: string;
  get(path: string): Promise<ConsoleAnswer>;
  post(path: string, body?: object): Promise<ConsoleAnswer>;
}

export async function hireOfficer(core: OpenCore, address: string, who: { name: string; role: StaffRole; language: Language }): Promise<DemoOfficer> {
  const email = `${who.name.toLowerCase()}@police.example`;
  const auth = createStaffAuth({
    pool: core.database.pool,
    vault: core.context.vault,
    publicUrl: core.config.publicUrl,
    guard: createSignInGuard(core.context),
  });
  const { password } = await addStaff(core.context, auth, { email, ...who });
  const signedIn = await fetch(`${address}/api/console/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  if (!signedIn.ok) throw new Error(`${who.name} could not sign in: ${signedIn.status} ${await signedIn.text()}`);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const call = async (method: string, path: string, body?: object): Promise<ConsoleAnswer> => {
    const init = body === undefined ? {} : { body: JSON.stringify(body) };
    const answer = await fetch(`${address}/api/console${path}`, { method, headers: { cookie, 'content-type': 'application/json' }, ...init });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  return { name: who.name, get: (path) => call('GET', path), post: (path, body = {}) => call('POST', path, body) };
}
