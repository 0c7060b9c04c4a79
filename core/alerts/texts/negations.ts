// Whether a text tells somebody not to do something, in the three languages: the word that a translation loses most easily, and with it the sense.
// Counted is what forbids; other negations ("banks never ask") are told in as many ways as there are languages and only say that one is there.

import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

const FORBIDDING: Record<Language, RegExp> = {
  ko: /(?<=\p{L}지)(?:는|도|를)? ?(?:마(?=[세십시라요]|$)|말(?=[고라것아며자길]| 것|$))|(?:면|서는|서도|선) ?안 ?[되됩된될돼]|피하(?=세요|십시오|고)|금지|금물|삼가/gu,
  ms: /\b(?:jangan(?:lah)?|jgn|usah(?:lah)?|dilarang|elak(?:kan)?)\b/giu,
  // "You do not have to" and "courts do not ask" tell of others; so does "never" inside a clause.
  en: /(?<!\b(?:you|they|we|i|who|which|that|people|police|\p{L}{2,20}s) )\b(?:do not|don['’]t)\b|(?<=^|[.!?;:,–—•“"(\n]\s{0,2}|\b(?:and|but|or|so|please|then|also) )(?:never|\p{L}{2,12} (?:no|neither|nothing|nobody))\b|\b(?:(?:must|should|may) (?:not|never)|(?:must|should)n['’]t|avoid|(?:to|into|with|from|tell|trust) (?:nobody|no one|neither))\b/giu,
};
const NEGATING: Record<Language, RegExp> = {
  ko: /(?<=\p{L}지)(?:는|도|를|가)? ?[않못]|(?<![\p{L}\d])(?:안(?= |[돼되됩된될됐하해한할합했]|보내|보낸|누르|눌|믿|받)|못(?= ?\p{L}))|(?<=[^\P{L}잘])못(?=[하합한할해])|없(?=\p{L})|아[니닙닌닐님]|절대|거절|거부|멈추|그만|무시|끊/u,
  ms: /\b(?:tidak|tak|tdk|bukan(?:lah)?|tiada|tanpa|belum|takde|xde|enggan|tolak|abaikan|jauhi|berhenti|hentikan|letak)\b/iu,
  en: /\b(?:not|never|no|nobody|none|nothing|nor|neither|nowhere|without|cannot|refuse|ignore|stop|hang up|keep away|\w{1,10}n['’]t)\b/iu,
};

/** How often. */
function forbids(text: string, language: Language): number {
  return [...text.matchAll(FORBIDDING[language])].length;
}

function negates(text: string, language: Language): boolean {
  return forbids(text, language) > 0 || NEGATING[language].test(text);
}

/**
 * Languages that do not forbid what the others do: fewer prohibitions than in each of the others, or no negation at all where another forbids.
 * Measured on the reviewed drafts with one prohibition left out in one language at a time (negations.test.ts). One text alone that says it once
 * more ("jangan guna dan jangan pulangkan") is no fault; nor is what is still empty.
 */
export function missingNegations(texts: Record<Language, string>): Language[] {
  if (LANGUAGES.some((language) => texts[language].trim() === '')) return [];
  const counts = LANGUAGES.map((language) => ({ language, forbids: forbids(texts[language], language) }));
  return LANGUAGES.filter((language) => {
    const others = counts.filter((each) => each.language !== language).map((each) => each.forbids);
    const own = counts.find((each) => each.language === language)?.forbids ?? 0;
    return own < Math.min(...others) || (Math.max(...others) > 0 && !negates(texts[language], language));
  });
}
