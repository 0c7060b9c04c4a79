// Being warned in this browser (api/pages/browser-part.ts). Asks for the permission only when somebody taps the button. What lets it change and
// stop its subscription stays on this device, where the service worker finds it, too.

export {};

interface Pass {
  id: string;
  secret: string;
  /** As our server knows it: another one here has to be told. */
  endpoint: string;
}

interface Stored {
  active: boolean;
  language: string;
  types: string[];
  countries: string[];
  regions: string[];
  least_grade: string;
  quiet: { from: number; to: number } | null;
  time_zone: string;
  daily: boolean;
  snoozed_until: string | null;
}

type State = 'unsupported' | 'iphone' | 'denied' | 'off' | 'on';
type Saying = 'started' | 'saved' | 'stopped' | 'notAllowed' | 'serviceFailed' | 'tooMany' | 'failed';

/** The browser's own push service did not answer. */
class ServiceFailed extends Error {}

/** As in service-worker.ts. */
const PASS = { cache: 'jaga-subscription', at: '/subscription' };
const REGION_LISTS = ['regions-KR', 'regions-MY'];
const DAY_MS = 86_400_000;
const PATIENCE_MS = 20_000;
const SNOOZE_DAYS: Record<string, number> = { off: 0, day: 1, week: 7 };

const section = document.querySelector<HTMLElement>('#browser');
const form = document.querySelector<HTMLFormElement>('#browser-form');
const said = document.querySelector<HTMLElement>('#browser-said');

if (section !== null && form !== null) await begin(form);

async function begin(settings: HTMLFormElement): Promise<void> {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return show(isApple() ? 'iphone' : 'unsupported');
  settings.addEventListener('submit', (event) => {
    event.preventDefault();
    void during(settings, isOn() ? save : start);
  });
  showRegions(settings);
  settings.addEventListener('change', () => showRegions(settings));
  document.querySelector('#browser-stop')?.addEventListener('click', () => void during(settings, stop));
  if (Notification.permission === 'denied') return show('denied');
  try {
    const stored = await standing();
    if (stored !== null) fill(settings, stored);
    show(stored === null ? 'off' : 'on');
  } catch {
    show('off');
  }
}

/** One tap at a time; what went wrong is said. */
async function during(settings: HTMLFormElement, work: (settings: HTMLFormElement) => Promise<void>): Promise<void> {
  const buttons = [...settings.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    await work(settings);
  } catch (error) {
    say(error instanceof ServiceFailed ? 'serviceFailed' : 'failed');
  }
  for (const button of buttons) button.disabled = false;
}

async function start(settings: HTMLFormElement): Promise<void> {
  const permission = await Notification.requestPermission();
  if (permission === 'denied') return show('denied');
  if (permission !== 'granted') return say('notAllowed');
  const subscription = await subscribeHere();
  const body = { ...choiceOf(settings), subscription: subscription.toJSON() };
  const answer = await enter(body);
  if (answer.status === 429) return say('tooMany');
  if (!answer.ok) return say('failed');
  const { id, secret } = (await answer.json()) as { id: string; secret?: string };
  await keepPass({ id, secret: secret ?? (await readPass())?.secret ?? '', endpoint: subscription.endpoint });
  remember(settings);
  show('on');
  say('started');
  document.querySelector<HTMLElement>('#browser-title')?.focus();
}

/** The row that this browser has already, if it has one. */
async function enter(body: object): Promise<Response> {
  const pass = await readPass();
  const changed = pass === null ? null : await call('PATCH', { pass, body });
  return changed === null || changed.status === 404 ? call('POST', { body }) : changed;
}

async function save(settings: HTMLFormElement): Promise<void> {
  const pass = await readPass();
  const answer = pass === null ? null : await call('PATCH', { pass, body: choiceOf(settings) });
  if (answer?.status === 404) return show('off');
  if (answer?.ok === true) remember(settings);
  say(answer?.ok === true ? 'saved' : answer?.status === 429 ? 'tooMany' : 'failed');
}

async function stop(): Promise<void> {
  const pass = await readPass();
  const answer = pass === null ? null : await call('DELETE', { pass });
  if (answer !== null && !answer.ok && answer.status !== 404) return say(answer.status === 429 ? 'tooMany' : 'failed');
  await caches.delete(PASS.cache);
  await (await (await worker()).pushManager.getSubscription())?.unsubscribe();
  show('off');
  say('stopped');
  document.querySelector<HTMLElement>('#browser-title')?.focus();
}

