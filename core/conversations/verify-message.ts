// A message that says it is ours, compared with what was told.

import { showAlertCode } from '#core/alerts/alert-code.ts';
import type { PublishedAlert } from '#core/alerts/published-alerts.ts';
import { verifyText, type MessageVerdict, type VerifiedMessage } from '#core/alerts/verify-text.ts';
import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { verifyDigest } from '#core/conversations/verify-digest.ts';
import { renderAlert, type AlertForm } from '#core/delivery/render-alert.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';

/** All of it, in fewer words, as a public channel has it. */
const READINGS = [{}, { easyRead: true }, { isChannel: true }] as const;

type Deps = Pick<ConversationDeps, 'translator' | 'publicUrl'>;

export async function verifyMessage(
  context: CoreContext,
  deps: Deps,
  text: string,
): Promise<{ verdict: MessageVerdict; code: string | null; date: string | null }> {
  const { verdict, alert } = (await verifyDigest(context, deps, text)) ?? (await verifyAlert(context, deps, text));
  return { verdict, code: alert === null ? null : showAlertCode(alert.code), date: alert === null ? null : alert.published_at.toISOString().slice(0, 10) };
}

async function verifyAlert(context: CoreContext, deps: Deps, text: string): Promise<VerifiedMessage> {
  return verifyText(context, text, async (found) => {
    const versions = await context.db
      .selectFrom('alert_versions')
      .select(['version', 'content'])
      .where('alert_id', '=', found.id)
      .where('version', '<=', found.version)
      .execute();
    const told = (earlier: boolean): string[] =>
      versions.filter(({ version }) => version < found.version === earlier).flatMap(({ content }) => formsOf({ ...found, content }, deps));
    return { current: told(false), earlier: told(true) };
  });
}

/** Each language and way of reading in which it may have been shown. Nobody was told the end of what has not ended. */
function formsOf(alert: PublishedAlert, { translator, publicUrl }: Deps): string[] {
  const shown = { ...alert, state: alert.state === 'withdrawn' ? ('withdrawn' as const) : ('published' as const), published_version: alert.version };
  const ends: AlertForm[] = alert.state === 'withdrawn' ? [alert.all_clear ? 'all_clear' : 'withdrawn'] : [];
  const forms: AlertForm[] = ['first', 'corrected', ...ends];
  return LANGUAGES.flatMap((language) =>
    forms.flatMap((form) => READINGS.map((reading) => renderAlert({ alert: shown, language, form, ...reading, translator, publicUrl }))),
  );
}
