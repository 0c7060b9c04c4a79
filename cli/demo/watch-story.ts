// Three people have the same site watched for 30 days. Others report it, an officer looks at it: whoever watches is told, in their language.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { confirm, hireReviewer, threeReport } from '#cli/demo/listing.ts';
import type { Scene } from '#cli/demo/scene.ts';
import { offers, openScreen, says, type Actor, type Screen } from '#cli/demo/screen.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

const SITE = 'kastam-bungkusan-my.top';
const LINK = `http://${SITE}/track`;

interface Watcher {
  id: number;
  language: Language;
  name: string;
  asks: string;
}

const WATCHERS: readonly Watcher[] = [
  { id: 930, language: 'ko', name: '영숙', asks: `말레이시아에 보낸 소포가 묶였다는데 여기 괜찮은가요 ${LINK}` },
  { id: 931, language: 'ms', name: 'Rohani', asks: `Betul ke laman kastam ni? ${LINK}` },
  { id: 932, language: 'en', name: 'Margaret', asks: `Has anybody seen this site before? ${LINK}` },
];
/** Checks it and lets it be. */
const PASSER_BY: Watcher = { id: 933, language: 'en', name: 'Tom', asks: LINK };

interface AtScreen {
  watcher: Watcher;
  screen: Screen;
  who: Actor;
  t(key: string): string;
}

export async function tellWatchStory(stage: DemoStage, scene: Scene): Promise<void> {
  const watching: AtScreen[] = [];
  for (const watcher of WATCHERS) watching.push(await startWatching(stage, scene, watcher));
  const passerBy = await checks(stage, scene, PASSER_BY);

  const heard = ({ watcher }: AtScreen): number => scene.telegram.chat(watcher.id).delivered();
  const before = new Map([...watching, passerBy].map((one) => [one, heard(one)]));
  const hasHeard = (one: AtScreen): boolean => heard(one) !== before.get(one);

  stage.chapter('Others report it');
  const references = await threeReport(stage, scene, SITE);
  for (const one of watching) {
    await one.screen.settled();
    stage.check(`${one.watcher.name} hears nothing: reports alone are no proof`, !hasHeard(one));
  }

  stage.chapter('An officer looks at it');
  await confirm(stage, scene, { officer: await hireReviewer(scene), reference: references[0] ?? '' });
  for (const one of watching) await isTold(stage, scene, one);
  await passerBy.screen.settled();
  stage.check(`${passerBy.watcher.name}, who only checked, is not written to`, !hasHeard(passerBy));
}

async function checks(stage: DemoStage, scene: Scene, watcher: Watcher): Promise<AtScreen> {
  const { id, language, name, asks } = watcher;
  stage.chapter(`${name} checks a site (${language})`);
  const who = { name, person: scene.telegram.user(id, { languageCode: language, firstName: name }) };
  const screen = openScreen(stage, scene, id);
  const t = (key: string): string => scene.core.translator.t(language, `check:${key}`);
  const answer = await screen.after(() => screen.writes(who, `/check ${asks}`), offers('watch:'));
  stage.check('nothing is known of it yet', answer.text.includes(t('says.unknown')));
  return { watcher, screen, who, t };
}

async function startWatching(stage: DemoStage, scene: Scene, watcher: Watcher): Promise<AtScreen> {
  const at = await checks(stage, scene, watcher);
  const { screen, who, t } = at;
  const on = await screen.after(() => screen.presses(who, 'watch:'), says('/watches'));
  stage.check('watched from now on, until a day that is named', /\d/.test(on.text));
  const list = await screen.after(() => screen.writes(who, '/watches'), offers('unwatch:'));
  stage.check('it stands in the list and can be taken off', list.text.includes(t('bot.watch.list').replaceAll(/<\/?b>/g, '')) && list.text.includes('[.]top'));
  return at;
}

async function isTold(stage: DemoStage, scene: Scene, { watcher, screen, t }: AtScreen): Promise<void> {
  const notice = await screen.until(says('🔔'));
  const [headline = '', what = ''] = t('bot.watch.worse.reported')
    .replaceAll(/<\/?b>/g, '')
    .split('\n');
  const wholly = [headline, what.split(': ')[1] ?? '', t('bot.watch.paid')].every((part) => notice.text.includes(part));
  stage.check(`${watcher.name} is told what turned bad, what not to do, and where to turn if money has left`, wholly);
  const notices = scene.telegram.chat(watcher.id).messages().filter(says('🔔'));
  stage.check('once', notices.length === 1);
}
