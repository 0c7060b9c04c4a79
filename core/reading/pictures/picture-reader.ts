// The port to whoever reads pictures: letters and QR codes, without a network. One implementation, platform/pictures.

import type { PictureResult } from '#platform/pictures/picture-result.ts';

export interface PictureReader {
  /** @param bytes anything at all. @throws Error when pictures cannot be read here now: try again. */
  read(bytes: Uint8Array): Promise<PictureResult>;
}
