import sharp from 'sharp';
import { expect, it } from 'vitest';
import { startQrFinder } from './pictures/find-qr.ts';
import { qrCodeSvg } from './qr-code.ts';

it('draws a code that a reader reads, at the size it is shown in', async () => {
  const text = 'https://t.me/jaga_bot?start=subscribe';
  const { data, info } = await sharp(Buffer.from(await qrCodeSvg(text)))
    .resize(180, 180, { kernel: 'nearest' })
    .flatten({ background: '#ffffff' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const findQr = await startQrFinder();
  const { width, height } = info;
  expect(await findQr({ pixels: data, width, height, shown: { width, height } })).toEqual([text]);
});
