// On every page: lets the browser keep what must be readable without a network. Nothing happens where that is not possible.

export {};
if ('serviceWorker' in navigator) navigator.serviceWorker.register('/service-worker.js').catch(() => undefined);
