// A message of every kind that the Bot API knows, and every field that may come along with one. The types see to it that none is left out:
// whoever updates @grammyjs/types is told here what is new.

import type { Message } from '@grammyjs/types';
import {
  A_BOT,
  ANIMATION,
  AT,
  AUDIO,
  CHANNEL,
  DOCUMENT,
  ENTITIES,
  GROUP,
  LIVE_PHOTO,
  OTHER,
  PHOTO,
  PRIVATE,
  SENDER,
  STICKER,
  SUPERGROUP,
  VIDEO,
  VIDEO_NOTE,
  VOICE,
} from './samples.ts';

type Common = keyof Message.MediaMessage;
type Kind = Exclude<keyof Message, Common | 'entities'>;

export const EARLIER: Message = { message_id: 3, date: AT - 60, chat: PRIVATE, from: OTHER, text: '택배 주소가 틀려 보류됐습니다' };
const SEOUL = { latitude: 37.5665, longitude: 126.978 };
const POLL: NonNullable<Message['poll']> = {
  id: '5368324170671202286',
  question: 'Is this a scam?',
  options: [{ persistent_id: 'a', text: 'Ya', voter_count: 0 }],
  total_voter_count: 0,
  is_closed: false,
  is_anonymous: true,
  type: 'regular',
  allows_multiple_answers: false,
  allows_revoting: true,
  members_only: false,
};
const GIFT = { id: '1', sticker: STICKER, star_count: 15 };
const COLOURS = { center_color: 1, edge_color: 2, symbol_color: 3, text_color: 4 };
const CHECKLIST = { title: 'Langkah', tasks: [{ id: 1, text: 'Telefon 997' }] };
const PRICE = { currency: 'XTR', amount: 5 } as const;

