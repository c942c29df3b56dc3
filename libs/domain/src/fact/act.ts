import type { InstantText } from '../time/london.js';
import type { NewFact } from './fact.js';

/** A patient's words, as they go into the erasable table; the ledger holds only their seal. */
export interface PatientWords {
  readonly patient: string;
  readonly salt: string;
  readonly localId: string | null;
  readonly nhsNumber: string | null;
  readonly familyName: string | null;
  readonly givenName: string | null;
  readonly dateOfBirth: string | null;
  readonly sex: string | null;
  readonly similarName: boolean;
}

/** A person's words on a stay, erasable, sealed into the fact that they belong to. */
export interface NoteWords {
  readonly id: string;
  readonly stay: string;
  readonly salt: string;
  readonly text: string;
}

/**
 * What one command asserts, decided and complete: facts for one or several streams of one
 * organisation, the words they seal, and the ward whose board they change.
 */
export interface Act {
  readonly organisation: string;
  readonly ward: string | null;
  readonly commandId: string;
  readonly by: string;
  readonly at: InstantText;
  readonly recordedAt: InstantText;
  readonly facts: readonly { readonly stream: string; readonly fact: NewFact }[];
  readonly patients?: readonly PatientWords[];
  readonly notes?: readonly NoteWords[];
}
