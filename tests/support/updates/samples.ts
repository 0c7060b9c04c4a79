// People, chats and files that the updates of the collection are made of.

import type { Chat, Document, LivePhoto, MessageEntity, PhotoSize, Sticker, User, Animation, Video } from '@grammyjs/types';

export const AT = 1_795_651_200;

/** Stands for whoever writes; each update of the collection has somebody else. */
export const SENDER: User = { id: 770_000_000, is_bot: false, first_name: '민지', last_name: 'Kim', username: 'minji_k', language_code: 'ko' };
export const OTHER: User = { id: 7_700_002, is_bot: false, first_name: 'Aisyah', language_code: 'ms', is_premium: true };
export const A_BOT: User = { id: 7_700_003, is_bot: true, first_name: 'Other bot', username: 'another_bot' };

export const PRIVATE: Chat.PrivateChat = { id: SENDER.id, type: 'private', first_name: SENDER.first_name };
export const GROUP: Chat.GroupChat = { id: -7_700_010, type: 'group', title: '우리 동네' };
export const SUPERGROUP: Chat.SupergroupChat = { id: -1_007_700_011, type: 'supergroup', title: 'Jiran Blok C', is_forum: true };
export const CHANNEL: Chat.ChannelChat = { id: -1_007_700_012, type: 'channel', title: 'Berita', username: 'berita_palsu' };

const file = (name: string): { file_id: string; file_unique_id: string } => ({ file_id: `AgACAgUAAxkBA-${name}`, file_unique_id: `AQAD-${name}` });

export const PHOTO: PhotoSize[] = [
  { ...file('small'), width: 90, height: 160, file_size: 1_253 },
  { ...file('large'), width: 720, height: 1_280, file_size: 101_253 },
];
export const DOCUMENT: Document = { ...file('document'), file_name: '영수증.pdf', mime_type: 'application/pdf', file_size: 48_211 };
export const ANIMATION: Animation = { ...file('animation'), width: 320, height: 320, duration: 3, file_name: 'cat.mp4', mime_type: 'video/mp4' };
export const VIDEO: Video = { ...file('video'), width: 720, height: 1_280, duration: 12, mime_type: 'video/mp4', file_size: 4_000_000 };
export const LIVE_PHOTO: LivePhoto = { ...file('live'), photo: PHOTO, width: 720, height: 1_280, duration: 2 };
export const AUDIO = { ...file('audio'), duration: 30, performer: '누군가', title: '통화 녹음', mime_type: 'audio/mpeg', file_size: 480_000 };
export const VOICE = { ...file('voice'), duration: 4, mime_type: 'audio/ogg', file_size: 16_000 };
export const VIDEO_NOTE = { ...file('note'), length: 240, duration: 5, file_size: 300_000 };
export const STICKER: Sticker = { ...file('sticker'), type: 'regular', width: 512, height: 512, is_animated: false, is_video: false, emoji: '😱' };

/** One of every kind, over a text that has room for them. */
export const ENTITIES: MessageEntity[] = [
  ...(
    [
      'mention',
      'hashtag',
      'cashtag',
      'bot_command',
      'url',
      'email',
      'phone_number',
      'bold',
      'italic',
      'underline',
      'strikethrough',
      'spoiler',
      'blockquote',
      'expandable_blockquote',
      'code',
    ] as const
  ).map((type, at): MessageEntity => ({ type, offset: at, length: 1 })),
  { type: 'pre', offset: 15, length: 1, language: 'python' },
  { type: 'text_link', offset: 16, length: 2, url: 'http://cj-track.example/a1' },
  { type: 'text_mention', offset: 18, length: 1, user: OTHER },
  { type: 'custom_emoji', offset: 19, length: 2, custom_emoji_id: '5368324170671202286' },
  { type: 'date_time', offset: 21, length: 1, unix_time: AT, date_time_format: 'wDT' },
];
