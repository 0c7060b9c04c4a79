// How many different people may be speaking, told by who they are alone: what counts a day, and the quick look before reporters are weighed.

import { isFresh, type ReporterVoice } from './independent-reporters.ts';

/** Fresh reporters speak with their template's voice, others with their own. */
export function voiceOf(voice: ReporterVoice): string {
  return isFresh(voice) ? `t:${voice.template}` : `r:${voice.reporter ?? ''}`;
}

/** Each voice counts once, and accounts on one device are one: however much one hand sends, the count stays. */
export class VoiceCount {
  readonly #voices = new Set<string>();
  readonly #devices = new Set<string>();

  add(voice: ReporterVoice): void {
    const own = voiceOf(voice);
    this.#voices.add(own);
    this.#devices.add(voice.device === undefined ? own : `d:${voice.device}`);
  }

  /** All that another has counted. */
  take(other: VoiceCount): void {
    for (const voice of other.#voices) this.#voices.add(voice);
    for (const device of other.#devices) this.#devices.add(device);
  }

  get count(): number {
    return Math.min(this.#voices.size, this.#devices.size);
  }
}
