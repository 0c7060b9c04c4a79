// Passkeys: something one has and something one is or knows in one gesture, so that they stand for both factors.

import type { PasskeyOptions } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';

const SCHEMA = {
  passkey: {
    modelName: 'staff_passkeys',
    fields: {
      publicKey: 'public_key',
      userId: 'user_id',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
} as const;

export function passkeyOptions(publicUrl: string): PasskeyOptions {
  const { origin, hostname, port } = new URL(publicUrl);
  // An address in numbers can hold no passkey (WebAuthn §5.1.3): this machine is then reached as "localhost".
  const isHere = hostname === '127.0.0.1';
  return {
    schema: SCHEMA,
    rpName: 'Jaga',
    rpID: isHere ? 'localhost' : hostname,
    origin: isHere ? [origin, `http://localhost${port === '' ? '' : `:${port}`}`] : origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    // NOTE the library asks for it and does not insist: without a finger, a face or a PIN it would be one factor only.
    registration: { afterVerification: ({ verification }) => insist(verification.registrationInfo?.userVerified) },
    authentication: { afterVerification: ({ verification }) => insist(verification.authenticationInfo.userVerified) },
  };
}

function insist(userVerified: boolean | undefined): Promise<void> {
  if (userVerified !== true) throw new APIError('UNAUTHORIZED', { code: 'USER_NOT_VERIFIED' });
  return Promise.resolve();
}
