/**
 * Something forgiven while reading: the value was used in another sense, or left out.
 * `place` names where (`PID-5.1`, a column), never what stood there.
 */
export interface Warning {
  readonly code: WarningCode;
  readonly place: string;
}

export type WarningCode =
  | 'charset-mismatch'
  | 'charset-unsupported'
  | 'code-unknown'
  | 'control-id-missing'
  | 'date-incomplete'
  | 'date-unreadable'
  | 'local-time-doubled'
  | 'local-time-missing'
  | 'nhs-number-invalid'
  | 'nhs-numbers-differ'
  | 'segment-unreadable'
  | 'time-of-day-missing'
  | 'time-unreadable'
  | 'too-long'
  | 'trigger-differs';
