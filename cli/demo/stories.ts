// The stories that can be told, for the demo and for the tests that hold what is said in them.

import { tellCheckStory } from '#cli/demo/check-story.ts';
import { tellGroupStory } from '#cli/demo/group-story.ts';
import { tellLossStory } from '#cli/demo/loss-story.ts';
import type { Story } from '#cli/demo/scene.ts';
import { tellStory } from '#cli/demo/story.ts';
import { tellWarningStory } from '#cli/demo/warning-story.ts';
import { tellWatchStory } from '#cli/demo/watch-story.ts';

export const STORIES = {
  all: { about: 'from the first report to the warning that subscribers read (the default)', tell: tellStory },
  loss: { about: 'somebody has just paid: whom to call, filed at once, asked little', tell: tellLossStory },
  check: { about: 'somebody is unsure: what is known, what is not, where nobody looked; reported from there', tell: tellCheckStory },
  group: { about: 'a group: /check as an answer, one short warning, quiet when an admin wants it', tell: tellGroupStory },
  warning: {
    about: 'one warning from its proposal to the all-clear: checked, rehearsed, approved, everywhere within a second, answered, corrected',
    tell: tellWarningStory,
  },
  watch: { about: 'three people watch a site for 30 days; it is reported; those who watch are told', tell: tellWatchStory },
} as const satisfies Record<string, { about: string; tell: Story }>;

export type StoryName = keyof typeof STORIES;
