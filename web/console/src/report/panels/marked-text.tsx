// Two texts side by side with what differs marked: underlined or struck through, not by colour alone.

import { Text } from '@mantine/core';
import { diffWordsWithSpace } from 'diff';
import { useMemo, type ReactNode } from 'react';

/** `text` as it reads, with what `other` does not have marked. */
export function MarkedText({ text, other, as }: { text: string; other: string; as: 'del' | 'ins' }): ReactNode {
  const parts = useMemo(() => diffWordsWithSpace(other, text).filter(({ removed }) => !removed), [text, other]);
  return (
    <PlainText>
      {parts.map(({ value, added }, at) => {
        if (!added) return value;
        const Mark = as;
        return <Mark key={`${at}-${value.length}`}>{value}</Mark>;
      })}
    </PlainText>
  );
}

export function PlainText({ children }: { children: ReactNode }): ReactNode {
  return (
    <Text component="div" className="report-text" dir="auto">
      {children}
    </Text>
  );
}
