// QR codes in a picture, by zxing-cpp compiled to WebAssembly, loaded from the package: by default it would be fetched from a CDN.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { GreyPicture } from '#platform/pictures/prepare-picture.ts';

const MOST_CODES = 8;

export async function startQrFinder(): Promise<(picture: GreyPicture) => Promise<string[]>> {
  const wasm = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });
  return findQr;
}

async function findQr(picture: GreyPicture): Promise<string[]> {
  const found = await readBarcodes(asImageData(picture), { formats: ['QRCode'], maxNumberOfSymbols: MOST_CODES, tryHarder: true, tryInvert: true });
  return [...new Set(found.flatMap(({ isValid, text }) => (isValid && text !== '' ? [text.toWellFormed()] : [])))];
}

/** It takes the browser's form of pixels. */
function asImageData({ pixels, width, height }: GreyPicture) {
  const data = new Uint8ClampedArray(pixels.length * 4);
  for (const [at, pixel] of pixels.entries()) data.fill(pixel, at * 4, at * 4 + 3).fill(255, at * 4 + 3, at * 4 + 4);
  return { data, width, height, colorSpace: 'srgb' as const, pixelFormat: 'rgba-unorm8' as const };
}
