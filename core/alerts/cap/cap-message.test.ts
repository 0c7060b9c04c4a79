import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { contentHash, type AlertContent, type AlertText } from '#core/alerts/alert.ts';
import type { PublishedAlert } from '#core/alerts/published-alerts.ts';
import { certainHotlines } from '#core/safety/hotlines.ts';
import { createTranslator } from '#platform/i18n.ts';
import { xmlText } from '#platform/xml/xml-text.ts';
import { capFaults, readCap } from '#tests/support/cap-schema.ts';
import { capDocument } from './cap-document.ts';
import { capMessage, capTime, type CapMessage, type CapRequest } from './cap-message.ts';

const ID = '0f8b3c52-6c1d-4a53-9d2e-5b7a1c9e4f10';
const translator = createTranslator({ strict: true });
const request: CapRequest = { earlier: [], translator, publicUrl: 'https://jaga.example:8443' };
const PUBLISHED = new Date('2026-11-23T09:00:00.789Z');
const TEXTS = {
  ko: {
    headline: '검찰 사칭 "안전계좌" 주의',
    what_happens: '수사관이라며 <돈>을 옮기라고 합니다. 형&동생 모두 당했습니다 😱',
    what_to_do: '끊고 확인하세요.',
  },
  ms: {
    headline: "Pegawai palsu: 'akaun selamat'",
    what_happens: 'Mereka menyamar sebagai pegawai & minta wang < RM500.',
    what_to_do: 'Letakkan telefon, jangan pindah wang.',
  },
  en: { headline: 'False officers', what_happens: 'They say your money is not safe.', what_to_do: 'Hang up.' },
} satisfies AlertContent['texts'];

function alertWith(changes: Partial<AlertContent> = {}, rest: Partial<PublishedAlert> = {}): PublishedAlert {
  const content: AlertContent = { type: 'IMP_AUTH', grade: 'warning', countries: ['KR', 'MY'], valid_until: '2026-12-07T09:00:00Z', texts: TEXTS, ...changes };
  return {
    id: ID,
    code: '7K3M9QPX',
    state: 'published',
    version: 1,
    content,
    content_hash: contentHash(content),
    published_at: PUBLISHED,
    all_clear: false,
    updated_at: PUBLISHED,
    expires_at: new Date(content.valid_until),
    ended_at: null,
    ...rest,
  };
}

function infoIn(message: CapMessage, language: string): CapMessage['info'][number] {
  const info = message.info.find((each) => each.language === language);
  if (info === undefined) throw new Error(`no info in ${language}`);
  return info;
}

