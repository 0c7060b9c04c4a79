// What runs in the thread that reads pictures: whatever a hostile picture does, it does here (see picture-reader.ts).

import { parentPort } from 'node:worker_threads';
import { fileTypeFromBuffer } from 'file-type';
import { startQrFinder } from '#platform/pictures/find-qr.ts';
import type { PictureResult } from '#platform/pictures/picture-result.ts';
import { asPng, PictureTooLarge, preparePicture, type GreyPicture } from '#platform/pictures/prepare-picture.ts';
import { startTextRecogniser } from '#platform/pictures/recognise-text.ts';

/** `codes`: what is known before the letters are looked for, which may take for ever in a photo of grass. */
export type ThreadMessage = { kind: 'ready' } | { kind: 'codes'; result: PictureResult } | { kind: 'done'; result: PictureResult };

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const recogniser = await startTextRecogniser();
const findQr = await startQrFinder();
parentPort?.on('message', (bytes: Uint8Array) => {
  void read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).then((result) => say({ kind: 'done', result }));
});
say({ kind: 'ready' });

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message);
}

async function read(bytes: Buffer): Promise<PictureResult> {
  const start = performance.now();
  const contentType = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime ?? null;
  if (contentType === null || !PICTURES.includes(contentType)) return { kind: 'unreadable', reason: 'not_a_picture', contentType };
  let picture: GreyPicture;
  try {
    picture = await preparePicture(bytes);
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof PictureTooLarge ? 'too_large' : 'malformed', contentType };
  }
  const codes = { kind: 'read', qr: await findQr(picture), ...picture.shown } as const;
  const ms = (): number => Math.round(performance.now() - start);
  if (codes.qr.length > 0) say({ kind: 'codes', result: { ...codes, text: '', confidence: 0, ms: ms() } });
  const { text, confidence } = await recogniser.recognise(await asPng(picture));
  return { ...codes, text, confidence, ms: ms() };
}
