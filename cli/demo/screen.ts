// A chat as it stands on a screen: what people write and press, and what the bot says since the last look, word by word.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import type { Scene, StoryTelegram, Writer } from '#cli/demo/scene.ts';
import type { ShownMessage } from '#tests/support/telegram-stand-in.ts';

export const WAIT = { timeoutMs: 20_000 };

export interface Screen {
  /** Gives the message's id. */
  writes(who: Actor, words: string, replyTo?: number): number;
  /** Presses the newest button that carries something beginning with `start`. */
  presses(who: Actor, start: string): Promise<void>;
  /** The newest message of the bot that fits; waits until there is one. What was said since the last look is shown. */
  until(fits: (message: ShownMessage) => boolean): Promise<ShownMessage>;
  /** The same among what comes after `work`. */
  after(work: () => unknown, fits: (message: ShownMessage) => boolean): Promise<ShownMessage>;
  /** How many messages the bot says to `work`, once everything is handled. */
  answersTo(work: () => unknown): Promise<number>;
  /** Everything written is handled and everything that can be said is said. */
  settled(): Promise<void>;
}

export interface Actor {
  name: string;
  person: Writer;
}

export function offers(start: string): (message: ShownMessage) => boolean {
  return ({ buttons }) => buttons.flat().some(({ data }) => data?.startsWith(start) === true);
}

export function says(words: string): (message: ShownMessage) => boolean {
  return ({ text }) => text.includes(words);
}

export function openScreen(stage: DemoStage, { telegram, service }: Scene<StoryTelegram>, chatId: number): Screen {
  const chat = telegram.chat(chatId);
  const told = new Map<number, string>();

  function tellNew(): void {
    for (const message of chat.messages().filter(({ from }) => from === 'bot')) {
      const words = [message.text, ...message.buttons.map((row) => row.map(({ text }) => `[${text}]`).join(' '))].join('\n');
      if (told.get(message.messageId) === words) continue;
      told.set(message.messageId, words);
      stage.tell('');
      for (const line of words.split('\n')) stage.tell(`${message.edited ? 'Jaga ✎ ' : 'Jaga   '}│ ${line}`);
    }
  }

  async function settled(): Promise<void> {
    await telegram.drained(WAIT.timeoutMs);
    await service.bot?.drain();
    tellNew();
  }

  function does(who: Actor, what: string): void {
    stage.tell('');
    for (const [at, line] of what.split('\n').entries()) stage.tell(`${(at === 0 ? who.name : '').padEnd(7)}│ ${line}`);
  }

  async function until(fits: (message: ShownMessage) => boolean): Promise<ShownMessage> {
    const message = await chat.waitForMessage(fits, WAIT);
    await settled();
    return chat.messages().findLast((each) => each.from === 'bot' && fits(each)) ?? message;
  }

  return {
    settled,
    until,
    async after(work, fits) {
      const before = new Map(chat.messages().map((message) => [message.messageId, message.text]));
      await work();
      return until((message) => before.get(message.messageId) !== message.text && fits(message));
    },
    async answersTo(work) {
      await settled();
      const before = chat.delivered();
      await work();
      await settled();
      return chat.delivered() - before;
    },
    writes(who, words, replyTo) {
      does(who, words);
      return who.person.sends(words, { in: chatId, ...(replyTo !== undefined && { replyTo }) });
    },
    async presses(who, start) {
      const { buttons } = await until(offers(start));
      const button = buttons.flat().find(({ data }) => data?.startsWith(start) === true);
      does(who, `👆 ${button?.text ?? start}`);
      who.person.presses(button?.data ?? start, { in: chatId });
      await settled();
    },
  };
}