describe('the message', () => {
  test('is named by warning and version, comes from our host and says when without a Z', () => {
    expect(capMessage(alertWith(), request)).toMatchObject({
      identifier: `urn:uuid:${ID}#1`,
      sender: 'jaga.example:8443',
      sent: '2026-11-23T09:00:00-00:00',
      status: 'Actual',
      msgType: 'Alert',
      scope: 'Public',
    });
    expect(capTime(new Date('2026-01-02T03:04:05.999Z'))).toBe('2026-01-02T03:04:05-00:00');
  });

  test('says the same in each language, with the numbers that are certain', () => {
    const message = capMessage(alertWith(), request);
    expect(message.info.map(({ language }) => language)).toEqual(['ko-KR', 'ms-MY', 'en']);
    const ko = infoIn(message, 'ko-KR');
    expect(ko).toMatchObject({
      event: translator.t('ko', 'taxonomy:types.IMP_AUTH.label'),
      headline: TEXTS.ko.headline,
      description: TEXTS.ko.what_happens,
      web: `https://jaga.example:8443/alerts/${ID}?lang=ko`,
      eventCode: { valueName: 'urn:jaga:scam-type', value: 'IMP_AUTH' },
      expires: '2026-12-07T09:00:00-00:00',
    });
    const [first, , ...lines] = ko.instruction.split('\n');
    expect(first).toBe(TEXTS.ko.what_to_do);
    const certain = certainHotlines().map(({ number, labels }) => `${number} ${labels.ko}`);
    expect(lines.slice(1).length).toBeGreaterThan(1);
    expect(certain).toEqual(expect.arrayContaining(lines.slice(1)));
  });

  test('names each country in its language and by its ISO code, and all countries by no code', () => {
    const message = capMessage(alertWith({ countries: ['MY', 'KH'] }), request);
    expect(infoIn(message, 'ko-KR').area).toEqual([
      { areaDesc: '말레이시아', geocode: { valueName: 'ISO3166-1', value: 'MY' } },
      { areaDesc: '캄보디아', geocode: { valueName: 'ISO3166-1', value: 'KH' } },
    ]);
    const everywhere = capMessage(alertWith({ countries: [] }), request);
    expect(everywhere.info.map(({ area }) => area)).toEqual([[{ areaDesc: '모든 국가' }], [{ areaDesc: 'Semua negara' }], [{ areaDesc: 'All countries' }]]);
  });

  test('names each region in its language and by its ISO code, in place of its country', () => {
    const message = capMessage(alertWith({ regions: ['KR-11', 'KR-43'] }), request);
    expect(message.info.map(({ area }) => area.map(({ areaDesc }) => areaDesc))).toEqual([
      ['한국 서울특별시', '한국 충청북도', '말레이시아'],
      ['Seoul, Korea', 'Chungcheong Utara, Korea', 'Malaysia'],
      ['Seoul, Korea', 'North Chungcheong, Korea', 'Malaysia'],
    ]);
    expect(infoIn(message, 'en').area.map(({ geocode }) => geocode)).toEqual([
      { valueName: 'ISO3166-2', value: 'KR-11' },
      { valueName: 'ISO3166-2', value: 'KR-43' },
      { valueName: 'ISO3166-1', value: 'MY' },
    ]);
  });

  test('weighs no grade more than a graver one, and asks to call from a warning on', () => {
    const weights = ALERT_GRADES.map((grade) => infoIn(capMessage(alertWith({ grade }), request), 'en'));
    expect(weights.map(({ urgency, severity, certainty, responseType }) => [urgency, severity, certainty, responseType?.join()])).toEqual([
      ['Unknown', 'Minor', 'Possible', 'Avoid'],
      ['Expected', 'Minor', 'Likely', 'Avoid'],
      ['Immediate', 'Moderate', 'Observed', 'Avoid,Execute'],
      ['Immediate', 'Severe', 'Observed', 'Avoid,Execute'],
    ]);
  });

  test('carries grade, code and the hash of what was approved', () => {
    const alert = alertWith();
    expect(infoIn(capMessage(alert, request), 'ms-MY').parameter).toEqual([
      { valueName: 'urn:jaga:grade', value: 'warning' },
      { valueName: 'urn:jaga:warning-code', value: '7K3M-9QPX' },
      { valueName: 'urn:jaga:content-sha256', value: alert.content_hash },
    ]);
  });

  test('of a correction names every version before it; of a withdrawal that version too, and nothing of what it said but the headline', () => {
    const earlier = [
      { version: 1, published_at: PUBLISHED },
      { version: 3, published_at: new Date('2026-11-23T10:00:00Z') },
    ];
    const before = [`jaga.example:8443,urn:uuid:${ID}#1,2026-11-23T09:00:00-00:00`, `jaga.example:8443,urn:uuid:${ID}#3,2026-11-23T10:00:00-00:00`];
    const corrected = alertWith({}, { version: 4, updated_at: new Date('2026-11-23T11:00:00Z') });
    expect(capMessage(corrected, { ...request, earlier })).toMatchObject({ identifier: `urn:uuid:${ID}#4`, msgType: 'Update', references: before.join(' ') });
    const withdrawn = capMessage({ ...corrected, state: 'withdrawn', ended_at: new Date('2026-11-23T12:00:00Z') }, { ...request, earlier });
    expect(withdrawn).toMatchObject({
      identifier: `urn:uuid:${ID}#withdrawn`,
      sent: '2026-11-23T12:00:00-00:00',
      msgType: 'Cancel',
      references: [...before, `jaga.example:8443,urn:uuid:${ID}#4,2026-11-23T11:00:00-00:00`].join(' '),
    });
    expect(infoIn(withdrawn, 'ms-MY')).toMatchObject({
      headline: `[Ditarik balik] ${TEXTS.ms.headline}`,
      description: 'Amaran ini telah ditarik balik.',
      urgency: 'Past',
    });
    expect(JSON.stringify(withdrawn)).not.toContain(TEXTS.ms.what_happens);
    expect(infoIn(withdrawn, 'en')).not.toHaveProperty('responseType');
  });

  test('cuts a headline at 160 characters, between two and not within one', () => {
    const headline = `${'가'.repeat(158)}😱😱`;
    const [ko] = capMessage(alertWith({ texts: { ...TEXTS, ko: { ...TEXTS.ko, headline } } }), request).info;
    expect(ko?.headline).toBe(`${'가'.repeat(158)}…`);
  });
});

describe('the document', () => {
  test('is valid by the schema of OASIS, whatever the grade and the state', async () => {
    const states = ['published', 'withdrawn', 'expired'] as const;
    const alerts = ALERT_GRADES.flatMap((grade) => states.map((state) => alertWith({ grade }, { state, ended_at: PUBLISHED })));
    expect(await capFaults(...alerts.map((alert) => capDocument(capMessage(alert, request))))).toEqual([]);
  });

  test('would not be valid with the Z that CAP forbids', async () => {
    const document = capDocument(capMessage(alertWith(), request));
    expect(await capFaults(document.replace('-00:00</sent>', 'Z</sent>'))).not.toEqual([]);
  });

  test('reads as it was written, in Hangul, with quotes, mark-up and emoji', () => {
    const read = readCap(capDocument(capMessage(alertWith(), request)));
    expect(read.info.map(({ headline, description }) => [headline, description])).toEqual(
      Object.values(TEXTS).map(({ headline, what_happens }) => [headline, what_happens]),
    );
  });

  const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
  const written = fc.record<AlertText>({ headline: text, what_happens: text, what_to_do: text });

  test('carries whatever a text contains and XML can carry, and never a tag made of it', () => {
    fc.assert(
      fc.property(written, (en) => {
        const hostile = { ...en, what_happens: `]]></description><info>&#0;${en.what_happens}` };
        const read = readCap(capDocument(capMessage(alertWith({ texts: { ...TEXTS, en: hostile } }), request)));
        expect(read.info).toHaveLength(3);
        // A reader of XML takes every end of a line for a line feed.
        expect(read.info[2]?.description).toBe(xmlText(hostile.what_happens).replaceAll(/\r\n?/g, '\n'));
      }),
    );
  });

  test('stays valid with control characters, lone surrogates and non-characters in it', async () => {
    const broken = { headline: 'a\u0000b\uD83D', what_happens: '\u0001\uFFFE\uFFFFstill here\u000B', what_to_do: 'x\uDE31\u001Fy' };
    const document = capDocument(capMessage(alertWith({ texts: { ...TEXTS, en: broken } }), request));
    expect(await capFaults(document)).toEqual([]);
    expect(readCap(document).info[2]?.description).toBe('still here');
  });
});
