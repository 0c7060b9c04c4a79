// The only reader of process.env. Every fault is named at once, each with what to do about it.

import { createECDH } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse as parseDotenv } from 'dotenv';
import { z } from 'zod';
import { isServiceName } from '#platform/web-push/push-services.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const positive = z.coerce.number().positive();
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

const partnerSecret = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}:whsec_[A-Za-z0-9+/=]{24,}$/, 'each must read partner:whsec_<base64>')
  .transform((value): PartnerSecret => {
    const colon = value.indexOf(':');
    return { partner: value.slice(0, colon), secret: value.slice(colon + 1) };
  })
  .refine(({ secret }) => Buffer.from(secret.slice('whsec_'.length), 'base64').length >= 16, {
    error: 'each secret needs at least 16 random bytes after whsec_',
  });

const vapidKey = (bytes: number) =>
  z
    .base64url({ error: 'must be base64url; make a pair with: npx web-push generate-vapid-keys' })
    .refine((key) => Buffer.from(key, 'base64url').length === bytes, { error: `must be ${bytes} bytes in base64url` });

const botToken = z.string().regex(/^\d{1,15}:[\w-]{20,}$/, 'must look like 123456:ABC… (from @BotFather)');

const publicChannel = z
  .string()
  .regex(/^(?:ko|ms|en)=(?:@[A-Za-z]\w{3,31}|-100\d{5,13})$/, 'each must read ko=@name, ms=@name or en=-1001234567890')
  .transform((value) => ({ language: z.enum(['ko', 'ms', 'en']).parse(value.slice(0, 2)), address: value.slice(3) }));

const environment = z.object({
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: httpUrl.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  MASTER_KEY: z
    .base64()
    .transform((value) => Buffer.from(value, 'base64'))
    .refine((key) => key.length === 32, {
      error: 'must be 32 bytes in base64; make one with: openssl rand -base64 32',
    })
    .optional(),
  WEBHOOK_SECRETS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(partnerSecret).min(1))
    .optional(),
  WEBHOOK_RATE: positive.default(200),
  WEBHOOK_LOOPBACK: z.enum(['refused', 'allowed']).default('refused'),
  TELEGRAM_BOT_TOKEN: botToken.optional(),
  TELEGRAM_BROADCAST_TOKENS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(botToken))
    .default([]),
  TELEGRAM_CHANNELS: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(publicChannel))
    .default([]),
  TELEGRAM_PAID_BROADCAST: z.enum(['off', 'on']).default('off'),
  TELEGRAM_API_ROOT: httpUrl.default('https://api.telegram.org'),
  TELEGRAM_WEBHOOK_URL: httpUrl.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16–256 letters, digits, _ or -')
    .optional(),
  TELEGRAM_RATE: positive.default(30),
  WEB_PUSH_PUBLIC_KEY: vapidKey(65).optional(),
  WEB_PUSH_PRIVATE_KEY: vapidKey(32).optional(),
  WEB_PUSH_CONTACT: z
    .string()
    .regex(/^(?:mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/, 'must be mailto:somebody@your.domain or an https:// address')
    .optional(),
  WEB_PUSH_SERVICES: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .pipe(
      z.array(
        z.string().refine(isServiceName, { error: 'each must be a host (push.example.org, *.example.org) or an origin (https://push.example.org:8443)' }),
      ),
    )
    .default([]),
  WEB_PUSH_RATE: positive.default(200),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: httpUrl.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-4o-mini'),
  MODEL_BUDGET_USD_PER_DAY: z.coerce.number().min(0).default(5),
  MODEL_USD_PER_MILLION_INPUT_TOKENS: z.coerce.number().min(0).default(0.15),
  MODEL_USD_PER_MILLION_OUTPUT_TOKENS: z.coerce.number().min(0).default(0.6),
  READER_SHADOW_MODEL: z.string().min(1).optional(),
  SPEECH_BASE_URL: httpUrl.optional(),
  SPEECH_API_KEY: z.string().min(1).optional(),
  SPEECH_MODEL: z.string().min(1).default('whisper-1'),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_SECOND_FACTOR: z
    .string()
    .transform((value) => value.split(/[\s,]+/).filter(Boolean))
    .default([]),
  SECOND_FACTOR: z.enum(['required', 'optional']).default('required'),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  SURGE_FALSE_ALARMS_PER_WEEK: positive.default(1),
  RETENTION_DAYS: z.coerce.number().int().min(1).default(90),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});

export interface PartnerSecret {
  partner: string;
  /** As Standard Webhooks writes it: `whsec_` and base64. */
  secret: string;
}

