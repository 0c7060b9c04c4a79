import { randomBytes } from 'node:crypto';
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

  it('wants a secret with a Telegram webhook and all of OIDC or none', () => {
    expect(faultsOf({ TELEGRAM_WEBHOOK_URL: 'https://a.example/telegram/webhook', OIDC_ISSUER: 'https://id.example' })).toHaveLength(2);
  });
});
