// Finds crypto addresses whose checksum holds: the shape alone matches invented examples (domain rules §3.8).

import { keccak_256 } from '@noble/hashes/sha3.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58check, bech32, bech32m } from '@scure/base';

import type { TakenRanges } from './spans.ts';
import type { Survey } from '../survey/survey.ts';

/** An address found; `start`/`end` are offsets into the clean text. EVM values are in EIP-55 mixed case. */
export interface FoundCryptoAddress {
  value: string;
  chain: 'btc' | 'evm' | 'tron';
  start: number;
  end: number;
}

const TOKEN = /0x[0-9a-fA-F]{40}|bc1[02-9ac-hj-np-z]{11,71}|BC1[02-9AC-HJ-NP-Z]{11,71}|[13T][1-9A-HJ-NP-Za-km-z]{24,34}/g;
const HINT = /0x[0-9a-fA-F]{6}|bc1|BC1|[13T][1-9A-HJ-NP-Za-km-z]{24}/;
/** An address of Bitcoin's newer kind. */
const SHORTEST = { token: 14 };
const ALPHANUMERIC = /[0-9A-Za-z]/;
const base58 = base58check(sha256);
const encoder = new TextEncoder();
/** Checksums cost microseconds; no honest message has this many addresses. */
const MAX_CANDIDATES = 200;

/** Addresses of Bitcoin, EVM chains and TRON in the clean text. */
export function findCryptoAddresses(text: string, taken: TakenRanges, seen: Survey): FoundCryptoAddress[] {
  if (!seen.has(SHORTEST) || !HINT.test(text)) return [];
  const found: FoundCryptoAddress[] = [];
  let candidates = 0;
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    if (isGlued(text, start, end)) continue;
    candidates += 1;
    if (candidates > MAX_CANDIDATES) break;
    const address = readAddress(match[0]);
    if (address === null) continue;
    found.push({ ...address, start, end });
    // One in a link (a block explorer's) is named as well as the link.
    if (!taken.overlaps(start, end)) taken.add({ start, end });
  }
  return found;
}

/** Letters beside an address make it part of another word; a `0x…` one ends where hex digits end and begins at its own 0x. */
function isGlued(text: string, start: number, end: number): boolean {
  if (text.startsWith('0x', start)) return /[0-9]/.test(text.charAt(start - 1)) || /[0-9a-f]/i.test(text.charAt(end));
  return ALPHANUMERIC.test(text.charAt(start - 1)) || ALPHANUMERIC.test(text.charAt(end));
}

function readAddress(token: string): Pick<FoundCryptoAddress, 'value' | 'chain'> | null {
  if (token.startsWith('0x')) return readEvm(token);
  if (token.slice(0, 3).toLowerCase() === 'bc1') return readSegwit(token.toLowerCase());
  return readBase58(token);
}

/** EIP-55: mixed case is a checksum; one case alone has none and is accepted. */
function readEvm(token: string): Pick<FoundCryptoAddress, 'value' | 'chain'> | null {
  const hex = token.slice(2);
  const checksummed = `0x${toEip55(hex.toLowerCase())}`;
  const isOneCase = hex === hex.toLowerCase() || hex === hex.toUpperCase();
  return isOneCase || checksummed === token ? { value: checksummed, chain: 'evm' } : null;
}

function toEip55(hex: string): string {
  const hash = keccak_256(encoder.encode(hex));
  let out = '';
  for (let i = 0; i < hex.length; i += 1) {
    const nibble = ((hash[i >> 1] ?? 0) >> (i % 2 === 0 ? 4 : 0)) & 15;
    out += nibble >= 8 ? hex.charAt(i).toUpperCase() : hex.charAt(i);
  }
  return out;
}

/** BIP 173 for version 0 (bc1q…), BIP 350 for later versions (bc1p…). */
function readSegwit(token: string): Pick<FoundCryptoAddress, 'value' | 'chain'> | null {
  const coder = token.startsWith('bc1q') ? bech32 : bech32m;
  const decoded = coder.decodeUnsafe(token, 90);
  if (decoded === undefined || decoded.prefix !== 'bc') return null;
  const [version, ...data] = decoded.words;
  const program = coder.fromWordsUnsafe(data);
  if (version === undefined || version > 16 || program === undefined) return null;
  const isLength = version === 0 ? program.length === 20 || program.length === 32 : program.length >= 2 && program.length <= 40;
  return isLength ? { value: token, chain: 'btc' } : null;
}

function readBase58(token: string): Pick<FoundCryptoAddress, 'value' | 'chain'> | null {
  const payload = decodeBase58(token);
  if (payload === null || payload.length !== 21) return null;
  const version = payload[0];
  if (version === 0x41 && token.startsWith('T')) return { value: token, chain: 'tron' };
  return version === 0x00 || version === 0x05 ? { value: token, chain: 'btc' } : null;
}

function decodeBase58(token: string): Uint8Array | null {
  try {
    return base58.decode(token);
  } catch {
    // The coder throws on a wrong checksum, which is what most look-alikes have.
    return null;
  }
}
