import type { BookFold, Fact, ReferenceBook, Round, StayState } from '#domain';
import { project } from './project.js';
import type { Known } from './project.js';
import type {
  ActionRow,
  BedDayRow,
  ClosedDayRow,
  DayRow,
  DelayRow,
  ReferenceTableRow,
  RoundRow,
  StayRow,
} from './rows.js';

/** Every projected row of one organisation, by table and key. */
export interface WorldTables {
  readonly stay: Map<string, StayRow>;
  readonly day: Map<string, DayRow>;
  readonly delay: Map<string, DelayRow>;
  readonly action: Map<string, ActionRow>;
  readonly round: Map<string, RoundRow>;
  readonly closed_day: Map<string, ClosedDayRow>;
  readonly bed_day: Map<string, BedDayRow>;
  readonly reference: Map<string, ReferenceTableRow>;
}

/**
 * The house folded in memory from its facts, in the order of their positions: for a rebuild, and for
 * the bulk load of the demonstration. The reference book spans organisations, so several worlds may
 * share one.
 */
export class MemoryWorld implements Known {
  readonly tables: WorldTables = {
    stay: new Map(),
    day: new Map(),
    delay: new Map(),
    action: new Map(),
    round: new Map(),
    closed_day: new Map(),
    bed_day: new Map(),
    reference: new Map(),
  };
  private readonly states = new Map<string, { state: StayState; seq: number }>();
  private readonly open = new Map<string, Set<string>>();
  private readonly closed = new Map<string, Map<string, BedDayRow>>();

  constructor(private readonly shared: BookFold) {}

  stay(stream: string) {
    return this.states.get(stream) ?? { state: null, seq: 0 };
  }

  *staysTouching(ward: string, date: string): Iterable<StayState> {
    for (const stream of this.open.get(ward) ?? []) {
      const state = this.states.get(stream)?.state;
      if (state !== undefined && (state.leftOn === null || state.leftOn >= date)) yield state;
    }
  }

  closedRows(ward: string, date: string): readonly BedDayRow[] {
    return [...(this.closed.get(`${ward}|${date}`)?.values() ?? [])];
  }

  round(id: string): Round | null {
    return this.tables.round.get(id)?.body ?? null;
  }

  book(): ReferenceBook {
    return this.shared.book();
  }

  /** Applies one fact and returns the stay after it. */
  apply(fact: Fact): StayState | null {
    const { rows, state } = project(fact, this);
    if (fact.type === 'reference-set') this.shared.add(fact.body);
    if (state !== null) this.keep(fact.stream, state);
    for (const row of rows.stay ?? []) this.tables.stay.set(row.stay, row);
    for (const row of rows.day ?? []) this.tables.day.set(`${row.stay}|${row.date}`, row);
    for (const row of rows.delay ?? []) this.tables.delay.set(row.delay, row);
    for (const row of rows.action ?? []) this.tables.action.set(row.action, row);
    for (const row of rows.round ?? []) this.tables.round.set(row.round, row);
    for (const row of rows.closed_day ?? [])
      this.tables.closed_day.set(`${row.ward}|${row.date}|${row.revision}`, row);
    for (const row of rows.reference ?? [])
      this.tables.reference.set(`${row.kind}|${row.code}|${row.valid_from}`, row);
    for (const row of rows.bed_day ?? []) this.keepBedDay(row);
    return state;
  }

  private keep(stream: string, state: StayState): void {
    const seq = (this.states.get(stream)?.seq ?? 0) + 1;
    this.states.set(stream, { state, seq });
    for (const { ward } of state.places) {
      const streams = this.open.get(ward) ?? new Set<string>();
      this.open.set(ward, streams.add(stream));
    }
  }

  private keepBedDay(row: BedDayRow): void {
    this.tables.bed_day.set(`${row.ward}|${row.date}|${row.stay}|${row.revision}`, row);
    const key = `${row.ward}|${row.date}`;
    const rows = this.closed.get(key) ?? new Map<string, BedDayRow>();
    this.closed.set(key, rows);
    if (row.superseded_at === null) rows.set(row.stay, row);
    else if (rows.get(row.stay)?.revision === row.revision) rows.delete(row.stay);
  }
}
