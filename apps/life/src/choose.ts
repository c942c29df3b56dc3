import type { Board, MarkDayBody, PlanBody } from '#contracts';
import type { Row } from '#domain';
import { addDays } from '#domain';
import { DTOC_OF, GREEN_VALUES, INSIDE, waitFrom } from '#synthetic';
import type { Random } from '#synthetic';

/** A mark as a ward gives it, without what only the sender knows. */
export type Mark = Omit<MarkDayBody, 'commandId' | 'ifVersion'>;

/** Of somebody on leave, or perhaps gone, nobody says anything new. */
const isHere = (row: Row): boolean => row.away === null && row.gone === null;

/** Patients whom the round has not reached, in the order of their beds. */
export function unseen(board: Board): Row[] {
  return board.rows.filter((row) => isHere(row) && !row.day.reviewed);
}

/** Patients with a plan for today and no last word on it. */
export function planned(board: Board): Row[] {
  return board.rows.filter(
    (row) => isHere(row) && row.day.planned !== null && row.day.final === null,
  );
}

/** After so many days in the ward a patient may be well enough to leave, and only wait. */
const MAY_WAIT_AFTER = 4;

/** The morning's plan: what was open yesterday is mostly still open, a partner's answer more than a test. */
export function planFor(row: Row, random: Random, organisation: string): Mark {
  const { carriedOver, constraint } = row.day;
  if (carriedOver && constraint !== null) {
    const still = random.chance(constraint.startsWith('E') ? 0.88 : 0.45);
    if (still) return { kind: 'planned', colour: 'red', constraint };
  }
  const waits = row.losDays >= MAY_WAIT_AFTER && random.chance(0.08);
  if (waits) return { kind: 'planned', colour: 'red', constraint: waitFrom(random, organisation) };
  if (random.chance(0.72)) return { kind: 'planned', colour: 'green' };
  return { kind: 'planned', colour: 'red', constraint: random.weighted(INSIDE) };
}

/** What the round says of leaving: who is expected today goes, surely or perhaps; of others what is being got ready. */
export function planWords(
  row: Row,
  { date, checks }: Board,
  random: Random,
): Omit<PlanBody, 'commandId' | 'ifVersion'> | null {
  const { expectedDischargeDate: expected } = row;
  if (expected !== null && expected <= date && row.delays.length === 0) {
    const definite = random.chance(0.45);
    const expectedAt = random.pick(['11:00', '12:00', '13:00', '14:00', '15:00', '16:00']);
    return definite
      ? { today: { discharge: 'definite', expectedAt } }
      : { today: { discharge: 'potential' } };
  }
  const codes = checks.map(({ code }) => code);
  const done = new Set(row.checks?.filter(({ state }) => state === 'done').map(({ code }) => code));
  const next = codes.find((code) => !done.has(code));
  if (next === undefined) return null;
  const asked = row.checks?.some(({ code }) => code === next) ?? false;
  return { checks: [{ code: next, state: asked ? 'done' : 'asked' }] };
}

/** The huddle's word: most plans held, a wait inside the hospital ends more often than one outside. */
export function lastWordFor({ day }: Row, random: Random): Mark {
  const inside = day.constraint?.startsWith('I') ?? false;
  const turned = random.chance(day.colour === 'green' ? 0.1 : inside ? 0.24 : 0.05);
  const green = (day.colour === 'green') !== turned;
  return green
    ? { kind: 'final', colour: 'green', value: random.weighted(GREEN_VALUES) }
    : {
        kind: 'final',
        colour: 'red',
        ...(day.colour === 'green' ? { constraint: random.weighted(INSIDE) } : {}),
      };
}

/** Who leaves: rather somebody expected to, rarely one who waits for a partner, sooner the longer the stay is. */
export function whoLeaves(board: Board, random: Random): Row | null {
  const weights = board.rows.flatMap((row): [Row, number][] =>
    hasNumber(row) && isHere(row) ? [[row, leavingWeight(row, board.date)]] : [],
  );
  return weights.length === 0 ? null : random.weighted(weights);
}

/** Rather one of whom the ward said so. */
const LEAVES = { definite: 12, potential: 4, no: 0.2 } as const;

function leavingWeight(row: Row, date: string): number {
  const expected = row.expectedDischargeDate;
  const due =
    expected === null ? 1 : expected <= date ? 4 : expected === addDays(date, 1) ? 1 : 0.3;
  const spoken = row.today === null ? 1 : LEAVES[row.today.discharge];
  const waits = row.delays.length > 0 ? 0.35 : row.day.constraint?.startsWith('E') ? 0.5 : 1;
  const today = row.losDays === 0 ? 0.1 : 1;
  const long = row.band === 'super-stranded' ? 2.5 : row.band === 'long' ? 1.6 : 1;
  return due * waits * today * long * spoken;
}

/** A row whose hospital number the asker sees: the hospital's own system knows its patient by it. */
export type Numbered = Row & { readonly patient: { readonly localId: string } };

export function hasNumber(row: Row): row is Numbered {
  return row.patient.localId !== undefined;
}

/** Who has been longest on an assessment unit, and so goes to the ward next. */
export function firstBound(board: Board): Numbered | null {
  const here = board.rows.filter(hasNumber).filter(isHere);
  // Ids of stays sort by the time at which they began.
  return here.sort((a, b) => (a.stay < b.stay ? -1 : 1))[0] ?? null;
}

export function emptyBed(board: Board, random: Random): string | null {
  const taken = new Set(board.rows.map((row) => row.bed));
  const empty = board.beds.filter((bed) => !taken.has(bed));
  return empty.length === 0 || board.rows.length >= board.openBeds ? null : random.pick(empty);
}

/** Somebody whose wait at a partner is said on the board and not yet written down as a delay. */
export function whoIsDelayed(board: Board, random: Random): { row: Row; reason: string } | null {
  const found = board.rows.flatMap((row) => {
    const reason = DTOC_OF[row.day.constraint ?? ''];
    const open = row.delays.some((delay) => delay.list === 'dtoc' && delay.reason === reason);
    return reason === undefined || open || row.gone !== null ? [] : [{ row, reason }];
  });
  return found.length === 0 ? null : random.pick(found);
}

/** Somebody whose expected date has passed, or who has none. */
export function whoNeedsDate(board: Board, random: Random): Numbered | null {
  const found = board.rows
    .filter(hasNumber)
    .filter(({ expectedDischargeDate: date }) => date === null || date < board.date);
  return found.length === 0 ? null : random.pick(found);
}
