/** The roles of the contract's table "Who may see and do what". */
export type Role =
  | 'administrator'
  | 'ward-nurse'
  | 'matron'
  | 'bed-manager'
  | 'discharge-team'
  | 'director'
  | 'local-authority'
  | 'analyst'
  | 'commissioner'
  /** A screen without a person, bound to one ward. */
  | 'wall';

/** Who is signed in. `organisations` are those whose rows the database lets them reach at all. */
export interface Person {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly organisations: readonly string[];
  readonly ward?: string;
  readonly authority?: string;
  /** Signed in to the demonstration, which has no real patients; whoever does not say so is not. */
  readonly demonstration?: true;
}
