// The keyboard of the console: screens register what their keys do, `?` shows all that hold at the moment. One listener, so that two screens
// never fight for a key; nothing happens while somebody types.

import { Kbd, Modal, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { UNDO_KEY, undoLast } from '../parts/undo.tsx';
import type { Screen } from './screens.ts';

export interface KeyBinding {
  /** As in `KeyboardEvent.key`, lower case for letters; `shift+…`, and two after one another with a space: `g q`. */
  keys: readonly string[];
  /** Key of the sentence that says what it does. */
  what: string;
  run(event: KeyboardEvent): void;
}

interface Group {
  title: string;
  bindings: readonly KeyBinding[];
}

const groups = new Map<symbol, Group>();
const watchers = new Set<() => void>();
let shown: readonly Group[] = [];
/** Milliseconds within which the second key of a pair must follow. */
const PAIR_MS = 1_500;
let first: { key: string; at: number } | null = null;

function changed(): void {
  shown = [...groups.values()];
  for (const watcher of watchers) watcher();
}

/** The keys hold while the component is there. @param title key of the sentence over them in the help. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  const signature = bindings.map(({ keys, what }) => `${keys.join(' / ')}=${what}`).join('|');
  useEffect(() => {
    const id = Symbol(title);
    // What a key does is always the latest; that it exists is registered once.
    const stable = latest.current.map((binding, index) => ({ ...binding, run: (event: KeyboardEvent) => latest.current[index]?.run(event) }));
    groups.set(id, { title, bindings: stable });
    changed();
    return () => {
      groups.delete(id);
      changed();
    };
  }, [title, signature]);
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]') !== null
  );
}

function isOnControl({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('button, a, summary') !== null;
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  // Enter and space belong to the button that has the focus.
  if ((key === 'Enter' || key === ' ') && isOnControl(event)) return;
  const pair = first !== null && event.timeStamp - first.at < PAIR_MS ? `${first.key} ${key}` : null;
  const plain = event.shiftKey && (event.key.length > 1 || /[a-z]/i.test(event.key)) ? `shift+${key}` : key;
  first = null;
  const all = [...groups.values()].toReversed().flatMap(({ bindings }) => bindings);
  const found = all.find(({ keys }) => pair !== null && keys.includes(pair)) ?? all.find(({ keys }) => keys.includes(plain));
  if (found !== undefined) {
    event.preventDefault();
    found.run(event);
  } else if (all.some(({ keys }) => keys.some((each) => each.startsWith(`${key} `)))) first = { key, at: event.timeStamp };
}

const SHORT: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  'shift+ArrowDown': '⇧ ↓',
  'shift+ArrowUp': '⇧ ↑',
  ' ': 'Space',
};

/** The help, and the keys that hold everywhere: `?`, and `g` with the first letter of a screen. */
export function Keys({ screens }: { screens: readonly Screen[] }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure();
  const all = useSyncExternalStore(watch, () => shown);
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  useKeys('keys.everywhere', [
    { keys: ['?', 'shift+?'], what: 'keys.help', run: open },
    { keys: [UNDO_KEY], what: 'keys.undo', run: undoLast },
    ...screens.map(({ name, path }) => ({ keys: [`g ${letterOf(name)}`], what: `screens.${name}`, run: () => void navigate({ to: path }) })),
  ]);
  return (
    <Modal opened={isOpen} onClose={close} title={t('keys.title')} closeButtonProps={{ 'aria-label': t('keys.close') }} size="lg">
      {all.map(({ title, bindings }, index) => (
        <section key={index}>
          <Title order={3} size="h5" mt="sm">
            {t(title)}
          </Title>
          <Table withRowBorders={false} verticalSpacing={2}>
            <Table.Tbody>
              {bindings.map(({ keys, what }) => (
                <Table.Tr key={keys.join()}>
                  <Table.Td w="35%">
                    {keys.map((each, place) => (
                      <Text key={each} span>
                        {place > 0 && ' / '}
                        <Kbd>{SHORT[each] ?? each.replace('shift+', '⇧ ')}</Kbd>
                      </Text>
                    ))}
                  </Table.Td>
                  <Table.Td>{t(what)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Modal>
  );
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Screens that have a letter of their own; others go by their first. */
const LETTERS: Readonly<Record<string, string>> = { queue: 'q', campaigns: 'c', alerts: 'w', overview: 'o', dead_letters: 'x', service_levels: 'l' };

function letterOf(name: string): string {
  return LETTERS[name] ?? name.charAt(0);
}
