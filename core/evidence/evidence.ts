// A piece of evidence: a file that came with a report, sealed, and what was found in it.

import type { PictureReader } from '#core/reading/pictures/picture-reader.ts';

/**
 * - `waiting`: to be fetched, where it is not here yet, and read.
 * - `read`: what it says is kept, even when that is nothing.
 * - `unread`: kept, but nothing can be read from it; `reason` says why.
 * - `gone`: it could not be fetched, so there is nothing to keep.
 */
export type EvidenceState = 'waiting' | 'read' | 'unread' | 'gone';

/** What was found in one piece; sealed under the report's key. */
export interface EvidenceText {
  by: 'picture' | 'voice';
  text: string;
  /** Contents of QR codes. */
  qr: string[];
}

/** Where files lie until they are fetched. */
export interface FileSource {
  /** `away`: ask again later. @param signal ends it early. */
  fetch(fileId: string, signal: AbortSignal): Promise<FetchedFile>;
}
export type FetchedFile = { kind: 'fetched'; data: Buffer } | { kind: 'gone'; reason: 'too_large' | 'not_there' } | { kind: 'away' };

/** Whoever writes down what is spoken. */
export interface SpeechReader {
  /** `unread`: kept as it is, without words. Never throws. @param signal ends it early. */
  transcribe(recording: Buffer, signal: AbortSignal): Promise<{ kind: 'heard'; text: string } | { kind: 'unread'; reason: string }>;
}

export interface EvidenceReaders {
  pictures: PictureReader;
  /** Absent: recordings are kept unread. */
  speech?: SpeechReader | undefined;
  /** Absent: files that are not here yet cannot be fetched by this process. */
  files?: FileSource | undefined;
}
