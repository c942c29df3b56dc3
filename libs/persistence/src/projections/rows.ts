import type {
  Action,
  BedDay,
  DayRecord,
  Delay,
  ReferenceRow,
  Round,
  StayState,
  StayView,
} from '#domain';
import { isMissing, isOpen, judgementOf, viewOf } from '#domain';

/** Projected rows by table, as `write_command` takes them and as a rebuild compares them. */
export interface ProjectedRows {
  stay?: StayRow[];
  day?: DayRow[];
  delay?: DelayRow[];
  action?: ActionRow[];
  round?: RoundRow[];
  closed_day?: ClosedDayRow[];
  bed_day?: BedDayRow[];
  reference?: ReferenceTableRow[];
}

export interface StayRow {
  readonly stay: string;
  readonly ward: string;
  readonly wards: readonly string[];
  readonly patient: string;
  readonly admitted_on: string;
  readonly open_until: string;
  /** Left by absence from a census: on the board until that day ends. A column, for an index over `view` would be written anew with every mark. */
  readonly gone: boolean;
  readonly visit: string | null;
  readonly seq: number;
  readonly view: StayView;
}

export interface DayRow {
  readonly stay: string;
  readonly date: string;
  readonly judged: boolean;
  readonly record: DayRecord;
}

export interface DelayRow {
  readonly delay: string;
  readonly stay: string;
  readonly open: boolean;
  readonly body: Delay;
}

export interface ActionRow {
  readonly action: string;
  readonly stay: string;
  readonly open: boolean;
  readonly owner: string;
  readonly person: string | null;
  readonly due_at: string;
  readonly body: Action;
}

export interface RoundRow {
  readonly round: string;
  readonly ward: string;
  readonly date: string;
  readonly kind: string;
  readonly open: boolean;
  readonly body: Round;
}

export interface ClosedDayRow {
  readonly ward: string;
  readonly date: string;
  readonly revision: number;
  readonly rows: number;
  readonly digest: string;
  readonly closed_at: string;
  readonly because: string;
}

export interface BedDayRow {
  readonly ward: string;
  readonly date: string;
  readonly stay: string;
  readonly revision: number;
  readonly closed_at: string;
  readonly superseded_at: string | null;
  readonly because: string;
  readonly bed: string | null;
  readonly at_midnight: boolean;
  readonly due: boolean;
  readonly reviewed: boolean;
  readonly planned_only: boolean;
  readonly colour: string | null;
  readonly constraint: string | null;
  readonly delay: string | null;
  readonly delay_list: string | null;
  readonly delay_reason: string | null;
  readonly attribution: string | null;
  readonly owner: string | null;
  readonly other_owner: string | null;
  readonly delay_state: string | null;
  readonly care_type: string | null;
  readonly authority: string | null;
  readonly los_days: number;
}

export interface ReferenceTableRow {
  readonly kind: string;
  readonly code: string;
  readonly valid_from: string;
  readonly value: unknown;
}

export function stayRow(state: StayState, seq: number): StayRow {
  return {
    stay: state.stay,
    ward: state.ward,
    wards: [...new Set(state.places.map((place) => place.ward))],
    patient: state.patient,
    admitted_on: state.admittedOn,
    open_until: openUntil(state),
    gone: isMissing(state),
    visit: state.visit,
    seq,
    view: viewOf(state),
  };
}

/** The last date of a stay; a void one has none and lies before every date that is asked for. */
function openUntil(state: StayState): string {
  return state.voided !== null ? '-infinity' : (state.leftOn ?? 'infinity');
}

export function dayRow(stay: string, record: DayRecord): DayRow {
  return { stay, date: record.date, judged: judgementOf(record) !== null, record };
}

export function delayRow(stay: string, delay: Delay): DelayRow {
  return { delay: delay.delay, stay, open: isOpen(delay), body: delay };
}

export function actionRow(stay: string, action: Action): ActionRow {
  return {
    action: action.action,
    stay,
    open: action.state === 'open',
    owner: action.owner,
    person: action.person,
    due_at: action.dueAt,
    body: action,
  };
}

export function roundRow(round: Round): RoundRow {
  return {
    round: round.round,
    ward: round.ward,
    date: round.date,
    kind: round.kind,
    open: round.finishedAt === null,
    body: round,
  };
}

export function bedDayRow(
  day: BedDay,
  revision: number,
  closedAt: string,
  because: string,
): BedDayRow {
  return {
    ward: day.ward,
    date: day.date,
    stay: day.stay,
    revision,
    closed_at: closedAt,
    superseded_at: null,
    because,
    bed: day.bed,
    at_midnight: day.atMidnight,
    due: day.due,
    reviewed: day.reviewed,
    planned_only: day.plannedOnly,
    colour: day.colour,
    constraint: day.constraint,
    delay: day.delay?.delay ?? null,
    delay_list: day.delay?.list ?? null,
    delay_reason: day.delay?.reason ?? null,
    attribution: day.delay?.attribution ?? null,
    owner: day.delay?.owner ?? null,
    other_owner: day.delay?.otherOwner ?? null,
    delay_state: day.delay?.state ?? null,
    care_type: day.careType,
    authority: day.authority,
    los_days: day.losDays,
  };
}

export function referenceTableRow(row: ReferenceRow): ReferenceTableRow {
  return { kind: row.kind, code: row.code, valid_from: row.validFrom, value: row.value };
}
