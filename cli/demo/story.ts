// The story in chapters; each check is something a user, an officer or a subscriber would see.

import type { DemoStage } from '#cli/demo/demo-stage.ts';
import { readAlert, type DemoAlert } from '#cli/demo/demo-alert.ts';
import { hireOfficer, type DemoOfficer } from '#cli/demo/officer.ts';
import { subscribe, SUBSCRIBERS } from '#cli/demo/subscribers.ts';
import { GANG_REPORTS, VICTIM_TEXT, importParcelTexts, knownScript, postSigned } from '#cli/demo/reports.ts';
import { timingPage } from '#cli/commands/timing.ts';
import { durationWords } from '#cli/duration-words.ts';
import type { Scene } from '#cli/demo/scene.ts';
import { WAIT } from '#cli/demo/screen.ts';
import { detectionSettings } from '#cli/stages.ts';
import { detectSurges } from '#core/detection/detect-surges.ts';
import { recountAll } from '#core/detection/series-counts.ts';
import { defaultSince, timingItems, timingSummary } from '#core/timing/timing-summary.ts';
import type { Person } from '#tests/support/telegram-stand-in.ts';

export async function tellStory(stage: DemoStage, scene: Scene): Promise<void> {
  const people = await subscribe(stage, scene);
  await report(stage, scene);
  await victim(stage, scene);
  await classified(stage, scene);
  const officers = await hire(stage, scene);
  const alert = await proposal(stage, officers);
  await approvals(stage, scene, { officers, alert, people });
  await correction(stage, scene, { officers, alert });
  await surge(stage, scene);
  await audit(stage, officers);
  await figures(stage, scene);
}

async function report(stage: DemoStage, { core, service }: Scene): Promise<void> {
  stage.chapter('Partners file signed reports in three languages');
  const secret = core.secrets.webhookSecrets[0]?.secret ?? '';
  for (const body of GANG_REPORTS) {
    const { status, answer, milliseconds } = await postSigned(service.address ?? '', secret, body);
    stage.check(`${body.language}: 202 in ${milliseconds.toFixed(0)} ms, ${String(answer['reference'])}`, status === 202);
    const safety = answer['safety'] as { urgent: boolean; steps: string[]; hotlines: { number: string }[] } | undefined;
    if (safety?.urgent === true) stage.show('card', [`${safety.hotlines.map(({ number }) => number).join(' → ')}`, ...safety.steps.slice(0, 3)].join('\n'));
  }
  const other = await postSigned(service.address ?? '', secret, knownScript().body);
  stage.check(`ms: 202, an old loan script with other numbers, ${String(other.answer['reference'])}`, other.status === 202);
  const forged = await postSigned(service.address ?? '', `whsec_${Buffer.alloc(24, 1).toString('base64')}`, GANG_REPORTS[0]);
  stage.check('a forged signature is refused with 401', forged.status === 401);
}

async function victim(stage: DemoStage, { telegram }: Scene): Promise<void> {
  stage.chapter('Somebody who has just paid writes to the bot');
  const person = telegram.user(900, { languageCode: 'ko', firstName: '지훈' });
  const chat = telegram.chat(900);
  const begin = performance.now();
  stage.show('지훈', VICTIM_TEXT);
  person.sends(VICTIM_TEXT);
  const card = await chat.waitForMessage(({ text }) => text.includes('112'), WAIT);
  stage.check(`the card with whom to call is on the screen after ${(performance.now() - begin).toFixed(0)} ms`, true);
  stage.show('Jaga', card.text);
  await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => data === 'loss:within_24h'), WAIT);
  person.presses('loss:within_24h');
  const reference = await chat.waitForMessage(({ text }) => /JG-\w{4}-\w{4}-\w/.test(text), WAIT);
  stage.check(`the report is filed: ${/JG-\w{4}-\w{4}-\w/.exec(reference.text)?.[0]}`, true);
}