/** Everything that can be set from outside. Absent means switched off or "make one" (see secrets.ts). */
export interface Config {
  port: number;
  host: string;
  publicUrl: string;
  /** Absolute path. */
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  logLevel: string;
  masterKey: Buffer | undefined;
  webhookSecrets: PartnerSecret[] | undefined;
  /** Reports a second a partner may send, averaged over ten seconds. */
  webhookRate: number;
  /** Whether webhooks may go to this machine itself, by http too. */
  webhookLoopback: boolean;
  telegram: TelegramConfig | undefined;
  webPush: WebPushConfig;
  /** Messages a second by each way, known also to a process that sends none itself. */
  pace: { telegram: number; web_push: number };
  model: ModelConfig | undefined;
  /** Absolute path of a reader model that is compared with the one in force. */
  shadowModel: string | undefined;
  speech: SpeechConfig | undefined;
  oidc: OidcConfig | undefined;
  /** `optional`: staff without one may work, but approve nothing. */
  secondFactor: 'required' | 'optional';
  otlpEndpoint: string | undefined;
  /** Proposals a week that officers may be made to look at for nothing, over all series together. */
  surgeFalseAlarmsPerWeek: number;
  retentionDays: number;
  metricsToken: string | undefined;
}

export interface TelegramConfig {
  token: string;
  apiRoot: string;
  /** Absent: long polling. */
  webhookUrl: string | undefined;
  webhookSecret: string | undefined;
  /** Messages a second over all chats, of each bot. */
  rate: number;
  /** Warnings go by Telegram's paid broadcast. */
  isPaid: boolean;
  /** That only warn: number and token. */
  bots: { bot: number; token: string }[];
  /** Public ones in which the gravest warnings are posted: `@name` or number. */
  channels: { language: 'ko' | 'ms' | 'en'; address: string }[];
}

export interface WebPushConfig {
  /** Absent: derived from the master key. */
  keys: { publicKey: string; privateKey: string } | undefined;
  /** Whom a push service's operator writes to: `mailto:` or `https:`. */
  contact: string;
  /** Besides the known ones. */
  services: string[];
  /** Pushes a second to one push service. */
  rate: number;
}

export interface ModelConfig {
  apiKey: string;
  baseUrl: string | undefined;
  name: string;
  budgetUsdPerDay: number;
  usdPerMillionInputTokens: number;
  usdPerMillionOutputTokens: number;
}

export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Values of `amr` or `acr` that stand for a second factor. */
  secondFactor: string[];
}

export interface SpeechConfig {
  /** Absent: OpenAI's own. */
  baseUrl: string | undefined;
  /** Absent: the server asks for none. */
  apiKey: string | undefined;
  model: string;
}

/** Thrown with every fault, one a line. */
export class ConfigError extends Error {
  readonly code = 'config_invalid';
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`The settings have ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

/** Reads `.env` in the working directory and the environment (which wins). */
export function loadConfig(env: Record<string, string | undefined> = { ...readDotenv(), ...process.env }): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success ? crossFaults(parsed.data) : parsed.error.issues.map(faultOf);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return toConfig(parsed.data);
}

type Environment = z.infer<typeof environment>;

function faultOf(issue: z.core.$ZodIssue): string {
  return `${String(issue.path[0])}: ${issue.message}`;
}

function crossFaults(env: Environment): string[] {
  const faults: string[] = [];
  const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET].filter(Boolean).length;
  if (oidc !== 0 && oidc !== 3) faults.push('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: set all three or none');
  if (oidc !== 3 && env.OIDC_SECOND_FACTOR.length > 0) faults.push('OIDC_SECOND_FACTOR: means nothing without OIDC_ISSUER');
  const publicUrl = env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`;
  if (env.OIDC_ISSUER?.startsWith('http://') === true && publicUrl.startsWith('https://')) {
    faults.push('OIDC_ISSUER: must be https:// where PUBLIC_URL is; what it says would otherwise come unprotected');
  }
  if (env.TELEGRAM_WEBHOOK_URL !== undefined && env.TELEGRAM_WEBHOOK_SECRET === undefined) {
    faults.push('TELEGRAM_WEBHOOK_SECRET: needed with TELEGRAM_WEBHOOK_URL; any 16–256 random letters and digits');
  }
  const bots = [env.TELEGRAM_BOT_TOKEN ?? [], env.TELEGRAM_BROADCAST_TOKENS].flat().map(botIdOf);
  if (env.TELEGRAM_BROADCAST_TOKENS.length > 0 && env.TELEGRAM_BOT_TOKEN === undefined) {
    faults.push('TELEGRAM_BROADCAST_TOKENS: needs TELEGRAM_BOT_TOKEN, the bot that talks with people');
  }
  if (env.TELEGRAM_CHANNELS.length > 0 && env.TELEGRAM_BOT_TOKEN === undefined)
    faults.push('TELEGRAM_CHANNELS: needs TELEGRAM_BOT_TOKEN, the bot that posts there');
  const channels = env.TELEGRAM_CHANNELS.map(({ address }) => address.toLowerCase());
  if (new Set(channels).size < channels.length) faults.push('TELEGRAM_CHANNELS: each channel once');
  if (new Set(bots).size < bots.length) faults.push('TELEGRAM_BROADCAST_TOKENS: each must be of another bot, none that of TELEGRAM_BOT_TOKEN');
  if (!isKeyPair(env.WEB_PUSH_PUBLIC_KEY, env.WEB_PUSH_PRIVATE_KEY)) {
    faults.push('WEB_PUSH_PUBLIC_KEY and WEB_PUSH_PRIVATE_KEY: set both, of one pair, or none');
  }
  return faults;
}

