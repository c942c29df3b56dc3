import type { Board } from '#contracts';
import type { InstantText } from '#domain';
import { useSession } from '../session/session.js';
import { clockTime, fullDay } from '../words/dates.js';

/** What a printed board must say of itself; the screen never shows it. */
export function PrintFoot({ board, now }: { readonly board: Board; readonly now: InstantText }) {
  const session = useSession();
  return (
    <p className="app-print-foot">
      <b>Names of patients: destroy after the shift of {fullDay(board.date)}.</b> {board.name},
      printed by {session.name} at {clockTime(now)}; the screen is newer.
      {session.demonstration && ' Demonstration: no real patients.'}
    </p>
  );
}
