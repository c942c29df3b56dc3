import type { AdtRefusalCode } from '#interop';
import type { MllpAnswer } from '../harness/mllp-sender.js';
import { NOW } from './outside-house.js';
import { bare, type PlainMessage } from './plain-hl7.js';

/** Why a message of the corpus may be kept for a person instead of being applied. */
type KeptReason =
  | Extract<
      AdtRefusalCode,
      | 'patient-missing'
      | 'location-missing'
      | 'time-missing'
      | 'time-unreadable'
      | 'too-long'
      | 'trigger-missing'
      | 'merge-missing'
      | 'second-patient-missing'
    >
  | 'control-id-reused'
  | 'ward-malformed'
  | 'stay-unknown'
  | 'stay-ended'
  | 'before-admission'
  | 'later-fact'
  | 'time-in-future';

/** A message that was sent, and what came back. */
export interface Sent extends MllpAnswer {
  readonly name: string;
  readonly bytes: Buffer;
  readonly plain: PlainMessage;
}

interface Explanation {
  /** What a person is told to look for. */
  readonly sentence: string;
  /** Whether the message itself, or what was sent before it, bears the reason out. */
  readonly holds: (one: Pick<Sent, 'plain' | 'bytes'>, before: readonly Sent[]) => boolean;
}

const DAY = /^\d{8}/;
const PLACE_MAX = 80;
const WARD_CODE_MAX = 40;

/** Every reason an AE may have here. One that is not in this table is a fault of the service. */
export const KEPT_FOR: Readonly<Record<KeptReason, Explanation>> = {
  'patient-missing': {
    sentence: 'The sender names no patient: there is no PID, or it holds no number.',
    holds: ({ plain: message }) => message.all('PID', 3).every((value) => value === ''),
  },
  'location-missing': {
    sentence: 'The event puts a patient into a bed and names no ward.',
    holds: ({ plain: message }) => message.at('PV1', 3) === '',
  },
  'time-missing': {
    sentence: 'The message says nowhere when it happened.',
    holds: ({ plain: message }) => message.times.length === 0,
  },
  'time-unreadable': {
    sentence: 'What the message says of the time is no day of the calendar.',
    holds: ({ plain: message }) => message.times.every((time) => !DAY.test(time)),
  },
  'too-long': {
    sentence: 'The number or place that matters is longer than any real one.',
    holds: ({ plain: message }) =>
      [...message.patientNumbers, message.at('PV1', 3)].some((value) => value.length > PLACE_MAX),
  },
  'trigger-missing': {
    sentence: 'It is an ADT message that does not say of which event.',
    holds: ({ plain: message }) => message.at('MSH', 9, 2) === '' && message.at('EVN', 1) === '',
  },
  'merge-missing': {
    sentence: 'Two records are to become one, and the message names only one of them.',
    holds: ({ plain: message }) => message.at('MRG', 1) === '' || message.at('PID', 3) === '',
  },
  'second-patient-missing': {
    sentence: 'Two patients are to exchange beds, and the message names only one of them.',
    holds: ({ plain: message }) => message.count('PID') < 2,
  },
  'control-id-reused': {
    sentence: 'The sender gave this message the number of an earlier one that says something else.',
    holds: ({ plain: message, bytes }, before) =>
      before.some(
        (one) =>
          one.plain.source === message.source &&
          one.plain.controlId === message.controlId &&
          bare(one.bytes) !== bare(bytes),
      ),
  },
  'ward-malformed': {
    sentence: 'The name of the ward cannot be a ward’s code.',
    holds: ({ plain: message }) => message.at('PV1', 3).length > WARD_CODE_MAX,
  },
  'stay-unknown': {
    sentence: 'The patient moves or leaves, and no admission of them ever came.',
    holds: ({ plain: message }, before) =>
      !before.some((one) => one.code === 'AA' && isAdmission(one, message)),
  },
  'stay-ended': {
    sentence: 'The patient moves after they have left.',
    holds: ({ plain: message }, before) => before.some((one) => isOfOnePatient(one, message)),
  },
  'before-admission': {
    sentence: 'The patient moves or leaves before the time at which they came.',
    holds: ({ plain: message }, before) => before.some((one) => isOfOnePatient(one, message)),
  },
  'later-fact': {
    sentence: 'The patient leaves before something that is already known to have happened.',
    holds: ({ plain: message }, before) => before.some((one) => isOfOnePatient(one, message)),
  },
  'time-in-future': {
    sentence: 'The event is told as having happened at a time that is still to come.',
    holds: ({ plain: message }) =>
      message.times.some((time) => time.slice(0, 8) >= NOW.slice(0, 10).replaceAll('-', '')),
  },
};

function isAdmission(one: Sent, message: PlainMessage): boolean {
  return one.plain.event === 'A01' && isOfOnePatient(one, message);
}

/** Whether two messages share a number of a patient or of a visit. */
export function isOfOnePatient({ plain }: Pick<Sent, 'plain'>, message: PlainMessage): boolean {
  const numbers = new Set(plain.patientNumbers);
  const sameVisit = plain.visitNumber !== '' && plain.visitNumber === message.visitNumber;
  return sameVisit || message.patientNumbers.some((value) => numbers.has(value));
}