async function classified(stage: DemoStage, { core, service }: Scene): Promise<void> {
  stage.chapter('The worker reads, classifies and matches');
  await service.pipeline?.drain();
  const rows = await core.context.db
    .selectFrom('reports as r')
    .innerJoin('readings as g', 'g.report_id', 'r.id')
    .leftJoin('campaign_reports as m', 'm.report_id', 'r.id')
    .leftJoin('campaigns as c', 'c.id', 'm.campaign_id')
    .select(['r.reference', 'r.received_at', 'r.matched_at', 'g.language', 'g.verdict', 'g.type', 'g.score', 'c.number', 'm.joined_by'])
    .orderBy('r.received_at')
    .execute();
  for (const row of rows) {
    const took = (row.matched_at?.getTime() ?? Number.NaN) - row.received_at.getTime();
    const joined = (row.joined_by ?? []).length > 0 ? ` by ${row.joined_by?.join(' and ')}` : ' (begun)';
    stage.check(
      `${row.reference}  ${row.language}  ${row.verdict} ${row.score.toFixed(2)}  ${row.type}  campaign c${row.number}${joined}  after ${took} ms`,
      row.verdict === 'scam' && took < 2_000,
    );
  }
  const gang = rows.filter(({ type }) => type === 'IMP_AUTH');
  stage.check('four reports in two countries and three languages are one campaign', gang.length === 4 && new Set(gang.map(({ number }) => number)).size === 1);
  const known = await core.context.db
    .selectFrom('matches')
    .select(['target_id', 'score', 'band'])
    .where('target_kind', '=', 'pattern')
    .orderBy('score', 'desc')
    .executeTakeFirst();
  stage.check(
    `the loan script is known: ${known?.target_id}, ${known?.band}, ${known?.score.toFixed(2)}`,
    known?.target_id === knownScript().id && known.band === 'same',
  );
}

async function hire(stage: DemoStage, { core, service }: Scene): Promise<DemoOfficer[]> {
  stage.chapter('Officers sign in to the console');
  const officers = [
    await hireOfficer(core, service.address ?? '', { name: 'Kim', role: 'officer', language: 'ko' }),
    await hireOfficer(core, service.address ?? '', { name: 'Farid', role: 'supervisor', language: 'ms' }),
    await hireOfficer(core, service.address ?? '', { name: 'Lee', role: 'officer', language: 'en' }),
  ];
  const [kim] = officers;
  const queue = await kim?.get('/reports');
  const items = (queue?.body['items'] ?? []) as { reference: string; urgent: boolean }[];
  stage.check(`Kim sees ${items.length} open reports, the urgent ones on top`, items.length === 5 && items[0]?.urgent === true);
  const reference = items[0]?.reference ?? '';
  stage.check('Kim claims the first', (await kim?.post(`/reports/${reference}/claim`))?.status === 200);
  stage.check('Farid cannot take it by accident', (await officers[1]?.post(`/reports/${reference}/confirm`))?.status === 409);
  stage.check('Kim confirms it', (await kim?.post(`/reports/${reference}/confirm`))?.status === 200);
  return officers;
}

async function proposal(stage: DemoStage, officers: DemoOfficer[]): Promise<DemoAlert> {
  stage.chapter('A warning is proposed with its evidence');
  const proposed = await officers[0]?.get('/alerts?state=proposed');
  const [item] = (proposed?.body['items'] ?? []) as { id: string; evidence: Record<string, unknown> }[];
  stage.check(
    `proposed on ${String(item?.evidence['reports'])} reports by ${String(item?.evidence['independent_reporters'])} independent reporters`,
    item !== undefined,
  );
  const alert = await readAlert(officers[0], item?.id ?? '');
  stage.show('draft ko', `${alert.content.texts.ko.headline}\n${alert.content.texts.ko.what_happens}`);
  stage.show('draft ms', `${alert.content.texts.ms.headline}\n${alert.content.texts.ms.what_happens}`);
  return alert;
}

