// How long one phone screenshot takes to read, from bytes to letters and codes, in the thread that the worker uses: Korean, Malay and English, light and
// dark, as the phone makes them and as Telegram makes them smaller. Aim: 3 s on one core. Beside it, what of the letters was read.

import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { createPictureReader } from '#platform/pictures/picture-reader.ts';
import { asTelegramPhoto, characterRecall, PICTURE_LANGUAGES, screenshot, wordsShown, type PictureLanguage } from '#tests/support/pictures.ts';

const ROUNDS = 5;

export async function measurePictures(): Promise<Record<string, BenchEntry>> {
  const pictures = await Promise.all(
    PICTURE_LANGUAGES.flatMap((language) => (['light', 'dark'] as const).map((mode) => ({ language, whole: screenshot(language, mode) }))).flatMap(
      ({ language, whole }) => [Promise.resolve({ language, bytes: whole }), asTelegramPhoto(whole).then((bytes) => ({ language, bytes }))],
    ),
  );
  const reader = createPictureReader();
  const start = performance.now();
  await reader.read(Buffer.from('starts the thread'));
  const startMs = performance.now() - start;
  const times: number[] = [];
  const recall = new Map<PictureLanguage, number[]>(PICTURE_LANGUAGES.map((language) => [language, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { language, bytes } of pictures) {
      const begin = performance.now();
      const seen = await reader.read(bytes);
      times.push(performance.now() - begin);
      if (round === 0) recall.get(language)?.push(seen.kind === 'read' ? characterRecall(wordsShown(language), seen.text) : 0);
    }
  }
  await reader.close();
  const settings = {
    pictures: pictures.length,
    pixels: '1081x2343 and 590x1280',
    p95_ms: Math.round(quantile(times, 0.95)),
    start_ms: Math.round(startMs),
    ...Object.fromEntries(
      [...recall].map(([language, shares]) => [`characters_read_${language}`, rounded(shares.reduce((sum, each) => sum + each, 0) / shares.length)]),
    ),
    aim: 3_000,
  };
  return { ocr_screenshot_ms: { value: rounded(median(times)), unit: 'ms', baseline: null, baseline_name: null, ratio: null, runs: ROUNDS, settings } };
}