/** What a message is: by the field that says so. */
export const MESSAGES: { readonly [K in Kind]: Pick<Message, K> & Partial<Message> } = {
  text: { text: '오늘 저녁에 뭐 먹을까요 http://cj-track.example/a1', entities: ENTITIES },
  rich_message: { rich_message: { blocks: [{ type: 'paragraph', text: ['[국제발신] 고객님 택배가 ', { type: 'bold', text: '보류' }, '됐습니다'] }] } },
  animation: { animation: ANIMATION, document: DOCUMENT },
  audio: { audio: AUDIO, caption: '통화 녹음이에요' },
  document: { document: DOCUMENT, caption: 'Resit pembayaran', caption_entities: ENTITIES },
  live_photo: { live_photo: LIVE_PHOTO },
  paid_media: { paid_media: { star_count: 10, paid_media: [{ type: 'preview', width: 1, height: 1 }] } },
  photo: { photo: PHOTO, caption: '이런 문자가 왔어요', has_media_spoiler: true },
  sticker: { sticker: STICKER },
  story: { story: { chat: CHANNEL, id: 4 } },
  video: { video: VIDEO, caption: 'Tengok ni' },
  video_note: { video_note: VIDEO_NOTE },
  voice: { voice: VOICE },
  contact: { contact: { phone_number: '+60123456789', first_name: 'Pegawai', last_name: 'Palsu', user_id: OTHER.id, vcard: 'BEGIN:VCARD' } },
  dice: { dice: { emoji: '🎲', value: 6 } },
  game: { game: { title: 'Game', description: 'd', photo: PHOTO, text: '', text_entities: [], animation: ANIMATION } },
  poll: { poll: POLL },
  venue: { venue: { location: SEOUL, title: '은행', address: '서울 중구' }, location: SEOUL },
  location: { location: { ...SEOUL, live_period: 900, heading: 90, horizontal_accuracy: 12, proximity_alert_radius: 100 } },
  checklist: { checklist: CHECKLIST },
  checklist_tasks_done: { checklist_tasks_done: { marked_as_done_task_ids: [1] } },
  checklist_tasks_added: { checklist_tasks_added: { tasks: CHECKLIST.tasks } },
  community_chat_added: { community_chat_added: { community: { id: 1, name: 'Blok C' } } },
  community_chat_removed: { community_chat_removed: {} },
  suggested_post_info: { suggested_post_info: { state: 'pending', price: PRICE } },
  suggested_post_approved: { suggested_post_approved: { send_date: AT } },
  suggested_post_approval_failed: { suggested_post_approval_failed: { price: PRICE } },
  suggested_post_declined: { suggested_post_declined: { comment: 'tidak' } },
  suggested_post_paid: { suggested_post_paid: { currency: 'XTR', star_amount: { amount: 5 } } },
  suggested_post_refunded: { suggested_post_refunded: { reason: 'post_deleted' } },
  chat_owner_left: { chat_owner_left: { new_owner: OTHER } },
  chat_owner_changed: { chat_owner_changed: { new_owner: OTHER } },
  new_chat_members: { new_chat_members: [OTHER, A_BOT] },
  community_chat_joined: { community_chat_joined: { community: { id: 1, name: 'Blok C' } } },
  left_chat_member: { left_chat_member: OTHER },
  new_chat_title: { new_chat_title: '새 이름' },
  new_chat_photo: { new_chat_photo: PHOTO },
  delete_chat_photo: { delete_chat_photo: true },
  group_chat_created: { group_chat_created: true },
  supergroup_chat_created: { supergroup_chat_created: true },
  channel_chat_created: { channel_chat_created: true },
  managed_bot_created: { managed_bot_created: { bot: A_BOT } },
  poll_option_added: { poll_option_added: { option_persistent_id: 'b', option_text: 'Tidak' } },
  poll_option_deleted: { poll_option_deleted: { option_persistent_id: 'b', option_text: 'Tidak' } },
  message_auto_delete_timer_changed: { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } },
  migrate_to_chat_id: { migrate_to_chat_id: SUPERGROUP.id },
  migrate_from_chat_id: { migrate_from_chat_id: GROUP.id },
  pinned_message: { pinned_message: EARLIER },
  invoice: { invoice: { title: 'Fee', description: 'Release fee', start_parameter: 'x', currency: 'MYR', total_amount: 15_000 } },
  successful_payment: {
    successful_payment: { currency: 'MYR', total_amount: 1, invoice_payload: 'p', telegram_payment_charge_id: 't', provider_payment_charge_id: 'c' },
  },
  refunded_payment: { refunded_payment: { currency: 'XTR', total_amount: 1, invoice_payload: 'p', telegram_payment_charge_id: 't' } },
  users_shared: { users_shared: { request_id: 1, users: [{ user_id: OTHER.id, first_name: OTHER.first_name }] } },
  chat_shared: { chat_shared: { request_id: 1, chat_id: CHANNEL.id, title: 'Berita' } },
  connected_website: { connected_website: 'jaga.example' },
  write_access_allowed: { write_access_allowed: { from_request: true } },
  passport_data: { passport_data: { data: [{ type: 'passport', data: 'x', hash: 'h' }], credentials: { data: 'd', hash: 'h', secret: 's' } } },
  proximity_alert_triggered: { proximity_alert_triggered: { traveler: OTHER, watcher: SENDER, distance: 50 } },
  boost_added: { boost_added: { boost_count: 1 } },
  chat_background_set: { chat_background_set: { type: { type: 'chat_theme', theme_name: '🎄' } } },
  forum_topic_created: { forum_topic_created: { name: 'Scam', icon_color: 7_322_096 } },
  forum_topic_edited: { forum_topic_edited: { name: 'Scams' } },
  forum_topic_closed: { forum_topic_closed: {} },
  forum_topic_reopened: { forum_topic_reopened: {} },
  general_forum_topic_hidden: { general_forum_topic_hidden: {} },
  general_forum_topic_unhidden: { general_forum_topic_unhidden: {} },
  giveaway_created: { giveaway_created: { prize_star_count: 100 } },
  giveaway: { giveaway: { chats: [CHANNEL], winners_selection_date: AT, winner_count: 3 } },
  giveaway_winners: { giveaway_winners: { chat: CHANNEL, giveaway_message_id: 3, winners_selection_date: AT, winner_count: 1, winners: [OTHER] } },
  giveaway_completed: { giveaway_completed: { winner_count: 1 } },
  gift: { gift: { gift: GIFT, text: '축하해요' } },
  gift_upgrade_sent: { gift_upgrade_sent: { gift: GIFT } },
  unique_gift: {
    unique_gift: {
      gift: {
        gift_id: '1',
        base_name: 'Cap',
        name: 'Cap-1',
        number: 1,
        model: { name: 'm', sticker: STICKER, rarity_per_mille: 5 },
        symbol: { name: 's', sticker: STICKER, rarity_per_mille: 5 },
        backdrop: { name: 'b', colors: COLOURS, rarity_per_mille: 5 },
      },
      origin: 'upgrade',
    },
  },
  paid_message_price_changed: { paid_message_price_changed: { paid_message_star_count: 5 } },
  direct_message_price_changed: { direct_message_price_changed: { are_direct_messages_enabled: true } },
  video_chat_scheduled: { video_chat_scheduled: { start_date: AT } },
  video_chat_started: { video_chat_started: {} },
  video_chat_ended: { video_chat_ended: { duration: 60 } },
  video_chat_participants_invited: { video_chat_participants_invited: { users: [OTHER] } },
  web_app_data: { web_app_data: { data: '{"ok":true}', button_text: 'Open' } },
};

