// Pictures for the documents. One that would look the same is not written, so that a change of the pages shows as a change of pictures and
// nothing else does.

import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp, { type WebpOptions } from 'sharp';

/** Of 255, on average over a picture: letters are drawn a little differently now and then. */
const SAME = 0.6;

export async function keepPicture(page: Page, path: string, format: WebpOptions): Promise<void> {
  // A busy machine's Chromium sometimes has no picture at the first try.
  const taken = await page.screenshot().catch(() => page.screenshot());
  if (existsSync(path) && (await difference(taken, readFileSync(path))) < SAME) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await sharp(taken).webp(format).toBuffer());
}

/** Mean difference of the pixels; Infinity for another size. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all([one, other].map((each) => sharp(each).removeAlpha().raw().toBuffer()));
  if (a === undefined || b === undefined || a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}

/** Says how much there is, and fails the command where it is more than the limits. @param limits bytes: of one picture, of all. */
export function reportSizes(folder: string, limits: { one: number; all: number }): void {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const sizes = files.map(({ name }) => ({ name, size: statSync(join(folder, name)).size }));
  const all = sizes.reduce((sum, { size }) => sum + size, 0);
  const large = sizes.filter(({ size }) => size > limits.one);
  console.log(`${sizes.length} pictures, ${Math.round(all / 1_000)} kB in ${folder}`);
  for (const { name, size } of large) console.error(`${name} has ${size} bytes, more than ${limits.one}`);
  if (large.length > 0 || all > limits.all) process.exitCode = 1;
}
