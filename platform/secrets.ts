// Keys an operator did not set are made at the first start and kept in DATA_DIR (mode 0600), so that one command is enough to begin.

import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config, PartnerSecret } from '#platform/config.ts';

const secretFile = z.object({
  master_key: z.base64().optional(),
  webhook_secret: z.string().optional(),
  postgres_password: z.string().optional(),
});
type SecretFile = z.infer<typeof secretFile>;

export interface Secrets {
  /** 32 bytes; everything personal hangs on it. */
  masterKey: Buffer;
  webhookSecrets: PartnerSecret[];
  /** What was made just now and should be shown to the operator. */
  made: { masterKey: boolean; webhookSecret: boolean };
}

/** @throws Error when DATA_DIR cannot be written or the file is damaged. */
export function loadSecrets(config: Pick<Config, 'dataDir' | 'masterKey' | 'webhookSecrets'>): Secrets {
  const file = readSecretFile(config.dataDir);
  const masterKey = config.masterKey ?? Buffer.from(file.master_key ?? randomBytes(32).toString('base64'), 'base64');
  const webhookSecret = file.webhook_secret ?? `whsec_${randomBytes(24).toString('base64')}`;
  const made = {
    masterKey: config.masterKey === undefined && file.master_key === undefined,
    webhookSecret: config.webhookSecrets === undefined && file.webhook_secret === undefined,
  };
  if (made.masterKey || made.webhookSecret) {
    writeSecretFile(config.dataDir, {
      ...file,
      ...(config.masterKey === undefined && { master_key: masterKey.toString('base64') }),
      ...(config.webhookSecrets === undefined && { webhook_secret: webhookSecret }),
    });
  }
  return { masterKey, webhookSecrets: config.webhookSecrets ?? [{ partner: 'demo', secret: webhookSecret }], made };
}

/** The embedded database's password; made once. */
export function postgresPassword(dataDir: string): string {
  const file = readSecretFile(dataDir);
  if (file.postgres_password !== undefined) return file.postgres_password;
  const password = randomBytes(24).toString('base64url');
  writeSecretFile(dataDir, { ...file, postgres_password: password });
  return password;
}

function readSecretFile(dataDir: string): SecretFile {
  const path = join(dataDir, 'secrets.json');
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new Error(`${path} cannot be read: run as the user who made it, or set DATA_DIR to another folder`, { cause: error });
  }
  try {
    return secretFile.parse(JSON.parse(content));
  } catch (error) {
    throw new Error(`${path} is damaged: restore it from a backup; without its master key stored reports cannot be read`, { cause: error });
  }
}

function writeSecretFile(dataDir: string, content: SecretFile): void {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'secrets.json');
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(temporary, path);
}
