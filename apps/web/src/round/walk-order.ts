import { isJudged } from '#domain';
import type { Colour, MarkKind, RoundKind, Row } from '#domain';
import type { Board } from '#contracts';

/** Who lay where when this screen first saw the round. Nothing in it changes until the round is finished. */
export interface Frozen {
  readonly round: string;
  /** Stays in the order in which they are walked. */
  readonly order: readonly string[];
  /** The bed in which each of them was met; null for a patient without a bed. */
  readonly beds: Readonly<Record<string, string | null>>;
  /** Beds that nobody lay in, by their place in the ward. */
  readonly empty: readonly string[];
}

/** Freezes a round as it stands: its order, the beds, and the beds between that are empty. */
export function freeze(
  round: { readonly round: string; readonly order: readonly string[] },
  board: Pick<Board, 'rows' | 'beds'>,
): Frozen {
  const rows = new Map(board.rows.map((row) => [row.stay, row]));
  const taken = new Set(board.rows.map((row) => row.bed));
  return {
    round: round.round,
    order: round.order,
    beds: Object.fromEntries(round.order.map((stay) => [stay, rows.get(stay)?.bed ?? null])),
    empty: board.beds.filter((bed) => !taken.has(bed)),
  };
}

/** Who came after the round had begun walks last, so that nobody else's place moves. */
export function withArrivals(frozen: Frozen, board: Pick<Board, 'rows'>): Frozen {
  const known = new Set(frozen.order);
  const arrived = board.rows.filter((row) => !known.has(row.stay));
  if (arrived.length === 0) return frozen;
  return {
    ...frozen,
    order: [...frozen.order, ...arrived.map((row) => row.stay)],
    beds: {
      ...frozen.beds,
      ...Object.fromEntries(arrived.map((row) => [row.stay, row.bed])),
    },
  };
}

/** How a patient of the round stands, as the strip of beds draws it. */
type Standing =
  | {
      readonly is: 'marked';
      readonly colour: Colour;
      readonly sure: MarkKind;
      readonly waiting: boolean;
    }
  | { readonly is: 'to-do'; readonly skipped: boolean }
  | { readonly is: 'left' };

export interface Stop {
  readonly stay: string;
  /** The bed in which the patient was met. */
  readonly bed: string | null;
  readonly standing: Standing;
  readonly movedTo: string | null;
  readonly arrived: boolean;
}

/** What was said here of a day and is not answered yet. */
export interface Unanswered {
  readonly colour: Colour;
  readonly kind: MarkKind;
}

interface Walked {
  readonly kind: RoundKind;
  readonly rows: ReadonlyMap<string, Row>;
  /** Stays that were left without an answer when somebody went on. */
  readonly skipped: ReadonlySet<string>;
  readonly unanswered: ReadonlyMap<string, Unanswered>;
}

/** Every patient of the round in its frozen order. */
export function stopsOf(frozen: Frozen, firstOrder: number, walked: Walked): Stop[] {
  return frozen.order.map((stay, index) => {
    const row = walked.rows.get(stay);
    const bed = frozen.beds[stay] ?? null;
    return {
      stay,
      bed,
      standing: standingOf(stay, row, walked),
      movedTo: row !== undefined && row.bed !== bed ? row.bed : null,
      arrived: index >= firstOrder,
    };
  });
}

function standingOf(stay: string, row: Row | undefined, walked: Walked): Standing {
  const said = walked.unanswered.get(stay);
  if (said !== undefined && (walked.kind === 'morning' || said.kind === 'final'))
    return { is: 'marked', colour: said.colour, sure: said.kind, waiting: true };
  if (row === undefined) return { is: 'left' };
  if (isJudged(row.day, walked.kind)) {
    const sure = row.day.final === null ? 'planned' : 'final';
    return { is: 'marked', colour: row.day.colour, sure, waiting: false };
  }
  return { is: 'to-do', skipped: walked.skipped.has(stay) };
}

/** The stops and the empty beds between them, as the ward walks them. */
export type StripCell = { readonly stop: Stop } | { readonly empty: string };

export function stripOf(
  stops: readonly Stop[],
  empty: readonly string[],
  beds: readonly string[],
): StripCell[] {
  const place = new Map(beds.map((bed, index) => [bed, index]));
  const placeOf = (bed: string | null) => (bed === null ? Infinity : (place.get(bed) ?? Infinity));
  const cells: StripCell[] = [];
  const left = [...empty];
  for (const stop of stops) {
    while (left[0] !== undefined && !stop.arrived && placeOf(left[0]) < placeOf(stop.bed)) {
      cells.push({ empty: left[0] });
      left.shift();
    }
    cells.push({ stop });
  }
  return [...cells, ...left.map((bed) => ({ empty: bed }))];
}

export interface Progress {
  readonly reviewed: number;
  /** Of how many: those who have left are no longer asked for. */
  readonly of: number;
  /** Stops still to be judged, in order. */
  readonly left: readonly Stop[];
}

export function progressOf(stops: readonly Stop[]): Progress {
  const here = stops.filter(({ standing }) => standing.is !== 'left');
  const left = here.filter(({ standing }) => standing.is === 'to-do');
  return { reviewed: here.length - left.length, of: here.length, left };
}

/** How far a round is by the board as it stands, for whoever has not walked it here. */
export function progressOfBoard(
  { kind, order }: { readonly kind: RoundKind; readonly order: readonly string[] },
  { rows }: Pick<Board, 'rows'>,
): { readonly reviewed: number; readonly of: number } {
  const known = new Set(order);
  const here = rows.filter(({ stay }) => known.has(stay));
  return { reviewed: here.filter(({ day }) => isJudged(day, kind)).length, of: here.length };
}

/** The first who is still to be judged, from where the round stands onward and then from its start. */
export function nextToDo(stops: readonly Stop[], from: number): Stop | null {
  const onward = [...stops.slice(from + 1), ...stops.slice(0, from)];
  return onward.find(({ standing }) => standing.is === 'to-do') ?? null;
}

const GUESS_FROM = 3;

/** Minutes still to go at the pace so far; null before there is a pace. */
export function minutesToGo(elapsedMs: number, done: number, left: number): number | null {
  if (done < GUESS_FROM || left === 0) return null;
  return Math.max(1, Math.round(((elapsedMs / done) * left) / 60_000));
}
