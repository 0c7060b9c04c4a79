// One warning from its proposal to the all-clear, with the time that each step takes, as three subscribers, a bank and the public get it.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { readAlert, type DemoAlert } from '#cli/demo/demo-alert.ts';
import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { hireOfficer, type DemoOfficer } from '#cli/demo/officer.ts';
import { GANG_REPORTS, postSigned } from '#cli/demo/reports.ts';
import type { Scene } from '#cli/demo/scene.ts';
import { offers, openScreen, WAIT } from '#cli/demo/screen.ts';
import { subscribe, SUBSCRIBERS } from '#cli/demo/subscribers.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { addEndpoint } from '#core/webhooks/endpoints.ts';

/** Kim's own chat. */
const KIM = 504;
const SOON_MS = 3_000;

export async function tellWarningStory(stage: DemoStage, scene: Scene): Promise<void> {
  await subscribe(stage, scene);
  const bank = await startBank(scene);
  try {
    const officers = await hire(scene);
    const alert = await proposal(stage, scene, officers);
    await slip(stage, officers, alert);
    await rehearsal(stage, scene, { officers, content: alert.content });
    const told = await publication(stage, scene, { officers, alert, bank });
    await answers(stage, scene, told);
    await forwarded(stage, scene, told);
    await correction(stage, scene, told);
    await atAnHour(stage, scene, told);
    await allClear(stage, scene, told);
    const { faults, entries } = await verifyAudit(scene.core.context);
    stage.chapter('Who did what');
    stage.check(`the chain of ${entries} entries is whole`, faults.length === 0);
  } finally {
    await bank.close();
  }
}

interface Told {
  officers: DemoOfficer[];
  alert: DemoAlert;
  bank: Bank;
}

/** What a bank's server got and found signed by the secret that it was given. */
interface Bank {
  got: { at: number; type: string }[];
  close(): Promise<void>;
}

