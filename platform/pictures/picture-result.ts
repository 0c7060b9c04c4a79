// What reading one picture yields. Expected failures are data: pictures come from anybody.

/**
 * - `not_a_picture`: none of the kinds that are read, whatever it was declared to be; `contentType` is what its bytes show.
 * - `too_large`: more pixels or bytes than are ever decoded.
 * - `malformed`: begins like a picture and cannot be decoded to the end.
 * - `too_slow`: the time limit was reached and the thread was ended.
 * - `crashed`: the thread died of it, as of memory.
 */
export type PictureFailureReason = 'not_a_picture' | 'too_large' | 'malformed' | 'too_slow' | 'crashed';

export type PictureResult =
  | {
      kind: 'read';
      /** Line by line, top to bottom; empty when there are no letters, or when looking for them took too long but a QR code was found. At most 20,000 UTF-16 units. */
      text: string;
      /** Contents of QR codes, at most eight. */
      qr: string[];
      /** Pixels of the picture as it is shown. */
      width: number;
      height: number;
      /** Of the recognition, 0…100, mean over the words. */
      confidence: number;
      ms: number;
    }
  /** `contentType`: as the bytes show; null when they show nothing known. */
  | { kind: 'unreadable'; reason: PictureFailureReason; contentType: string | null };
