import { useEffect, useState } from 'react';
import { carryOut, takeEarly } from './early-press.js';

/**
 * Does what was pressed before the board was alive, one press after the other: a reason that was chosen by
 * its digit needs its panel, and the next press waits for as long as the board is busy with it.
 */
export function useEarlyPresses(busy: boolean): void {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (busy) return;
    const soon = setTimeout(() => {
      const press = takeEarly();
      if (press === null) return;
      carryOut(press);
      setTurn((one) => one + 1);
    }, 0);
    return () => clearTimeout(soon);
  }, [busy, turn]);
}
