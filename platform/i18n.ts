// The one place that turns a key into a sentence. Locale files are read once, at start, and never again, so that a
// sentence costs no disk and no network.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createInstance } from 'i18next';

export type TranslationParams = Record<string, string | number>;

export interface Translator {
  /** Folder names under `locales/`, sorted. */
  readonly languages: readonly string[];
  /**
   * The sentence for `key` (`namespace:path.to.key`) in `language` (BCP 47; `ms-MY` is read as `ms`), with `{{name}}`
   * replaced by `params.name` exactly as given: nothing is escaped, nothing inside a parameter is interpreted.
   * A missing key or parameter throws `TranslationError` when strict; otherwise English, then the key itself, is given
   * and counted.
   */
  t(language: string, key: string, params?: TranslationParams): string;
  /** Whether `language` itself, without any fallback, has `key`. */
  has(language: string, key: string): boolean;
  /** How often a key or parameter was missing since start. */
  missing(): number;
}

export interface TranslatorOptions {
  /** A folder with one folder a language, each with one JSON file a namespace. Default: the project's `locales`. */
  directory?: string;
  /** Throw on a missing key or parameter: for tests. Default false. */
  strict?: boolean;
  /** Told about each miss, so that it can be counted by a metric. */
  onMissing?: (language: string, key: string) => void;
}

export class TranslationError extends Error {
  readonly code = 'translation_missing';
  override readonly name = 'TranslationError';
}

const FALLBACK = 'en';
const PROJECT_LOCALES = fileURLToPath(new URL('../locales', import.meta.url));

type Bundles = Record<string, Record<string, object>>;

/** Reads every `<language>/<namespace>.json` under `directory`; throws with the file's name when one is not JSON. */
export function readLocaleBundles(directory: string = PROJECT_LOCALES): Bundles {
  const bundles: Bundles = {};
  for (const language of foldersOf(directory)) {
    const namespaces: Record<string, object> = {};
    for (const file of readdirSync(`${directory}/${language}`).filter((name) => name.endsWith('.json'))) {
      namespaces[file.slice(0, -'.json'.length)] = readJson(`${directory}/${language}/${file}`);
    }
    bundles[language] = namespaces;
  }
  return bundles;
}

/** Loads all locales synchronously and works from any working directory. */
export function createTranslator(options: TranslatorOptions = {}): Translator {
  const bundles = readLocaleBundles(options.directory);
  const languages = Object.keys(bundles).toSorted();
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    resources: structuredClone(bundles) as Record<string, Record<string, Record<string, unknown>>>,
    lng: FALLBACK,
    fallbackLng: FALLBACK,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: (template: string, match: RegExpExecArray) => miss('?', `${match[0]} in “${template}”`),
  });
  let misses = 0;

  function miss(language: string, key: string): string {
    misses += 1;
    options.onMissing?.(language, key);
    if (options.strict) throw new TranslationError(`No text for ${key} in ${language}: add it under locales/${language}.`);
    return '';
  }

  function template(language: string, key: string): string | null {
    const colon = key.indexOf(':');
    const found: unknown = i18n.getResource(language, key.slice(0, Math.max(colon, 0)), key.slice(colon + 1));
    return typeof found === 'string' ? found : null;
  }

  function t(asked: string, key: string, params: TranslationParams = {}): string {
    const language = knownLanguage(languages, asked);
    const own = template(language, key);
    if (own === null) miss(language, key);
    // The interpolator alone, not `i18n.t`: that one would also resolve `$t(…)` inside a parameter.
    return i18n.services.interpolator.interpolate(own ?? template(FALLBACK, key) ?? key, params, language, {});
  }

  return {
    languages,
    t,
    has: (language, key) => template(language, key) !== null,
    missing: () => misses,
  };
}

function knownLanguage(languages: readonly string[], asked: string): string {
  const base = asked.split('-', 1)[0]?.toLowerCase() ?? FALLBACK;
  return languages.includes(base) ? base : FALLBACK;
}

function foldersOf(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function readJson(path: string): object {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as object;
  } catch (cause) {
    throw new Error(`${path} is not valid JSON`, { cause });
  }
}