async function approvals(
  stage: DemoStage,
  { core, service, telegram }: Scene,
  told: { officers: DemoOfficer[]; alert: DemoAlert; people: Person[] },
): Promise<void> {
  stage.chapter('Two officers approve, subscribers are warned');
  const [kim, farid] = told.officers;
  const { id, version, content_hash } = told.alert;
  stage.check('Kim approves; nothing is sent yet', (await kim?.post(`/alerts/${id}/approve`, { version, content_hash }))?.status === 200);
  const twice = await kim?.post(`/alerts/${id}/approve`, { version, content_hash });
  stage.check('Kim approving again changes nothing', twice?.body['kind'] === 'unchanged');
  const begin = performance.now();
  stage.check('Farid approves the same content', (await farid?.post(`/alerts/${id}/approve`, { version, content_hash }))?.status === 200);
  for (const { id: chatId, language, name } of SUBSCRIBERS) {
    const warning = await telegram.chat(chatId).waitForMessage(({ text }) => text.includes(told.alert.content.texts[language].headline), WAIT);
    stage.check(`${name} reads it ${(performance.now() - begin).toFixed(0)} ms after the second approval`, true);
    if (language !== 'en') stage.show('Jaga', warning.text);
  }
  await service.pipeline?.drain();
  const [timing] = await timingItems(core.context, { alertId: id });
  stage.check(`time from the first report to the first warning on a subscriber's screen: ${durationWords(timing?.total ?? null)}`, timing?.state === 'warned');
}

async function correction(stage: DemoStage, { telegram }: Scene, { officers, alert }: { officers: DemoOfficer[]; alert: DemoAlert }): Promise<void> {
  stage.chapter('A correction edits what was delivered');
  const [kim, farid, lee] = officers;
  const texts = { ...alert.content.texts, ms: { ...alert.content.texts.ms, headline: `${alert.content.texts.ms.headline} (dikemas kini)` } };
  const corrected = await kim?.post(`/alerts/${alert.id}/correct`, { seen_version: alert.version, content: { ...alert.content, texts } });
  stage.check('Kim writes a correction', corrected?.status === 200);
  const next = await readAlert(kim, alert.id);
  stage.check(
    'Kim cannot approve her own words',
    (await kim?.post(`/alerts/${alert.id}/approve`, { version: next.version, content_hash: next.content_hash }))?.status === 409,
  );
  for (const officer of [farid, lee])
    stage.check(
      `${officer?.name} approves`,
      (await officer?.post(`/alerts/${alert.id}/approve`, { version: next.version, content_hash: next.content_hash }))?.status === 200,
    );
  const edited = await telegram.chat(502).waitForMessage(({ text }) => text.includes('dikemas kini'), WAIT);
  stage.check('Aisyah’s message was edited in place', edited.edited);
}

async function surge(stage: DemoStage, { core, service, telegram }: Scene): Promise<void> {
  stage.chapter('A quiet month, then a loud day');
  const imported = await importParcelTexts(core);
  await service.pipeline?.drain();
  // Their past was made up just now.
  await recountAll(core.context.db);
  await detectSurges(core.context, core.translator, detectionSettings(core.config));
  const row = await core.context.db
    .selectFrom('alarms as x')
    .innerJoin('alerts as a', 'a.id', 'x.alert_id')
    .select(['x.count', 'x.expected', 'x.p', 'a.state'])
    .where('x.subject', '=', 'PHISH/KR')
    .executeTakeFirst();
  stage.check(
    `${imported} parcel texts: ${row?.count} today, ${row?.expected?.toFixed(2)} expected, p = ${row?.p?.toExponential(1)}: evidence of a second proposal`,
    row?.state === 'proposed',
  );
  stage.check(
    'and nobody was messaged by the machine',
    !telegram
      .chat(501)
      .messages()
      .some(({ text }) => /택배/.test(text)),
  );
}

async function audit(stage: DemoStage, officers: DemoOfficer[]): Promise<void> {
  stage.chapter('Who did what');
  const answer = await officers[1]?.get('/audit?limit=200');
  const items = (answer?.body['items'] ?? []) as { action: string; actor_name: string | null }[];
  const counts = [...Map.groupBy(items, ({ action }) => action)].map(([action, entries]) => `${action} ×${entries.length}`);
  stage.check(`${items.length} entries: ${counts.join(', ')}`, items.length > 8);
}

async function figures(stage: DemoStage, { core }: Scene): Promise<void> {
  stage.chapter('The two figures that decide, as `jaga timing` tells them');
  const summary = await timingSummary(core.context, defaultSince(core.context.clock.now()));
  for (const line of timingPage(summary).trimEnd().split('\n')) stage.tell(line);
  const total = summary.steps.find(({ step }) => step === 'total');
  stage.check('a warning was timed from its first report, and a card from its message', total?.count === 1 && summary.cards.length === 2);
}
