// What we say and sign, for anybody to check with the public key: a warning or an officer's question as it stands when it is asked about.

import { showAlertCode } from '#core/alerts/alert-code.ts';
import type { PublishedAlert } from '#core/alerts/published-alerts.ts';
import { canonicalJson } from '#core/audit/canonical-json.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { signingKey } from './signing-key.ts';

export interface Signed<Statement> {
  statement: Statement;
  /** Ed25519 over the statement as {@link canonicalJson}, base64url. */
  signature: string;
  /** Which key: the `kid` of /.well-known/jaga-signing-key.json. */
  key_id: string;
}

/** Times in ISO 8601, UTC. */
export interface AlertStatement {
  version: 1;
  kind: 'warning';
  code: string;
  id: string;
  state: PublishedAlert['state'];
  alert_version: number;
  /** SHA-256 (hex) of the content that two officers approved. */
  content_hash: string;
  issued_at: string;
  updated_at: string;
  ended_at: string | null;
  /** Of a withdrawn one: what it said was right, and is over. */
  all_clear?: true;
  /** A rehearsal: nothing of it has happened. */
  exercise?: true;
}

export interface QuestionStatement {
  version: 1;
  kind: 'question';
  code: string;
  reference: string;
  issued_at: string;
}

export function signAlert(vault: Pick<Vault, 'derive'>, alert: PublishedAlert): Signed<AlertStatement> {
  const { id, code, state, version, content_hash, published_at, updated_at, ended_at } = alert;
  const times = { issued_at: published_at.toISOString(), updated_at: updated_at.toISOString(), ended_at: ended_at?.toISOString() ?? null };
  const marks = { ...(alert.all_clear && { all_clear: true as const }), ...(alert.content.exercise === true && { exercise: true as const }) };
  return sign(vault, { version: 1, kind: 'warning', code: showAlertCode(code), id, state, alert_version: version, content_hash, ...times, ...marks });
}

export function signQuestion(
  vault: Pick<Vault, 'derive'>,
  { code, reference, asked_at }: { code: string; reference: string; asked_at: Date },
): Signed<QuestionStatement> {
  return sign(vault, { version: 1, kind: 'question', code, reference, issued_at: asked_at.toISOString() });
}

function sign<Statement>(vault: Pick<Vault, 'derive'>, statement: Statement): Signed<Statement> {
  const key = signingKey(vault);
  return { statement, signature: key.sign(canonicalJson(statement)), key_id: key.public.kid };
}
