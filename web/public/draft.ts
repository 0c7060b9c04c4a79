// Improves the report form: what is written is kept on this device until it is sent, also while there is no connection. Without this script the
// form works the same; nothing of it leaves the device but by its own button.

interface Draft {
  at: number;
  fields: [string, string][];
}

const KEY = 'report-draft';
const KEPT_MS = 3 * 86_400_000;

const form = document.querySelector<HTMLFormElement>('form[data-draft="keep"]');
const words = document.querySelector<HTMLElement>('#draft-words')?.dataset ?? {};

if (document.querySelector('[data-draft="clear"]') !== null) forget();
else if (form !== null) improve(form);

function improve(shown: HTMLFormElement): void {
  const draft = read();
  if (draft !== null && shown.dataset['first'] !== undefined && draft.fields.some(([name, value]) => name === 'text' && value !== '')) offer(draft, shown);
  shown.addEventListener('input', () => keep(shown));
  shown.addEventListener('submit', (event) => {
    keep(shown);
    if (navigator.onLine) return;
    event.preventDefault();
    say(words['offline'] ?? '');
  });
  window.addEventListener('offline', () => say(words['offline'] ?? ''));
  window.addEventListener('online', () => say(words['online'] ?? ''));
  if (!navigator.onLine) say(words['offline'] ?? '');
}

function keep(shown: HTMLFormElement): void {
  const fields = [...new FormData(shown)].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []));
  if (!fields.some(([name, value]) => (name === 'text' || name === 'loss') && value !== '')) return;
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), fields } satisfies Draft));
  } catch {
    // Storage is full or forbidden: the form works without.
  }
}

function read(): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Draft | null;
    if (draft !== null && Date.now() - draft.at < KEPT_MS) return draft;
    if (draft !== null) forget();
  } catch {
    forget();
  }
  return null;
}

function forget(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Forbidden, so nothing is there.
  }
}

function offer(draft: Draft, shown: HTMLFormElement): void {
  const box = document.createElement('section');
  box.className = 'card';
  box.setAttribute('role', 'status');
  const text = document.createElement('p');
  const time = new Date(draft.at).toLocaleString(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
  text.textContent = (words['found'] ?? '').replace('{{time}}', time);
  box.append(
    text,
    press(words['continue'] ?? '', () => resume(draft)),
    press(words['delete'] ?? '', () => {
      forget();
      box.remove();
    }),
  );
  shown.before(box);
}

function press(label: string, run: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button secondary';
  button.textContent = label;
  button.addEventListener('click', run);
  return button;
}

/** Sends the kept answers as their page would have, so that the same question is shown again with them. */
function resume({ fields }: Draft): void {
  const again = document.createElement('form');
  again.method = 'post';
  again.action = '/report';
  const at = fields.find(([name]) => name === 'at')?.[1] ?? 'loss';
  for (const [name, value] of [...fields, ['go', `change:${at}`]]) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name ?? '';
    field.value = value ?? '';
    again.append(field);
  }
  document.body.append(again);
  again.submit();
}

function say(sentence: string): void {
  let box = document.querySelector('#draft-said');
  if (box === null) {
    box = document.createElement('p');
    box.id = 'draft-said';
    box.className = 'card';
    box.setAttribute('role', 'status');
    form?.before(box);
  }
  box.textContent = sentence;
}
