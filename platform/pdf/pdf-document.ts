// A short document as a tagged PDF: title, language and structure for screen readers, an embedded font that has Korean and Latin letters.
// Nothing is fetched: the font comes with the project. Knows paragraphs, lists and pairs, nothing of what they say.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import encodeQr from 'qr';

const require = createRequire(import.meta.url);
/** Nanum Gothic (SIL Open Font License 1.1): all Hangul syllables and Latin in 2 MB; only the letters used end up in a file. */
const FONTS = {
  regular: fontFile('400Regular/NanumGothic_400Regular.ttf'),
  bold: fontFile('700Bold/NanumGothic_700Bold.ttf'),
};

/** Its space is an empty glyph at the file's very end, where fontkit still reads a box of five numbers. */
function fontFile(path: string): Buffer {
  return Buffer.concat([readFileSync(require.resolve(`@expo-google-fonts/nanum-gothic/${path}`)), Buffer.alloc(16)]);
}

export type PdfBlock =
  | { kind: 'title' | 'heading' | 'paragraph' | 'small' | 'large'; text: string; language?: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'pairs'; pairs: readonly { label: string; value: string }[] }
  | { kind: 'qr'; content: string; alt: string; beside: string; fine: string };

export interface PdfContent {
  title: string;
  author: string;
  /** BCP 47. */
  language: string;
  createdAt: Date;
  blocks: readonly PdfBlock[];
}

/** Points. */
const MARGIN = 50;
const SIZES = { title: 20, large: 18, heading: 13, paragraph: 11, small: 9 } as const;
const LABEL_WIDTH = 130;
const QR_SIZE = 96;
const GAP = 6;

type Doc = PDFKit.PDFDocument;

export async function renderPdf(content: PdfContent): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    lang: content.language,
    tagged: true,
    displayTitle: true,
    info: { Title: content.title, Author: content.author, CreationDate: content.createdAt, ModDate: content.createdAt },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => void chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve);
    doc.on('error', reject);
  });
  doc.registerFont('regular', FONTS.regular);
  doc.registerFont('bold', FONTS.bold);
  const root = doc.struct('Document');
  doc.addStructure(root);
  for (const block of content.blocks) draw(doc, root, block);
  root.end();
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function draw(doc: Doc, root: PDFKit.PDFStructureElement, block: PdfBlock): void {
  switch (block.kind) {
    case 'title':
      root.add(doc.struct('H1', {}, () => write(doc, block.text, { font: 'bold', size: SIZES.title })));
      return;
    case 'heading':
      doc.y += GAP;
      root.add(doc.struct('H2', {}, () => write(doc, block.text, { font: 'bold', size: SIZES.heading })));
      return;
    case 'large':
      root.add(doc.struct('P', {}, () => write(doc, block.text, { font: 'bold', size: SIZES.large })));
      return;
    case 'paragraph':
    case 'small':
      root.add(doc.struct('P', languageOf(block), () => write(doc, block.text, { font: 'regular', size: SIZES[block.kind] })));
      return;
    case 'list':
      drawList(doc, root, block.items);
      return;
    case 'pairs':
      for (const pair of block.pairs) root.add(doc.struct('P', {}, () => writePair(doc, pair)));
      doc.y += GAP;
      return;
    case 'qr':
      drawQr(doc, root, block);
      return;
    default:
      block satisfies never;
  }
}

function languageOf({ language }: { language?: string }): { lang?: string } {
  return language === undefined ? {} : { lang: language };
}

function write(doc: Doc, text: string, { font, size }: { font: string; size: number }): void {
  doc.font(font).fontSize(size).fillColor('black').text(drawable(text), MARGIN, doc.y, { lineGap: 3 });
  doc.y += GAP;
}

function drawList(doc: Doc, root: PDFKit.PDFStructureElement, items: readonly string[]): void {
  const list = doc.struct('L');
  root.add(list);
  items.forEach((item, at) => {
    const entry = doc.struct('LI');
    list.add(entry);
    entry.add(doc.struct('LBody', {}, () => write(doc, `${at + 1}. ${item}`, { font: 'regular', size: SIZES.paragraph })));
    entry.end();
  });
  list.end();
}

/** Label and value side by side; the longer one says where the next begins. */
function writePair(doc: Doc, { label, value }: { label: string; value: string }): void {
  const width = doc.page.width - 2 * MARGIN - LABEL_WIDTH;
  doc.fontSize(SIZES.paragraph);
  const height = Math.max(
    doc.font('bold').heightOfString(drawable(label), { width: LABEL_WIDTH - 10, lineGap: 3 }),
    doc.font('regular').heightOfString(drawable(value), { width, lineGap: 3 }),
  );
  if (doc.y + height > doc.page.height - MARGIN) doc.addPage();
  const top = doc.y;
  doc.font('bold').text(drawable(label), MARGIN, top, { width: LABEL_WIDTH - 10, lineGap: 3 });
  doc.font('regular').text(drawable(value), MARGIN + LABEL_WIDTH, top, { width, lineGap: 3 });
  doc.x = MARGIN;
  doc.y = top + height + 2;
}

function drawQr(doc: Doc, root: PDFKit.PDFStructureElement, { content, alt, beside, fine }: Extract<PdfBlock, { kind: 'qr' }>): void {
  if (doc.y + QR_SIZE > doc.page.height - MARGIN) doc.addPage();
  const top = doc.y;
  const figure = { alt, bbox: [MARGIN, top, MARGIN + QR_SIZE, top + QR_SIZE] };
  root.add(doc.struct('Figure', figure, () => paintQr(doc, content, top)));
  const width = doc.page.width - 2 * MARGIN - QR_SIZE - 16;
  root.add(
    doc.struct('P', {}, () => {
      doc
        .font('regular')
        .fontSize(SIZES.paragraph)
        .fillColor('black')
        .text(drawable(beside), MARGIN + QR_SIZE + 16, top + 4, { width, lineGap: 3 });
    }),
  );
  root.add(doc.struct('P', {}, () => doc.fontSize(SIZES.small).text(drawable(fine), MARGIN + QR_SIZE + 16, doc.y + GAP, { width, lineGap: 3 })));
  doc.x = MARGIN;
  doc.y = Math.max(doc.y, top + QR_SIZE) + GAP;
}

function paintQr(doc: Doc, content: string, top: number): void {
  const modules = encodeQr(content, 'raw', { ecc: 'medium', border: 2 });
  const size = QR_SIZE / modules.length;
  modules.forEach((row, y) => row.forEach((dark, x) => void (dark && doc.rect(MARGIN + x * size, top + y * size, size, size))));
  doc.fill('black');
}

/** Signs without a shape in the font, or that would break lines or order, are left out or shown as a box. */
function drawable(text: string): string {
  return text.toWellFormed().replaceAll(/(?!\n)[\p{Cc}\p{Cf}]/gu, ' ');
}
