// A text as a QR code to scan from a screen, by zxing-cpp compiled to WebAssembly, loaded from the package: by default it would be fetched
// from a CDN.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';

/** @returns SVG, black on white with its quiet zone. */
export async function qrCodeSvg(text: string): Promise<string> {
  const wasm = new Uint8Array(readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm')));
  await prepareZXingModule({ overrides: { wasmBinary: wasm.buffer }, fireImmediately: true });
  const { svg, error } = await writeBarcode(text, { format: 'QRCode' });
  if (error !== '') throw new Error(`no QR code: ${error}`);
  // Without a view box it would not grow with the place it is shown in.
  return svg.replace(/width="(\d+)" height="(\d+)"/, 'viewBox="0 0 $1 $2" shape-rendering="crispEdges"');
}
