// Letters of other scripts that look Latin, folded for matching words only (in the manner of UTS #39): a link keeps
// its real letters, or mаybank with a Cyrillic а would read as the bank's own domain.

const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    ё: 'e',
    ғ: 'f',
    һ: 'h',
    і: 'i',
    ї: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    г: 'r',
    ѕ: 's',
    т: 't',
    ц: 'u',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    ү: 'y',
    з: '3',
    α: 'a',
    β: 'b',
    ϲ: 'c',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    μ: 'u',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    σ: 'o',
    τ: 't',
    υ: 'u',
    χ: 'x',
    γ: 'y',
    ω: 'w',
    ı: 'i',
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ʟ: 'l',
    ո: 'n',
    ս: 'u',
    օ: 'o',
    հ: 'h',
  }),
);
const FOREIGN = /[\u0080-\u024f\u0250-\u02af\u0370-\u058f]/g;
/** Lower-casing the rest changes ASCII letters only. */
const NEEDS_FOLDING = /[^\0-\u007f\uac00-\ud7a3]/;

/** Lower-cased copy of exactly the same length with look-alikes folded and Latin diacritics removed. */
export function skeletonOf(text: string): string {
  if (!NEEDS_FOLDING.test(text)) return text.toLowerCase();
  const lower = text.toLowerCase();
  const sameLength = lower.length === text.length ? lower : lowerUnitByUnit(text);
  return sameLength.replace(FOREIGN, foldLetter);
}

function foldLetter(letter: string): string {
  const known = LOOK_ALIKES.get(letter);
  if (known !== undefined) return known;
  const base = letter.normalize('NFD').charAt(0);
  return base === '' ? letter : (LOOK_ALIKES.get(base) ?? base);
}

/** Some capitals (İ) grow when lower-cased; those stay as they are. */
function lowerUnitByUnit(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const lower = text.charAt(i).toLowerCase();
    out += lower.length === 1 ? lower : text.charAt(i);
  }
  return out;
}
