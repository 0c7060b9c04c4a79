import { describe, expect, it } from 'vitest';
import { createPushServices, isServiceName } from './push-services.ts';

const services = createPushServices(['push.example.org', '*.push.example.kr', 'http://127.0.0.1:4711', 'https://push.example.my:8443']);

describe('known push services', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-sg2p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
    'https://push.example.org/1',
    'https://a.b.push.example.kr/1',
    'http://127.0.0.1:4711/push/1',
    'https://push.example.my:8443/1',
  ])('are called: %s', (endpoint) => expect(services.knows(endpoint)).toBe(true));

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://user:secret@fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com@169.254.169.254/latest/meta-data',
    'https://fcm.googleapis.com.example.org/abc',
    'https://evilfcm.googleapis.com/abc',
    'https://push.services.mozilla.com.example/abc',
    'https://xpush.services.mozilla.com/abc',
    'https://169.254.169.254/latest/meta-data',
    'https://127.0.0.1/admin',
    'http://127.0.0.1:4712/push/1',
    'http://127.0.0.1/push/1',
    'https://[::1]/x',
    'https://0x7f000001/x',
    'https://localhost/x',
    'https://10.0.0.8/x',
    'https://jaga.internal/x',
    'file:///etc/passwd',
    'data:text/plain,x',
    '/relative',
    '',
  ])('are the only ones: %s is not', (endpoint) => expect(services.knows(endpoint)).toBe(false));
});

it.each(['push.example.org', '*.push.example.org', 'https://push.example.org', 'http://127.0.0.1:8080'])('an operator may add %s', (name) =>
  expect(isServiceName(name)).toBe(true),
);

it.each(['*', '*.', '*.com/', 'push.example.org/path', 'https://push.example.org/path', 'https://', 'ftp://push.example.org', 'Push.Example.org', '127.0.0.1'])(
  '%s is no service',
  (name) => expect(isServiceName(name)).toBe(false),
);
