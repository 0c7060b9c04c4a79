// Our own tables and columns (migrations 0004, 0030, 0040) under the names that better-auth knows them by.

import { IDLE_MINUTES } from './session-limits.ts';

export const USER_TABLE = {
  modelName: 'staff_users',
  fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  additionalFields: {
    role: { type: 'string', required: true, input: false },
    language: { type: 'string', required: true, input: false },
    disabled: { type: 'boolean', required: true, defaultValue: false, input: false },
    timeZone: { type: 'string', required: false, input: false, fieldName: 'time_zone' },
    partner: { type: 'string', required: false, input: false },
    country: { type: 'string', required: false, input: false },
  },
} as const;

export const SESSION_TABLE = {
  modelName: 'staff_sessions',
  fields: { userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent', createdAt: 'created_at', updatedAt: 'updated_at' },
  additionalFields: { secondFactorAt: { type: 'date', required: false, input: false, fieldName: 'second_factor_at' } },
  expiresIn: IDLE_MINUTES * 60,
  updateAge: 60,
} as const;

export const ACCOUNT_TABLE = {
  modelName: 'staff_accounts',
  updateAccountOnSignIn: false,
  fields: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
} as const;

export const VERIFICATION_TABLE = {
  modelName: 'staff_verifications',
  fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
} as const;

export const SECOND_FACTOR_SCHEMA = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'staff_second_factors',
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;
