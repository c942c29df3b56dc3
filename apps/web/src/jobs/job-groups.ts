import { jobsOf } from '#domain';
import type { CheckEntry, Job, JobGroup, OwnerEntry, Role, RoleEntry, Row } from '#domain';
import type { Board } from '#contracts';

/** What jobs take their names from; the same words as the service's own list. */
export interface JobBook {
  readonly owners: readonly OwnerEntry[];
  readonly checks: readonly CheckEntry[];
  readonly roles: readonly RoleEntry[];
}

/** The jobs of a board by profession, in bed order: the list that the service makes, from the live rows. */
export function groupsOf(board: Pick<Board, 'rows' | 'date'>, book: JobBook): JobGroup[] {
  const owners = new Map(book.owners.map((owner) => [owner.code, owner]));
  const checks = new Map(book.checks.map((check) => [check.code, check]));
  return jobsOf(board.rows, board.date, {
    roleOfOwner: (code) => owners.get(code)?.role ?? 'partner',
    check: (code) => checks.get(code),
    roles: book.roles,
  });
}

export function openIn(group: Pick<JobGroup, 'jobs'>): number {
  return group.jobs.filter(({ state }) => state === 'open').length;
}

/** "2 of 5 done", "4" */
export function countWords(group: Pick<JobGroup, 'jobs'>): string {
  const open = openIn(group);
  const all = group.jobs.length;
  return open === all ? String(all) : `${all - open} of ${all} done`;
}

/** Whether a job is past its time and not done. */
export function isLate(job: Pick<Job, 'state' | 'dueAt'>, now: string): boolean {
  return job.state === 'open' && job.dueAt !== null && Date.parse(job.dueAt) < Date.parse(now);
}

/** The profession whose jobs somebody looks for first, before they chose one. */
export function ownProfession(role: Role): string | null {
  if (role === 'ward-nurse' || role === 'matron') return 'nurse';
  if (role === 'bed-manager') return 'bed-manager';
  return role === 'discharge-team' ? 'discharge-team' : null;
}

/** The sentence of who goes home: "definite 6 (12:00), 16; potential 24". Beds alone, for paper. */
export function homeWords(
  rows: readonly Row[],
  discharge: 'definite' | 'potential',
  time: (instant: string) => string,
): string {
  return rows
    .filter(({ today }) => today?.discharge === discharge)
    .map(({ bed, today }) => {
      const at = today?.expectedAt == null ? '' : ` (${time(today.expectedAt)})`;
      return `${bed ?? 'no bed'}${at}`;
    })
    .join(', ');
}
