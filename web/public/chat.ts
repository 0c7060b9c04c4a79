// Improves the chat: what is written is sent without leaving the page, the answer is shown and read out where it stands, and what comes later by
// itself appears while the page is looked at. Without this script every button is a form of its own.

export {};

const LOOK_EVERY_MS = 20_000;
/** What is quicker needs no sign that somebody is at work. */
const TYPING_AFTER_MS = 400;

const chat = document.querySelector<HTMLElement>('#chat');
const words = document.querySelector<HTMLElement>('#chat-words')?.dataset ?? {};
let sending = false;

if (chat !== null) {
  chat.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    void send(chat, event.target, event.submitter);
  });
  setInterval(() => void look(chat), LOOK_EVERY_MS);
  document.addEventListener('visibilitychange', () => void look(chat));
  show(chat);
}

async function send(shown: HTMLElement, form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  if (sending) return;
  sending = true;
  const typing = setTimeout(() => say(shown, words['sending'] ?? ''), TYPING_AFTER_MS);
  try {
    const data = new FormData(form, submitter);
    const body = form.enctype === 'multipart/form-data' ? data : new URLSearchParams([...data].map(([name, value]): [string, string] => [name, String(value)]));
    const answer = await fetch(form.action, { method: 'POST', body });
    if (!take(shown, await answer.text())) location.reload();
    else show(shown);
  } catch {
    // The words are still in their field, and the form's id makes them heard once.
    say(shown, words['failed'] ?? '');
  } finally {
    clearTimeout(typing);
    sending = false;
  }
}

/** Nothing is taken from somebody who is writing. */
async function look(shown: HTMLElement): Promise<void> {
  const field = shown.querySelector('textarea');
  if (document.hidden || sending || field === null || field.value !== '' || shown.contains(document.activeElement)) return;
  try {
    const page = new DOMParser().parseFromString(await (await fetch('/chat')).text(), 'text/html');
    if (newest(page) !== newest(document) && !sending) take(shown, page);
  } catch {
    // Without a connection there is nothing new.
  }
}

function newest(page: Document): string | undefined {
  return [...page.querySelectorAll('#chat .message')].at(-1)?.id;
}

function take(shown: HTMLElement, from: string | Document): boolean {
  const page = typeof from === 'string' ? new DOMParser().parseFromString(from, 'text/html') : from;
  const next = page.querySelector<HTMLElement>('#chat');
  if (next === null) return false;
  const known = new Set([...shown.querySelectorAll('.message')].map(({ id }) => id));
  shown.replaceChildren(...next.childNodes);
  shown.dataset['answer'] = next.dataset['answer'] ?? '';
  if (shown.dataset['answer'] === '') shown.dataset['answer'] = [...shown.querySelectorAll('.message')].find(({ id }) => !known.has(id))?.id.slice(1) ?? '';
  return true;
}

/** The answer is where the reader looks and listens. */
function show(shown: HTMLElement): void {
  const wrong = shown.querySelector<HTMLElement>('[aria-invalid]');
  const answer = shown.querySelector<HTMLElement>(`#m${shown.dataset['answer'] || 'none'}`);
  (wrong ?? answer)?.focus({ preventScroll: true });
  (wrong ?? answer)?.scrollIntoView({ block: wrong === null ? 'start' : 'center' });
}

function say(shown: HTMLElement, text: string): void {
  const line = shown.querySelector<HTMLElement>('.chat-state') ?? shown.appendChild(document.createElement('p'));
  line.className = 'chat-state hint';
  line.setAttribute('role', 'status');
  line.textContent = text;
  line.scrollIntoView({ block: 'nearest' });
}
