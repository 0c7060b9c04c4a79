import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, RAILS, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { DECISION_TABLE } from './decision-table.ts';
import { certainHotlines, findHotline } from './hotlines.ts';
import type { SafetyCardRequest } from './safety.ts';
import { safetyCard } from './safety-card.ts';

const translator = createTranslator({ strict: true });
const LOST: SafetyCardRequest = {
  loss: 'lost',
  within_24h: true,
  country: 'KR',
  language: 'ko',
  now: new Date('2026-11-23T03:00:00Z'),
};

function cardFor(change: Partial<SafetyCardRequest>): { urgent: boolean; steps: string[]; text: string; numbers: string[] } {
  const card = safetyCard({ ...LOST, ...change }, translator);
  return { ...card, text: card.steps.join('\n'), numbers: card.hotlines.map((line) => line.number) };
}

describe('safetyCard', () => {
  it('tells somebody in Korea to call 112 and what to say, first of all', () => {
    const card = cardFor({});
    expect(card.urgent).toBe(true);
    expect(card.steps[0]).toContain('지금 바로 전화');
    expect(card.steps[1]).toContain('112');
    expect(card.steps[1]).toContain('보이스피싱, 지급정지');
    expect(card.numbers).toEqual(['112', '1394', '1332']);
  });

  it('tells somebody in Malaysia to call the bank or 997, then make one report', () => {
    const card = cardFor({ country: 'MY', language: 'ms' });
    expect(card.steps[1]).toMatch(/bank anda atau 997/);
    expect(card.text).toContain('Satu laporan sudah memadai');
    expect(card.numbers).toEqual(['997', '03-2610 1559']);
  });

  it('leaves out a line that is closed now', () => {
    expect(cardFor({ country: 'MY', now: new Date('2026-11-23T18:00:00Z') }).numbers).toEqual(['997']);
  });

  it('gives the Korean words to somebody who does not speak Korean', () => {
    expect(cardFor({ language: 'en' }).text).toContain('“보이스피싱, 지급정지” (bo-i-seu-pi-sing, ji-geup-jeong-ji');
  });

  it('shows both countries by name while the country is not known', () => {
    const card = cardFor({ country: null, language: 'en' });
    expect(card.text).toMatch(/In Korea: .*112/);
    expect(card.text).toMatch(/In Malaysia: .*997/);
    expect(card.numbers.slice(0, 2)).toEqual(['112', '1394']);
    expect(card.numbers).toContain('997');
  });

  it('sends somebody elsewhere to their own bank and police, with no foreign number', () => {
    const card = cardFor({ country: 'other', language: 'en' });
    expect(card.steps[1]).toContain('your bank');
    expect(card.numbers).toEqual([]);
    expect(cardFor({ country: 'SG' }).numbers).toEqual(['1799']);
  });

  it('puts a life before money', () => {
    const card = cardFor({ types: ['TRAFFICK'], loss: 'none', within_24h: null });
    expect(card.urgent).toBe(true);
    expect(card.steps[0]).toContain('목숨이 먼저');
    expect(card.numbers).toEqual(expect.arrayContaining(['02-3210-0404', '117']));
  });

  it('has the infected phone taken offline before any call', () => {
    const card = cardFor({ types: ['MALWARE'] });
    const offline = card.steps.findIndex((step) => step.includes('비행기 모드'));
    const call = card.steps.findIndex((step) => step.includes('112'));
    expect(offline).toBeGreaterThan(-1);
    expect(offline).toBeLessThan(call);
  });

  it('has the sending bank called first when the money crossed the border', () => {
    const card = cardFor({ sent_to: 'MY' });
    expect(card.steps[1]).toContain('보낸 은행에 먼저');
    expect(card.text).toContain('경찰끼리');
  });

  it.each([
    ['cash', '현금을 건넸다'],
    ['card', '카드사'],
    ['gift_card', '핀번호'],
    ['crypto', '거래 해시'],
    ['bank_transfer', '지급정지'],
  ] as const)('knows what to do about %s', (rail, words) => {
    expect(cardFor({ rail }).text).toContain(words);
  });

  it('tells a blackmailed person not to pay and never to send the pictures', () => {
    const card = cardFor({ types: ['SEXTORT'], loss: 'none', within_24h: null });
    expect(card.steps.join('\n')).toContain('돈을 보내지 마세요');
    expect(card.text).toContain('누구에게도 보내지 마세요');
    expect(card.numbers).toContain('1366');
  });

  it('never advises to send money back, and gives no opinion on guilt', () => {
    const card = cardFor({ types: ['MULE'], language: 'en', country: 'MY', loss: 'none', within_24h: null });
    expect(card.text).toContain('do not return it');
    expect(card.text).not.toMatch(/guilty|innocent|immun/i);
    expect(card.numbers).not.toContain('997');
  });

  it('does not promise a freeze for goods bought in Korea', () => {
    expect(cardFor({ types: ['SHOP'] }).text).toContain('지급정지가 안 될 수 있습니다');
    expect(cardFor({ types: ['SHOP'], country: 'MY' }).text).not.toContain('지급정지');
  });

  it('is calm when nothing was lost, urgent when the time is not known', () => {
    expect(cardFor({ loss: 'near_miss', within_24h: null }).urgent).toBe(false);
    expect(cardFor({ loss: 'unknown', within_24h: null }).urgent).toBe(false);
    expect(cardFor({ within_24h: false }).urgent).toBe(false);
    expect(cardFor({ within_24h: null }).urgent).toBe(true);
  });

  it('always ends with the warning about recovery scams', () => {
    for (const language of LANGUAGES) expect(cardFor({ language }).steps.at(-1)).toContain('Jaga');
  });

  it('answers every request within a few milliseconds, with no doubtful number and a short list', () => {
    const certain = new Set(certainHotlines().map((line) => line.number));
    const requests = fc.record({
      loss: fc.constantFrom('lost', 'near_miss', 'none', 'unknown'),
      within_24h: fc.constantFrom(true, false, null),
      rail: fc.constantFrom(...RAILS, null),
      types: fc.uniqueArray(fc.constantFrom(...SCAM_TYPES), { maxLength: 3 }),
      country: fc.constantFrom('KR', 'MY', 'SG', 'GB', 'other', null, '__proto__'),
      sent_to: fc.constantFrom('KR', 'MY', null),
      language: fc.constantFrom(...LANGUAGES),
      now: fc.date({ noInvalidDate: true, min: new Date('2000-01-01'), max: new Date('2100-01-01') }),
    });
    fc.assert(
      fc.property(requests, (request) => {
        const card = safetyCard(request, translator);
        expect(card.hotlines.every((line) => certain.has(line.number))).toBe(true);
        expect(card.steps.join('')).not.toContain('{{');
        expect(card.steps.length).toBeGreaterThanOrEqual(3);
        expect(card.steps.join('\n').length).toBeLessThan(3000);
      }),
    );
    const rounds = 2000;
    const started = performance.now();
    for (let round = 0; round < rounds; round += 1) safetyCard({ ...LOST, country: null, types: ['MALWARE', 'TRAFFICK'] }, translator);
    expect((performance.now() - started) / rounds).toBeLessThan(5);
  });
});

describe('the decision table', () => {
  it('names only hotlines that may be shown', () => {
    const ids = DECISION_TABLE.flatMap((row) => Object.values(row.hotlines).flat());
    expect(ids.filter((id) => findHotline(id)?.certain !== true)).toEqual([]);
  });

  it('has every sentence in all three languages', () => {
    const keys = DECISION_TABLE.flatMap((row) => [...Object.values(row.steps).flat(), ...Object.values(row.later).flat()]);
    const missing = keys.flatMap((key) =>
      LANGUAGES.filter((language) => !translator.has(language, `safety:steps.${key}`)).map((language) => `${language} ${key}`),
    );
    expect(missing).toEqual([]);
  });
});
