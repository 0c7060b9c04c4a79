import { describe, expect, it } from 'vitest';

import { readMessage } from '../read-message.ts';

function linksIn(text: string): string[] {
  return readMessage({ text })
    .indicators.filter(({ kind }) => kind === 'url')
    .map(({ value }) => value);
}

describe('links', () => {
  it.each([
    ['여기bit.ly/abc에서 확인', 'http://bit.ly/abc'],
    ['hxxps://evil[.]top/a.', 'https://evil.top/a'],
    ['h**p://efine-kr[.]xyz/v', 'http://efine-kr.xyz/v'],
    ['maybank2u.com.verify-x.top', 'http://maybank2u.com.verify-x.top/'],
    ['http://maybank2u.com@evil.top/x', 'http://maybank2u.com@evil.top/x'],
    ['농협.com 접속', 'http://xn--980bm60e.com/'],
    ['접속하세요.www.naver.com으로', 'http://www.naver.com/'],
    ['evil 점 com', 'http://evil.com/'],
    ['maybank2u . com . verify-x . top', 'http://maybank2u.com.verify-x.top/'],
    ['http://3232235777/', 'http://192.168.1.1/'],
    ['192.168.0.1/abc', 'http://192.168.0.1/abc'],
    ['WWW.ABC.COM.MY', 'http://www.abc.com.my/'],
    ['(https://a.com/b)', 'https://a.com/b'],
    ['https://a.com/b(c)', 'https://a.com/b(c)'],
  ])('reads %j', (text, value) => {
    expect(linksIn(text)).toEqual([value]);
  });

  it.each(['terima kasih.my name is', 'v1.2.3', '2.5만원', 'U.S.A', '10.30am', 'kad.apk', 'a@b.co.kr', 'sudah.Klik', '안녕하세요.반갑습니다'])(
    'finds none in %j',
    (text) => {
      expect(linksIn(text)).toEqual([]);
    },
  );

  it('gives the registrable domain and says when a host is shared or official', () => {
    const { indicators } = readMessage({ text: 'go-kr.info bit.ly/x https://www.police.go.kr/ a.b.com.my' });
    const domains = indicators.filter(({ kind }) => kind === 'domain');
    expect(domains).toMatchObject([
      { value: 'go-kr.info', registrable: 'go-kr.info' },
      { value: 'bit.ly', shared: true },
      { value: 'www.police.go.kr', registrable: 'police.go.kr', official: true },
      { value: 'a.b.com.my', registrable: 'b.com.my' },
    ]);
    expect(domains[0]?.official).toBeUndefined();
  });

  it('does not take a look-alike letter for the real domain', () => {
    const [domain] = readMessage({ text: 'mаybank2u.com.my' }).indicators.filter(({ kind }) => kind === 'domain');
    expect(domain?.value.startsWith('xn--')).toBe(true);
    expect(domain?.official).toBeUndefined();
  });
});
