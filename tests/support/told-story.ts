// A story of the demo, told in a test: its chapters, and what the bot says in them.

import { expect } from 'vitest';
import type { Story, StoryTelegram } from '#cli/demo/scene.ts';
import { tellOnStage } from '#cli/demo/tell-on-stage.ts';
import { createTestDatabase } from '#tests/support/postgres.ts';

/** What each chapter shows, by its title. */
export type Told = ReadonlyMap<string, string>;

/** @throws with the whole transcript when a step did not hold. */
export async function toldStory<T extends StoryTelegram>(tell: Story<T>, telegram: T): Promise<Told> {
  const database = await createTestDatabase();
  const lines: string[] = [];
  const held = await tellOnStage(tell, { telegram, databaseUrl: database.url, write: (line) => void lines.push(line) });
  await database.drop();
  if (!held) throw new Error(`a step did not hold:\n${lines.join('\n')}`);
  const chapters = lines.join('\n').split('\n── ').slice(1);
  return new Map(chapters.map((chapter) => [chapter.slice(0, chapter.indexOf('\n')), chapter]));
}

/** The bot's words alone. */
export function saidIn(told: Told, title: string): string {
  const chapter = told.get(title) ?? expect.fail(`no chapter “${title}” among ${[...told.keys()].join(', ')}`);
  return chapter
    .split('\n')
    .filter((line) => /^ +Jaga/.test(line))
    .map((line) => line.replace(/^[^│]*│ ?/, ''))
    .join('\n');
}
