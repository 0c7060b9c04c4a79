// A receipt to show at a bank or a station: what was told, when, and that it was told here. Signed, so that whoever is shown it can tell a
// genuine one; masked, so that it gives away little when it is lost.

import { canonicalJson } from '#core/audit/canonical-json.ts';
import type { Language, Rail } from '#core/taxonomy/taxonomy.ts';

export interface ReceiptContent {
  version: 1;
  /** `R-` and 16 characters: names this paper, not the report. */
  code: string;
  reference: string;
  language: Language;
  /** Of the bank, where that is known. */
  country: string | null;
  /** ISO 8601, UTC. */
  received_at: string;
  issued_at: string;
  loss: {
    state: 'lost' | 'none' | 'unknown';
    /** Decimal string in major units. */
    amount: string | null;
    currency: string | null;
    paid_at: string | null;
    rail: Rail | null;
  };
  /** Masked: bank and last digits. */
  accounts: string[];
  /** As advised when the report came. */
  steps: string[];
  hotlines: { country: string; number: string; label: string }[];
}

export interface SignedReceipt {
  content: ReceiptContent;
  /** Ed25519 over {@link signedText}, base64url. */
  signature: string;
  /** Which key: the `kid` of /.well-known/jaga-signing-key.json. */
  key_id: string;
}

/** UTF-8 of this is what is signed: JSON with keys in order, no spaces. */
export function signedText(content: ReceiptContent): string {
  return canonicalJson(content);
}
