// Later messages about a loss: whether the call got through, whether the money was stopped, and the warning that whoever lost money is called
// again by others who pretend to get it back. Three at most, each once a report, never at night. Written in the transaction that files.

import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import type { FollowUp, ReportDraft } from '#core/dialogue/dialogue.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';

export const HOUR_MS = 60 * 60 * 1_000;
export const DAY_MS = 24 * HOUR_MS;

/** The bank answers a call at once and a request within days; those who promise to get money back come in the weeks after. */
const AFTER_MS: Record<FollowUp, number> = { call: 2 * HOUR_MS, frozen: 2 * DAY_MS, recovery: 6 * DAY_MS };
/** What is so late helps nobody: the bot was away, or somebody dangerous stays near. */
const TOO_LATE_MS = 7 * DAY_MS;

/** Nobody is asked between nine in the evening and nine in the morning; Seoul and Kuala Lumpur are an hour apart. */
const QUIET_FROM = 21;
const QUIET_UNTIL = 9;
const UTC_OFFSET_HOURS: Record<string, number> = { KR: 9, MY: 8 };

/** The first moment from `wanted` on at which people are awake there. */
export function outsideQuietHours(wanted: Date, country: string | null): Date {
  const offset = (UTC_OFFSET_HOURS[country ?? ''] ?? 8) * HOUR_MS;
  const local = new Date(wanted.getTime() + offset);
  const hour = local.getUTCHours();
  if (hour >= QUIET_UNTIL && hour < QUIET_FROM) return wanted;
  const morning = new Date(local);
  morning.setUTCHours(QUIET_UNTIL, 0, 0, 0);
  if (hour >= QUIET_FROM) morning.setUTCDate(morning.getUTCDate() + 1);
  return new Date(morning.getTime() - offset);
}

export interface FiledLoss {
  reportId: string;
  chatId: ChatId;
  draft: Pick<ReportDraft, 'loss' | 'country'>;
}

/** Of a loss all three are planned, once; of what turns out to be none they are taken back. */
export async function planFollowUps({ db, vault, clock }: CoreContext, { reportId, chatId, draft }: FiledLoss): Promise<void> {
  if (draft.loss === 'no') await db.deleteFrom('follow_ups').where('report_id', '=', reportId).where('sent_at', 'is', null).execute();
  if (draft.loss !== 'within_24h' && draft.loss !== 'earlier') return;
  const now = clock.now().getTime();
  const about: FollowUp[] = draft.loss === 'within_24h' ? ['call', 'frozen', 'recovery'] : ['recovery'];
  const rows = about.map((each) => ({
    report_id: reportId,
    about: each,
    chat_hash: chatHash(vault, chatId),
    due_at: outsideQuietHours(new Date(now + AFTER_MS[each]), draft.country),
    give_up_at: new Date(now + AFTER_MS[each] + TOO_LATE_MS),
  }));
  await db
    .insertInto('follow_ups')
    .values(rows.map((row) => ({ ...row, sent_at: null })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
