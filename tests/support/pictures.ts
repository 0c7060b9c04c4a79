// Screenshots for tests and the bench (made by tests/fixtures/pictures/make-pictures.ts), and pictures that somebody made to do harm.

import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

export const PICTURE_LANGUAGES = ['ko', 'ms', 'en'] as const;
export type PictureLanguage = (typeof PICTURE_LANGUAGES)[number];

const FOLDER = new URL('../fixtures/pictures/', import.meta.url);
const CONVERSATIONS: Record<PictureLanguage, { title: string; bubbles: string[] }> = JSON.parse(readFileSync(new URL('conversations.json', FOLDER), 'utf8'));

/** 1,081 × 2,343 pixels, as phones make them. */
export function screenshot(language: PictureLanguage, mode: 'light' | 'dark'): Buffer {
  return readFileSync(new URL(`${language}-${mode}.png`, FOLDER));
}

/** As Telegram hands out photos: 1,280 pixels at most, JPEG. */
export function asTelegramPhoto(picture: Buffer): Promise<Buffer> {
  return sharp(picture).resize({ height: 1_280 }).jpeg({ quality: 85 }).toBuffer();
}

export function wordsShown(language: PictureLanguage): string {
  const { title, bubbles } = CONVERSATIONS[language];
  return [title, ...bubbles].join('\n');
}

/** Share of the characters shown that were read, in order, spaces aside (longest common subsequence). */
export function characterRecall(shown: string, read: string): number {
  const [wanted, found] = [shown, read].map((text) => [...text.replace(/\s+/g, '')]) as [string[], string[]];
  let row = new Uint32Array(found.length + 1);
  for (const character of wanted) {
    const next = new Uint32Array(row.length);
    for (let at = 1; at < row.length; at += 1) next[at] = character === found[at - 1] ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0);
    row = next;
  }
  return (row.at(-1) ?? 0) / wanted.length;
}

/** A white page with one QR code. */
export async function qrPicture(content: string): Promise<Buffer> {
  // Otherwise it would be fetched from a CDN.
  const wasm = new Uint8Array(readFileSync(new URL(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm'))));
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer } });
  const { image } = await writeBarcode(content, { format: 'QRCode', scale: 8 });
  const code = Buffer.from((await image?.arrayBuffer()) ?? new ArrayBuffer());
  return sharp({ create: { width: 800, height: 900, channels: 3, background: '#fff' } })
    .composite([{ input: code, top: 200, left: 200 }])
    .png()
    .toBuffer();
}

/** A small file that unpacks to `side` × `side` grey pixels. */
export function bombPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((side + 1) * side), { level: 9 });
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A GIF of a few bytes that claims 65,535 × 65,535 pixels and a thousand frames. */
export function bombGif(): Buffer {
  const head = Buffer.from('474946383961fffffffff0000000000000ffffff', 'hex');
  const frame = Buffer.from('21f90400000000002c0000000001000100000202440100', 'hex');
  return Buffer.concat([head, ...Array.from({ length: 1_000 }, () => frame), Buffer.from(';')]);
}
