// Names every sentence that one language has and another lacks, or that takes other parameters. Status 1 on any gap.

import { readLocaleBundles } from '#platform/i18n.ts';

export interface LocaleGap {
  language: string;
  /** `namespace:path.to.key` */
  key: string;
  fault: 'missing' | 'empty' | 'parameters';
  detail: string;
}

/** By language, then namespace; a namespace is nested objects with sentences as leaves. */
export type LocaleBundles = Record<string, Record<string, object>>;

/** Sorted by key. A key counts as wanted when any language has it; parameters are those of the first language that has it. */
export function findLocaleGaps(bundles: LocaleBundles): LocaleGap[] {
  const languages = Object.keys(bundles).toSorted();
  const sentences = new Map(languages.map((language) => [language, flattenLocale(bundles[language] ?? {})]));
  const keys = [...new Set([...sentences.values()].flatMap((each) => [...each.keys()]))].toSorted();
  return keys.flatMap((key) => gapsOf(key, languages, sentences));
}

function gapsOf(key: string, languages: readonly string[], sentences: ReadonlyMap<string, ReadonlyMap<string, string>>): LocaleGap[] {
  const model = languages.find((language) => sentences.get(language)?.has(key)) ?? '';
  const wanted = parametersOf(sentences.get(model)?.get(key) ?? '');
  return languages.flatMap((language): LocaleGap[] => {
    const text = sentences.get(language)?.get(key);
    if (text === undefined) return [{ language, key, fault: 'missing', detail: `present in ${model}` }];
    if (text.trim() === '') return [{ language, key, fault: 'empty', detail: '' }];
    const found = parametersOf(text);
    if (found === wanted) return [];
    return [{ language, key, fault: 'parameters', detail: `has {${found}}, ${model} has {${wanted}}` }];
  });
}

function parametersOf(text: string): string {
  const names = [...text.matchAll(/\{\{([^{}]{1,64})\}\}/g)].map((match) => (match[1] ?? '').trim());
  return [...new Set(names)].toSorted().join(', ');
}

/** Sentences of one language by `namespace:path.to.key`. */
export function flattenLocale(namespaces: Record<string, object>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [namespace, tree] of Object.entries(namespaces)) collect(tree, `${namespace}:`, found);
  return found;
}

function collect(tree: object, prefix: string, found: Map<string, string>): void {
  for (const [name, value] of Object.entries(tree) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) collect(value, `${prefix}${name}.`, found);
    else found.set(prefix + name, String(value));
  }
}

function main(): void {
  const bundles = readLocaleBundles();
  const gaps = findLocaleGaps(bundles);
  for (const gap of gaps) console.error(`${gap.language} ${gap.key}: ${gap.fault} ${gap.detail}`.trim());
  if (gaps.length > 0) process.exitCode = 1;
  else console.log(`No gaps in ${Object.keys(bundles).join(', ')}.`);
}

if (import.meta.main) main();
