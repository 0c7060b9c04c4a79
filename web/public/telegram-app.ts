// Only in Telegram, where these pages are opened as a Mini App: shows the server who opened them, follows Telegram's light or dark, and lets its
// back button go back. Telegram's own script would come from another site at run time; what it does is documented:
// https://docs.telegram-mini-apps.com/platform/methods

export {};

interface TelegramWindow extends Window {
  /** Android and iOS. */
  TelegramWebviewProxy?: { postEvent(event: string, data: string): void };
  Telegram?: { WebView: { receiveEvent: typeof hear } };
  /** Desktop. */
  TelegramGameProxy?: { receiveEvent: typeof hear };
}

const KEY = 'telegram-launch';
const shown = window as TelegramWindow;
const launch = launchParameters();

if (launch !== null) void begin(launch);

/** They stand behind # on the first page only. */
function launchParameters(): URLSearchParams | null {
  const here = location.hash.slice(1);
  try {
    if (here.includes('tgWebAppData=')) sessionStorage.setItem(KEY, here);
    const kept = sessionStorage.getItem(KEY);
    return kept === null ? null : new URLSearchParams(kept);
  } catch {
    return here.includes('tgWebAppData=') ? new URLSearchParams(here) : null;
  }
}

async function begin(parameters: URLSearchParams): Promise<void> {
  listen();
  tell('web_app_ready');
  tell('web_app_expand');
  tell('web_app_setup_back_button', { is_visible: location.pathname !== '/' });
  follow(parameters.get('tgWebAppThemeParams') ?? '');
  if (!location.hash.includes('tgWebAppData=')) return;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    const answer = await fetch('/telegram-app', { method: 'POST', body: new URLSearchParams({ init_data: parameters.get('tgWebAppData') ?? '' }) });
    const { language } = (await answer.json()) as { language?: string };
    // Whoever is writing already is not interrupted.
    if (
      answer.ok &&
      (language !== document.documentElement.lang || location.pathname === '/status') &&
      document.activeElement?.matches('input, textarea') !== true
    )
      location.reload();
  } catch {
    // The pages work as in any browser.
  }
}

function tell(eventType: string, eventData: object = {}): void {
  if (shown.TelegramWebviewProxy !== undefined) shown.TelegramWebviewProxy.postEvent(eventType, JSON.stringify(eventData));
  else if (window.parent !== window) window.parent.postMessage(JSON.stringify({ eventType, eventData }), 'https://web.telegram.org');
  else (window.external as { notify?(text: string): void } | undefined)?.notify?.(JSON.stringify({ eventType, eventData }));
}

function hear(eventType: string, eventData?: unknown): void {
  if (eventType === 'back_button_pressed') history.back();
  if (eventType === 'theme_changed') follow((eventData as { theme_params?: object } | undefined)?.theme_params ?? {});
}

function listen(): void {
  shown.Telegram = { WebView: { receiveEvent: hear } };
  shown.TelegramGameProxy = { receiveEvent: hear };
  window.addEventListener('message', ({ origin, data }) => {
    if (origin !== 'https://web.telegram.org' || typeof data !== 'string') return;
    try {
      const { eventType, eventData } = JSON.parse(data) as { eventType: string; eventData: unknown };
      hear(eventType, eventData);
    } catch {
      // Not of Telegram's bridge.
    }
  });
}

/** Its colours would not all keep our contrast: only light or dark is followed. */
function follow(theme: string | object): void {
  try {
    const { bg_color: background = '' } = (typeof theme === 'string' ? JSON.parse(theme) : theme) as { bg_color?: string };
    const [red = 0, green = 0, blue = 0] = (/^#(..)(..)(..)$/.exec(background) ?? []).slice(1).map((part) => Number.parseInt(part, 16));
    if (background !== '') document.documentElement.style.colorScheme = red * 0.299 + green * 0.587 + blue * 0.114 < 128 ? 'dark' : 'light';
  } catch {
    // No theme was told.
  }
}
