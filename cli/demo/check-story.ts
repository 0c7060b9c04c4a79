// Somebody is unsure and asks before paying: what belongs to an authority, what is not known, what others reported, an account that was
// “corrected” on the way; where was looked and where not; and from there one tap to a report.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { confirm, hireReviewer, threeReport } from '#cli/demo/listing.ts';
import type { Scene, StoryTelegram } from '#cli/demo/scene.ts';
import { offers, openScreen, says, type Actor, type Screen } from '#cli/demo/screen.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

interface Doubter {
  id: number;
  language: Language;
  name: string;
  /** An authority's, as a caller shows it. */
  official: string;
  /** Nobody has told of it. */
  number: string;
  /** With the site that others reported. */
  message: string;
  /** One account, and another that is to be used in its place. */
  corrected: string;
}

const SITE = 'cj-delivery-check.top';

const DOUBTERS: readonly Doubter[] = [
  {
    id: 920,
    language: 'ko',
    name: '수진',
    official: '1394',
    number: '010-4821-7733',
    message: `택배가 보류됐다는데 이 링크 눌러도 되나요? http://${SITE}/zz`,
    corrected: '판매자가 국민은행 123456-04-789012 로 입금하래서 하려는데 계좌를 잘못 알려 줬다며 신한은행 110-234-567890 으로 보내래요. 보내도 되나요?',
  },
  {
    id: 921,
    language: 'ms',
    name: 'Siti',
    official: '997',
    number: '011-2345 6789',
    message: `Bungkusan kena tahan, boleh ke tekan link ni? http://${SITE}/zz`,
    corrected: 'Saya nak bayar deposit rumah ke Maybank 5142 8890 1234 tapi ejen kata akaun bertukar ke CIMB 7612 3456 78. Boleh bayar ke?',
  },
  {
    id: 922,
    language: 'en',
    name: 'Daniel',
    official: '1394',
    number: '+60 11-2345 6780',
    message: `Is it safe to open this? It says my parcel is held. http://${SITE}/zz`,
    corrected: 'Invoice says pay to Maybank 5142 8890 1234. Now they write: wrong account, use CIMB 7612 3456 78 instead. Should I pay?',
  },
];

export async function tellCheckStory(stage: DemoStage, scene: Scene<StoryTelegram>): Promise<void> {
  stage.chapter('Others have reported a site, and an officer has looked at it');
  const references = await threeReport(stage, scene, SITE);
  await confirm(stage, scene, { officer: await hireReviewer(scene), reference: references[0] ?? '' });
  for (const doubter of DOUBTERS) await tellOne(stage, scene, doubter);
}

interface Asking {
  screen: Screen;
  who: Actor;
  doubter: Doubter;
  /** What the bot says in the person's language. */
  t(key: string, params?: Record<string, string | number>): string;
}

async function tellOne(stage: DemoStage, scene: Scene<StoryTelegram>, doubter: Doubter): Promise<void> {
  const { id, language, name } = doubter;
  stage.chapter(`${name} is unsure (${language})`);
  const who = { name, person: scene.telegram.user(id, { languageCode: language, firstName: name }) };
  const t: Asking['t'] = (key, params = {}) => scene.core.translator.t(language, `check:${key}`, params);
  const asking = { screen: openScreen(stage, scene, id), who, doubter, t };
  await official(stage, asking);
  await unknown(stage, asking);
  await reported(stage, asking);
  await sources(stage, asking);
  await corrected(stage, asking);
  await reports(stage, asking);
}

async function official(stage: DemoStage, { screen, who, doubter, t }: Asking): Promise<void> {
  const answer = await screen.after(() => screen.writes(who, `/check ${doubter.official}`), offers('check:again'));
  stage.check('official, and a caller can fake it', answer.text.includes(t('outcome.official')) && answer.text.includes(t('says.official')));
}

async function unknown(stage: DemoStage, { screen, who, doubter, t }: Asking): Promise<void> {
  await screen.presses(who, 'check:again');
  const answer = await screen.after(() => screen.writes(who, doubter.number), offers('check:again'));
  stage.check('not known, and told in the same breath that this is no sign of safety', answer.text.includes(t('outcome.unknown')));
  stage.check('the number is not shown whole to who stands behind', answer.text.includes('**'));
}

/** Not asked with /check: whoever pastes a message is asked about money first, and may just have it checked. */
async function reported(stage: DemoStage, { screen, who, doubter, t }: Asking): Promise<void> {
  await screen.after(() => screen.writes(who, doubter.message), offers('check:draft'));
  const answer = await screen.after(() => screen.presses(who, 'check:draft'), says(t('outcome.reported')));
  const around = t('says.reported_one_day', { count: 3, first: '|' }).split('|');
  stage.check(
    'reported: by how many, when, and that these are reports',
    around.every((part) => answer.text.includes(part)),
  );
  stage.check('the site is written so that nobody opens it by mistake', answer.text.includes('[.]top') && !answer.text.includes(SITE));
}

/** NOTE nothing can be “confirmed” as long as no agency's block list is connected; the answer says so itself. */
async function sources(stage: DemoStage, { screen, who, t }: Asking): Promise<void> {
  const answer = await screen.after(() => screen.presses(who, 'check:sources'), says(t('page.sources')));
  const blindSpots = ['reports', 'official', 'scripts', 'police_kr', 'semak_mule', 'blocks'].map((source) => t(`sources.${source}.blind_spot`));
  stage.check(
    'each source with what it does not see, also those that are not connected',
    blindSpots.every((each) => answer.text.includes(each)),
  );
}

async function corrected(stage: DemoStage, { screen, who, doubter, t }: Asking): Promise<void> {
  await screen.presses(who, 'check:again');
  let answer = '';
  const messages = await screen.answersTo(async () => {
    answer = (await screen.after(() => screen.writes(who, doubter.corrected), offers('check:report'))).text;
  });
  stage.check('neither account is known, and yet: careful, one was put in the place of another', answer.includes(t('words.changed_account')));
  stage.check('what to do: pay into neither before a call', answer.includes(t('advice.changed_account')));
  stage.check('no digit of either account is shown, and no alarm is raised: nothing has left yet', !/\d{6}/.test(answer) && messages === 1);
}

async function reports(stage: DemoStage, { screen, who }: Asking): Promise<void> {
  await screen.after(() => screen.presses(who, 'check:report'), offers('loss:no'));
  const filed = await screen.after(() => screen.presses(who, 'loss:no'), says('JG-'));
  stage.check(`what was checked is reported without being written again: ${/JG-[\w-]+/.exec(filed.text)?.[0]}`, true);
}
