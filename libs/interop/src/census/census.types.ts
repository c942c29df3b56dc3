import type { Sex } from '../hl7v2/adt.types.js';

/** The columns a census may have, by the names its refusals and warnings use. */
export type CensusColumn =
  | 'organisation'
  | 'ward'
  | 'local_id'
  | 'admitted_at'
  | 'site'
  | 'ward_name'
  | 'bed'
  | 'nhs_number'
  | 'family_name'
  | 'given_name'
  | 'date_of_birth'
  | 'sex'
  | 'specialty'
  | 'consultant'
  | 'responsible_authority'
  | 'care_type'
  | 'expected_discharge_date'
  | 'criteria_to_reside';

/**
 * One patient in one bed, as the file says it. Texts are exact but for white space around them:
 * a formula, markup or an emoji is only text.
 */
export interface CensusRow {
  /** ODS code, in capitals. */
  readonly organisation: string;
  readonly ward: string;
  readonly localId: string;
  /** ISO 8601 instant with `Z`. */
  readonly admittedAt: string;
  readonly site?: string;
  readonly wardName?: string;
  readonly bed?: string;
  /** Ten digits that pass the check. */
  readonly nhsNumber?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  readonly sex?: Sex;
  readonly specialty?: string;
  readonly consultant?: string;
  /** ONS code. */
  readonly responsibleAuthority?: string;
  readonly careType?: 'acute' | 'non-acute';
  /** `YYYY-MM-DD`, a London date. */
  readonly expectedDischargeDate?: string;
  readonly criteriaToReside?: boolean;
  /** Columns we have no use for, by their own heading; only those with a value. */
  readonly others?: Readonly<Record<string, string>>;
}

/**
 * What could still be read of a refused row, so that the stay it may have spoken of is held.
 * All absent: it could be anybody, and may have swallowed its neighbours.
 */
export interface RowTraces {
  readonly organisation?: string;
  readonly ward?: string;
  readonly bed?: string;
  readonly localId?: string;
  readonly nhsNumber?: string;
}

export type RowRefusalCode =
  | 'required'
  | 'malformed'
  | 'time-unreadable'
  | 'too-long'
  | 'control-character'
  | 'line-break'
  | 'column-count'
  | 'quote-not-closed';

export type CensusWarningCode =
  | 'code-unknown'
  | 'column-ignored'
  | 'date-unreadable'
  | 'encoding-mixed'
  | 'local-time-doubled'
  | 'local-time-missing'
  | 'nhs-number-invalid'
  | 'time-of-day-missing'
  | 'value-ignored';

export type FileRefusalCode =
  | 'empty'
  | 'no-header'
  | 'column-missing'
  | 'column-doubled'
  | 'not-text'
  | 'too-many-columns'
  | 'row-too-long';

/** `line` counts from 1, the header's included; it is where the row begins. */
export type CensusItem =
  | { readonly kind: 'row'; readonly line: number; readonly row: CensusRow }
  | {
      readonly kind: 'refused';
      readonly line: number;
      /** Empty when the row as a whole is refused. */
      readonly field: CensusColumn | '';
      readonly code: RowRefusalCode;
      readonly traces: RowTraces;
    }
  | {
      readonly kind: 'warning';
      readonly code: CensusWarningCode;
      readonly line?: number;
      readonly field?: string;
    }
  /** Nothing of the file counts, also what came before; it is the last item. */
  | { readonly kind: 'file-refused'; readonly code: FileRefusalCode; readonly field?: string };

export type CensusWarning = Extract<CensusItem, { kind: 'warning' }>;
export type FileRefused = Extract<CensusItem, { kind: 'file-refused' }>;
export type RowRefused = Extract<CensusItem, { kind: 'refused' }>;
