// One gang works one script in several languages: campaigns that tell one story in different languages are proposed to officers, never merged. All
// that are awake are compared together, because what counts is how far ahead of the others a pair is (`same-story.ts`).

import { dormantBefore } from '#core/campaigns/dormancy.ts';
import { replaceStoryProposals } from '#core/campaigns/merge-proposals.ts';
import { findSameStories } from '#core/clustering/story/same-story.ts';
import { loadStories } from '#core/clustering/story/story-store.ts';
import { knownStories } from '#core/clustering/story/story-traits.ts';
import type { CoreContext } from '#core/context.ts';

/** Harmless to repeat: what no longer holds is taken back, what an officer keeps apart stays so. @returns how many pairs it finds now. */
export async function proposeSameStories({ db, clock, telemetry }: CoreContext): Promise<number> {
  const now = clock.now();
  const found = findSameStories(await loadStories(db, dormantBefore(now)), { usual: knownStories() });
  const changed = await db.transaction().execute((tx) => replaceStoryProposals(tx, found, now));
  if (changed > 0) telemetry.record('stories_proposed', {}, { pairs: found.length, changed });
  return found.length;
}
