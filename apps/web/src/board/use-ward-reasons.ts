import { useEffect, useEffectEvent } from 'react';
import type { ReasonEntry } from '#domain';
import type { Board, RoundHelp } from '#contracts';
import { useKeptGet } from '../api/use-kept-get.js';
import { useLine } from '../live/use-live.js';
import { mayDo } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { marksColours } from './colours.js';

/**
 * The reasons that a ward is offered first, in the places that the service gives them for the day: a digit
 * means the same on the board and in the round, whatever is marked meanwhile. Null until they have come.
 */
export function useWardReasons(board: Board): readonly ReasonEntry[] | null {
  const marks = mayDo(useSession(), 'mark', board) && marksColours(board);
  const path = marks ? `/wards/${encodeURIComponent(board.ward)}/round-help` : null;
  const day = Number(board.date.replaceAll('-', ''));
  const { value, loaded, again } = useKeptGet<RoundHelp>(path, day);
  const line = useLine().state;
  const tryAgain = useEffectEvent(() => {
    if (line === 'live' && loaded.state === 'unreached') again();
  });
  useEffect(() => tryAgain(), [line]);
  return value?.constraints ?? null;
}
