import { useEffect, useEffectEvent } from 'react';
import { isOfSheet } from './dialog.js';

const TYPED_IN = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** A radio or a tick box is not typed in: letters and digits mean nothing to it. */
export function isTypedIn(tag: string, type: string): boolean {
  return TYPED_IN.has(tag) && type !== 'radio' && type !== 'checkbox';
}

/**
 * Keys that the page itself hears, wherever the focus is: never while somebody types, and none that
 * belongs to a sheet. What handles a key calls `preventDefault`; which modifiers it takes is its own.
 */
export function usePageKey(
  hear: (event: KeyboardEvent) => void,
  { listening = true, overSheets = false } = {},
): void {
  const heard = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (isTypedIn(target?.tagName ?? '', target?.getAttribute('type') ?? '')) return;
    if (!overSheets && isOfSheet(target)) return;
    hear(event);
  });
  useEffect(() => {
    if (!listening) return;
    const press = (event: KeyboardEvent) => heard(event);
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [listening]);
}
