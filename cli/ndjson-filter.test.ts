import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { z } from 'zod';

import { runNdjsonStream } from './ndjson-filter.ts';

function holding() {
  const streams = { input: new PassThrough(), output: new PassThrough({ encoding: 'utf8' }) };
  let kept: number[] = [];
  const keep = (number: number): number[] => {
    kept.push(number);
    return [];
  };
  const held = (): number[] => {
    const given = kept;
    kept = [];
    return given;
  };
  return { ...streams, done: runNdjsonStream(z.number(), keep, { ...streams, held }) };
}

test('what is held back is written when the input pauses, and at its end', async () => {
  const { input, output, done } = holding();
  input.write('1\n2\n');
  await new Promise((resolve) => output.once('readable', resolve));
  expect(output.read()).toContain('1\n');
  input.end('3\n');
  expect(await done).toBe(0);
  expect(output.read()).toContain('3\n');
});

test('a line that is refused comes after what was held back before it', async () => {
  const { input, output, done } = holding();
  input.end('1\n"x"\n2\n');
  expect(await done).toBe(1);
  const lines = String(output.read()).trimEnd().split('\n');
  expect(lines.map((line) => (line.startsWith('{') ? 'refused' : line))).toEqual(['1', 'refused', '2']);
});
