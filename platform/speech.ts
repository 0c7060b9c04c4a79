// The one way out to a speech server: any with OpenAI's audio transcriptions. One try and one repetition, limits on time and size, failures as
// data. Nothing is logged, least of all what was said.

import OpenAI, { toFile } from 'openai';
import { z } from 'zod';
import type { SpeechConfig } from '#platform/config.ts';

export type SpeechOutcome = { kind: 'heard'; text: string } | { kind: 'unread'; reason: SpeechFailureReason };
/** `refused`: the server does not take this recording or this key. */
export type SpeechFailureReason = 'speech_too_large' | 'speech_unreachable' | 'speech_refused' | 'speech_bad_answer';

export interface SpeechClient {
  /** @param signal ends it early; the outcome is `speech_unreachable`. */
  transcribe(recording: Buffer, signal?: AbortSignal): Promise<SpeechOutcome>;
}

/** OpenAI's own limit: https://platform.openai.com/docs/guides/speech-to-text. Minutes of a voice note are one megabyte. */
const MAX_BYTES = 25 * 1024 * 1024;
/** Decision: a server without a graphics card needs about as long as a minute's recording lasts. */
const TIMEOUT_MS = 60_000;
const TEXT_LIMIT = 20_000;

const Transcription = z.object({ text: z.string() });

export function createSpeechClient({ baseUrl, apiKey, model }: SpeechConfig, timeoutMs: number = TIMEOUT_MS): SpeechClient {
  const openai = new OpenAI({ apiKey: apiKey ?? 'none', baseURL: baseUrl ?? 'https://api.openai.com/v1', maxRetries: 1, logLevel: 'off' });
  return {
    async transcribe(recording, signal) {
      if (recording.length > MAX_BYTES) return { kind: 'unread', reason: 'speech_too_large' };
      // The name tells the server the kind; Telegram's voice notes are Ogg.
      const file = await toFile(recording, 'recording.ogg', { type: 'audio/ogg' });
      const late = AbortSignal.timeout(timeoutMs);
      const ended = signal === undefined ? late : AbortSignal.any([late, signal]);
      try {
        const answer = Transcription.safeParse(await openai.audio.transcriptions.create({ file, model }, { signal: ended }));
        if (!answer.success) return { kind: 'unread', reason: 'speech_bad_answer' };
        return { kind: 'heard', text: answer.data.text.slice(0, TEXT_LIMIT).toWellFormed() };
      } catch (error) {
        return { kind: 'unread', reason: reasonOf(error) };
      }
    },
  };
}

function reasonOf(error: unknown): SpeechFailureReason {
  const status = error instanceof OpenAI.APIError ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'speech_refused' : 'speech_unreachable';
}
