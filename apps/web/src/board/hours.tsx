import type { Board } from '#contracts';
import { epochMs } from '#domain';
import type { InstantText, WardKind } from '#domain';
import { useLine } from '../live/use-live.js';

/** An assessment ward counts hours and marks no colour: its patients are to be somewhere else tomorrow. */
export function countsHours(kind: WardKind | null): boolean {
  return kind === 'assessment';
}

/** Whole hours since an instant; a clock that runs behind shows none rather than less. */
export function hoursSince(since: InstantText, now: InstantText): number {
  return Math.max(0, Math.floor((epochMs(now) - epochMs(since)) / 3_600_000));
}

/** "14 h", by the service's clock, which ticks while the board is open. */
export function HoursIn({ since }: { readonly since: InstantText }) {
  const line = useLine();
  if (line.at === null) return null;
  return <span className="app-hours">{hoursSince(since, line.at)} h</span>;
}

/** What the strip of an assessment ward counts: patients, and the longest of them. */
export function HoursStrip({ board }: { readonly board: Board }) {
  const line = useLine();
  const now = line.at ?? board.asOf;
  const longest = Math.max(0, ...board.rows.map((row) => hoursSince(row.admittedAt, now)));
  const taken = new Set(board.rows.map((row) => row.bed));
  const empty = board.beds.filter((bed) => !taken.has(bed)).length;
  return (
    <div className="app-counts" role="group" aria-label="Counts of this board">
      <span className="app-count">
        <strong>{board.rows.length}</strong> {board.rows.length === 1 ? 'patient' : 'patients'}
      </span>
      <span className="app-count">
        longest <strong>{longest} h</strong>
      </span>
      <span className="app-count app-count--quiet app-hours-words">
        {board.openBeds} beds open, {empty} empty. Hours are counted here, and no colour.
      </span>
    </div>
  );
}
