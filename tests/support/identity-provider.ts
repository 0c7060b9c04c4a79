// A real OpenID Connect provider on a port of its own, where whoever is named is signed in already: only the password form is left out.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'jaga-console', secret: 'a secret between the two' } as const;

export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  /** What they proved there. */
  amr?: string[];
}

export interface StandInProvider {
  issuer: string;
  /** Who sits in front of it from now on. */
  person: Person;
  /** Walks a browser's way from the authorization address to where the console is to be called back. @returns that address. */
  signIn(authorization: string): Promise<string>;
  close(): Promise<void>;
}

export async function startIdentityProvider(redirectUri: string): Promise<StandInProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started: StandInProvider = {
    issuer,
    person: { sub: 'nobody', email: 'nobody@police.example', email_verified: true },
    signIn: (authorization) => walk(authorization, redirectUri),
    close: () => closeServer(server),
  };
  const provider = new Provider(issuer, {
    clients: [
      { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] },
    ],
    claims: { openid: ['sub', 'amr', 'auth_time'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ['stand-in'] },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: sub, email: started.person.email, email_verified: started.person.email_verified }),
    }),
  });
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return void handle(request, response);
    void answerForm(provider, started.person, request, response);
  });
  return started;
}

/** The sign-in and the consent form, filled in. */
async function answerForm(provider: Provider, { sub, amr }: Person, ...[request, response]: Parameters<Provider['interactionDetails']>): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId: sub, ...(amr !== undefined && { amr }) } });
  const grant = new provider.Grant({ accountId: session?.accountId ?? sub, clientId: String(params['client_id']) });
  grant.addOIDCScope('openid email profile');
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

async function walk(from: string, redirectUri: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = from;
  for (let hop = 0; hop < 10; hop += 1) {
    const answer = await fetch(next, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${next} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    next = new URL(location, next).href;
    if (next.startsWith(redirectUri)) return next;
  }
  throw new Error('the provider sends people round and round');
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