function isKeyPair(publicKey: string | undefined, privateKey: string | undefined): boolean {
  if (publicKey === undefined || privateKey === undefined) return publicKey === privateKey;
  try {
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(privateKey, 'base64url');
    return curve.getPublicKey('base64url') === publicKey;
  } catch {
    return false;
  }
}

function toConfig(env: Environment): Config {
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    logLevel: env.LOG_LEVEL,
    masterKey: env.MASTER_KEY,
    webhookSecrets: env.WEBHOOK_SECRETS,
    webhookRate: env.WEBHOOK_RATE,
    webhookLoopback: env.WEBHOOK_LOOPBACK === 'allowed',
    telegram: telegramOf(env),
    webPush: webPushOf(env),
    // Each bot has Telegram's limit to itself.
    pace: { telegram: env.TELEGRAM_RATE * (1 + env.TELEGRAM_BROADCAST_TOKENS.length), web_push: env.WEB_PUSH_RATE },
    model: modelOf(env),
    shadowModel: env.READER_SHADOW_MODEL === undefined ? undefined : resolve(env.READER_SHADOW_MODEL),
    speech: speechOf(env),
    oidc: oidcOf(env),
    secondFactor: env.SECOND_FACTOR,
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
    surgeFalseAlarmsPerWeek: env.SURGE_FALSE_ALARMS_PER_WEEK,
    retentionDays: env.RETENTION_DAYS,
    metricsToken: env.METRICS_TOKEN,
  };
}

function telegramOf(env: Environment): TelegramConfig | undefined {
  if (env.TELEGRAM_BOT_TOKEN === undefined) return undefined;
  return {
    token: env.TELEGRAM_BOT_TOKEN,
    apiRoot: env.TELEGRAM_API_ROOT,
    webhookUrl: env.TELEGRAM_WEBHOOK_URL,
    webhookSecret: env.TELEGRAM_WEBHOOK_SECRET,
    rate: env.TELEGRAM_RATE,
    isPaid: env.TELEGRAM_PAID_BROADCAST === 'on',
    channels: env.TELEGRAM_CHANNELS,
    bots: env.TELEGRAM_BROADCAST_TOKENS.map((token) => ({ bot: botIdOf(token), token })),
  };
}

/** What stands before the colon is the bot's own account. */
function botIdOf(token: string): number {
  return Number(token.split(':', 1)[0]);
}

function webPushOf(env: Environment): WebPushConfig {
  const { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey } = env;
  return {
    keys: publicKey === undefined || privateKey === undefined ? undefined : { publicKey, privateKey },
    contact: env.WEB_PUSH_CONTACT ?? contactAt(env.PUBLIC_URL),
    services: env.WEB_PUSH_SERVICES,
    rate: env.WEB_PUSH_RATE,
  };
}

/** A service wants to know whom to write to; the site itself says. On a developer's machine there is nobody, and no push service calls. */
function contactAt(publicUrl: string | undefined): string {
  return publicUrl?.startsWith('https:') === true ? publicUrl : 'mailto:nobody@jaga.invalid';
}

function modelOf(env: Environment): ModelConfig | undefined {
  if (env.OPENAI_API_KEY === undefined) return undefined;
  return {
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    name: env.OPENAI_MODEL,
    budgetUsdPerDay: env.MODEL_BUDGET_USD_PER_DAY,
    usdPerMillionInputTokens: env.MODEL_USD_PER_MILLION_INPUT_TOKENS,
    usdPerMillionOutputTokens: env.MODEL_USD_PER_MILLION_OUTPUT_TOKENS,
  };
}

/** A key alone means OpenAI's own server, an address alone one that asks for no key. */
function speechOf(env: Environment): SpeechConfig | undefined {
  if (env.SPEECH_BASE_URL === undefined && env.SPEECH_API_KEY === undefined) return undefined;
  return { baseUrl: env.SPEECH_BASE_URL, apiKey: env.SPEECH_API_KEY, model: env.SPEECH_MODEL };
}

function oidcOf(env: Environment): Config['oidc'] {
  if (env.OIDC_ISSUER === undefined || env.OIDC_CLIENT_ID === undefined || env.OIDC_CLIENT_SECRET === undefined) return undefined;
  return { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET, secondFactor: env.OIDC_SECOND_FACTOR };
}

function readDotenv(): Record<string, string> {
  try {
    return parseDotenv(readFileSync('.env'));
  } catch {
    return {};
  }
}
