// The interface in the officer's language; sentences are those of `locales/`, loaded one language at a time.

import { createInstance } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['ko', 'ms', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'console-language';
export const i18n = createInstance();

/** One file a language. */
const SENTENCES = {
  ko: () => import('./sentences/ko.ts'),
  ms: () => import('./sentences/ms.ts'),
  en: () => import('./sentences/en.ts'),
};

/** Before anybody has signed in: as chosen here last, else as the browser asks. */
export async function startLanguage(): Promise<void> {
  await i18n.use(initReactI18next).init({
    fallbackLng: false,
    ns: [],
    defaultNS: 'console',
    interpolation: { escapeValue: false },
    resources: {},
  });
  await changeLanguage(keptLanguage() ?? LANGUAGES.find((each) => navigator.language.startsWith(each)) ?? 'en');
}

export async function changeLanguage(language: Language): Promise<void> {
  if (!i18n.hasResourceBundle(language, 'console'))
    for (const [namespace, sentences] of Object.entries(await SENTENCES[language]())) i18n.addResourceBundle(language, namespace, sentences);
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
export function t(key: string, params: Record<string, string | number | undefined> = {}): string {
  return i18n.t(key, params);
}
