import type { Row } from '#domain';
import type { Board } from '#contracts';

/** One line of a board: a patient, or a bed of the ward with nobody in it. */
export type Line<R = Row> =
  | {
      readonly kind: 'patient';
      readonly key: string;
      readonly bed: string | null;
      readonly row: R;
    }
  | { readonly kind: 'empty'; readonly key: string; readonly bed: string };

type InBed = Pick<Row, 'stay' | 'bed'>;
type HasBed = Pick<Row, 'bed'>;

/** The lines for somebody who is shown some of a ward's patients: what else lies there is not told. */
export function linesOfSome(board: Pick<Board, 'rows' | 'beds'>): Line[] {
  return linesOf(board).filter((line) => line.kind === 'patient');
}

/**
 * Every bed in the order in which the ward walks them, occupied or not; after them patients in a bed
 * that the ward does not list, then those without a bed. Two patients in one bed are both shown.
 */
export function linesOf<R extends InBed>(board: {
  readonly rows: readonly R[];
  readonly beds: readonly string[];
}): Line<R>[] {
  const inBed = new Map<string, R[]>();
  const elsewhere: R[] = [];
  const known = new Set(board.beds);
  for (const row of board.rows)
    if (row.bed !== null && known.has(row.bed))
      inBed.set(row.bed, [...(inBed.get(row.bed) ?? []), row]);
    else elsewhere.push(row);
  const beds = board.beds.flatMap((bed): Line<R>[] => {
    const rows = inBed.get(bed) ?? [];
    return rows.length === 0 ? [{ kind: 'empty', key: `bed ${bed}`, bed }] : rows.map(lineOf<R>);
  });
  return [...beds, ...elsewhere.map(lineOf<R>)];
}

function lineOf<R extends InBed>(row: R): Line<R> {
  return { kind: 'patient', key: row.stay, bed: row.bed, row };
}

/** A bed's bay and number, "A" and "12"; a bed named otherwise has no bay. */
export function bedParts(bed: string): { readonly bay: string; readonly number: string } {
  const match = /^([A-Za-z]{1,3})[ -]?(\d{1,3}[A-Za-z]?)$/.exec(bed);
  return { bay: match?.[1] ?? '', number: match?.[2] ?? bed };
}

/** Whether a heavier rule follows a line, because the next bed is in another bay. */
export function endsBay(line: HasBed, next: HasBed | undefined): boolean {
  if (next === undefined || line.bed === null || next.bed === null) return false;
  return bedParts(line.bed).bay !== bedParts(next.bed).bay;
}
