// The interface in the officer's language; sentences are those of `locales/`, loaded one language at a time.

import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['ko', 'ms', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'console-language';
export const i18n = createInstance();

type Sentences = Record<string, unknown>;
const FILES = {
  console: import.meta.glob<Sentences>('../../../../locales/*/console.json', { import: 'default' }),
  taxonomy: import.meta.glob<Sentences>('../../../../locales/*/taxonomy.json', { import: 'default' }),
  officer_question: import.meta.glob<Sentences>('../../../../locales/*/officer_question.json', { import: 'default' }),
  traits: import.meta.glob<Sentences>('../../../../locales/*/traits.json', { import: 'default' }),
  alerts: import.meta.glob<Sentences>('../../../../locales/*/alerts.json', { import: 'default' }),
};

/** Before anybody has signed in: as chosen here last, else as the browser asks. */
export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    fallbackLng: false,
    ns: Object.keys(FILES),
    defaultNS: 'console',
    interpolation: { escapeValue: false },
    resources: {},
  });
  await changeLanguage(keptLanguage() ?? LANGUAGES.find((each) => navigator.language.startsWith(each)) ?? 'en');
}

export async function changeLanguage(language: Language): Promise<void> {
  for (const [namespace, files] of Object.entries(FILES)) {
    if (i18n.hasResourceBundle(language, namespace)) continue;
    const load = files[`../../../../locales/${language}/${namespace}.json`];
    if (load !== undefined) i18n.addResourceBundle(language, namespace, await load());
  }
  await i18n.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Asked for again next time.
  }
}

function keptLanguage(): Language | null {
  try {
    return LANGUAGES.find((each) => each === localStorage.getItem(KEY)) ?? null;
  } catch {
    return null;
  }
}

/** Outside components; inside them `useTranslation()` follows a change. */
export function t(key: string, params: Record<string, string | number> = {}): string {
  return i18n.t(key, params);
}
