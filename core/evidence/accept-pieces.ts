// What a person may add to their report from a browser: pictures, recordings and documents, few and small enough to be kept and read.

import { fileTypeFromBuffer } from 'file-type';
import type { EvidenceToReceive } from '#core/reports/report.ts';

/** A form holds all of it in memory at once. */
export const PIECES_A_FORM = 5;
export const PIECE_BYTES = 8 * 1024 * 1024;
/** What one report and its additions may hold. */
export const PIECES_A_REPORT = 30;

/** For the file chooser; phones turn their own picture formats into JPEG for it. */
export const ACCEPTED_KINDS = 'image/jpeg,image/png,image/webp,image/gif,audio/*,application/pdf';

const KINDS = /^(?:image\/(?:jpeg|png|webp|gif|heic|heif|avif|bmp|tiff)|audio\/[\w.+-]+|(?:application|video)\/ogg|application\/pdf)$/;

export interface OfferedPiece {
  filename: string;
  data: Buffer;
}

export type AcceptedPieces =
  | { kind: 'accepted'; evidence: Extract<EvidenceToReceive, { data: Buffer }>[]; names: { filename: string; content_type: string }[] }
  | { kind: 'refused'; why: 'empty' | 'unknown_kind'; filename: string };

/** What a file is, its bytes say. All or none. */
export async function acceptPieces(offered: readonly OfferedPiece[]): Promise<AcceptedPieces> {
  const types = await Promise.all(offered.map(({ data }) => fileTypeFromBuffer(data)));
  const evidence = offered.map(({ data }, at) => ({ content_type: types[at]?.mime ?? '', data }));
  const empty = offered.find(({ data }) => data.length === 0);
  if (empty !== undefined) return { kind: 'refused', why: 'empty', filename: empty.filename };
  const wrong = offered.find((_, at) => !KINDS.test(evidence[at]?.content_type ?? ''));
  if (wrong !== undefined) return { kind: 'refused', why: 'unknown_kind', filename: wrong.filename };
  return { kind: 'accepted', evidence, names: offered.map(({ filename }, at) => ({ filename, content_type: evidence[at]?.content_type ?? '' })) };
}
