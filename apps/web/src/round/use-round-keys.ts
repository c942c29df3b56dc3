import { useKeysOn } from '../help/help.js';
import { usePageKey } from '../parts/page-key.js';
import { roundKeyOf } from './round-keys.js';
import type { RoundKey } from './round-keys.js';

/** Keys of the round, while no sheet lies over it and the person has not turned them off. */
export function useRoundKeys(listening: boolean, act: (key: RoundKey) => void): void {
  const keysOn = useKeysOn();
  usePageKey(
    (event) => {
      const key = roundKeyOf(event);
      if (key === null) return;
      event.preventDefault();
      act(key);
    },
    { listening: listening && keysOn },
  );
}
