// Somebody has just paid and writes to the bot: the whole conversation as it stands on their screen, in each language.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import type { Scene, StoryTelegram } from '#cli/demo/scene.ts';
import { offers, openScreen, WAIT, type Actor, type Screen } from '#cli/demo/screen.ts';

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
const REFERENCE = /JG-\w{4}-\w{4}-\w/;

export async function tellLossStory(stage: DemoStage, scene: Scene<StoryTelegram>): Promise<void> {
  for (const victim of VICTIMS) await tellOne(stage, scene, victim);
}

async function tellOne(stage: DemoStage, scene: Scene<StoryTelegram>, victim: Victim): Promise<void> {
  stage.chapter(`${victim.name} has just paid (${victim.language})`);
  const { telegram } = scene;
  const who = { name: victim.name, person: telegram.user(victim.id, { languageCode: victim.language, firstName: victim.name }) };
  const screen = openScreen(stage, scene, victim.id);
  const begin = performance.now();
  screen.writes(who, victim.words);
  const card = await telegram.chat(victim.id).waitForMessage(({ text }) => /112|997/.test(text), WAIT);
  const took = performance.now() - begin;
  await screen.settled();
  stage.check(`whom to call and what to say is on the screen after ${took.toFixed(0)} ms`, /“.+”/.test(card.text));
  await screen.presses(who, 'loss:within_24h');
  const filed = await screen.until(({ text }) => REFERENCE.test(text));
  stage.check(`filed before anything else is asked: ${REFERENCE.exec(filed.text)?.[0]}`, true);
  await screen.presses(who, 'safe:with_me');
  screen.writes(who, victim.whisper);
  await screen.until(({ text }) => text.split('\n').length === 1);
  await screen.presses(who, 'safe:alone');
  await answerAll(screen, who, victim);
  screen.writes(who, '/status');
  const own = await screen.until(offers('mine:erase'));
  stage.check('the report is there, to be added to, corrected or erased', own.text.includes(REFERENCE.exec(filed.text)?.[0] ?? '-'));
}

/** Whatever is asked is answered by the first choice, money in words, and two consents are given. */
async function answerAll(screen: Screen, who: Actor, { amount }: Victim): Promise<void> {
  for (let asked = 0; asked < 6; asked += 1) {
    const question = await screen.until(offers('ask:'));
    const data = question.buttons.flat().flatMap((button) => button.data ?? []);
    if (data.some((each) => each.startsWith('agree:'))) {
      await screen.presses(who, 'agree:share_');
      await screen.presses(who, 'ask:consent:done');
      return;
    }
    const choice = data.find((each) => /^ask:\w+:(?!back|skip|enough)/.test(each));
    if (choice === undefined) screen.writes(who, amount);
    else await screen.presses(who, choice);
    await screen.settled();
  }
}
