import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';

import { indicatorWeight } from './indicator-weight.ts';
import type { MatchIndicator } from './match.ts';
import { scoreCandidates } from './match-reports.ts';
import type { CandidateReport } from './match-reports.ts';
import { SAME_SCORE } from './match-score.ts';
import { textSignature } from './text-signature.ts';

const SCRIPT = 'Tahniah puan, permohonan pinjaman RM20,000 puan dah diluluskan. Sebelum duit dikreditkan puan perlu jelaskan yuran guaman dulu.';
const OTHER = 'Mak nak pergi pasar petang ni, along nak kirim apa-apa tak? Ayah suruh beli ikan dengan sayur untuk makan malam.';
const ACCOUNT: MatchIndicator = { kind: 'bank_account', value: 'MY/MAYBANK/000044182207' };

function report(id: string, text: string, indicators: MatchIndicator[] = []): CandidateReport {
  return { id, signature: textSignature(text), indicators };
}

describe('scoreCandidates', () => {
  it('joins two reports with one bank account and different words', () => {
    expect(scoreCandidates(report('q', SCRIPT, [ACCOUNT]), [report('a', OTHER, [ACCOUNT])])).toMatchObject([
      { id: 'a', score: 0.95, band: 'same', via: ['bank_account'] },
    ]);
  });

  it('knows an account whatever its bank is called, or if nobody names it', () => {
    const unnamed: MatchIndicator = { kind: 'bank_account', value: 'KR/?/000044182207' };
    expect(scoreCandidates(report('q', SCRIPT, [ACCOUNT]), [report('a', OTHER, [unnamed])])).toMatchObject([{ band: 'same', via: ['bank_account'] }]);
  });

  it('joins two reports with one script', () => {
    expect(scoreCandidates(report('q', `Salam. ${SCRIPT}`), [report('a', SCRIPT)])).toMatchObject([{ id: 'a', band: 'same', via: ['text'] }]);
  });

  it('does not match unrelated messages', () => {
    expect(scoreCandidates(report('q', SCRIPT), [report('a', OTHER)])).toEqual([]);
  });

  it('takes no notice of official and commonly shared indicators', () => {
    const common: MatchIndicator[] = [
      { kind: 'phone', value: '+6039999', official: true },
      { kind: 'bank_account', value: 'MY/MAYBANK/164012345678', own: true },
      { kind: 'domain', value: 'bit.ly', registrable: 'bit.ly', shared: true },
      { kind: 'domain', value: 'maybank2u.com.my', registrable: 'maybank2u.com.my', official: true },
      { kind: 'url', value: 'https://maybank2u.com.my/home/login' },
      { kind: 'domain', value: 'apps.apple.com', registrable: 'apple.com' },
    ];
    expect(scoreCandidates(report('q', SCRIPT, common), [report('a', OTHER, common)])).toEqual([]);
  });

  it('shows one short link to an officer but does not join by it', () => {
    const link: MatchIndicator = { kind: 'url', value: 'https://bit.ly/3xYzAbC', shared: true };
    expect(scoreCandidates(report('q', SCRIPT, [link]), [report('a', OTHER, [link])])).toMatchObject([{ band: 'similar', via: ['url'] }]);
    expect(scoreCandidates(report('q', SCRIPT, [link]), [report('a', SCRIPT, [link])])).toMatchObject([{ band: 'same', via: ['text', 'url'] }]);
  });

  it('counts a WhatsApp account as its phone number, and subdomains as one domain', () => {
    const phone = report('a', OTHER, [{ kind: 'phone', value: '+60110000778' }]);
    expect(scoreCandidates(report('q', SCRIPT, [{ kind: 'whatsapp', value: '+60110000778' }]), [phone])).toMatchObject([{ band: 'same', via: ['whatsapp'] }]);
    const host = report('a', OTHER, [{ kind: 'domain', value: 'x1.jahat.top', registrable: 'jahat.top' }]);
    expect(scoreCandidates(report('q', SCRIPT, [{ kind: 'domain', value: 'b2.jahat.top', registrable: 'jahat.top' }]), [host])).toMatchObject([
      { via: ['domain'] },
    ]);
  });

  it('leaves a number that is valid in several countries to an officer', () => {
    const number: MatchIndicator = { kind: 'phone', value: '0326101234', countries: ['KR', 'MY'] };
    expect(scoreCandidates(report('q', SCRIPT, [number]), [report('a', OTHER, [number])])).toMatchObject([{ band: 'similar' }]);
  });

  it('does not count a link and its domain twice', () => {
    const link: MatchIndicator[] = [
      { kind: 'url', value: 'https://jahat.top/a' },
      { kind: 'domain', value: 'jahat.top', registrable: 'jahat.top' },
    ];
    expect(scoreCandidates(report('q', SCRIPT, link), [report('a', OTHER, link)])[0]?.score).toBe(0.9);
  });

  it('never joins short equal texts by text alone', () => {
    const short = '엄마 나 폰 고장났어 문자줘';
    expect(scoreCandidates(report('q', short), [report('a', short)])).toMatchObject([{ band: 'similar', via: ['text'] }]);
    expect(scoreCandidates(report('q', '네'), [report('a', '네')])).toEqual([]);
  });

  it('gives the ten best, best first, in an order that does not depend on the candidates', () => {
    const candidates = Array.from({ length: 25 }, (_, at) => report(`r${String(at)}`, SCRIPT, at % 2 === 0 ? [ACCOUNT] : []));
    const best = scoreCandidates(report('q', SCRIPT, [ACCOUNT]), candidates);
    expect(best).toHaveLength(10);
    expect(best).toEqual(scoreCandidates(report('q', SCRIPT, [ACCOUNT]), candidates.toReversed()));
    expect(best.map(({ score }) => score)).toEqual(best.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  it('is symmetric and gives a band that follows from the score', () => {
    const text = fc.constantFrom(SCRIPT, OTHER, `${SCRIPT} ${OTHER}`, SCRIPT.slice(0, 60), '네', '');
    const indicator = fc.record({
      kind: fc.constantFrom(...INDICATOR_KINDS),
      value: fc.constantFrom('+60110000778', 'https://bit.ly/abcdef', 'jahat.top', 'x', ''),
    });
    fc.assert(
      fc.property(text, text, fc.array(indicator, { maxLength: 4 }), fc.array(indicator, { maxLength: 4 }), (a, b, ofA, ofB) => {
        const [forth] = scoreCandidates(report('x', a, ofA), [report('x', b, ofB)]);
        const [back] = scoreCandidates(report('x', b, ofB), [report('x', a, ofA)]);
        expect(forth?.score).toBe(back?.score);
        if (forth !== undefined) expect(forth.band).toBe(forth.score >= SAME_SCORE ? 'same' : 'similar');
      }),
    );
  });
});

describe('indicatorWeight', () => {
  it('ranks accounts and wallets over phones, phones over handles, and those over short links and apps', () => {
    const weights = [
      indicatorWeight({ kind: 'bank_account', value: 'KR/004/00001234567890' }),
      indicatorWeight({ kind: 'phone', value: '+821000001234' }),
      indicatorWeight({ kind: 'handle', value: 'kerja_demo' }),
      indicatorWeight({ kind: 'url', value: 'https://bit.ly/3xYzAbC', shared: true }),
      indicatorWeight({ kind: 'app', value: 'kad-kahwin.apk' }),
      indicatorWeight({ kind: 'app', value: 'anydesk' }),
    ];
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(new Set(weights).size).toBe(weights.length);
  });

  it('gives nothing to a bare shortener, a link that is none, and digits that are no number', () => {
    expect(indicatorWeight({ kind: 'url', value: 'https://bit.ly/', shared: true })).toBe(0);
    expect(indicatorWeight({ kind: 'url', value: 'not a link' })).toBe(0);
    expect(indicatorWeight({ kind: 'phone', value: '63001' })).toBe(0);
  });
});
