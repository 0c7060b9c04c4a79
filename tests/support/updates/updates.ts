// One update for every field of Update. The types see to it that none is left out.

import type { ChatMember, Update } from '@grammyjs/types';
import { A_BOT, AT, CHANNEL, OTHER, PRIVATE, SENDER, SUPERGROUP } from './samples.ts';

const TEXT = { message_id: 11, date: AT, chat: PRIVATE, from: SENDER, text: '안녕하세요' };
const POST = { message_id: 12, date: AT, chat: CHANNEL, text: 'Hari ini sahaja: untung dijamin' };
const LEFT: ChatMember = { status: 'left', user: A_BOT };
const MEMBER: ChatMember = { status: 'member', user: A_BOT };
const CHANGE = { from: SENDER, date: AT, old_chat_member: MEMBER, new_chat_member: LEFT };
const ADDRESS = { country_code: 'MY', state: '', city: 'Kuala Lumpur', street_line1: 'Jalan 1', street_line2: '', post_code: '50000' };
const SOURCE = { source: 'premium', user: OTHER } as const;

export const UPDATES: { readonly [K in Exclude<keyof Update, 'update_id'>]-?: NonNullable<Update[K]> } = {
  message: TEXT,
  edited_message: { ...TEXT, edit_date: AT + 5, text: '안녕하세요!' },
  channel_post: POST,
  edited_channel_post: { ...POST, edit_date: AT + 5 },
  business_connection: { id: 'b1', user: SENDER, user_chat_id: SENDER.id, date: AT, is_enabled: true },
  business_message: { ...TEXT, business_connection_id: 'b1' },
  edited_business_message: { ...TEXT, business_connection_id: 'b1', edit_date: AT + 5 },
  deleted_business_messages: { business_connection_id: 'b1', chat: PRIVATE, message_ids: [11, 12] },
  guest_message: { ...TEXT, chat: SUPERGROUP, guest_query_id: 'g1' },
  stopped_message_generation: { chat: PRIVATE, draft_id: 1 },
  message_reaction: { chat: SUPERGROUP, message_id: 11, user: SENDER, date: AT, old_reaction: [], new_reaction: [{ type: 'emoji', emoji: '👍' }] },
  message_reaction_count: { chat: CHANNEL, message_id: 12, date: AT, reactions: [{ type: { type: 'paid' }, total_count: 4 }] },
  inline_query: { id: 'i1', from: SENDER, query: 'http://cj-track.example', offset: '', chat_type: 'sender' },
  chosen_inline_result: { result_id: 'r1', from: SENDER, query: 'x', inline_message_id: 'm1' },
  callback_query: { id: 'c1', from: SENDER, chat_instance: '1', message: { ...TEXT, from: A_BOT }, data: 'lang:ko' },
  shipping_query: { id: 's1', from: SENDER, invoice_payload: 'p', shipping_address: ADDRESS },
  pre_checkout_query: { id: 'p1', from: SENDER, currency: 'MYR', total_amount: 100, invoice_payload: 'p' },
  purchased_paid_media: { from: SENDER, paid_media_payload: 'p' },
  poll: {
    id: '1',
    question: 'Scam?',
    options: [{ persistent_id: 'a', text: 'Ya', voter_count: 1 }],
    total_voter_count: 1,
    is_closed: true,
    is_anonymous: true,
    type: 'quiz',
    allows_multiple_answers: false,
    allows_revoting: false,
    members_only: false,
    correct_option_ids: [0],
  },
  poll_answer: { poll_id: '1', user: SENDER, option_ids: [0], option_persistent_ids: ['a'] },
  my_chat_member: { ...CHANGE, chat: SUPERGROUP },
  chat_member: { ...CHANGE, chat: SUPERGROUP, new_chat_member: { status: 'kicked', user: OTHER, until_date: 0 } },
  chat_join_request: { chat: SUPERGROUP, from: OTHER, user_chat_id: OTHER.id, date: AT, bio: 'Pegawai bank' },
  chat_boost: { chat: CHANNEL, boost: { boost_id: 'x', add_date: AT, expiration_date: AT + 86_400, source: SOURCE } },
  removed_chat_boost: { chat: CHANNEL, boost_id: 'x', remove_date: AT, source: SOURCE },
  managed_bot: { user: SENDER, bot: A_BOT },
  subscription: { user: SENDER, invoice_payload: 'p', state: 'canceled' },
};
