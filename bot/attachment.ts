// What came instead of plain words: the words that came along, and the file, where it is one that is kept as evidence.

import type { Location, Message } from 'telegraf/types';
import type { DraftFile } from '#core/dialogue/dialogue.ts';
import { TELEGRAM_FILE_LIMIT } from '#core/evidence/telegram-files.ts';

export interface Attached {
  what: string;
  caption: string;
  file?: DraftFile;
  /** Of a file that is not kept. */
  file_name?: string;
  place?: { latitude: number; longitude: number };
}

/** In this order: a venue carries a location, an animation a document. */
const READ = ['photo', 'live_photo', 'video', 'animation', 'voice', 'audio', 'video_note', 'sticker', 'venue', 'contact', 'location', 'poll', 'document'];
/** Sent or forwarded by somebody all the same: they are told that it cannot be read. */
const UNREAD = ['paid_media', 'story', 'checklist', 'game', 'dice', 'invoice', 'giveaway', 'giveaway_winners'];
const KINDS = [...READ, ...UNREAD];

/** null: a message about the chat itself (somebody joined, a pin), which nobody wrote. */
export function attachmentOf(sent: Message): Attached | null {
  const what = KINDS.find((kind) => kind in sent);
  if (what === undefined) return null;
  const file = fileOf(sent);
  const name = file === undefined ? nameOf(sent) : undefined;
  const place = placeOf(sent);
  return {
    what: isTooLarge(sent) ? 'too_large' : what === 'live_photo' ? 'photo' : what,
    caption: wordsOf(sent),
    ...(file !== undefined && { file }),
    ...(name !== undefined && { file_name: name }),
    ...(place !== undefined && { place }),
  };
}

function nameOf(sent: Message): string | undefined {
  if (!('document' in sent) || 'animation' in sent) return undefined;
  return sent.document.file_name?.slice(0, NAME_LIMIT).toWellFormed();
}

function placeOf(sent: Message): Attached['place'] {
  const place =
    'venue' in sent ? (sent.venue.location as Partial<Location> | undefined) : 'location' in sent ? (sent.location as Partial<Location>) : undefined;
  const { latitude, longitude } = place ?? {};
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** A contact's number may be the scammer's, so it is kept like words. */
function wordsOf(sent: Message): string {
  if ('caption' in sent && sent.caption !== undefined) return sent.caption;
  if ('contact' in sent) return [sent.contact.first_name, sent.contact.last_name, sent.contact.phone_number].filter(Boolean).join(' ');
  if ('venue' in sent) return `${sent.venue.title}, ${sent.venue.address}`;
  return '';
}

type TelegramFile = Partial<Record<'file_id' | 'mime_type' | 'file_name', string>> & { file_size?: number };

/** Names are for officers; longer ones are cut, so that a draft stays small. */
const NAME_LIMIT = 60;

/** Pictures, recordings and papers; an app is named, never fetched. A photo is there in several sizes, the largest last. */
function fileOf(sent: Message): DraftFile | undefined {
  const sizes = 'photo' in sent ? sent.photo : stillOf(sent);
  if (sizes !== undefined) return keepable(sizes.at(-1), { content_type: 'image/jpeg', name: 'photo.jpg' });
  if ('voice' in sent) return keepable(sent.voice, { content_type: 'audio/ogg', name: 'voice.ogg' });
  if ('audio' in sent) return keepable(sent.audio, { content_type: 'audio/mpeg', name: 'audio' });
  if (!('document' in sent) || 'animation' in sent) return undefined;
  return /^(?:image|audio)\/|^application\/pdf$/.test(sent.document.mime_type ?? '') ? keepable(sent.document, { content_type: '', name: 'file' }) : undefined;
}

/** The picture of a live photo, which is newer than telegraf's types. */
function stillOf(sent: object): TelegramFile[] | undefined {
  return 'live_photo' in sent ? ((sent.live_photo as { photo?: TelegramFile[] }).photo ?? []) : undefined;
}

function keepable(file: TelegramFile | undefined, assumed: { content_type: string; name: string }): DraftFile | undefined {
  if (file?.file_id === undefined || (file.file_size ?? 0) > TELEGRAM_FILE_LIMIT) return undefined;
  const name = (file.file_name ?? assumed.name).slice(0, NAME_LIMIT).toWellFormed();
  return { file_id: file.file_id, content_type: (file.mime_type ?? assumed.content_type).slice(0, NAME_LIMIT), name };
}

function isTooLarge(sent: Message): boolean {
  const file: TelegramFile | undefined = 'voice' in sent ? sent.voice : 'audio' in sent ? sent.audio : 'document' in sent ? sent.document : undefined;
  return (file?.file_size ?? 0) > TELEGRAM_FILE_LIMIT;
}
