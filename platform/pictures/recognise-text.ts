// Letters in a picture, by Tesseract, from data that came with the registry's packages: nothing is fetched when it runs.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';

export const OCR_LANGUAGES = ['kor', 'msa', 'eng'] as const;
/** Each package has two models: this one is a quarter of the other's size and read no worse (docs/decisions/0014). */
const MODEL = '4.0.0_best_int';
/** Lines recognised worse than this are patterns of a photo, not letters; letters of the measured screenshots were above 60. */
const LEAST_CONFIDENCE = 40;
const TEXT_LIMIT = 20_000;

export interface TextRecogniser {
  recognise(png: Buffer): Promise<{ text: string; confidence: number }>;
}

/** The path of a language's data as npm laid it. */
export function trainedDataOf(language: (typeof OCR_LANGUAGES)[number]): string {
  return createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/${MODEL}/${language}.traineddata.gz`);
}

/** Takes a quarter of a second; keep it. */
export async function startTextRecogniser(): Promise<TextRecogniser> {
  // tesseract.js takes one folder for all languages, and a language's package has only its own.
  const folder = mkdtempSync(join(tmpdir(), 'jaga-ocr-'));
  try {
    for (const language of OCR_LANGUAGES) copyFileSync(trainedDataOf(language), join(folder, `${language}.traineddata.gz`));
    const worker = await createWorker([...OCR_LANGUAGES], OEM.LSTM_ONLY, { langPath: folder, gzip: true, cacheMethod: 'none', errorHandler: () => undefined });
    // One block of lines: the layout search takes speech bubbles for pictures and leaves out what is in them.
    // A resolution is needed for nothing but a warning on standard error.
    await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_BLOCK, user_defined_dpi: '150' });
    return { recognise: (png) => recognise(worker, png) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function recognise(worker: Worker, png: Buffer): Promise<{ text: string; confidence: number }> {
  const { data } = await worker.recognize(png, {}, { text: false, blocks: true });
  const lines = (data.blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.lines));
  const text = lines
    .filter(({ confidence }) => confidence >= LEAST_CONFIDENCE)
    .map((line) => line.text.trim().replace(/ +/g, ' '))
    .join('\n');
  return { text: rejoined(text).slice(0, TEXT_LIMIT).toWellFormed(), confidence: data.confidence };
}

/** A screen wraps links and numbers after these signs; with the wrap they would be two halves that say nothing. */
function rejoined(text: string): string {
  return text.replace(/(?<=[A-Za-z0-9][-/=&?_])\n(?=[A-Za-z0-9])/g, '');
}
