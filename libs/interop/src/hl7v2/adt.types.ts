import type { Warning } from '../warning.js';
import type { ParseCode } from './message.js';

/** What an ADT event asks of a stay; the trigger codes that share an action mean the same to a ward. */
export type AdtAction =
  | 'admit'
  | 'transfer'
  | 'discharge'
  | 'register'
  | 'pre-admit'
  | 'update'
  | 'cancel-admit'
  | 'cancel-transfer'
  | 'cancel-discharge'
  | 'swap'
  | 'leave'
  | 'return'
  | 'delete-visit'
  | 'add-person'
  | 'update-person'
  | 'merge';

/** Why a message could not be used; each is stable and means the same for every sender. */
export type AdtRefusalCode =
  | ParseCode
  | 'not-adt'
  | 'trigger-missing'
  | 'patient-missing'
  | 'location-missing'
  | 'time-missing'
  | 'time-unreadable'
  | 'too-long'
  | 'merge-missing'
  | 'second-patient-missing';

/** A hospital's own number for a patient; who gave it, and of what kind it is, where said. */
export interface LocalId {
  readonly value: string;
  readonly authority?: string;
  readonly type?: string;
}

/**
 * What is known of the NHS number: `verified` by the sender's trace (status 01), `not-verified`
 * (02 to 08), `not-stated` (passes the check digit, the sender says nothing), `invalid` (sent, and
 * fails the check: it is left out), `absent`.
 */
export type NhsNumberStatus = 'verified' | 'not-verified' | 'not-stated' | 'invalid' | 'absent';

export type Sex = 'female' | 'male' | 'other' | 'not-known';

export interface AdtPatient {
  /** In the sender's order; without the NHS number. */
  readonly localIds: readonly LocalId[];
  readonly nhsNumber?: string;
  readonly nhsNumberStatus: NhsNumberStatus;
  readonly familyName?: string;
  readonly givenName?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  readonly sex?: Sex;
  /** ONS code of the council or district that the address names (PID-11.9, else PID-12). */
  readonly residence?: string;
}

/** PV1-3 or PV1-6. */
export interface AdtLocation {
  readonly ward?: string;
  readonly room?: string;
  readonly bed?: string;
  readonly site?: string;
}

export interface AdtVisit extends AdtLocation {
  readonly visitNumber?: string;
  readonly priorLocation?: AdtLocation;
  /** HL7 table 0004: `I` inpatient, `O` outpatient, `E` emergency, `P` pre-admit … */
  readonly patientClass?: string;
  /** ISO 8601 instants. */
  readonly admittedAt?: string;
  readonly dischargedAt?: string;
  readonly specialty?: string;
  readonly consultant?: string;
  /** `YYYY-MM-DD`. */
  readonly expectedDischarge?: string;
  /** PV1-36, the sender's code. */
  readonly disposition?: string;
}

/** Who sent which event, readable even where the rest is not. */
export interface AdtHeader {
  /** MSH-10; absent (with a warning) when the sender gave none, and then only the bytes tell a repeat. */
  readonly controlId?: string;
  /** `A01` …, from MSH-9.2, else EVN-1. */
  readonly trigger?: string;
  /** MSH-3 and MSH-4; empty when the sender gave none. */
  readonly source: { readonly application: string; readonly facility: string };
  /** Texts that may be an ODS code or site, best first: MSH-4, then PV1-3.4. */
  readonly organisationHints: readonly string[];
}

/** A patient and the visit spoken of. */
export interface AdtSubject {
  readonly patient: AdtPatient;
  readonly visit: AdtVisit;
}

/** Two records of one person: `from` is no longer used. */
export interface AdtMerge {
  readonly into: AdtPatient;
  readonly from: AdtPatient;
  readonly fromVisitNumber?: string;
}

/** An event this service acts on. */
export interface AdtEvent extends AdtHeader, AdtSubject {
  readonly trigger: string;
  readonly action: AdtAction;
  /** When it happened, ISO 8601: the event's own time, else when it was recorded, else when sent. */
  readonly occurredAt: string;
  /** When the sender wrote it down (EVN-2, else MSH-7): which of two words on one thing is the later. */
  readonly recordedAt?: string;
  /** The other patient of an exchange of beds (A17). */
  readonly swapWith?: AdtSubject;
  /** The records that become one (A34, A40). */
  readonly merges: readonly AdtMerge[];
  /** Places the sender emptied on purpose with HL7's null (`""`), e.g. `PV2-9`. */
  readonly cleared: readonly string[];
  readonly warnings: readonly Warning[];
}

/**
 * - `apply`: an event to act on.
 * - `count`: ADT, but no event we use: acknowledged with AA and counted.
 * - refused: `ack` says how to answer. AR: this is not HL7, or not ADT. AE: kept for a person, since
 *   a patient may be behind it. `place` is where, never what.
 */
export type AdtReading =
  | { readonly ok: true; readonly use: 'apply'; readonly event: AdtEvent }
  | { readonly ok: true; readonly use: 'count'; readonly header: AdtHeader }
  | {
      readonly ok: false;
      readonly ack: 'AE' | 'AR';
      readonly code: AdtRefusalCode;
      readonly place: string;
      readonly header?: AdtHeader;
    };
