// The console is told what happens as it happens, for as long as its session lives.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';
import { readMarks, writeMarks } from '#core/live/console-changes.ts';
import type { CoreContext } from '#core/context.ts';
import { createChangeFeed, type Told } from '#core/live/change-feed.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

interface Heard {
  id: string;
  event: string;
  data: Record<string, string[] | boolean>;
}

let scene: CampaignScene;
let server: ConsoleServer;
let officer: ConsoleUser;
const stopping = new AbortController();
const open: AbortController[] = [];

beforeAll(async () => {
  scene = await createCampaignScene(new Date());
  server = await startConsole(scene, { heartbeatMs: 200, stopping: stopping.signal });
  officer = await server.hire('officer', '김하나');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});
afterEach(() => {
  for (const controller of open.splice(0)) controller.abort();
});

/** Reads events until one fits; what came before is kept. */
async function listen(cookie: string, headers: Record<string, string> = {}) {
  const controller = new AbortController();
  open.push(controller);
  const response = await fetch(`${server.address}/api/console/events`, { headers: { cookie, ...headers }, signal: controller.signal });
  const reader = (response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>()).pipeThrough(new TextDecoderStream()).getReader();
  const heard: Heard[] = [];
  let buffer = '';
  let comments = 0;
  async function read(): Promise<boolean> {
    const { value, done } = await reader.read();
    if (done) return false;
    buffer += value;
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith(':')) comments += 1;
      else heard.push(eventIn(block));
    }
    return true;
  }
  return {
    response,
    heard,
    beats: () => comments,
    async until(fits: (event: Heard) => boolean): Promise<Heard> {
      for (;;) {
        const found = heard.find(fits);
        if (found !== undefined) return found;
        if (!(await read())) throw new Error(`the stream ended; heard ${JSON.stringify(heard)}`);
      }
    },
    async untilBeats(wanted: number): Promise<void> {
      while (comments < wanted) await read();
    },
    async ended(): Promise<void> {
      while (await read());
    },
  };
}

function eventIn(block: string): Heard {
  const fields = Object.fromEntries(block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
  const data = JSON.parse(fields['data'] ?? '{}') as Heard['data'];
  if (fields['event'] === undefined) CONSOLE_ROUTES.find(({ path }) => path === '/events')?.answer.parse(data);
  return { id: fields['id'] ?? '', event: fields['event'] ?? 'message', data };
}

const names = (event: Heard, kind: string): string[] => (Array.isArray(event.data[kind]) ? event.data[kind] : []);

describe('events', () => {
  test('tell of a report that came, was matched and is claimed, by reference alone', async () => {
    const stream = await listen(officer.cookie);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(stream.response.headers.get('x-accel-buffering')).toBe('no');
    expect(stream.response.headers.get('cache-control')).toContain('no-store');
    await stream.untilBeats(2);
    scene.clock.advance(1_000);
    const report = await scene.arrive('중앙지검 수사관입니다. 010-4821-7733으로 전화 주세요');
    const came = await stream.until((event) => names(event, 'new_reports').includes(report.reference));
    await stream.until((event) => names(event, 'reports').includes(report.reference));
    await officer.post(`/reports/${report.reference}/claim`);
    const claimed = await stream.until(
      (event) => event.id !== came.id && Number(event.id.split('.')[0]) > Number(came.id.split('.')[0]) && names(event, 'reports').includes(report.reference),
    );
    expect(JSON.stringify(stream.heard)).not.toMatch(/4821|중앙지검/);
    expect(readMarks(claimed.id)).not.toBeNull();
  });

  test('that were missed are told to whoever comes back, after a long while only that there were', async () => {
    const stream = await listen(officer.cookie);
    await stream.untilBeats(1);
    scene.clock.advance(1_000);
    const first = await scene.report();
    const { id } = await stream.until((event) => names(event, 'new_reports').includes(first.reference));
    open.splice(0).forEach((controller) => controller.abort());
    scene.clock.advance(5_000);
    const missed = await scene.report();
    const back = await listen(officer.cookie, { 'last-event-id': id });
    const told = await back.until((event) => names(event, 'new_reports').includes(missed.reference));
    expect(told.data['look_again']).toBe(false);
    scene.clock.advance(11 * 60_000);
    const late = await listen(officer.cookie, { 'last-event-id': id });
    expect((await late.until(() => true)).data).toEqual({ look_again: true });
  });

  test('end with the session, and with the process', async () => {
    const leaving = await server.hire('viewer');
    const stream = await listen(leaving.cookie);
    await stream.untilBeats(2);
    await scene.database.db.deleteFrom('staff_sessions').where('user_id', '=', leaving.id).execute();
    await stream.ended();
    expect(stream.heard.at(-1)?.event).toBe('end');
    expect((await server.call('GET', '/events', { cookie: leaving.cookie })).status).toBe(401);

    const other = await listen(officer.cookie);
    await other.untilBeats(1);
    stopping.abort();
    await other.ended();
  });

  test('listening is no work: it does not make a session last', async () => {
    const idle = await server.hire('officer');
    const expiry = () => scene.database.db.selectFrom('staff_sessions').select('expires_at').where('user_id', '=', idle.id).executeTakeFirstOrThrow();
    // As if it had been used last five minutes ago: any work would make it last.
    await scene.database.pool.query(
      `update staff_sessions set expires_at = now() + interval '25 minutes', updated_at = now() - interval '5 minutes' where user_id = $1`,
      [idle.id],
    );
    const stream = await listen(idle.cookie);
    const before = await expiry();
    await stream.untilBeats(3);
    expect(await expiry()).toEqual(before);
  });
});

describe('the feed', () => {
  test('asks the database for nobody when nobody listens, and once for many', async () => {
    let looks = 0;
    const counted: CoreContext = {
      ...scene.context,
      db: new Proxy(scene.context.db, {
        get(db, name) {
          if (name === 'selectFrom') return (table: 'audit_entries') => ((looks += String(table) === 'audit_entries' ? 1 : 0), db.selectFrom(table));
          const value: unknown = Reflect.get(db, name, db);
          return typeof value === 'function' ? value.bind(db) : value;
        },
      }),
    };
    const feed = createChangeFeed(counted, { everyMs: 20 });
    expect(looks).toBe(0);
    const heard: Told[][] = [[], [], []];
    const both = Promise.withResolvers<void>();
    const stops = heard.map((list) =>
      feed.listen((told) => {
        list.push(told);
        if (heard.every(({ length }) => length > 0)) both.resolve();
      }),
    );
    scene.clock.advance(4_000);
    const { reference } = await scene.report();
    await both.promise;
    expect(heard.map((list) => list[0])).toEqual([heard[0]?.[0], heard[0]?.[0], heard[0]?.[0]]);
    expect(heard[0]?.[0]?.changes.new_reports).toContain(reference);
    for (const stop of stops) stop();
    expect(looks).toBeGreaterThan(0);
  });

  test.each(['', '1.2.3', '1.2.3.4.5', 'x.1.2.3', '1..2.3', '9'.repeat(90)])('takes no marks from %j', (written) => expect(readMarks(written)).toBeNull());
  test('writes marks that it reads', () => {
    const marks = { seq: 12, received: 1_764_000_000_000, matched: 1_764_000_000_001, alerts: 3 };
    expect(readMarks(writeMarks(marks))).toEqual(marks);
  });
});
