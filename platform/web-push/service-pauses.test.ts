import { beforeEach, describe, expect, it } from 'vitest';
import { createServicePauses, type ServicePauses } from './service-pauses.ts';

const FCM = 'fcm.googleapis.com';
let now = 0;
let pauses: ServicePauses;

beforeEach(() => {
  now = 1_000_000;
  pauses = createServicePauses({ now: () => new Date(now) });
});

function metOutage(): void {
  for (let call = 0; call < 4; call += 1) pauses.unanswered(FCM, `endpoint ${call}`);
}

describe('a push service that asks for a pause', () => {
  it('is left alone so long, the others are not', () => {
    pauses.asked(FCM, 30);
    pauses.asked(FCM, 5);
    expect(pauses.until(FCM)).toEqual(new Date(now + 30_000));
    expect(pauses.until('web.push.apple.com')).toBeNull();
    now += 30_000;
    expect(pauses.enter(FCM)).toBeNull();
  });

  it('is left alone also when what was sent before is answered meanwhile', () => {
    pauses.asked(FCM, 30);
    pauses.answered(FCM);
    expect(pauses.until(FCM)).not.toBeNull();
  });
});

describe('a push service that does not answer', () => {
  it('may be the one push that is not answered, until it is several in a row', () => {
    expect(['a', 'a', 'b', 'b'].map((endpoint) => pauses.unanswered(FCM, endpoint))).toEqual([false, false, false, true]);
    expect(pauses.until(FCM)).not.toBeNull();
  });

  it('is not what does not answer where one endpoint of it never does', () => {
    for (let call = 0; call < 20; call += 1) expect(pauses.unanswered(FCM, 'a')).toBe(false);
    expect(pauses.until(FCM)).toBeNull();
  });

  it('is not left alone longer for what was under way when it stopped', () => {
    metOutage();
    const first = pauses.until(FCM);
    metOutage();
    expect(pauses.until(FCM)).toEqual(first);
  });

  it('is tried with one push at a time, after longer and longer pauses of 15 minutes at most', () => {
    metOutage();
    const waits: number[] = [];
    for (let probe = 0; probe < 14; probe += 1) {
      const end = pauses.until(FCM)?.getTime() ?? 0;
      waits.push(end - now);
      now = end;
      expect(pauses.enter(FCM)).toBeNull();
      expect(pauses.enter(FCM)).not.toBeNull();
      pauses.unanswered(FCM, 'a');
    }
    expect(waits[0]).toBeLessThanOrEqual(2_000);
    expect(waits.every((wait, at) => at === 0 || wait >= (waits[at - 1] ?? 0) / 2)).toBe(true);
    expect(waits.at(-1)).toBeGreaterThan(7 * 60_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60_000);
  });

  it('is open to all again once it answers', () => {
    metOutage();
    now += 2_000;
    pauses.enter(FCM);
    pauses.answered(FCM);
    expect([pauses.enter(FCM), pauses.enter(FCM)]).toEqual([null, null]);
    expect(pauses.unanswered(FCM, 'a')).toBe(false);
  });
});
