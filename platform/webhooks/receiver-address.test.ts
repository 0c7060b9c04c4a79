import { describe, expect, it } from 'vitest';
import { isReceiverAddress, receiverFault } from './receiver-address.ts';

const strict = { loopback: false };
const local = { loopback: true };

describe('isReceiverAddress', () => {
  it.each(['1.1.1.1', '8.8.8.8', '172.15.255.255', '172.32.0.1', '223.255.255.255', '2606:4700:4700::1111', '2a00:1450:4001:81b::200e'])(
    'calls %s',
    (address) => expect(isReceiverAddress(address, strict)).toBe(true),
  );

  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.8.8.8',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.168.1.1',
    '198.18.0.1',
    '203.0.113.9',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:a00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'ff02::1',
    'bank.example',
    '',
  ])('does not call %j', (address) => expect(isReceiverAddress(address, strict)).toBe(false));

  it('calls this machine where it is allowed, and nothing else that is private', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map((address) => isReceiverAddress(address, local))).toEqual([true, true, true]);
    expect(['10.0.0.1', '169.254.169.254', 'fd00::1'].map((address) => isReceiverAddress(address, local))).toEqual([false, false, false]);
  });
});

describe('receiverFault', () => {
  it.each(['https://bank.example/hooks', 'https://bank.example:8443/hooks?tenant=1', 'https://8.8.8.8/', 'https://[2606:4700:4700::1111]/'])(
    'takes %s',
    (url) => expect(receiverFault(url, strict)).toBeNull(),
  );

  it.each([
    ['bank.example', /no URL/],
    ['http://bank.example/', /https/],
    ['ftp://bank.example/', /https/],
    ['http://127.0.0.1/', /https/],
    ['https://me:secret@bank.example/', /password/],
    ['https://127.1/', /no public address/],
    ['https://0x7f000001/', /no public address/],
    ['https://2130706433/', /no public address/],
    ['https://[::1]/', /no public address/],
    ['https://[fe80::1]/', /no public address/],
    ['https://169.254.169.254/latest/meta-data', /no public address/],
    ['https://localhost:8443/', /this machine/],
    ['https://api.localhost/', /this machine/],
  ])('refuses %s', (url, why) => expect(receiverFault(url, strict)).toMatch(why));

  it('takes this machine by http where it is allowed, and nobody else', () => {
    expect(receiverFault('http://127.0.0.1:8080/', local)).toBeNull();
    expect(receiverFault('http://localhost:8080/', local)).toBeNull();
    expect(receiverFault('http://bank.example/', local)).toMatch(/https/);
    expect(receiverFault('http://10.0.0.1/', local)).toMatch(/https/);
  });
});
