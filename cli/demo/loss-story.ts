// Somebody has just paid and writes to the bot: the whole conversation as it stands on their screen, in each language.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import type { Person, ShownMessage, TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

interface Scene {
  telegram: TelegramStandIn;
}

interface Victim {
  id: number;
  language: 'ko' | 'ms' | 'en';
  name: string;
  words: string;
  amount: string;
  whisper: string;
}

const VICTIMS: readonly Victim[] = [
  {
    id: 910,
    language: 'ko',
    name: '영숙',
    words: '검찰이라면서 전화가 와서 시키는 대로 방금 돈을 보냈어요 어떡해요',
    amount: '500만원이요',
    whisper: '아직 전화를 안 끊어요',
  },
  {
    id: 911,
    language: 'ms',
    name: 'Rohani',
    words: 'Tlg, ada org dari LHDN call, baru je sy transfer duit',
    amount: 'RM3,000',
    whisper: 'dia masih tunggu dalam telefon',
  },
  {
    id: 912,
    language: 'en',
    name: 'Margaret',
    words: 'A man from my bank called and I have just sent him money',
    amount: 'RM4500',
    whisper: 'he is still on the phone',
  },
];
const WAIT = { timeoutMs: 20_000 };
const REFERENCE = /JG-\w{4}-\w{4}-\w/;

export async function tellLossStory(stage: DemoStage, { telegram }: Scene): Promise<void> {
  for (const victim of VICTIMS) await tellOne(stage, telegram, victim);
}

async function tellOne(stage: DemoStage, telegram: TelegramStandIn, victim: Victim): Promise<void> {
  stage.chapter(`${victim.name} has just paid (${victim.language})`);
  const person = telegram.user(victim.id, { languageCode: victim.language, firstName: victim.name });
  const screen = createScreen(stage, telegram, { victim, person });
  const begin = performance.now();
  screen.writes(victim.words);
  const card = await telegram.chat(victim.id).waitForMessage(({ text }) => /112|997/.test(text), WAIT);
  const took = performance.now() - begin;
  await screen.settled();
  stage.check(`whom to call and what to say is on the screen after ${took.toFixed(0)} ms`, /“.+”/.test(card.text));
  await screen.presses('loss:within_24h');
  const filed = await screen.until(({ text }) => REFERENCE.test(text));
  stage.check(`filed before anything else is asked: ${REFERENCE.exec(filed.text)?.[0]}`, true);
  await screen.presses('safe:with_me');
  screen.writes(victim.whisper);
  await screen.until(({ text }) => text.split('\n').length === 1);
  await screen.presses('safe:alone');
  await answerAll(screen, victim);
  screen.writes('/status');
  const own = await screen.until(offers('mine:erase'));
  stage.check('the report is there, to be added to, corrected or erased', own.text.includes(REFERENCE.exec(filed.text)?.[0] ?? '-'));
}

/** Whatever is asked is answered by the first choice, money in words, and two consents are given. */
async function answerAll(screen: Screen, { amount }: Victim): Promise<void> {
  for (let asked = 0; asked < 6; asked += 1) {
    const question = await screen.until(offers('ask:'));
    const data = question.buttons.flat().flatMap((button) => button.data ?? []);
    if (data.some((each) => each.startsWith('agree:'))) {
      await screen.presses('agree:share_');
      await screen.presses('ask:consent:done');
      return;
    }
    const choice = data.find((each) => /^ask:\w+:(?!back|skip|enough)/.test(each));
    if (choice === undefined) screen.writes(amount);
    else await screen.presses(choice);
    await screen.settled();
  }
}

function offers(start: string): (message: ShownMessage) => boolean {
  return ({ buttons }) => buttons.flat().some(({ data }) => data?.startsWith(start) === true);
}

interface Screen {
  writes(words: string): void;
  presses(start: string): Promise<void>;
  /** The newest message of the bot that fits; what was said since the last look is shown. */
  until(fits: (message: ShownMessage) => boolean): Promise<ShownMessage>;
  settled(): Promise<void>;
}

function createScreen(stage: DemoStage, telegram: TelegramStandIn, { victim, person }: { victim: Victim; person: Person }): Screen {
  const chat = telegram.chat(victim.id);
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
    for (let seen = -1; seen !== chat.delivered(); await new Promise((resolve) => setTimeout(resolve, 400))) seen = chat.delivered();
    tellNew();
  }

  return {
    settled,
    writes(words) {
      stage.tell('');
      stage.tell(`${victim.name.padEnd(7)}│ ${words}`);
      person.sends(words);
    },
    async presses(start) {
      await chat.waitForMessage(offers(start), WAIT);
      await settled();
      const button = chat
        .messages()
        .toReversed()
        .flatMap(({ buttons }) => buttons.flat())
        .find(({ data }) => data?.startsWith(start) === true);
      stage.tell('');
      stage.tell(`${victim.name.padEnd(7)}│ 👆 ${button?.text ?? start}`);
      person.presses(button?.data ?? start);
      await settled();
    },
    async until(fits) {
      const message = await chat.waitForMessage(fits, WAIT);
      await settled();
      return chat.messages().findLast((each) => each.from === 'bot' && fits(each)) ?? message;
    },
  };
}
