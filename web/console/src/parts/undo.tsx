// What was done last and how to take it back: a button in a notice that says how long it stays, and one key for it on every screen. How long
// something can be taken back is the server's to say; a notice only goes away, what it offered is then found where the thing itself is.

import { Button, Kbd, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Seconds that a notice stays while nobody points at it. */
export const NOTICE_S = 10;
export const UNDO_KEY = 'u';

/** What was forgotten is not undone by a slip. */
const OFFER_MS = 120_000;

let offered: { undo(): void; until: number } | null = null;

/** The key takes it back for two minutes, until something else was done. @returns how to end the offer. */
export function offerUndo(undo: () => void): () => void {
  const offer = { undo, until: Date.now() + OFFER_MS };
  offered = offer;
  return () => {
    if (offered === offer) offered = null;
  };
}

/** Nothing where there is nothing to take back. */
export function undoLast(): void {
  const offer = offered;
  offered = null;
  if (offer !== null && Date.now() < offer.until) offer.undo();
}

interface UndoProps {
  onUndo(): void;
  isBusy?: boolean;
  /** Of the notice, when its time is over; absent: it stays. */
  onTime?: (() => void) | undefined;
}

/** Stands still while the pointer or the keyboard is on the notice that it is in. Told to a screen reader once, not every second. */
export function Undo({ onUndo, isBusy = false, onTime }: UndoProps): ReactNode {
  const { t } = useTranslation();
  const [left, setLeft] = useState(NOTICE_S);
  const [isHeld, setHeld] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const isCounting = onTime !== undefined;
  useHolding(place, setHeld);
  useEffect(() => {
    if (!isCounting || isHeld) return undefined;
    const timer = setInterval(() => setLeft((before) => Math.max(0, before - 1)), 1_000);
    return () => clearInterval(timer);
  }, [isCounting, isHeld]);
  useEffect(() => {
    if (left === 0) onTime?.();
  }, [left, onTime]);
  return (
    <span className="undo" ref={place}>
      <Button
        size="compact-sm"
        variant="default"
        onClick={onUndo}
        loading={isBusy}
        aria-keyshortcuts={UNDO_KEY}
        rightSection={
          <Kbd size="xs" aria-hidden>
            u
          </Kbd>
        }
      >
        {t('undo')}
      </Button>
      {isCounting && (
        <>
          <VisuallyHidden>{t('undoing.time', { count: NOTICE_S })}</VisuallyHidden>
          <Text span size="xs" c="dimmed" aria-hidden data-undo-left={left}>
            {t('undoing.left', { count: left })}
          </Text>
          <span className="undo-bar" aria-hidden data-held={isHeld} />
        </>
      )}
    </span>
  );
}

/** Whether somebody reads or is about to press what is in the notice around. */
function useHolding(place: { current: HTMLElement | null }, hold: (isHeld: boolean) => void): void {
  useEffect(() => {
    const notice = place.current?.closest<HTMLElement>('[data-notice]');
    if (notice === null || notice === undefined) return undefined;
    const look = (): void => hold(notice.matches(':hover') || notice.contains(document.activeElement));
    // Where the focus goes is known after the event.
    const later = (): void => void setTimeout(look);
    const events = ['pointerenter', 'pointerleave', 'focusin', 'focusout'] as const;
    for (const event of events) notice.addEventListener(event, later);
    return () => {
      for (const event of events) notice.removeEventListener(event, later);
    };
  }, [place, hold]);
}
