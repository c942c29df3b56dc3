/** A count of days and the patients it rests on, at its place in a table of buckets and groups. */
export interface Resting {
  readonly bucket: string;
  readonly group: string;
  readonly days: number;
  readonly patients: number;
}

/** Fewer patients than this under a count could be told from it. */
export const PATIENTS_MIN = 8;

/**
 * Which counts of a table are hidden from those who may know no person. First those that rest on one to
 * seven patients. Then, in every line that a total could be taken from (a bucket over all groups, a group
 * over all buckets), the smallest shown ones too, until what is hidden in it is two counts or more that
 * rest on eight patients or more: a total less what is shown then tells of no single one.
 */
export function hiddenCells(cells: readonly Resting[]): ReadonlySet<Resting> {
  const hidden = new Set(cells.filter(({ patients }) => patients > 0 && patients < PATIENTS_MIN));
  const lines = [...linesBy(cells, 'bucket'), ...linesBy(cells, 'group')];
  let before = -1;
  while (before !== hidden.size) {
    before = hidden.size;
    for (const line of lines) protectLine(line, hidden);
  }
  return hidden;
}

function linesBy(cells: readonly Resting[], key: 'bucket' | 'group'): Resting[][] {
  const lines = new Map<string, Resting[]>();
  for (const cell of cells) {
    const line = lines.get(cell[key]);
    if (line === undefined) lines.set(cell[key], [cell]);
    else line.push(cell);
  }
  return [...lines.values()];
}

function protectLine(line: readonly Resting[], hidden: Set<Resting>): void {
  const shown = line
    .filter((cell) => cell.patients > 0 && !hidden.has(cell))
    .sort((a, b) => a.patients - b.patients || a.days - b.days);
  const away = line.filter((cell) => hidden.has(cell));
  let patients = away.reduce((sum, cell) => sum + cell.patients, 0);
  let count = away.length;
  if (count === 0) return;
  for (const cell of shown) {
    if (count >= 2 && patients >= PATIENTS_MIN) return;
    hidden.add(cell);
    count += 1;
    patients += cell.patients;
  }
}
