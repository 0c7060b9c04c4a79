import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer, type PacerOptions, type PacerTimers } from './telegram-pacer.ts';

/** Time that moves only when told; what is due runs in order of its time. */
function virtualTimers(lateness = 0): PacerTimers & { run(untilMs: number): Promise<void> } {
  let now = 0;
  const due = new Set<{ at: number; act: () => void }>();
  return {
    now: () => now,
    after(milliseconds, act) {
      const entry = { at: now + milliseconds + lateness, act };
      due.add(entry);
      return () => void due.delete(entry);
    },
    async run(untilMs) {
      for (;;) {
        // Lets every promise that is settled by now be followed to its end.
        for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
        const next = [...due].sort((left, right) => left.at - right.at)[0];
        if (!next || next.at > untilMs) break;
        due.delete(next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = untilMs;
    },
  };
}

function setUp(options: Partial<PacerOptions> & { lateness?: number } = {}) {
  const timers = virtualTimers(options.lateness);
  const pacer = createPacer({ perSecond: 30, timers, ...options });
  const sent: { chat: number | string; at: number }[] = [];
  const ask = (chat: number | string): void =>
    void pacer.take(chat).then(
      () => sent.push({ chat, at: timers.now() }),
      () => {},
    );
  return { pacer, timers, sent, ask };
}

function mostInWindow(times: number[], windowMs: number): number {
  let start = 0;
  return times.reduce((most, time, index) => {
    while ((times[start] ?? time) <= time - windowMs) start += 1;
    return Math.max(most, index - start + 1);
  }, 0);
}

test('thirty a second are used to 97 % and never passed', async () => {
  const { timers, sent, ask } = setUp();
  for (let chat = 1; chat <= 400; chat += 1) ask(chat);
  await timers.run(10_000);
  expect(sent.length).toBeGreaterThanOrEqual(291);
  expect(
    mostInWindow(
      sent.map((one) => one.at),
      1000,
    ),
  ).toBeLessThanOrEqual(30);
});

test('a thousand a second are used to 97 % even with timers 3 ms late', async () => {
  const { timers, sent, ask } = setUp({ perSecond: 1000, lateness: 3 });
  for (let chat = 1; chat <= 4000; chat += 1) ask(chat);
  await timers.run(3000);
  expect(sent.length).toBeGreaterThanOrEqual(2910);
  expect(
    mostInWindow(
      sent.map((one) => one.at),
      1000,
    ),
  ).toBeLessThanOrEqual(1000);
});

test('messages that travel unevenly still arrive within the limit, at 96 % of the rate', async () => {
  const timers = virtualTimers();
  const pacer = createPacer({ perSecond: 30, timers });
  const arrivals: number[] = [];
  // A journey of 40 ms, the first ones slower by a connection's set-up, every seventh by 60 ms.
  const journey = (index: number): number => (index < 3 ? 180 : index % 7 === 0 ? 100 : 40);
  const later = (milliseconds: number): Promise<void> => new Promise((resolve) => void timers.after(milliseconds, resolve));
  for (let index = 0; index < 400; index += 1) {
    void pacer.run(index + 1, async () => {
      await later(journey(index) / 2);
      arrivals.push(timers.now());
      await later(journey(index) / 2);
    });
  }
  await timers.run(10_000);
  expect(mostInWindow(arrivals, 1000)).toBeLessThanOrEqual(30);
  expect(arrivals.length).toBeGreaterThanOrEqual(288);
});

test('a message that is never answered does not stop the others', async () => {
  const timers = virtualTimers();
  const pacer = createPacer({ perSecond: 10, timers });
  let started = 0;
  for (let chat = 1; chat <= 100; chat += 1) {
    void pacer.run(chat, () => {
      started += 1;
      return new Promise<void>(() => {});
    });
  }
  await timers.run(5000);
  expect(started).toBeGreaterThanOrEqual(40);
});

test('what sending gives comes back, failures included', async () => {
  const pacer = createPacer({ perSecond: 30 });
  expect(await pacer.run(1, async () => 'ok')).toBe('ok');
  await expect(pacer.run(2, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
});

test('nothing leaves in a burst, not even after a quiet time', async () => {
  const { timers, sent, ask } = setUp();
  await timers.run(60_000);
  for (let chat = 1; chat <= 10; chat += 1) ask(chat);
  await timers.run(60_100);
  expect(sent.length).toBeLessThanOrEqual(4);
});

test('two messages to one chat are a second apart while others go on', async () => {
  const { timers, sent, ask } = setUp();
  for (const chat of [1, 1, 2, 3]) ask(chat);
  await timers.run(2000);
  expect(sent.map((one) => one.chat)).toEqual([1, 2, 3, 1]);
  expect((sent[3]?.at ?? 0) - (sent[0]?.at ?? 0)).toBeGreaterThanOrEqual(1000);
});

test('the parts of one reply go together when a chat may take a burst', async () => {
  const { timers, sent, ask } = setUp({ perChatBurst: 3 });
  for (let part = 0; part < 4; part += 1) ask(7);
  await timers.run(500);
  expect(sent.length).toBe(3);
  await timers.run(1100);
  expect(sent.length).toBe(4);
});

test('a group gets no more than twenty in any minute, bursts included', async () => {
  const { timers, sent, ask } = setUp({ perChatBurst: 3 });
  for (let part = 0; part < 60; part += 1) ask(-100);
  await timers.run(180_000);
  expect(sent.length).toBeGreaterThan(40);
  expect(
    mostInWindow(
      sent.map((one) => one.at),
      60_000,
    ),
  ).toBeLessThanOrEqual(20);
});

test('a global pause holds everybody and is not caught up afterwards', async () => {
  const { pacer, timers, sent, ask } = setUp();
  for (let chat = 1; chat <= 200; chat += 1) ask(chat);
  await timers.run(1000);
  const before = sent.length;
  pacer.pause(3);
  await timers.run(3900);
  expect(sent.length).toBe(before);
  await timers.run(5000);
  expect(sent.length - before).toBeGreaterThan(25);
  expect(sent.length - before).toBeLessThanOrEqual(31);
});

test('the pause of a chat holds that chat alone', async () => {
  const { pacer, timers, sent, ask } = setUp();
  pacer.pause(5, 1);
  for (const chat of [1, 2, 3]) ask(chat);
  await timers.run(4900);
  expect(sent.map((one) => one.chat)).toEqual([2, 3]);
  await timers.run(5100);
  expect(sent.map((one) => one.chat)).toEqual([2, 3, 1]);
});

test('closing rejects those who wait and those who come later', async () => {
  const { pacer } = setUp();
  const first = pacer.take(1);
  const second = pacer.take(1);
  pacer.close();
  await first;
  await expect(second).rejects.toThrow('closed');
  await expect(pacer.take(2)).rejects.toThrow('closed');
  expect(pacer.waiting()).toBe(0);
});

test('whatever arrives, whenever: every limit holds, order in a chat is kept and everybody gets through', async () => {
  const arrival = fc.record({ chat: fc.integer({ min: -3, max: 12 }), gapMs: fc.integer({ min: 0, max: 400 }), pause: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { maxLength: 80 }), fc.integer({ min: 1, max: 60 }), async (arrivals, perSecond) => {
      const { pacer, timers, sent, ask } = setUp({ perSecond, lateness: 2 });
      let clock = 0;
      for (const { chat, gapMs, pause } of arrivals) {
        clock += gapMs;
        await timers.run(clock);
        if (pause) pacer.pause(0.5, chat);
        ask(chat);
      }
      await timers.run(clock + 600_000);
      expect(sent.length).toBe(arrivals.length);
      expect(pacer.waiting()).toBe(0);
      expect(
        mostInWindow(
          sent.map((one) => one.at),
          1000,
        ),
      ).toBeLessThanOrEqual(perSecond);
      for (const chat of new Set(arrivals.map((one) => one.chat))) {
        const times = sent.filter((one) => one.chat === chat).map((one) => one.at);
        expect(mostInWindow(times, 1000)).toBeLessThanOrEqual(1);
        if (chat < 0) expect(mostInWindow(times, 60_000)).toBeLessThanOrEqual(20);
      }
    }),
    { numRuns: 60 },
  );
});

test('what is urgent goes before all who wait, in its own order, and passes no limit', async () => {
  const { pacer, timers, sent, ask } = setUp();
  for (let chat = 1; chat <= 100; chat += 1) ask(chat);
  const urgently = (chat: number): Promise<void> =>
    pacer.run(chat, async () => void sent.push({ chat, at: timers.now() }), {
      urgent: true,
    });
  void urgently(801);
  void urgently(802);
  await timers.run(5_000);
  expect(sent.slice(0, 4).map(({ chat }) => chat)).toEqual([1, 801, 802, 2]);
  expect(sent).toHaveLength(102);
  expect(
    mostInWindow(
      sent.map((one) => one.at),
      1_000,
    ),
  ).toBeLessThanOrEqual(30);
});

test('what is urgent waits for its own chat, and for a chat that is paused', async () => {
  const { pacer, timers, sent, ask } = setUp();
  ask(5);
  pacer.pause(3, 6);
  for (const chat of [5, 6]) void pacer.run(chat, async () => void sent.push({ chat, at: timers.now() }), { urgent: true });
  await timers.run(10_000);
  expect(sent.map(({ chat }) => chat)).toEqual([5, 5, 6]);
  expect(sent[1]?.at).toBeGreaterThanOrEqual(1_000);
  expect(sent[2]?.at).toBeGreaterThanOrEqual(3_000);
});
