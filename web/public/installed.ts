// On every page: lets the browser keep what must be readable without a network, and, where Telegram opened the page, makes it at home there.
// Nothing happens where that is not possible.

export {};
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
if (location.hash.includes('tgWebAppData=') || isInTelegram()) void import(new URL('telegram-app.js', import.meta.url).href);

function isInTelegram(): boolean {
  try {
    return sessionStorage.getItem('telegram-launch') !== null;
  } catch {
    return false;
  }
}
