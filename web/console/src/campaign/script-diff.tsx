import { diffArrays } from 'diff';
import { useMemo, type ReactNode } from 'react';

/** Words with the space behind them: the library's own words end within Korean ones. */
function wordsOf(text: string): string[] {
  return text.match(/\S+\s*|\s+/g) ?? [];
}

/** The second text, with what it has besides the first one underlined and what it lacks struck out. */
export function ScriptDiff({ before, after }: { before: string; after: string }): ReactNode {
  const parts = useMemo(() => diffArrays(wordsOf(before), wordsOf(after)), [before, after]);
  return (
    <pre className="script">
      {parts.map(({ value: words, added, removed }, at) => {
        const value = words.join('');
        // Parts have no name but their place.
        const key = `${at}`;
        if (added) return <ins key={key}>{value}</ins>;
        return removed ? <del key={key}>{value}</del> : <span key={key}>{value}</span>;
      })}
    </pre>
  );
}
