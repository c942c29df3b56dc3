import type {
  ActionView,
  CheckEntry,
  InstantText,
  JobGroup,
  LocalDate,
  ReasonEntry,
  RoleEntry,
  Round,
  RoundResult,
  Row,
  RowPatient,
} from '#domain';

/** The plan's part of a row, as a board shows it: answer of `PUT /stays/{stay}/plan`. */
export type PlanView = Pick<
  Row,
  | 'expectedDischargeDate'
  | 'criteriaForDischarge'
  | 'pathway'
  | 'destination'
  | 'today'
  | 'tomorrow'
  | 'checks'
  | 'prompts'
> & { readonly version: number };

export interface PlanAnswer {
  readonly plan: PlanView;
  readonly wardVersion: number;
}

/** Answer of starting a round, of joining one that is open, and of changing who takes part. */
export interface RoundAnswer {
  readonly round: Round;
  readonly wardVersion: number;
}

/** Answer of `POST /rounds/{round}/finish` */
export interface RoundFinished extends RoundResult {
  readonly round: Round;
  readonly wardVersion: number;
}

/** `GET /wards/{ward}/rounds`, the first begun first */
export interface Rounds {
  readonly ward: string;
  readonly date: LocalDate;
  readonly items: readonly Round[];
}

/** `GET /wards/{ward}/round-help`: what a round needs beside the board, unchanged all day. */
export interface RoundHelp {
  readonly ward: string;
  readonly date: LocalDate;
  /** The ward's most used reasons for red, each in its fixed place; the whole list is `red-constraints`. */
  readonly constraints: readonly ReasonEntry[];
  /** The ward's check columns in their order. */
  readonly checks: readonly CheckEntry[];
  /** Professions, for who takes part. */
  readonly roles: readonly RoleEntry[];
  /** Rounds of the date, the first begun first. */
  readonly rounds: readonly Round[];
}

/** Answer of everything done to an action. */
export interface ActionAnswer {
  readonly action: ActionView;
  readonly wardVersion: number;
}

/** One action of `GET /actions` with the patient whom it is for. */
export interface ActionItem {
  readonly stay: string;
  readonly ward: string;
  readonly bed: string | null;
  readonly patient: RowPatient;
  readonly action: ActionView;
}

/** `GET /actions`: open ones, the first due first */
export interface Actions {
  readonly asOf: InstantText;
  readonly items: readonly ActionItem[];
  /** `after` of the next page; null when this is the last. */
  readonly next: string | null;
}

/** `GET /wards/{ward}/jobs`: open jobs and those done on the date, by profession */
export interface Jobs {
  readonly ward: string;
  readonly date: LocalDate;
  readonly asOf: InstantText;
  readonly groups: readonly JobGroup[];
}
