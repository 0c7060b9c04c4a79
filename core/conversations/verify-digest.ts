// A digest that says it is ours: it carries the codes of several warnings, and each of its lines must be what that warning says, or once said.

import { codesIn, wordsOf, wordsOfHtml, type VerifiedMessage } from '#core/alerts/verify-text.ts';
import { publishedByCodes, type PublishedAlert } from '#core/alerts/published-alerts.ts';
import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { digestEnd, digestLine, digestTitle, type DigestFrame, type DigestItem } from '#core/delivery/render-digest.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';

/** null: not a digest. */
export async function verifyDigest(
  { db, clock }: CoreContext,
  deps: Pick<ConversationDeps, 'translator' | 'publicUrl'>,
  text: string,
): Promise<VerifiedMessage | null> {
  const alerts = await publishedByCodes(db, codesIn(text), clock.now());
  const [first] = alerts;
  if (first === undefined || alerts.length < 2) return null;
  const versions = await db
    .selectFrom('alert_versions')
    .select(['alert_id', 'version', 'content'])
    .where(
      'alert_id',
      'in',
      alerts.map(({ id }) => id),
    )
    .orderBy('version', 'desc')
    .execute();
  const told = alerts.map((alert) => ({
    alert,
    forms: versions.filter(({ alert_id, version }) => alert_id === alert.id && version <= alert.version).map(({ content }) => ({ ...alert, content })),
  }));
  const verdicts = LANGUAGES.flatMap((language) => verdictIn(text, told, { language, ...deps }) ?? []);
  return { verdict: verdicts[0] ?? 'changed', alert: first };
}

interface Told {
  alert: PublishedAlert;
  /** As each version of it would stand there, newest first. */
  forms: DigestItem[];
}

/** null: it is not what we say in that language. */
function verdictIn(text: string, told: readonly Told[], frame: DigestFrame): 'genuine' | 'outdated' | null {
  let rest = without(wordsOf(text).join(' '), digestTitle(told.length, frame));
  let isOutdated = false;
  for (const { alert, forms } of told) {
    const lines = forms.map((form) => (rest === null ? null : without(rest, digestLine(form, frame))));
    const at = lines.findIndex((left) => left !== null);
    rest = lines[at] ?? null;
    isOutdated ||= at > 0 || alert.state !== 'published';
  }
  if (rest === null || without(rest, digestEnd(frame)) !== '') return null;
  return isOutdated ? 'outdated' : 'genuine';
}

/** What is left when it begins with these words; null: it does not. */
function without(words: string, html: string): string | null {
  const head = wordsOfHtml(html);
  if (words === head) return '';
  return words.startsWith(`${head} `) ? words.slice(head.length + 1) : null;
}
