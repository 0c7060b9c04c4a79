// Warnings are shown as they come (core/delivery/render-push.ts). Without a network: whom to call, in the language last read in, and a page that says what is not possible now. Kept are those pages and what
// they look like; nothing else ever, so that nothing a person wrote or was told stays on a shared phone.

/** Put before this file by the server (api/pages/installed-app.ts). */
interface Kept {
  /** Another name with anything that is kept: then all is kept anew. */
  cache: string;
  pages: string[];
  assets: string[];
  languages: string[];
  /** Beside a warning. */
  icon: string;
  /** For which this browser is subscribed. */
  pushKey: string;
}

/** As core/delivery/render-push.ts makes it. */
interface Notice {
  lang?: string;
  title: string;
  body: string;
  tag?: string;
  url: string;
  at?: string;
}

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Event {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

interface Pushed extends Waiting {
  data: { json(): unknown } | null;
}

interface Tapped extends Waiting {
  notification: Notification;
}

interface Changed extends Waiting {
  oldSubscription?: PushSubscription | null;
  newSubscription?: PushSubscription | null;
}

interface Window extends EventTarget {
  url: string;
  focus(): Promise<unknown>;
}

interface Worker extends EventTarget {
  KEPT: Kept;
  location: Location;
  registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
}

const worker = globalThis as unknown as Worker;
const kept = worker.KEPT;
const LANGUAGE = '/language-last-read';
/** As in subscribe.ts. */
const PASS = { cache: 'jaga-subscription', at: '/subscription' };

worker.addEventListener('install', (event) => {
  const requests = [...kept.pages, ...kept.assets].map((url) => new Request(url, { cache: 'reload', credentials: 'omit' }));
  const keep = async (): Promise<void> => {
    await (await caches.open(kept.cache)).addAll(requests);
    await worker.skipWaiting();
  };
  (event as Waiting).waitUntil(keep());
});

worker.addEventListener('activate', (event) => {
  const forget = async (): Promise<void> => {
    const old = (await caches.keys()).filter((name) => name !== kept.cache && name !== PASS.cache);
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.clients.claim();
  };
  (event as Waiting).waitUntil(forget());
});

worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as Fetching;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (kept.assets.includes(url.pathname)) respondWith.call(event, fromCache(request));
  else if (request.mode === 'navigate')
    respondWith.call(
      event,
      fetch(request).then(remembered, () => offline(url)),
    );
});

async function fromCache(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** Of a page that came, its language and nothing else. */
async function remembered(response: Response): Promise<Response> {
  await remember(response.headers.get('Content-Language'));
  return response;
}

async function remember(language: string | null): Promise<void> {
  if (language === null || !kept.languages.includes(language)) return;
  await (await caches.open(kept.cache)).put(LANGUAGE, new Response(language));
}

async function offline(url: URL): Promise<Response> {
  if (url.pathname === '/language') return changeLanguage(url);
  const language = await languageFor(url);
  const page = url.pathname === '/now' ? nowPage(url, language) : `/offline?lang=${language}`;
  return (await caches.match(page, { ignoreVary: true })) ?? Response.error();
}

/** Of the country asked for, else of the one where that language is at home. */
function nowPage(url: URL, language: string): string {
  const page = `/now?country=${url.searchParams.get('country')}&lang=${language}`;
  return kept.pages.includes(page) ? page : `/now?lang=${language}`;
}

async function languageFor(url: URL): Promise<string> {
  const last = await (await caches.match(LANGUAGE))?.text();
  const wanted = [url.searchParams.get('lang'), last, ...navigator.languages.map((each) => each.slice(0, 2))];
  return wanted.find((each) => each !== undefined && each !== null && kept.languages.includes(each)) ?? 'en';
}

async function changeLanguage(url: URL): Promise<Response> {
  await remember(url.searchParams.get('to'));
  const back = new URL(url.searchParams.get('back') ?? '/', worker.location.origin);
  back.searchParams.delete('lang');
  return Response.redirect(back.origin === worker.location.origin ? back.href : '/', 303);
}

worker.addEventListener('push', (event) => {
  const { data } = event as Pushed;
  (event as Pushed).waitUntil(showNotice(readNotice(data)));
});

/** Browsers take the permission away from who shows nothing: what cannot be read leads to all warnings. */
function readNotice(data: Pushed['data']): Notice {
  try {
    const notice = data?.json() as Partial<Notice> | undefined;
    if (typeof notice?.title === 'string' && typeof notice.url === 'string') return { body: '', ...notice, title: notice.title, url: notice.url };
  } catch {
    // Told below.
  }
  return { title: 'Jaga', body: '', url: '/alerts' };
}

async function showNotice({ title, body, lang = '', tag = '', url, at }: Notice): Promise<void> {
  const time = at === undefined ? {} : { timestamp: Date.parse(at) };
  await worker.registration.showNotification(title, { body, lang, tag, icon: kept.icon, data: { url }, ...time });
}

worker.addEventListener('notificationclick', (event) => {
  const { notification } = event as Tapped;
  notification.close();
  (event as Tapped).waitUntil(openPage(notification));
});

async function openPage({ data }: Notification): Promise<void> {
  const { origin } = worker.location;
  const asked = URL.parse(String((data as { url?: unknown } | null)?.url ?? '/alerts'), origin);
  const page = asked?.origin === origin ? asked.href : `${origin}/alerts`;
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find(({ url }) => url === page);
  await (open === undefined ? worker.clients.openWindow(page) : open.focus());
}

worker.addEventListener('pushsubscriptionchange', (event) => {
  (event as Changed).waitUntil(tellOfChange(event as Changed));
});

/** The browser has, or needs, another endpoint. What fails here is told by `/subscribe` when it is next opened. */
async function tellOfChange({ newSubscription }: Changed): Promise<void> {
  const cache = await caches.open(PASS.cache);
  const pass = (await (await cache.match(PASS.at))?.json()) as { id: string; secret: string; endpoint: string } | undefined;
  if (pass === undefined) return;
  const options = { userVisibleOnly: true, applicationServerKey: kept.pushKey };
  const subscription = newSubscription ?? (await worker.registration.pushManager.subscribe(options));
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${pass.secret}` };
  const body = JSON.stringify({ subscription: subscription.toJSON() });
  const told = await fetch(`/v1/subscriptions/${pass.id}`, { method: 'PATCH', headers, body });
  if (told.ok) await cache.put(PASS.at, new Response(JSON.stringify({ ...pass, endpoint: subscription.endpoint })));
}
