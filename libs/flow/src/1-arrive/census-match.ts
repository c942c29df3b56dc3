import type { Identity } from '#domain';
import { compareInstants, isMissing } from '#domain';
import type {
  Admission,
  CensusDiff,
  CensusInput,
  CensusRemark,
  KnownStay,
  PlacedRow,
} from './census.types.js';
import { BY_HAND, isEntryOf } from './provisional.js';
import { isOfEarlier, isSameAdmission } from './same-admission.js';

export interface KnownRow {
  readonly row: PlacedRow;
  readonly stay: KnownStay;
  /** The stay was taken to be over, by absence or by a cancelled admission, and goes on. */
  readonly resumed: boolean;
}

export interface Matched {
  readonly known: readonly KnownRow[];
  readonly admitted: readonly Admission[];
  readonly refused: CensusDiff['refused'];
  readonly warnings: readonly CensusRemark[];
}

/**
 * Which stay each row speaks of: an open one of the same local id, else of the same NHS number where
 * no other row claims that stay, else none. Never by name. A row of a patient whose stay of the same
 * admission has ended disagrees with the house and makes no second stay.
 */
export function matchRows(input: CensusInput): Matched {
  const { rows, doubled } = firstOfEach(input.rows);
  const taken = new Map<PlacedRow, KnownStay>();
  const claimed = new Set<string>();
  const claim = (row: PlacedRow, stay: KnownStay | undefined) => {
    if (stay === undefined || claimed.has(stay.view.stay) || isOlderStay(input, row, stay)) return;
    taken.set(row, stay);
    claimed.add(stay.view.stay);
  };
  const byLocal = indexed(input.open, ({ patient }) => patient?.localId);
  for (const row of rows) claim(row, byLocal.get(row.words.localId));
  // A local id that is already another patient's says more than an NHS number.
  const owned = indexed(input.patients, ({ localId }) => localId);
  const byNhs = indexed(input.open, ({ patient }) => patient?.nhsNumber);
  const localIds = input.file?.localIds ?? new Set(rows.map(({ words }) => words.localId));
  for (const row of rows) {
    if (taken.has(row) || owned.has(row.words.localId) || row.words.nhsNumber === undefined)
      continue;
    const stay = byNhs.get(row.words.nhsNumber);
    // Another row of the file has that patient's own number.
    if (!localIds.has(stay?.patient?.localId ?? '')) claim(row, stay);
  }

  claimEntries(rows, input, taken, claim);
  const newcomers = rows.filter((row) => !taken.has(row));
  const { admitted, resumed, warnings } = admissions(input, newcomers);
  return {
    known: [...[...taken].map(([row, stay]) => ({ row, stay, resumed: false })), ...resumed],
    admitted,
    refused: doubled.map(({ line }) => ({ line, field: 'local_id', code: 'row-doubled' })),
    warnings: [...warnings, ...sharedNumbers({ ...input, rows }, admitted, byNhs)],
  };
}

/** Whether a file from before the open stay speaks of the one before it, which was over when the ward let the patient in again. */
function isOlderStay({ takenAt, ended }: CensusInput, row: PlacedRow, open: KnownStay): boolean {
  if (compareInstants(takenAt, open.view.admittedAt) >= 0) return false;
  return ended.some(
    (one) => one.view.patient === open.view.patient && isOfEarlier(open, one, row.admittedAt),
  );
}

/** Rows of patients whom the ward entered by hand without a number; only where no two could be meant. */
function claimEntries(
  rows: readonly PlacedRow[],
  { open }: CensusInput,
  taken: ReadonlyMap<PlacedRow, KnownStay>,
  claim: (row: PlacedRow, stay: KnownStay | undefined) => void,
): void {
  const entered = open.filter(({ view }) => view.source === BY_HAND);
  if (entered.length === 0) return;
  for (const row of rows) {
    if (taken.has(row)) continue;
    const meant = entered.filter((stay) => isEntryOf(stay, row));
    if (meant.length === 1) claim(row, meant[0]);
  }
}

/**
 * What a census row means for a stay of the same admission that is over. Who left by absence, or was
 * void, and is named by a later census is here, and it is the same stay; who left by somebody's word
 * is disputed by a later census; an older one only says what was so before.
 */
