import { createECDH, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '#platform/config.ts';

function faultsOf(env: Record<string, string>): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.faults : [String(error)];
  }
}

describe('config', () => {
  it('needs nothing to be set', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      databaseUrl: undefined,
      telegram: undefined,
      webPush: { keys: undefined, contact: 'mailto:nobody@jaga.invalid', services: [], rate: 200 },
      model: undefined,
      speech: undefined,
      shadowModel: undefined,
      retentionDays: 90,
      surgeFalseAlarmsPerWeek: 1,
    });
  });

  it('names every fault at once', () => {
    const faults = faultsOf({
      PORT: '99999',
      DATABASE_URL: 'mysql://x',
      MASTER_KEY: 'c2hvcnQ=',
      LOG_LEVEL: 'loud',
      WEBHOOK_SECRETS: 'nobody',
      TELEGRAM_BOT_TOKEN: 'x',
      SURGE_FALSE_ALARMS_PER_WEEK: '0',
    });
    expect(faults.map((fault) => fault.split(':')[0]).toSorted()).toEqual([
      'DATABASE_URL',
      'LOG_LEVEL',
      'MASTER_KEY',
      'PORT',
      'SURGE_FALSE_ALARMS_PER_WEEK',
      'TELEGRAM_BOT_TOKEN',
      'WEBHOOK_SECRETS',
    ]);
  });

  it('takes a VAPID pair that is one, and a contact that push services can use', () => {
    const curve = createECDH('prime256v1');
    curve.generateKeys();
    const WEB_PUSH_PUBLIC_KEY = curve.getPublicKey('base64url');
    const WEB_PUSH_PRIVATE_KEY = curve.getPrivateKey('base64url');
    expect(loadConfig({ WEB_PUSH_PUBLIC_KEY, WEB_PUSH_PRIVATE_KEY, PUBLIC_URL: 'https://jaga.example.org' }).webPush).toEqual({
      keys: { publicKey: WEB_PUSH_PUBLIC_KEY, privateKey: WEB_PUSH_PRIVATE_KEY },
      contact: 'https://jaga.example.org',
      services: [],
      rate: 200,
    });
    curve.generateKeys();
    expect(faultsOf({ WEB_PUSH_PUBLIC_KEY, WEB_PUSH_PRIVATE_KEY: curve.getPrivateKey('base64url') })[0]).toMatch(/of one pair/);
    expect(faultsOf({ WEB_PUSH_PUBLIC_KEY })[0]).toMatch(/of one pair/);
    expect(
      faultsOf({ WEB_PUSH_CONTACT: 'me', WEB_PUSH_SERVICES: 'https://push.example.org/path', WEB_PUSH_PUBLIC_KEY: 'AA', WEB_PUSH_PRIVATE_KEY }),
    ).toHaveLength(3);
  });

  it('takes an identity provider whole, by https where the console is', () => {
    const oidc = { OIDC_ISSUER: 'https://id.police.example', OIDC_CLIENT_ID: 'jaga', OIDC_CLIENT_SECRET: 's' };
    expect(loadConfig(oidc)).toMatchObject({ secondFactor: 'required', oidc: { issuer: 'https://id.police.example', secondFactor: [] } });
    expect(loadConfig({ ...oidc, OIDC_SECOND_FACTOR: 'mfa, hwk' }).oidc?.secondFactor).toEqual(['mfa', 'hwk']);
    expect(faultsOf({ OIDC_ISSUER: 'https://id.police.example' })).toEqual([expect.stringContaining('set all three or none')]);
    expect(faultsOf({ OIDC_SECOND_FACTOR: 'mfa' })).toEqual([expect.stringContaining('OIDC_SECOND_FACTOR')]);
    expect(faultsOf({ ...oidc, OIDC_ISSUER: 'http://id.police.example', PUBLIC_URL: 'https://jaga.example' })).toEqual([
      expect.stringContaining('must be https://'),
    ]);
    expect(faultsOf({ SECOND_FACTOR: 'never' })).toEqual([expect.stringContaining('SECOND_FACTOR')]);
  });

  it('takes several secrets of one partner, for rotation', () => {
    const secret = (): string => `whsec_${randomBytes(24).toString('base64')}`;
    const [a, b, c] = [secret(), secret(), secret()];
    expect(loadConfig({ WEBHOOK_SECRETS: `bank:${a},bank:${b} telco:${c}` }).webhookSecrets).toEqual([
      { partner: 'bank', secret: a },
      { partner: 'bank', secret: b },
      { partner: 'telco', secret: c },
    ]);
  });

  it('takes a speech server by its address or by a key alone', () => {
    const baseUrl = 'http://127.0.0.1:8000/v1';
    expect(loadConfig({ SPEECH_BASE_URL: baseUrl }).speech).toEqual({ baseUrl, apiKey: undefined, model: 'whisper-1' });
    expect(loadConfig({ SPEECH_API_KEY: 'k', SPEECH_MODEL: 'm' }).speech).toEqual({ baseUrl: undefined, apiKey: 'k', model: 'm' });
  });

  it('takes more bots beside the first, each once, and gives each its own limit', () => {
    const token = (id: number): string => `${id}:token-of-a-bot-00000000`;
    const { telegram, pace } = loadConfig({ TELEGRAM_BOT_TOKEN: token(1), TELEGRAM_BROADCAST_TOKENS: `${token(22)}, ${token(333)}` });
    expect(telegram?.bots).toEqual([
      { bot: 22, token: token(22) },
      { bot: 333, token: token(333) },
    ]);
    expect(pace.telegram).toBe(90);
    const wrong = (env: Record<string, string>) => faultsOf(env).map((fault) => fault.split(':', 1)[0]);
    expect(wrong({ TELEGRAM_BROADCAST_TOKENS: token(22) })).toEqual(['TELEGRAM_BROADCAST_TOKENS']);
    expect(wrong({ TELEGRAM_BOT_TOKEN: token(1), TELEGRAM_BROADCAST_TOKENS: `${token(22)},22:another-token-of-it-0` })).toEqual(['TELEGRAM_BROADCAST_TOKENS']);
    expect(wrong({ TELEGRAM_BOT_TOKEN: token(1), TELEGRAM_BROADCAST_TOKENS: 'nonsense' })).toEqual(['TELEGRAM_BROADCAST_TOKENS']);
  });

  it('takes public channels by name or number, each once, with its language', () => {
    const channels = (value: string) => ({ TELEGRAM_BOT_TOKEN: '1:token-of-a-bot-00000000', TELEGRAM_CHANNELS: value });
    expect(loadConfig(channels('ko=@jaga_kr, en=-1001234567890')).telegram?.channels).toEqual([
      { language: 'ko', address: '@jaga_kr' },
      { language: 'en', address: '-1001234567890' },
    ]);
    for (const wrong of ['ko=@jaga_kr,ms=@Jaga_KR', 'fr=@jaga_fr', '@jaga_kr']) expect(faultsOf(channels(wrong))[0]).toMatch(/^TELEGRAM_CHANNELS: each/);
  });

  it('wants a secret with a Telegram webhook and all of OIDC or none', () => {
    expect(faultsOf({ TELEGRAM_WEBHOOK_URL: 'https://a.example/telegram/webhook', OIDC_ISSUER: 'https://id.example' })).toHaveLength(2);
  });
});
