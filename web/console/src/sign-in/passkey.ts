// The browser's part of passkeys (WebAuthn level 3, in JSON).

import { post } from '../app/api.ts';

/** false: an old browser, or an address in numbers, which can hold no passkey. */
export function canUsePasskeys(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential && !hasNumericAddress();
}

export function hasNumericAddress(): boolean {
  return /^[\d.]+$|^\[/.test(location.hostname);
}

/** @throws ApiProblem; DOMException when it was declined. */
export async function comeInWithPasskey(): Promise<void> {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>('/auth/passkey/options');
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  await post('/auth/passkey', { response: toJson(credential) });
}

/** @throws ApiProblem; DOMException when it was declined. */
export async function addPasskey(name: string): Promise<void> {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>('/auth/passkey/register-options');
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
  await post('/auth/passkey/register', { name, response: toJson(credential) });
}

function toJson(credential: Credential | null): unknown {
  if (!(credential instanceof PublicKeyCredential)) throw new DOMException('no passkey', 'NotAllowedError');
  return credential.toJSON();
}
