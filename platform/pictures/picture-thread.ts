// What runs in the thread that reads pictures: whatever a hostile picture does, it does here (see picture-reader.ts).

import { fileTypeFromBuffer } from 'file-type';
import { startQrFinder } from '#platform/pictures/find-qr.ts';
import type { PictureResult } from '#platform/pictures/picture-result.ts';
import { asPng, PictureTooLarge, preparePicture, type GreyPicture } from '#platform/pictures/prepare-picture.ts';
import { startTextRecogniser } from '#platform/pictures/recognise-text.ts';
import { serveJobs } from '#platform/threads/serve-jobs.ts';

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'];

const recogniser = await startTextRecogniser();
const findQr = await startQrFinder();
serveJobs<Uint8Array, PictureResult>((bytes, tell) => read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), tell));

/** Codes are told before letters are looked for, which may take for ever in a photo of grass. */
async function read(bytes: Buffer, tell: (soFar: PictureResult) => void): Promise<PictureResult> {
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
  if (codes.qr.length > 0) tell({ ...codes, text: '', confidence: 0, ms: ms() });
  const { text, confidence } = await recogniser.recognise(await asPng(picture));
  return { ...codes, text, confidence, ms: ms() };
}
