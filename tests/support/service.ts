// The service as `jaga start` runs it, in a process of its own: for tests that kill it.

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Webhook } from 'standardwebhooks';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface RunningService {
  address: string;
  pid: number;
  /** Everything it printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/** Resolves when /readyz answers 200. `env` is all it gets besides PATH. */
export async function runService(env: Record<string, string>, role = 'all'): Promise<RunningService> {
  const child = spawn(process.execPath, ['cli/main.ts', 'start', '--role', role], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'warn', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const address = await addressOf(child, () => said);
  return {
    address,
    pid: child.pid ?? 0,
    output: () => said,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill(signal);
      const [status] = await exited;
      return typeof status === 'number' ? status : null;
    },
  };
}

async function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  for (;;) {
    const found = /open\s+(http:\S+)/.exec(said())?.[1];
    if (found !== undefined) return found;
    if (/Jaga runs as (bot|worker)/.test(said())) return '';
    if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}:\n${said()}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}

export function newSecret(): string {
  return `whsec_${randomBytes(24).toString('base64')}`;
}

export interface SignedPost {
  id?: string;
  at?: Date;
  headers?: Record<string, string>;
}

/** Signs and sends as a partner would, with the standardwebhooks package. */
export function postReport(address: string, secret: string, body: unknown, options: SignedPost = {}): Promise<Response> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const id = options.id ?? `msg_${randomBytes(12).toString('hex')}`;
  const at = options.at ?? new Date();
  return fetch(`${address}/v1/reports`, {
    method: 'POST',
    body: raw,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(id, at, raw),
      ...options.headers,
    },
  });
}
