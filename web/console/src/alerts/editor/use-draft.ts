// What is being written, kept in this tab until it is saved or thrown away: a session that ends or a page that reloads loses no sentence.

import { useEffect, useState } from 'react';
import type { AlertContent } from '../use-alerts.ts';

export interface Draft {
  content: AlertContent;
  change(content: AlertContent): void;
  isChanged: boolean;
  /** Whether it was begun before and has come back. */
  isRestored: boolean;
  /** Back to what it began with. */
  discard(): void;
  /** It was saved. */
  forget(): void;
}

/** @param name of the warning and its version: what was written about an older one is another draft. */
export function useDraft(name: string, start: AlertContent): Draft {
  const key = `jaga-draft ${name}`;
  const [restored] = useState(() => read(key));
  const [content, setContent] = useState(restored ?? start);
  const [isRestored, setRestored] = useState(restored !== null);
  const isChanged = JSON.stringify(content) !== JSON.stringify(start);
  useEffect(() => {
    if (isChanged) sessionStorage.setItem(key, JSON.stringify(content));
    else sessionStorage.removeItem(key);
  }, [key, content, isChanged]);
  return {
    content,
    change: setContent,
    isChanged,
    isRestored: isRestored && isChanged,
    discard: () => {
      setRestored(false);
      setContent(start);
    },
    forget: () => sessionStorage.removeItem(key),
  };
}

function read(key: string): AlertContent | null {
  const kept = sessionStorage.getItem(key);
  return kept === null ? null : (JSON.parse(kept) as AlertContent);
}
