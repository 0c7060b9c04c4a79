// Where a webhook may be sent. Somebody else names the address, and our server calls it from inside our network: only public addresses are
// called, by https (https://www.standardwebhooks.com, "Server-side request forgery").

import { BlockList, isIP } from 'node:net';

/** What IANA's registries of special-purpose addresses call not globally reachable, and what tunnels to it (6to4, Teredo, in 2001::/23). */
const SPECIAL: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];

const special = listOf(SPECIAL);
/** All that IANA has given out for the public; the rest is local, mapped, multicast or for nobody yet. */
const global6 = listOf([['2000::', 3, 'ipv6']]);
const loopback = listOf([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);

function listOf(nets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList {
  const list = new BlockList();
  for (const [net, bits, family] of nets) list.addSubnet(net, bits, family);
  return list;
}

export interface ReceiverRules {
  /** Whether this machine itself may be called, by http too: for tests and for trying things out. */
  loopback: boolean;
}

/** @param address as DNS gives it; without brackets. */
export function isReceiverAddress(address: string, rules: ReceiverRules): boolean {
  const version = isIP(address);
  if (version === 0) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(address, family)) return rules.loopback;
  return (version === 4 || global6.check(address, family)) && !special.check(address, family);
}

/** What is wrong with an address as somebody typed it, for the operator; null: nothing that can be seen without asking DNS. */
export function receiverFault(typed: string, rules: ReceiverRules): string | null {
  const url = URL.parse(typed);
  if (url === null) return 'it is no URL';
  const isLocal = rules.loopback && isLoopbackHost(url);
  if (url.protocol !== 'https:' && !(isLocal && url.protocol === 'http:')) return 'it must begin with https://';
  if (url.username !== '' || url.password !== '') return 'user and password do not belong into it: the signature says who we are';
  const host = bareHost(url);
  if (isIP(host) !== 0 && !isReceiverAddress(host, rules)) return `${host} is no public address`;
  return !isLocal && isLoopbackHost(url) ? `${host} is this machine` : null;
}

/** IPv6 without its brackets. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function isLoopbackHost(url: URL): boolean {
  const host = bareHost(url);
  return host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6'));
}
