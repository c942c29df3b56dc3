import type { Row, RowPatient } from '../board/row.js';
import type { CheckEntry, RoleEntry } from '../reference/reference.js';
import { londonDate } from '../time/london.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** One thing to do on a ward: an action, or a check that was asked for. */
export interface Job {
  /** The action's id, or the stay and the check's code. */
  readonly id: string;
  readonly kind: 'action' | 'check';
  readonly stay: string;
  readonly bed: string | null;
  readonly patient: RowPatient;
  /** The profession that does it. */
  readonly role: string;
  /** In words; null where they may not be read or were erased. */
  readonly what: string | null;
  readonly owner: string | null;
  readonly person: string | null;
  readonly check: string | null;
  readonly dueAt: InstantText | null;
  readonly state: 'open' | 'done';
  /** Version to tick it with: of the action, or of the plan that holds the check. */
  readonly version: number;
}

/** A profession's jobs in bed order. */
export interface JobGroup {
  readonly role: string;
  readonly name: string;
  readonly jobs: readonly Job[];
}

/** What jobs take their names and professions from. */
export interface JobNames {
  readonly roleOfOwner: (owner: string) => string;
  readonly check: (code: string) => CheckEntry | undefined;
  readonly roles: readonly RoleEntry[];
}

/**
 * The jobs that some rows hold, by profession in the order of the professions: actions and checks that
 * are asked for, and those done on the date, so that a tick is seen.
 */
export function jobsOf(rows: readonly Row[], date: LocalDate, names: JobNames): JobGroup[] {
  const jobs = rows.flatMap((row) => [...actionJobs(row, names), ...checkJobs(row, date, names)]);
  const groups = names.roles.map(({ code, name }) => ({
    role: code,
    name,
    jobs: jobs.filter(({ role }) => role === code),
  }));
  return groups.filter((group) => group.jobs.length > 0);
}

/** Marked red today and nobody is asked for anything: no list of jobs speaks of this patient. */
export function isRedWithoutJob(row: Pick<Row, 'day' | 'gone' | 'actions' | 'checks'>): boolean {
  const isAsked =
    row.actions.some(({ state }) => state === 'open') ||
    row.checks.some(({ state }) => state === 'asked');
  return row.gone === null && row.day.reviewed && row.day.colour === 'red' && !isAsked;
}

function actionJobs(row: Row, names: JobNames): Job[] {
  return row.actions.map((action) => ({
    id: action.action,
    kind: 'action',
    ...placeOf(row),
    role: known(names.roleOfOwner(action.owner), names),
    what: action.what,
    owner: action.owner,
    person: action.person,
    check: null,
    dueAt: action.dueAt,
    state: action.state === 'done' ? 'done' : 'open',
    version: action.version,
  }));
}

function checkJobs(row: Row, date: LocalDate, names: JobNames): Job[] {
  return row.checks.flatMap((check): Job[] => {
    const entry = names.check(check.code);
    const isJob =
      check.state === 'asked' || (check.state === 'done' && londonDate(check.at) === date);
    if (entry === undefined || !isJob) return [];
    return [
      {
        id: `${row.stay}:${check.code}`,
        kind: 'check',
        ...placeOf(row),
        role: known(entry.role, names),
        what: entry.name,
        owner: null,
        person: null,
        check: check.code,
        dueAt: null,
        state: check.state === 'done' ? 'done' : 'open',
        version: row.planVersion,
      },
    ];
  });
}

function placeOf({ stay, bed, patient }: Row) {
  return { stay, bed, patient };
}

/** A profession that nobody named is a partner's. */
function known(role: string, { roles }: JobNames): string {
  return roles.some(({ code }) => code === role) ? role : 'partner';
}
