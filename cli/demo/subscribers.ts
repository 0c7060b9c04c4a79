// Three people who want to be warned, each in their language.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import type { Scene } from '#cli/demo/scene.ts';
import { WAIT } from '#cli/demo/screen.ts';
import type { Person } from '#tests/support/telegram-stand-in.ts';

export const SUBSCRIBERS = [
  { id: 501, language: 'ko', name: '민지' },
  { id: 502, language: 'ms', name: 'Aisyah' },
  { id: 503, language: 'en', name: 'Daniel' },
] as const;

export async function subscribe(stage: DemoStage, { telegram }: Scene): Promise<Person[]> {
  stage.chapter('Three people subscribe on Telegram, each in their language');
  const people = SUBSCRIBERS.map(({ id, language, name }) => telegram.user(id, { languageCode: language, firstName: name }));
  for (const [index, person] of people.entries()) {
    const { id, language, name } = SUBSCRIBERS[index] ?? SUBSCRIBERS[0];
    const chat = telegram.chat(id);
    const shows = (data: string): ReturnType<typeof chat.waitForMessage> =>
      chat.waitForMessage(({ buttons }) => buttons.flat().some((button) => button.data === data), WAIT);
    person.sends('/start');
    await shows(`lang:${language}`);
    person.presses(`lang:${language}`);
    await shows('sub:open');
    person.sends('/subscribe');
    await shows('sub:all');
    person.presses('sub:all');
    const on = await chat.waitForMessage(({ text }) => text.includes('/unsubscribe'), WAIT);
    stage.check(`${name} (${language}) is subscribed`, true);
    stage.show('Jaga', on.text);
  }
  return people;
}
