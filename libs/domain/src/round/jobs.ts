import type { RowPatient } from '../board/row.js';
import type { InstantText } from '../time/london.js';

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
