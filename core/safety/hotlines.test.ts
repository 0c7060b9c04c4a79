import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { certainHotlines, findHotline, HotlineFileError, hotlineShown, isOpen, officialNumbers, parseHotlines } from './hotlines.ts';

const raw: unknown = JSON.parse(readFileSync(new URL('./hotlines.json', import.meta.url), 'utf8'));
const entry = {
  id: 'kr-112',
  country: 'KR',
  number: '112',
  tel: '112',
  purpose: 'police',
  contact_by: 'call',
  labels: { ko: '경찰', ms: 'Polis', en: 'Police' },
  hours: null,
  source: 'somewhere',
  checked_on: '2026-11-23',
  confidence: 'V',
  certain: true,
};
const file = { checked_on: '2026-11-23', signed_off_by: null, hotlines: [entry] };

function faultsOf(json: unknown): readonly string[] {
  try {
    parseHotlines(json);
    return [];
  } catch (error) {
    return error instanceof HotlineFileError ? error.faults : ['another error'];
  }
}

describe('hotlines.json', () => {
  it('is sound and says when it was checked', () => {
    expect(parseHotlines(raw)).toMatchObject({ checked_on: '2026-11-23', signed_off_by: null });
  });

  it('has the numbers that the safety card lives on', () => {
    const numbers = ['kr-112', 'kr-1394', 'kr-1332', 'kr-1366', 'kr-mofa', 'my-997'].map((id) => findHotline(id)?.tel);
    expect(numbers).toEqual(['112', '1394', '1332', '1366', '+82232100404', '997']);
  });

  it('never shows a number that nobody has verified', () => {
    expect(certainHotlines().every((line) => line.confidence === 'V')).toBe(true);
    for (const id of ['my-999', 'my-maybank', 'my-mcmc', 'kr-118', 'my-befrienders']) {
      expect(findHotline(id)).toMatchObject({ certain: false });
      expect(hotlineShown(id, 'en')).toBeNull();
    }
    expect(officialNumbers().map((line) => line.tel)).not.toContain('999');
    expect(officialNumbers()).toContainEqual({ country: 'MY', number: '03-7626 8899', tel: '+60376268899' });
  });
});

describe('parseHotlines', () => {
  it('names every fault of the shape at once', () => {
    const faults = faultsOf({ ...file, checked_on: 'soon', hotlines: [{ ...entry, country: 'Korea', confidence: 'sure' }] });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['checked_on', 'hotlines.0.country', 'hotlines.0.confidence']);
  });

  it('names every broken rule at once', () => {
    const faults = faultsOf({
      ...file,
      hotlines: [entry, entry, { ...entry, id: 'my-997', confidence: 'M' }, { ...entry, id: 'my-ccid', tel: '113' }],
    });
    expect(faults).toHaveLength(3);
    expect(faults.join()).toMatch(/kr-112: appears twice.*my-997: certain, but only M.*my-ccid: number 112 and tel 113 differ/s);
  });

  it('refuses anything else', () => {
    for (const json of [null, 'text', [], {}, { ...file, hotlines: [] }]) expect(faultsOf(json).length).toBeGreaterThan(0);
  });
});

describe('isOpen', () => {
  it('goes by the country’s own clock', () => {
    const ccid = findHotline('my-ccid-1559');
    if (ccid === undefined) throw new Error('my-ccid-1559 is gone');
    expect(isOpen(ccid, new Date('2026-11-23T00:00:00Z'))).toBe(true);
    expect(isOpen(ccid, new Date('2026-11-22T23:59:00Z'))).toBe(false);
    expect(isOpen(ccid, new Date('2026-11-23T12:00:00Z'))).toBe(false);
  });
});
