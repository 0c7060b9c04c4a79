import { describe, expect, it } from 'vitest';

import brandsFile from '../data/brands.json' with { type: 'json' };
import { knownHost } from './hosts.ts';

const hostOf = (name: string): string => new URL(`http://${name}`).hostname;

describe('look-alike hosts', () => {
  it.each([
    ['maybank2u.com.verify-x.top', 'maybank'],
    ['mayb4nk2u.com', 'maybank'],
    ['rnaybank.com', 'maybank'],
    ['mayabnk.net', 'maybank'],
    ['may-bank.online', 'maybank'],
    ['mаybank.com', 'maybank'],
    ['cimbsecure.top', 'cimb'],
    ['clmb-clicks.com', 'cimb'],
    ['sh1nhan.com', 'shinhan'],
    ['농협.com', 'nonghyup'],
    ['국민은행-이벤트.com', 'kb'],
    ['police-go-kr.com', 'kr-gov'],
    ['go-kr.info', 'kr-gov'],
    ['bantuan-gov-my.online', 'my-gov'],
    ['poslaju2u.com', 'posmalaysia'],
    ['paypa1.com', 'paypal'],
    ['arnazon-support.com', 'amazon'],
    ['fedexx-track.com', 'fedex'],
    ['te1egram.org', 'telegram'],
    ['maybank-login.pages.dev', 'maybank'],
  ])('takes %s for an imitation of %s', (host, brand) => {
    expect(knownHost(hostOf(host))?.lookalike).toBe(brand);
  });

  it('marks no domain of the brands themselves', () => {
    const wrong = brandsFile.brands
      .flatMap(({ official }) => official)
      .filter((host) => knownHost(host)?.lookalike !== undefined || knownHost(`www.${host}`)?.lookalike !== undefined);
    expect(wrong).toEqual([]);
  });

  it.each(
    'posten.no cimbalist.com apple-pie.com pineapple.com shoppe.com finance.yahoo.com orbit.com telegraf.de carousel.com policy.com linear.app airline.com startups.com likewise.com astronomy.com wikipedia.org stackoverflow.com thestar.com.my yna.co.kr tokopedia.com westpac.com.au postbank.de hangang.com kakaku.com passport.com transport.com dbschema.com nytimes.com github.io pages.dev blogspot.com bit.ly mybank.com toast.com grabber.com mangokr.com'.split(
      ' ',
    ),
  )('leaves %s unmarked', (host) => {
    expect(knownHost(host)?.lookalike).toBeUndefined();
  });
});