/** What somebody sends or forwards; the rest is about a chat, a payment or a channel, and nobody wrote it. */
export const SAID: readonly Kind[] = [
  ...(['text', 'rich_message', 'photo', 'live_photo', 'video', 'animation', 'voice', 'audio', 'video_note', 'document', 'sticker'] as const),
  ...(['contact', 'location', 'venue', 'poll', 'paid_media', 'story', 'checklist', 'game', 'dice', 'invoice', 'giveaway', 'giveaway_winners'] as const),
];

/** Of a reply its own type says that it cannot be (under exact optional types): it is added where the collection is put together. */
type Beside = Exclude<
  Common,
  'message_id' | 'date' | 'chat' | 'from' | 'forward_origin' | 'reply_to_message' | 'caption' | 'caption_entities' | 'has_media_spoiler'
>;

/** What may come along with a text. */
export const BESIDE_TEXT: { readonly [K in Beside]: Pick<Message, K> & Partial<Message> } = {
  message_thread_id: { message_thread_id: 9 },
  sender_chat: { sender_chat: CHANNEL },
  guest_query_id: { guest_query_id: 'g1' },
  business_connection_id: { business_connection_id: 'b1' },
  is_topic_message: { is_topic_message: true, message_thread_id: 9 },
  direct_messages_topic: { direct_messages_topic: { topic_id: 1, user: OTHER } },
  sender_tag: { sender_tag: 'neighbour' },
  receiver_user: { receiver_user: OTHER },
  ephemeral_message_id: { ephemeral_message_id: 5 },
  sender_boost_count: { sender_boost_count: 2 },
  sender_business_bot: { sender_business_bot: A_BOT },
  is_automatic_forward: { is_automatic_forward: true },
  reply_to_checklist_task_id: { reply_to_checklist_task_id: 1 },
  reply_to_poll_option_id: { reply_to_poll_option_id: 'a' },
  is_paid_post: { is_paid_post: true },
  external_reply: { external_reply: { origin: { type: 'channel', date: AT, chat: CHANNEL, message_id: 5 }, photo: PHOTO } },
  quote: { quote: { text: '보류됐습니다', position: 8, is_manual: true } },
  reply_to_story: { reply_to_story: { chat: CHANNEL, id: 4 } },
  via_bot: { via_bot: A_BOT },
  guest_bot_caller_user: { guest_bot_caller_user: OTHER },
  guest_bot_caller_chat: { guest_bot_caller_chat: SUPERGROUP },
  edit_date: { edit_date: AT + 5 },
  has_protected_content: { has_protected_content: true },
  show_caption_above_media: { show_caption_above_media: true },
  is_from_offline: { is_from_offline: true },
  author_signature: { author_signature: 'Admin' },
  link_preview_options: { link_preview_options: { is_disabled: true } },
  effect_id: { effect_id: '5046509860389126442' },
  paid_star_count: { paid_star_count: 3 },
  reply_markup: { reply_markup: { inline_keyboard: [[{ text: 'Buka', url: 'http://cj-track.example' }]] } },
  media_group_id: { media_group_id: '13579', photo: PHOTO },
};

/** Forwarded from somebody, from somebody who hides, from a group's name, from a channel. */
export const ORIGINS: readonly NonNullable<Message['forward_origin']>[] = [
  { type: 'user', date: AT, sender_user: OTHER },
  { type: 'hidden_user', date: AT, sender_user_name: 'Pegawai Bank' },
  { type: 'chat', date: AT, sender_chat: SUPERGROUP, author_signature: 'Admin' },
  { type: 'channel', date: AT, chat: CHANNEL, message_id: 77 },
];
