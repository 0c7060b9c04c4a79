// The console's back end on a port of its own, and officers who call it as a browser would. Every good answer is held against its schema.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createConsoleRouter, type ConsoleRouterDeps } from '#api/console/console-router.ts';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';
import { problemHandler } from '#api/problem.ts';
import { addStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { Belonging, StaffRole } from '#core/staff/staff.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createAuthenticator, type Authenticator } from '#tests/support/authenticator.ts';
import type { TriageScene } from '#tests/support/triage-scene.ts';

export interface Answer {
  status: number;
  headers: Headers;
  body: AnswerBody;
}

/** What tests look into, of many shapes; a field that an answer does not have is undefined, and the expectation then says so. */
export interface AnswerBody {
  id: string;
  email: string;
  items: { reference: string; seq: number }[];
  next: string | null;
  errors: { pointer: string; message: string }[];
  content: { text: string };
  reporter: { contact: string };
  versions: { version: number; content_hash: string }[];
  alert: { state: string; version: number; published_version: number | null };
  evidence: object;
  uri: string;
  backup_codes: string[];
}

export interface ConsoleUser {
  id: string;
  email: string;
  password: string;
  cookie: string;
  authenticator: Authenticator;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  stepUp(): Promise<Answer>;
}

export interface ConsoleServer {
  address: string;
  call(method: string, path: string, init?: { body?: unknown; headers?: Record<string, string>; cookie?: string }): Promise<Answer>;
  /** A partner's belongs to demo-bank unless another is named. */
  addAccount(role: StaffRole, name?: string, belongsTo?: Belonging): Promise<{ id: string; email: string; password: string }>;
  signIn(email: string, password: string): Promise<Answer>;
  /** Sets up a second factor for whoever has just signed in. */
  enrol(account: { password: string }, cookie: string): Promise<{ cookie: string; authenticator: Authenticator; backupCodes: string[] }>;
  /** Password and code. @returns the cookie. */
  enter(account: { email: string; password: string; authenticator: Authenticator }): Promise<string>;
  /** Signed in with both factors. */
  hire(role: StaffRole, name?: string, belongsTo?: Belonging): Promise<ConsoleUser>;
  close(): Promise<void>;
}

export async function startConsole(
  { context, database }: TriageScene,
  {
    publicUrl = 'http://127.0.0.1:3000',
    ...more
  }: Partial<Pick<ConsoleRouterDeps, 'publicUrl' | 'secondFactor' | 'provider' | 'heartbeatMs' | 'stopping' | 'model'>> = {},
): Promise<ConsoleServer> {
  const app = express();
  app.set('query parser', 'simple');
  app.use(
    '/api/console',
    createConsoleRouter({
      context,
      pool: database.pool,
      publicUrl,
      translator: createTranslator({ strict: true }),
      pace: { telegram: 30, web_push: 200 },
      ...more,
    }),
  );
  app.use((_request, response) => void response.status(404).end());
  app.use(problemHandler(createTranslator({ strict: true }), context.telemetry.log));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const auth = createStaffAuth({ context, pool: database.pool, publicUrl });
  let hired = 0;

  const call: ConsoleServer['call'] = async (method, path, { body, headers = {}, cookie } = {}) => {
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(`${address}/api/console${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(cookie !== undefined && { cookie }), ...headers },
      redirect: 'manual',
      ...sent,
    });
    if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
      await response.body?.cancel();
      return { status: response.status, headers: response.headers, body: JSON.parse('{}') };
    }
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: bodyOf(response, text) };
    checkShape(method, path, answer);
    return answer;
  };
  const signIn: ConsoleServer['signIn'] = (email, password) => call('POST', '/auth/sign-in/email', { body: { email, password } });
  const addAccount: ConsoleServer['addAccount'] = async (role, name = role, belongsTo = { partner: 'demo-bank' }) => {
    const email = `${role}-${(hired += 1)}@police.example`;
    const whose = role === 'partner' ? { belongsTo } : {};
    return { email, ...(await addStaff(context, auth, { email, name, role, language: 'ko', ...whose })) };
  };
  const enrol: ConsoleServer['enrol'] = async ({ password }, cookie) => {
    const { body } = await call('POST', '/auth/second-factor/enrol', { body: { password }, cookie });
    const authenticator = createAuthenticator(body.uri);
    const confirmed = await call('POST', '/auth/second-factor', { body: { code: authenticator.code() }, cookie });
    return { cookie: cookieOf(confirmed), authenticator, backupCodes: body.backup_codes };
  };
  return {
    address,
    call,
    addAccount,
    signIn,
    enrol,
    async enter({ email, password, authenticator }) {
      const challenge = cookieOf(await signIn(email, password));
      return cookieOf(await call('POST', '/auth/second-factor', { body: { code: authenticator.code() }, cookie: challenge }));
    },
    async hire(role, name, belongsTo) {
      const account = await addAccount(role, name, belongsTo);
      const { cookie, authenticator } = await enrol(account, cookieOf(await signIn(account.email, account.password)));
      return {
        ...account,
        cookie,
        authenticator,
        get: (path) => call('GET', path, { cookie }),
        post: (path, body = {}) => call('POST', path, { body, cookie }),
        stepUp: () => call('POST', '/auth/second-factor', { body: { code: authenticator.code() }, cookie }),
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A file is its text. */
function bodyOf({ headers }: Response, text: string): never {
  if (headers.get('content-type')?.startsWith('text/csv') === true) return text as never;
  return JSON.parse(headers.get('content-type')?.includes('json') === true ? text : '{}') as never;
}

export function cookieOf({ headers }: Pick<Answer, 'headers'>): string {
  return headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('Max-Age=0'))
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

function checkShape(method: string, path: string, { status, body }: Answer): void {
  if (status >= 300) return;
  const [bare = ''] = path.split('?', 1);
  const route = CONSOLE_ROUTES.find((each) => each.method === method.toLowerCase() && new RegExp(`^${each.path.replaceAll(/:\w+/g, '[^/]+')}$`).test(bare));
  const checked = route?.answer.safeParse(body);
  if (checked?.success === false) throw new Error(`${method} ${path} answered in another shape: ${checked.error.message}\n${JSON.stringify(body)}`);
}
