// `@bot <text>` in any chat: one short result, for this person alone and for a moment.

import { CHECKER } from '#core/checking/check-text.ts';
import { outcomeOf, OUTCOME_MARKS, type Check } from '#core/checking/check.ts';
import { checkAdvice } from '#core/checking/check-advice.ts';
import type { CoreContext } from '#core/context.ts';
import { mayCheck } from '#core/conversations/admit-turn.ts';
import { privateLanguage } from '#core/conversations/private-chat.ts';
import { renderReply } from '#core/dialogue/render-reply.ts';
import { checkReply } from '#core/dialogue/steps/on-check.ts';
import { minutesUntil } from '#core/limits/allowance.ts';
import { rememberLookups } from '#core/watching/lookups.ts';
import type { Translator } from '#platform/i18n.ts';
import type { TelegramClient, TelegramPayload } from '#platform/telegram.ts';
import type { InlineQuery } from '#bot/read-update.ts';

export interface InlineDeps {
  telegram: Pick<TelegramClient, 'call'>;
  translator: Translator;
}

/** Seconds: what is known may change. */
const CACHE_SECONDS = 5;

type Answer = TelegramPayload<'answerInlineQuery'>;

/** Telegram asks anew with every letter, and an answer that is late is no answer: nobody waits for it. */
export async function answerInline(context: CoreContext, deps: InlineDeps, query: InlineQuery): Promise<void> {
  const isEmpty = query.text.trim() === '';
  const admission: Admission = isEmpty ? { kind: 'open' } : await mayCheck(context, query.userId, 'inline');
  const results = isEmpty || admission.kind !== 'open' ? [] : await resultsFor(context, deps, query);
  const hint = { text: hintFor(context, deps, { query, admission, found: results.length > 0 }), start_parameter: 'check' };
  void deps.telegram.call('answerInlineQuery', { inline_query_id: query.queryId, results, cache_time: CACHE_SECONDS, is_personal: true, button: hint });
  context.telemetry.record('inline_answered', { outcome: results.length === 0 ? 'hint' : 'result' });
}

type Admission = Awaited<ReturnType<typeof mayCheck>>;

/** At most 64 characters: https://core.telegram.org/bots/api#inlinequeryresultsbutton */
function hintFor(
  { clock }: CoreContext,
  { translator }: InlineDeps,
  { query, admission, found }: { query: InlineQuery; admission: Admission; found: boolean },
): string {
  if (admission.kind === 'closed') return translator.t(query.language, 'limits:inline', { minutes: minutesUntil(admission.until, clock.now()) });
  return translator.t(query.language, `check:bot.inline.${found ? 'open' : 'hint'}`);
}

async function resultsFor(context: CoreContext, { translator }: InlineDeps, query: InlineQuery): Promise<Answer['results']> {
  const { queryId, text, language } = query;
  const check = await CHECKER.check(context, text);
  if (!check.readable) return [];
  await remember(context, query, check);
  const outcome = outcomeOf(check);
  const title = `${OUTCOME_MARKS[outcome]} ${translator.t(language, `check:outcome.${outcome}`)}`;
  const message = renderReply(checkReply(check, language, { translator }), language, translator).text;
  return [
    {
      type: 'article',
      id: queryId.slice(0, 64),
      title,
      description: checkAdvice(check, language, translator)[0] ?? '',
      input_message_content: { message_text: message, parse_mode: 'HTML', link_preview_options: { is_disabled: true } },
    },
  ];
}

/** Who can be written to is told if what was shown was wrong. */
async function remember(context: CoreContext, { userId, language }: InlineQuery, check: Check): Promise<void> {
  const spoken = await privateLanguage(context, userId, language);
  if (spoken !== null) await rememberLookups(context, { chatId: userId, language: spoken }, check);
}
