// A group of neighbours with the bot in it: it is silent about talk, answers /check, warns once of what is reported, and is quiet when an admin
// wants it. In each language.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { confirm, hireReviewer, threeReport } from '#cli/demo/listing.ts';
import type { Scene } from '#cli/demo/scene.ts';
import { offers, openScreen, says, type Actor, type Screen } from '#cli/demo/screen.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

const SITES = ['cj-delivery-check.top', 'pos-laju-semak.top'] as const;
/** Lines that a group can bear from a bot. */
const MOST_LINES = 5;

interface Neighbours {
  group: number;
  title: string;
  language: Language;
  /** Name and id; the last is an admin. */
  members: readonly [Member, Member, Member];
  talk: readonly [string, string];
  /** Forwarded by the first, and asked about by the second. */
  doubtful: string;
  posts: string;
  postsAgain: string;
  postsOther: string;
}

interface Member {
  id: number;
  name: string;
}

const GROUPS: readonly Neighbours[] = [
  {
    group: -1_000_940,
    title: '301동 주민방',
    language: 'ko',
    members: [
      { id: 940, name: '영숙' },
      { id: 941, name: '지훈' },
      { id: 942, name: '반장' },
    ],
    talk: ['오늘 분리수거 몇 시까지예요?', '9시까지요. 관리실 번호는 02-345-6789예요'],
    doubtful: '서울중앙지검 수사관입니다. 본인 명의 계좌가 범죄에 연루되어 안전계좌로 옮기셔야 합니다',
    posts: `이거 저만 받았나요? 택배 주소 확인하래요 http://${SITES[0]}/promo`,
    postsAgain: `저도 왔어요 http://${SITES[0]}/promo2`,
    postsOther: `이번엔 다른 링크네요 http://${SITES[1]}/k`,
  },
  {
    group: -1_000_950,
    title: 'Jiran Blok C',
    language: 'ms',
    members: [
      { id: 950, name: 'Rohani' },
      { id: 951, name: 'Amir' },
      { id: 952, name: 'Pak Din' },
    ],
    talk: ['Esok gotong-royong pukul 8 kan?', 'Ya. Kalau hujan call saya 012-345 6789'],
    doubtful:
      'Ini pegawai Bukit Aman. Nama anda terlibat kes pengubahan wang haram, sila pindahkan semua wang ke akaun selamat hari ini juga dan jangan beritahu sesiapa',
    posts: `Ada sesiapa dapat mesej ni? Suruh sahkan alamat bungkusan http://${SITES[0]}/promo`,
    postsAgain: `Saya pun dapat mesej yang sama http://${SITES[0]}/promo2`,
    postsOther: `Kali ini pautan lain pula, tengoklah http://${SITES[1]}/k`,
  },
  {
    group: -1_000_960,
    title: 'Tower 3 neighbours',
    language: 'en',
    members: [
      { id: 960, name: 'Margaret' },
      { id: 961, name: 'Daniel' },
      { id: 962, name: 'Priya' },
    ],
    talk: ['Does anybody have a ladder for the weekend?', 'I do, call me on 012-345 6780'],
    doubtful: 'This is the police. Your account was used in a crime. Transfer all your savings to a safe account today and do not tell anybody',
    posts: `Did you all get this message about a parcel? http://${SITES[0]}/promo`,
    postsAgain: `Yes, the same message came to me http://${SITES[0]}/promo2`,
    postsOther: `And now there is another link http://${SITES[1]}/k`,
  },
];

export async function tellGroupStory(stage: DemoStage, scene: Scene): Promise<void> {
  stage.chapter('Others have reported two sites, and an officer has looked at both');
  const officer = await hireReviewer(scene);
  for (const site of SITES) {
    const references = await threeReport(stage, scene, site);
    await confirm(stage, scene, { officer, reference: references[0] ?? '' });
  }
  for (const neighbours of GROUPS) await tellOne(stage, scene, neighbours);
}

interface InGroup {
  screen: Screen;
  people: [Actor, Actor, Actor];
  neighbours: Neighbours;
  t(key: string): string;
}

async function tellOne(stage: DemoStage, scene: Scene, neighbours: Neighbours): Promise<void> {
  const { group, title, language, members } = neighbours;
  stage.chapter(`${title} (${language})`);
  scene.telegram.group(group, { title });
  scene.telegram.appoint(group, members[2].id, 'administrator');
  const joins = ({ id, name }: Member): Actor => ({ name, person: scene.telegram.user(id, { languageCode: language, firstName: name }) });
  const t = (key: string): string => scene.core.translator.t(language, `check:${key}`).replaceAll(/<\/?b>/g, '');
  const within: InGroup = { screen: openScreen(stage, scene, group), people: [joins(members[0]), joins(members[1]), joins(members[2])], neighbours, t };
  await talks(stage, within);
  await asks(stage, within);
  await isWarned(stage, within);
  await isQuiet(stage, within);
}

async function talks(stage: DemoStage, { screen, people: [first, second], neighbours: { talk } }: InGroup): Promise<void> {
  const answers = await screen.answersTo(() => {
    screen.writes(first, talk[0]);
    screen.writes(second, talk[1]);
  });
  stage.check('what neighbours say to each other gets no answer, numbers or not', answers === 0);
}

async function asks(stage: DemoStage, { screen, people: [first, second], neighbours: { doubtful }, t }: InGroup): Promise<void> {
  let about = 0;
  const unasked = await screen.answersTo(() => (about = screen.writes(first, doubtful)));
  stage.check('a doubtful message gets no answer either, until somebody asks', unasked === 0);
  const answer = await screen.after(() => screen.writes(second, '/check', about), offers('group:remove'));
  stage.check('/check answers under the message it is about', repliesTo(answer.message) === about);
  stage.check('with what its words say, in a few lines', answer.text.includes(t('outcome.scam')) && isShort(answer.text));
}

async function isWarned(stage: DemoStage, { screen, people: [first, second], neighbours: { posts, postsAgain }, t }: InGroup): Promise<void> {
  let posted = 0;
  const warning = await screen.after(() => (posted = screen.writes(first, posts)), says(t('bot.group.warning').split('\n')[0] ?? ''));
  stage.check('something reported is posted: one short warning under it, unasked', repliesTo(warning.message) === posted && isShort(warning.text));
  const again = await screen.answersTo(() => screen.writes(second, postsAgain));
  stage.check('the same again: no second warning', again === 0);
}

async function isQuiet(stage: DemoStage, { screen, people: [first, , admin], neighbours: { postsOther }, t }: InGroup): Promise<void> {
  await screen.after(() => screen.writes(first, '/quiet'), says(t('bot.group.admins_only')));
  stage.check('a member cannot make it quiet', true);
  await screen.after(() => screen.writes(admin, '/quiet'), says(t('bot.group.quiet_on')));
  const unasked = await screen.answersTo(() => screen.writes(first, postsOther));
  stage.check('an admin can: what is reported passes without a word', unasked === 0);
  await screen.after(() => screen.writes(first, `/check http://${SITES[1]}/k`), says(t('outcome.reported')));
  stage.check('and /check still answers', true);
}

function repliesTo(message: Record<string, unknown>): number | undefined {
  const replied = message['reply_to_message'];
  return typeof replied === 'object' && replied !== null && 'message_id' in replied ? Number(replied.message_id) : undefined;
}

function isShort(text: string): boolean {
  return text.split('\n').length <= MOST_LINES;
}