/** How our server has this browser; null: it does not warn it. What has changed here since is told on the way. */
async function standing(): Promise<Stored | null> {
  const pass = await readPass();
  if (pass === null || Notification.permission !== 'granted') return null;
  const answer = await call('GET', { pass });
  if (answer.status === 404) {
    await caches.delete(PASS.cache);
    return null;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const stored = (await answer.json()) as Stored;
  const subscription = await subscribeHere();
  if (stored.active && subscription.endpoint === pass.endpoint) return stored;
  const told = await call('PATCH', { pass, body: { subscription: subscription.toJSON() } });
  if (!told.ok) throw new Error(String(told.status));
  await keepPass({ ...pass, endpoint: subscription.endpoint });
  return (await told.json()) as Stored;
}

/** The browser's subscription for our key; one for another key, as after a change of keys, is of no use any more. */
async function subscribeHere(): Promise<PushSubscription> {
  const { pushManager } = await worker();
  const key = section?.dataset['key'] ?? '';
  const known = await pushManager.getSubscription();
  const knownKey = known?.options.applicationServerKey;
  if (known !== null && (knownKey === null || knownKey === undefined || base64url(knownKey) === key)) return known;
  await known?.unsubscribe();
  const asked = pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  return Promise.race([asked, tooLong()]).catch((error: unknown) => {
    throw new ServiceFailed('not subscribed', { cause: error });
  });
}

/** Some browsers never answer where their push service is out of reach. */
function tooLong(): Promise<never> {
  return new Promise((_resolve, reject) => setTimeout(() => reject(new Error('no answer')), PATIENCE_MS));
}

async function worker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register('/service-worker.js');
  return navigator.serviceWorker.ready;
}

function call(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', { pass, body }: { pass?: Pass; body?: object }): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': document.documentElement.lang };
  if (pass !== undefined) headers['Authorization'] = `Bearer ${pass.secret}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const path = pass === undefined ? '/v1/subscriptions' : `/v1/subscriptions/${pass.id}`;
  return fetch(path, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

async function readPass(): Promise<Pass | null> {
  const kept = await (await caches.open(PASS.cache)).match(PASS.at);
  return kept === undefined ? null : ((await kept.json()) as Pass);
}

async function keepPass(pass: Pass): Promise<void> {
  await (await caches.open(PASS.cache)).put(PASS.at, new Response(JSON.stringify(pass)));
}

function choiceOf(settings: HTMLFormElement): object {
  const data = new FormData(settings);
  const value = (name: string): string => String(data.get(name) ?? '');
  const [quiet, snooze] = [value('quiet'), value('snooze')];
  const until = new Date(Date.now() + (SNOOZE_DAYS[snooze] ?? 0) * DAY_MS).toISOString();
  return {
    language: value('language'),
    countries: data.getAll('countries'),
    regions: REGION_LISTS.flatMap((name) => data.getAll(name)),
    types: data.getAll('types'),
    least_grade: value('least_grade'),
    time_zone: value('time_zone'),
    daily: value('pace') === 'daily',
    // Left as they are, a pause ends when it was to end and hours stay what they were.
    ...(quiet !== settings.dataset['quiet'] && { quiet: hoursOf(quiet) }),
    ...(snooze !== settings.dataset['snooze'] && { snoozed_until: snooze === 'off' ? null : until }),
  };
}

function fill(settings: HTMLFormElement, stored: Stored): void {
  const left = stored.snoozed_until === null ? 0 : (new Date(stored.snoozed_until).getTime() - Date.now()) / DAY_MS;
  const values: Record<string, string> = {
    language: stored.language,
    least_grade: stored.least_grade,
    quiet: stored.quiet === null ? 'off' : `${stored.quiet.from}-${stored.quiet.to}`,
    time_zone: stored.time_zone,
    pace: stored.daily ? 'daily' : 'once',
    snooze: left <= 0 ? 'off' : left <= 1 ? 'day' : 'week',
  };
  for (const select of settings.querySelectorAll('select')) select.value = values[select.name] ?? select.value;
  const chosen = new Set([...stored.countries, ...stored.types, ...stored.regions]);
  for (const box of settings.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')) box.checked = chosen.has(box.value);
  showRegions(settings);
  remember(settings);
}

/** Of the countries whose warnings are chosen; the others' are not kept. */
function showRegions(settings: HTMLFormElement): void {
  const countries = new FormData(settings).getAll('countries');
  for (const name of REGION_LISTS) {
    const list = settings.querySelector(`[name="${name}"]`)?.closest('fieldset');
    if (list !== null && list !== undefined) list.disabled = list.hidden = countries.length > 0 && !countries.some((country) => name.endsWith(String(country)));
  }
}

/** `22-7`, or `off`. */
function hoursOf(value: string): Stored['quiet'] {
  const [from, to] = value.split('-').map(Number);
  return from === undefined || to === undefined ? null : { from, to };
}

/** What our server has now. */
function remember(settings: HTMLFormElement): void {
  for (const { name, value } of settings.querySelectorAll('select')) if (name === 'quiet' || name === 'snooze') settings.dataset[name] = value;
}

function forget({ dataset }: HTMLFormElement): void {
  delete dataset['quiet'];
  delete dataset['snooze'];
}

function show(state: State): void {
  for (const part of document.querySelectorAll<HTMLElement>('#browser [data-state]')) part.hidden = part.dataset['state'] !== state;
  if (form !== null) form.hidden = state !== 'on' && state !== 'off';
  if (form !== null && state === 'off') forget(form);
  if (section !== null) section.dataset['now'] = state;
  if (said !== null) said.textContent = '';
}

function isOn(): boolean {
  return section?.dataset['now'] === 'on';
}

function say(what: Saying): void {
  if (said !== null) said.textContent = said.dataset[what] ?? '';
}

/** Their browsers take pushes only for what is on the home screen. */
function isApple(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);
}

function base64url(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
