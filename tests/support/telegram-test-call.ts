// A bare HTTP caller, so that the stand-in is tested without the client that is tested against it.
import { afterEach } from 'vitest';
import { startTelegramStandIn, type Json, type StandInOptions, type TelegramStandIn } from './telegram-stand-in.ts';

export const testToken = '7000000001:AAE-test-token-of-the-stand-in-000001';

export type BareCall = (method: string, params?: Json) => Promise<Json>;

const open: TelegramStandIn[] = [];

afterEach(async () => {
  for (const standIn of open.splice(0)) await standIn.close();
});

/** A stand-in that is closed after the test, and a way to call it that gives the parsed answer. */
export async function standInWithCall(options: Partial<StandInOptions> = {}): Promise<{ standIn: TelegramStandIn; call: BareCall }> {
  const standIn = await startTelegramStandIn({ token: testToken, ...options });
  open.push(standIn);
  return { standIn, call: (method, params) => callBare(standIn, method, params) };
}

async function callBare(standIn: TelegramStandIn, method: string, params: Json = {}): Promise<Json> {
  const response = await fetch(`${standIn.apiRoot}/bot${standIn.token}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Json;
}
