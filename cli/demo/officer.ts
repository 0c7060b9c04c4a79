// An officer at the console, by HTTP as a browser would: signs in with a password and an authenticator app, calls the back end.

import { addStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { StaffRole } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { OpenCore } from '#cli/open-core.ts';
import { createAuthenticator } from '#tests/support/authenticator.ts';

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
  const auth = createStaffAuth({ context: core.context, pool: core.database.pool, publicUrl: core.config.publicUrl });
  const { password } = await addStaff(core.context, auth, { email, ...who });
  const browser = createBrowser(address);
  await browser.auth('/sign-in/email', { email, password });
  const { uri } = await browser.auth('/second-factor/enrol', { password });
  await browser.auth('/second-factor', { code: createAuthenticator(String(uri)).code() });
  return { name: who.name, get: (path) => browser.call('GET', path), post: (path, body = {}) => browser.call('POST', path, body) };
}

/** Keeps the cookies. */
function createBrowser(address: string) {
  const cookies = new Map<string, string>();
  const call = async (method: string, path: string, body?: object): Promise<ConsoleAnswer> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${address}/api/console${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const auth = async (path: string, body: object): Promise<Record<string, unknown>> => {
    const { status, body: answer } = await call('POST', `/auth${path}`, body);
    if (status !== 200) throw new Error(`POST /auth${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return { call, auth };
}
