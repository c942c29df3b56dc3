import type { RefusalCode } from '#domain';

/** Codes that the edges add to those of the rules: malformed input, limits, readiness. */
export type EdgeCode =
  | 'malformed'
  | 'unknown-field'
  | 'too-large'
  | 'too-many'
  | 'not-ready'
  | 'internal'
  | 'unsupported'
  | 'demonstration-only'
  | 'census-in-future'
  | 'census-too-different'
  | 'census-refused'
  | 'ward-unknown'
  | 'undo-too-late'
  | 'patient-already-here'
  | 'patients-differ'
  | 'source-unknown'
  | 'organisation-unknown'
  | 'not-hl7';

export type ErrorCode = RefusalCode | EdgeCode;

interface ErrorMeaning {
  readonly status: number;
  /** A sentence for a person; it never holds anything of a patient. */
  readonly message: string;
}

/** Every error code, its HTTP status and its sentence: the one table that HTTP, socket and documents share. */
export const ERRORS = {
  malformed: { status: 400, message: 'The request cannot be read. The details say where.' },
  'unknown-field': {
    status: 400,
    message: 'The request has a field that is not known, so nothing of it was done.',
  },
  'not-signed-in': { status: 401, message: 'Nobody is signed in here. Sign in and try again.' },
  'not-allowed': { status: 403, message: 'Your role may not do this.' },
  'not-found': { status: 404, message: 'This is not known, or not yours to know.' },
  'day-changed': {
    status: 409,
    message: 'Somebody else changed this day. Look at it again and decide.',
  },
  'plan-changed': {
    status: 409,
    message: 'Somebody else changed this plan. Look at it again and decide.',
  },
  'action-changed': {
    status: 409,
    message: 'Somebody else changed this action. Look at it again.',
  },
  'round-changed': { status: 409, message: 'This round is finished already.' },
  'delay-changed': { status: 409, message: 'Somebody else changed this delay. Look at it again.' },
  'stay-changed': {
    status: 409,
    message: 'This stay changed in the meantime. Look at it again and decide.',
  },
  'command-reused': {
    status: 409,
    message: 'This command id was used before for something else. Send a new one.',
  },
  'too-large': { status: 413, message: 'This is larger than the service takes in one piece.' },
  'constraint-required': {
    status: 422,
    message: 'Red needs a reason. Choose what the day waits for.',
  },
  'value-required': { status: 422, message: 'Green at the end of a day needs what the day gave.' },
  'reason-not-in-list': { status: 422, message: 'This reason is not in the list on that date.' },
  'value-not-in-list': { status: 422, message: 'This value is not in the list on that date.' },
  'attribution-not-allowed': {
    status: 422,
    message: 'This reason cannot be put down to that partner. The details list who it can be.',
  },
  'owner-not-responsible': {
    status: 422,
    message: 'This council is not the one where the patient lives.',
  },
  'owner-unknown': { status: 422, message: 'Nobody of that code is known to act.' },
  'day-not-in-stay': { status: 422, message: 'The patient was not here on that date.' },
  'day-not-marked': { status: 422, message: 'There is no mark on that day to take back.' },
  'late-reason-required': {
    status: 422,
    message: 'That day is locked. Say why the mark comes late.',
  },
  'at-in-future': { status: 422, message: 'The time given lies in the future.' },
  'at-too-old': { status: 422, message: 'The time given lies too far back.' },
  'since-in-future': { status: 422, message: 'A delay cannot begin in the future.' },
  'stay-ended': { status: 422, message: 'The patient has left; this stay is over.' },
  'check-unknown': { status: 422, message: 'No check of that code is known.' },
  'role-unknown': { status: 422, message: 'No profession of that code is known.' },
  'time-not-on-day': { status: 422, message: 'The time given is not on that day.' },
  'expected-before-admission': {
    status: 422,
    message: 'Nobody can be expected to leave before they came.',
  },
  'day-not-planned': { status: 422, message: 'Nothing was planned on that day to confirm.' },
  'delay-not-open': { status: 422, message: 'This patient has no open delay of that id.' },
  'red-green-not-used': { status: 422, message: 'This ward does not mark days red or green.' },
  'census-in-future': { status: 422, message: 'The census says it was taken in the future.' },
  'census-too-different': {
    status: 422,
    message:
      'Far more patients would leave than a ward loses in a day. Check the file, or confirm it.',
  },
  'ward-unknown': { status: 422, message: 'No ward of that code is known. The details name it.' },
  'census-refused': { status: 422, message: 'The file cannot be read as a census.' },
  'undo-too-late': {
    status: 422,
    message: 'It is too late to take this back. Say what is so now, or send a corrected file.',
  },
  'patient-already-here': {
    status: 422,
    message: 'A patient of this number is here already. The details name the stay and its ward.',
  },
  'patients-differ': {
    status: 422,
    message: 'These two have different NHS numbers: they are two people, or a number is wrong.',
  },
  'at-before-admission': { status: 422, message: 'That was before the patient was admitted.' },
  'source-unknown': { status: 422, message: 'This source is not registered yet.' },
  'organisation-unknown': { status: 422, message: 'This organisation is not known here.' },
  'not-hl7': { status: 422, message: 'This is not an HL7 message of the kind we take.' },
  'demonstration-only': { status: 403, message: 'This exists only in the demonstration system.' },
  unsupported: { status: 415, message: 'This kind of content is not taken here.' },
  'too-many': { status: 429, message: 'Too many requests. Wait a moment and try again.' },
  internal: {
    status: 500,
    message: 'Something went wrong on our side. Nothing you marked is lost.',
  },
  'not-ready': { status: 503, message: 'The service is not ready. Try again in a moment.' },
} as const satisfies Record<ErrorCode, ErrorMeaning>;

/** The body of every error answer. */
export interface ErrorBody {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export function errorBody(
  code: ErrorCode,
  details: Readonly<Record<string, unknown>> = {},
): ErrorBody {
  return { code, message: ERRORS[code].message, details };
}
