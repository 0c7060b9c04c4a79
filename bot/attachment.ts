// What came instead of plain words, and the words that came along.

import type { Message } from 'telegraf/types';

export interface Attached {
  what: string;
  caption: string;
}

/** In this order: a venue carries a location, an animation a document. */
const KINDS = ['photo', 'video', 'animation', 'voice', 'audio', 'video_note', 'sticker', 'venue', 'contact', 'location', 'poll', 'document'] as const;

/** null: a message about the chat itself (somebody joined, a pin), which nobody wrote. */
export function attachmentOf(sent: Message): Attached | null {
  const what = KINDS.find((kind) => kind in sent);
  return what === undefined ? null : { what, caption: wordsOf(sent) };
}

/** A contact's number may be the scammer's, so it is kept like words. */
function wordsOf(sent: Message): string {
  if ('caption' in sent && sent.caption !== undefined) return sent.caption;
  if ('contact' in sent) return [sent.contact.first_name, sent.contact.last_name, sent.contact.phone_number].filter(Boolean).join(' ');
  if ('venue' in sent) return `${sent.venue.title}, ${sent.venue.address}`;
  return '';
}
