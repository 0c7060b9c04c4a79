// The icons of the installed app, drawn from api/pages/assets/icon.svg: run it after changing that.

import { readFileSync } from 'node:fs';
import sharp, { type Color } from 'sharp';

const FOLDER = 'api/pages/assets';
const drawing = readFileSync(`${FOLDER}/icon.svg`);

/** Systems cut icons to circles and the like: what matters lies within the middle 80 % (https://w3c.github.io/manifest/#icon-masks). */
const SAFE = 0.62;

for (const size of [192, 512]) await draw(size, 0.92, { r: 0, g: 0, b: 0, alpha: 0 }, `icon-${size}.png`);
for (const [size, name] of [
  [180, 'icon-180.png'],
  [512, 'icon-maskable-512.png'],
] as const)
  await draw(size, SAFE, '#ffffff', name);

async function draw(size: number, share: number, background: Color, name: string): Promise<void> {
  const inner = Math.round(size * share);
  const margin = Math.floor((size - inner) / 2);
  const picture = await sharp(drawing, { density: 600 }).resize(inner, inner).png().toBuffer();
  await sharp({ create: { width: size, height: size, channels: 4, background } })
    .composite([{ input: picture, left: margin, top: margin }])
    .png({ palette: true, compressionLevel: 9 })
    .toFile(`${FOLDER}/${name}`);
}
