/** Stems in Korean, Malay and English, written as in a `PhraseBook` (core/reading/phrases/concepts.ts). */
export type Motif = readonly [ko: string, ms: string, en: string];