async function startBank({ core }: Scene): Promise<Bank> {
  const got: Bank['got'] = [];
  let secret = '';
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const at = performance.now();
      const raw = Buffer.concat(chunks).toString('utf8');
      new Webhook(secret).verify(raw, request.headers as Record<string, string>);
      got.push({ at, type: (JSON.parse(raw) as { type: string }).type });
      response.writeHead(204).end();
    })().catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const filter = { partner: 'demo-bank', types: [], countries: [], leastGrade: 'notice' as const };
  ({ secret } = await addEndpoint(core.context, { url: `http://127.0.0.1:${port}/jaga`, ...filter }, { loopback: true }));
  return { got, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function hire({ core, service }: Scene): Promise<DemoOfficer[]> {
  const address = service.address ?? '';
  return [
    await hireOfficer(core, address, { name: 'Kim', role: 'officer', language: 'ko' }),
    await hireOfficer(core, address, { name: 'Farid', role: 'supervisor', language: 'ms' }),
    await hireOfficer(core, address, { name: 'Lee', role: 'officer', language: 'en' }),
  ];
}

async function proposal(stage: DemoStage, { core, service }: Scene, [kim]: DemoOfficer[]): Promise<DemoAlert> {
  stage.chapter('Three reports of one gang, and a proposal');
  const secret = core.secrets.webhookSecrets[0]?.secret ?? '';
  const begin = performance.now();
  for (const body of GANG_REPORTS) await postSigned(service.address ?? '', secret, body);
  await service.pipeline?.drain();
  const proposed = await kim?.get('/alerts?state=proposed');
  const [item] = (proposed?.body['items'] ?? []) as { id: string; evidence: Record<string, unknown> }[];
  stage.check(
    `proposed ${sinceWords(begin)} after the first report, on ${String(item?.evidence['independent_reporters'])} independent reporters`,
    item !== undefined,
  );
  const alert = await readAlert(kim, item?.id ?? '');
  for (const language of ['ko', 'ms', 'en'] as const) stage.show(language, textOf(alert.content, language));
  return alert;
}

async function slip(stage: DemoStage, [kim]: DemoOfficer[], { id, content }: DemoAlert): Promise<void> {
  stage.chapter('A slip cannot go out');
  const { ms } = content.texts;
  const texts = { ...content.texts, ms: { ...ms, what_to_do: `${ms.what_to_do} Hubungi 012-345 6789 dalam 24 jam.` } };
  const answer = await kim?.post('/alerts/check', { content: { ...content, texts }, alert: id });
  const faults = (answer?.body['faults'] ?? []) as { code: string; language?: string; value?: string }[];
  for (const { code, language, value } of faults) stage.show(language ?? '', `${code}${value === undefined ? '' : `: ${value}`}`);
  const codes = faults.map(({ code }) => code);
  stage.check(
    'a number that is no hotline, and a time that two languages do not have, are named',
    codes.includes('unknown_phone') && codes.includes('number_missing'),
  );
}

async function rehearsal(stage: DemoStage, scene: Scene, { officers, content }: { officers: DemoOfficer[]; content: AlertContent }): Promise<void> {
  stage.chapter('It is rehearsed first');
  const person = scene.telegram.user(KIM, { languageCode: 'ko', firstName: 'Kim' });
  const screen = openScreen(stage, scene, KIM);
  const who = { name: 'Kim', person };
  await screen.after(() => screen.writes(who, '/start'), offers('lang:ko'));
  await screen.presses(who, 'lang:ko');
  await screen.after(() => screen.writes(who, '/subscribe'), offers('sub:all'));
  await screen.presses(who, 'sub:all');
  await screen.after(
    () => screen.writes(who, '/exercise'),
    ({ text }) => text.includes('/exercise'),
  );
  const before = heardBy(scene);
  const [kim, farid, lee] = officers;
  const drafted = await kim?.post('/alerts', { content: { ...content, exercise: true } });
  const begin = await approve([farid, lee], await readAlert(kim, String(drafted?.body['id'])));
  await screen.until(({ text }) => text.startsWith('🔔'));
  stage.check(`Kim reads it ${sinceWords(begin)} after the second approval, marked as an exercise`, true);
  stage.check('and nobody else hears of it', heardBy(scene) === before);
}

async function publication(stage: DemoStage, scene: Scene, told: Told): Promise<Told> {
  const { officers, alert, bank } = told;
  stage.chapter('Two officers approve: everywhere within a second');
  const [kim, farid] = officers;
  const begin = await approve([kim, farid], alert);
  const address = scene.service.address ?? '';
  const shows = async (path: string, what: string): Promise<number> => until(async () => (await (await fetch(`${address}${path}`)).text()).includes(what));
  const { headline } = alert.content.texts.en;
  const places: [string, Promise<number>][] = [
    ...SUBSCRIBERS.map(({ id, language, name }): [string, Promise<number>] => [
      `${name} (${language}) on Telegram`,
      reads(scene, id, alert.content.texts[language].headline),
    ]),
    ['a bank, as a signed webhook', until(() => bank.got.some(({ type }) => type === 'alert.published'))],
    ['the page', shows(`/alerts/${alert.id}?lang=en`, headline)],
    ['RSS', shows('/feeds/alerts.rss?lang=en', alert.id)],
    ['CAP', shows(`/v1/alerts/${alert.id}.cap`, headline)],
  ];
  for (const [place, at] of places) {
    const milliseconds = (await at) - begin;
    stage.check(`${place}: ${milliseconds.toFixed(0)} ms after the second approval`, milliseconds < SLOWEST_MS);
  }
  for (const { id, name } of SUBSCRIBERS) stage.show(name, scene.telegram.chat(id).messages().at(-1)?.text ?? '');
  return { ...told, alert: await readAlert(kim, alert.id) };
}

/** A machine that does a hundred things besides is no fault of the service. */
const SLOWEST_MS = 10_000;

async function answers(stage: DemoStage, scene: Scene, { officers, alert }: Told): Promise<void> {
  stage.chapter('Aisyah was about to pay');
  const { id, name } = SUBSCRIBERS[1];
  const screen = openScreen(stage, scene, id);
  const who = { name, person: scene.telegram.user(id, { languageCode: 'ms', firstName: name }) };
  await press(scene, { who: who.person, chat: id, ending: ':nearly_paid' });
  await screen.until(offers('prevented:'));
  await screen.presses(who, 'prevented:');
  const response = await officers[0]?.get(`/alerts/${alert.id}/response`);
  stage.show('officers', JSON.stringify({ feedback: response?.body['feedback'], prevented: response?.body['prevented'] }));
  stage.check(
    'officers read how many, and the least that it comes to',
    (response?.body['feedback'] as { nearly_paid?: number } | undefined)?.nearly_paid === 1,
  );
}

async function forwarded(stage: DemoStage, scene: Scene, { alert }: Told): Promise<void> {
  stage.chapter('Daniel forwards it, and a forgery of it');
  const { id, name } = SUBSCRIBERS[2];
  const screen = openScreen(stage, scene, id);
  const who = { name, person: scene.telegram.user(id, { languageCode: 'en', firstName: name }) };
  const words =
    scene.telegram
      .chat(id)
      .messages()
      .findLast(({ text }) => text.includes(alert.content.texts.en.headline))?.text ?? '';
  const say = (key: string): string =>
    scene.core.translator
      .t('en', `dialogue:verify.${key}`, { code: '', date: '' })
      .replaceAll(/<\/?b>/g, '')
      .slice(0, 30);
  await screen.after(
    () => screen.writes(who, words),
    ({ text }) => text.startsWith(say('genuine')),
  );
  stage.check('the real one is known, word by word', true);
  await screen.after(
    () => screen.writes(who, words.replace(/\d{3}/, '019')),
    ({ text }) => text.startsWith(say('changed')),
  );
  stage.check('a changed number is seen', true);
}

async function correction(stage: DemoStage, scene: Scene, told: Told): Promise<void> {
  stage.chapter('A correction takes the place of what was said');
  const [kim, farid, lee] = told.officers;
  const { alert } = told;
  const before = await readAlert(kim, alert.id);
  const sooner = { ko: ' (정정)', ms: ' (dibetulkan)', en: ' (corrected)' } as const;
  const texts = Object.fromEntries(
    SUBSCRIBERS.map(({ language }) => [language, { ...before.content.texts[language], headline: before.content.texts[language].headline + sooner[language] }]),
  );
  await kim?.post(`/alerts/${alert.id}/correct`, { seen_version: before.version, content: { ...before.content, texts } });
  const counts = SUBSCRIBERS.map(({ id }) => scene.telegram.chat(id).messages().length);
  const begin = await approve([farid, lee], await readAlert(kim, alert.id));
  for (const { id, language, name } of SUBSCRIBERS) {
    const at = await reads(scene, id, sooner[language].trim());
    stage.check(`${name} (${language}) reads the correction ${(at - begin).toFixed(0)} ms after its second approval`, true);
    stage.show(
      name,
      scene.telegram
        .chat(id)
        .messages()
        .find(({ text }) => text.includes(sooner[language]))?.text ?? '',
    );
  }
  stage.check(
    'in place: nobody got another message',
    SUBSCRIBERS.every(({ id }, at) => scene.telegram.chat(id).messages().length === counts[at]),
  );
}

async function atAnHour(stage: DemoStage, scene: Scene, { officers }: Told): Promise<void> {
  stage.chapter('Another one at a set hour');
  const [kim, farid, lee] = officers;
  const start = await kim?.get('/alerts/start?type=PHISH');
  const sendAt = Date.now() + SOON_MS;
  const content = { ...(start?.body['content'] as AlertContent), send_at: new Date(sendAt).toISOString() };
  const drafted = await kim?.post('/alerts', { content });
  const alert = await readAlert(kim, String(drafted?.body['id']));
  await approve([farid, lee], alert);
  const now = await kim?.get(`/alerts/${alert.id}`);
  stage.check('approved by two, it waits for its hour', now?.body['state'] === 'scheduled');
  await reads(scene, SUBSCRIBERS[0].id, content.texts.ko.headline);
  stage.check(`${SUBSCRIBERS[0].name} reads it ${(Date.now() - sendAt).toFixed(0)} ms after it`, Date.now() >= sendAt);
}

async function allClear(stage: DemoStage, scene: Scene, { officers, alert }: Told): Promise<void> {
  stage.chapter('Nobody reports it any more: all clear');
  const begin = performance.now();
  stage.check('a supervisor gives it', (await officers[1]?.post(`/alerts/${alert.id}/all_clear`))?.status === 200);
  for (const { id, name, language } of SUBSCRIBERS) {
    const heading = plain(scene.core.translator.t(language, 'alerts:all_clear.heading'));
    const at = await reads(scene, id, heading);
    stage.check(`${name} reads it after ${(at - begin).toFixed(0)} ms`, true);
    stage.show(
      name,
      scene.telegram
        .chat(id)
        .messages()
        .find(({ text }) => text.startsWith(heading))?.text ?? '',
    );
  }
  const cap = await (await fetch(`${scene.service.address}/v1/alerts/${alert.id}.cap`)).text();
  stage.check('and so do machines: AllClear', cap.includes('<responseType>AllClear</responseType>'));
}

/** @returns when the last approval was given. */
async function approve(officers: (DemoOfficer | undefined)[], { id, version, content_hash }: DemoAlert): Promise<number> {
  let begin = performance.now();
  for (const officer of officers) {
    begin = performance.now();
    const { status, body } = (await officer?.post(`/alerts/${id}/approve`, { version, content_hash })) ?? { status: 0, body: {} };
    if (status !== 200) throw new Error(`${officer?.name} could not approve: ${status} ${JSON.stringify(body)}`);
  }
  return begin;
}

/** When it stands on that screen. */
async function reads({ telegram }: Scene, chat: number, words: string): Promise<number> {
  await telegram.chat(chat).waitForMessage(({ text }) => text.includes(words), WAIT);
  return performance.now();
}

async function press({ telegram }: Scene, { who, chat, ending }: { who: { presses(data: string): unknown }; chat: number; ending: string }): Promise<void> {
  const button = telegram
    .chat(chat)
    .messages()
    .flatMap(({ buttons }) => buttons.flat())
    .findLast(({ data }) => data?.endsWith(ending) === true);
  if (button?.data === undefined) throw new Error(`no button ${ending} in chat ${chat}`);
  who.presses(button.data);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<number> {
  const end = performance.now() + WAIT.timeoutMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return performance.now();
}

function heardBy({ telegram }: Scene): number {
  return SUBSCRIBERS.reduce((sum, { id }) => sum + telegram.chat(id).delivered(), 0);
}

function textOf({ texts }: AlertContent, language: Language): string {
  const { headline, what_happens, what_to_do } = texts[language];
  return `${headline}\n${what_happens}\n${what_to_do}`;
}

/** As a screen shows it. */
function plain(html: string): string {
  return html.replaceAll(/<\/?b>/g, '');
}

function sinceWords(begin: number): string {
  return `${(performance.now() - begin).toFixed(0)} ms`;
}