function endedMeans(
  { takenAt }: CensusInput,
  view: KnownStay['view'],
): 'new' | 'resumed' | 'disagrees' | 'known' {
  const { leftAt, voided } = view;
  if (voided?.because === 'records-merged') return 'new';
  if (voided?.because === 'file-undone') return 'resumed';
  const over = voided?.at ?? leftAt ?? takenAt;
  if (compareInstants(takenAt, over) < 0) return voided === null ? 'known' : 'disagrees';
  return voided !== null || isMissing(view) ? 'resumed' : 'disagrees';
}

function firstOfEach(all: readonly PlacedRow[]) {
  const rows = new Map<string, PlacedRow>();
  const doubled: PlacedRow[] = [];
  for (const row of all) {
    if (rows.has(row.words.localId)) doubled.push(row);
    else rows.set(row.words.localId, row);
  }
  return { rows: [...rows.values()], doubled };
}

function admissions(input: CensusInput, rows: readonly PlacedRow[]) {
  const admitted: Admission[] = [];
  const resumed: KnownRow[] = [];
  const warnings: CensusRemark[] = [];
  const inBed = new Set(input.open.map(({ view }) => view.patient));
  const used = new Set<string>();
  const byLocal = indexed(input.patients, ({ localId }) => localId);
  const byNhs = indexed(input.patients, ({ nhsNumber }) => nhsNumber);
  const localIds = input.file?.localIds ?? new Set(input.rows.map(({ words }) => words.localId));
  for (const row of rows) {
    const patient = byLocal.get(row.words.localId) ?? byNumber(row);
    const ended = input.ended.find(
      ({ view }) => view.patient === patient?.patient && isSameAdmission(view, row.admittedAt),
    );
    const meaning = ended === undefined ? 'new' : endedMeans(input, ended.view);
    if (ended !== undefined && meaning !== 'new') {
      if (meaning === 'resumed' && !inBed.has(ended.view.patient))
        resumed.push({ row, stay: ended, resumed: true });
      else if (meaning !== 'known') warnings.push(disagreeing(row));
      continue;
    }
    if (patient !== undefined) used.add(patient.patient);
    admitted.push({ row, patient: patient?.patient ?? null });
  }
  return { admitted, resumed, warnings };

  /** A patient known by NHS number alone, unless somebody else of this file or in a bed is that patient. */
  function byNumber(row: PlacedRow): Identity | undefined {
    const found = row.words.nhsNumber === undefined ? undefined : byNhs.get(row.words.nhsNumber);
    if (found === undefined || inBed.has(found.patient) || used.has(found.patient))
      return undefined;
    return found.localId !== null && localIds.has(found.localId) ? undefined : found;
  }
}

/**
 * Two patients of one NHS number, both in the file, or one in the file and one in a bed: one number
 * is wrong, or one patient has two records. A person must look.
 */
function sharedNumbers(
  { rows, file }: CensusInput,
  admitted: readonly Admission[],
  inBed: ReadonlyMap<string, KnownStay>,
): CensusRemark[] {
  const newcomers = new Set(admitted.map(({ row }) => row));
  const known = new Set<string>();
  return rows.flatMap((row) => {
    const { line, ward, bed, words } = row;
    if (words.nhsNumber === undefined) return [];
    const before = file?.nhsNumbers.get(words.nhsNumber) ?? line;
    const shared =
      before < line ||
      known.has(words.nhsNumber) ||
      (newcomers.has(row) && inBed.has(words.nhsNumber));
    known.add(words.nhsNumber);
    return shared
      ? [{ code: 'nhs-number-shared', line, field: 'nhs_number', ward, ...ofBed(bed) }]
      : [];
  });
}

function disagreeing({ line, ward, bed }: PlacedRow): CensusRemark {
  return { code: 'disagrees', line, field: 'local_id', ward, ...ofBed(bed) };
}

/** Where to find whom a remark is about. */
export function ofBed(bed: string | null): Pick<CensusRemark, 'bed'> {
  return bed === null ? {} : { bed };
}

function indexed<T>(all: readonly T[], key: (one: T) => string | null | undefined): Map<string, T> {
  const index = new Map<string, T>();
  for (const one of all) {
    const value = key(one);
    if (value != null && !index.has(value)) index.set(value, one);
  }
  return index;
}
