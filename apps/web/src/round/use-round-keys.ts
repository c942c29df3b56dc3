import { useEffect, useRef } from 'react';
import { isTypedIn } from '../board/keys.js';
import { useKeysOn } from '../help/help.js';
import { isOfSheet } from '../parts/dialog.js';
import { roundKeyOf } from './round-keys.js';
import type { RoundKey } from './round-keys.js';

/** Keys of the round, while no sheet lies over it and the person has not turned them off. */
export function useRoundKeys(listening: boolean, act: (key: RoundKey) => void): void {
  const keysOn = useKeysOn();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!listening || !keysOn) return;
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      const typing = isTypedIn(target?.tagName ?? '', target?.getAttribute('type') ?? '');
      const key = roundKeyOf(event, typing);
      if (key === null || isOfSheet(event.target)) return;
      event.preventDefault();
      latest.current(key);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [listening, keysOn]);
}
