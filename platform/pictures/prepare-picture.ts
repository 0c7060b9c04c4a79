// From bytes of anybody's making to grey pixels that letters can be recognised in: upright, dark on light, of a fit size. Decoding happens
// here alone. Nothing of the file but its pixels goes on: no EXIF, no place, no thumbnail.

import sharp from 'sharp';

export interface GreyPicture {
  /** One byte a pixel, row by row. */
  pixels: Buffer;
  width: number;
  height: number;
  /** Of the picture as it is shown, before scaling. */
  shown: { width: number; height: number };
}

export class PictureTooLarge extends Error {
  readonly code = 'picture_too_large';
}

/** Phones make 12 to 50 megapixels; larger ones are binned or bombs. */
export const PIXEL_LIMIT = 50_000_000;
/** Width of an upright picture for recognition. Measured on phone screenshots: 640 to 1,200 read about equally well, this one best (docs/decisions/0014). */
const UPRIGHT_WIDTH = 960;
/** Pixels of any other picture for recognition: a desktop's screen as it is, a photo scaled down. */
const AREA = 2_200_000;
/** A scrolled screenshot is long: what is beyond takes more than the time limit. */
const AREA_LIMIT = 8_000_000;
const LARGEST_UPSCALING = 3;
/** Mean grey below which letters are light on dark. Between the darkest light screen (about 200) and the lightest dark one (about 50). */
const DARK = 110;
const DECODE_SECONDS = 10;

// Only the loaders that are fuzzed upstream and that phones make; no SVG, PDF, TIFF or HEIF. https://sharp.pixelplumbing.com/api-utility#block
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer', 'VipsForeignLoadNsgifBuffer'] });
sharp.cache(false);
sharp.concurrency(1);

/** @throws PictureTooLarge, or whatever the decoder throws for what it cannot decode. */
export async function preparePicture(bytes: Buffer): Promise<GreyPicture> {
  const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error', pages: 1 });
  const { autoOrient: shown, width, height } = await picture.metadata();
  // Asked of the header, before anything is decoded; `limitInputPixels` would say the same in words alone.
  if (width * height > PIXEL_LIMIT) throw new PictureTooLarge(`more than ${PIXEL_LIMIT} pixels`);
  const { data, info } = await picture
    .autoOrient()
    .flatten({ background: '#fff' })
    .resize({ ...sizeFor(shown), fit: 'fill', kernel: 'cubic' })
    .greyscale()
    .timeout({ seconds: DECODE_SECONDS })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: meanOf(data) < DARK ? inverted(data) : data, width: info.width, height: info.height, shown };
}

function sizeFor({ width, height }: { width: number; height: number }): { width: number; height: number } {
  const wanted = height > width * 1.2 ? UPRIGHT_WIDTH / width : Math.sqrt(AREA / (width * height));
  const scale = Math.min(wanted, LARGEST_UPSCALING, Math.sqrt(AREA_LIMIT / (width * height)));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function meanOf(pixels: Buffer): number {
  let sum = 0;
  for (const pixel of pixels) sum += pixel;
  return sum / pixels.length;
}

function inverted(pixels: Buffer): Buffer {
  return pixels.map((pixel) => 255 - pixel) as Buffer;
}

/** A form that the recogniser takes; compressed as little as possible, since it lives for milliseconds. */
export function asPng({ pixels, width, height }: GreyPicture): Promise<Buffer> {
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
