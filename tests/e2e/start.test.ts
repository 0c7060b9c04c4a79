// How the service starts and stops for an operator: with nothing, with something missing, and what it then says.

import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { ReceivedReport } from '#api/contract/reports.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';
import { testRedisUrl } from '#tests/support/redis.ts';
import { newSecret, postReport, runService } from '#tests/support/service.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const run = promisify(execFile);
const redisUrl = await testRedisUrl();

function dataDir(): string {
  return mkdtempSync(join(tmpdir(), 'jaga-start-'));
}

async function jaga(args: string[], env: Record<string, string>): Promise<{ status: number; said: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, ['cli/main.ts', ...args], { env: { PATH: process.env['PATH'], ...env } });
    return { status: 0, said: stdout + stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { status: failed.code, said: failed.stdout + failed.stderr };
  }
}

describe('starting', () => {
  it('names every wrong setting at once and starts nothing', async () => {
    const { status, said } = await jaga(['start'], { PORT: 'many', REDIS_URL: 'http://x', DATA_DIR: dataDir() });
    expect(status).toBe(1);
    expect(said).toContain('PORT:');
    expect(said).toContain('REDIS_URL:');
  });

  it('says in one sentence that the database cannot be reached, and doctor says it too', async () => {
    const env = { DATABASE_URL: 'postgres://jaga@127.0.0.1:1/jaga', DATA_DIR: dataDir() };
    const started = await jaga(['start'], env);
    expect(started.status).toBe(1);
    expect(started.said).toContain('cannot be used');
    const doctor = await jaga(['doctor'], env);
    expect(doctor.status).toBe(1);
    expect(doctor.said).toContain('✗ database');
  });

  it('doctor says in which channels the bot may not post', async () => {
    const telegram = await startTelegramStandIn({ token: '990002:doctor-looks-at-the-channels' });
    telegram.group(-1_001_000_000_001, { type: 'channel', username: 'jaga_kr' });
    telegram.group(-1_001_000_000_002, { type: 'channel', username: 'jaga_my' });
    telegram.appoint(-1_001_000_000_001, 990_002, 'administrator', { can_post_messages: true });
    telegram.appoint(-1_001_000_000_002, 990_002, 'administrator', { can_post_messages: false });
    const test = await createTestDatabase();
    const bot = { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot, TELEGRAM_CHANNELS: 'ko=@jaga_kr,ms=@jaga_my,en=@nobodys_channel' };
    const { status, said } = await jaga(['doctor'], { DATABASE_URL: test.url, DATA_DIR: dataDir(), ...bot });
    expect(status).toBe(1);
    expect(said).toContain('✓ channels   @jaga_bot posts in @jaga_kr (ko)');
    for (const name of ['@jaga_my (ms)', '@nobodys_channel (en)']) expect(said).toContain(`✗ channels   @jaga_bot may not post in ${name}`);
    await telegram.close();
    await test.drop();
  });

  it('refuses a database that was begun with another master key', async () => {
    const test = await createTestDatabase();
    const env = { DATABASE_URL: test.url };
    expect((await jaga(['doctor'], { ...env, DATA_DIR: dataDir() })).status).toBe(0);
    const other = await jaga(['start'], { ...env, DATA_DIR: dataDir() });
    expect(other.status).toBe(1);
    expect(other.said).toContain('MASTER_KEY');
    await test.drop();
  });

  it('takes reports while Redis is away, and says so', { timeout: 90_000 }, async () => {
    const secret = newSecret();
    const service = await runService({ DATA_DIR: dataDir(), REDIS_URL: 'redis://127.0.0.1:1', WEBHOOK_SECRETS: `bank:${secret}` });
    const answer = await postReport(service.address, secret, { text: 'Redis 없이도 접수됩니다' });
    expect(answer.status).toBe(202);
    const ready = (await (await fetch(`${service.address}/readyz`)).json()) as { ready: boolean; parts: { queue: string } };
    expect(ready.ready).toBe(true);
    expect(ready.parts.queue).toContain('unreachable');
    await service.kill('SIGTERM');
  });

  it('runs as three processes on one database as well', { timeout: 120_000 }, async () => {
    const test = await createTestDatabase();
    const telegram = await startTelegramStandIn({ token: '990001:three-processes-one-database' });
    const secret = newSecret();
    const env = {
      DATABASE_URL: test.url,
      DATA_DIR: dataDir(),
      WEBHOOK_SECRETS: `bank:${secret}`,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      ...(redisUrl !== undefined && { REDIS_URL: redisUrl }),
    };
    const [api, bot, worker] = [await runService(env, 'api'), await runService(env, 'bot'), await runService(env, 'worker')];
    const received = (await (await postReport(api.address, secret, { text: '엄마 나 폰 고장났어 상품권 핀번호 보내줘' })).json()) as ReceivedReport;
    await expect
      .poll(async () => (await fetch(`${api.address}/v1/reports/${received.reference}`, { headers: { authorization: `Bearer ${received.receipt}` } })).json(), {
        timeout: 20_000,
      })
      .toMatchObject({ matched: true });
    telegram.user(31, { languageCode: 'ms' }).sends('/help');
    const help = await telegram.chat(31).waitForMessage(({ text }) => text.includes('/emergency'), { timeoutMs: 20_000 });
    expect(help.text).toContain('laporan');
    expect(await (await fetch(`${api.address}/subscribe`)).text()).toMatch(/https:\/\/t\.me\/\w+\?start=subscribe/);
    for (const service of [worker, bot, api]) expect(await service.kill('SIGTERM')).toBe(0);
    await telegram.close();
    await test.drop();
  });

  it('tells the demo’s whole story', { timeout: 120_000 }, async () => {
    const { stdout } = await run(process.execPath, ['cli/demo/demo.ts'], { env: { PATH: process.env['PATH'] } });
    expect(stdout).toContain('Every step held');
  });
});
