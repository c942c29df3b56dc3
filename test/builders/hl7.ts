import { nhsCheckDigit } from '#domain';
import { buildHeader, buildSegment, USUAL_SEPARATORS, type FieldValue } from '#interop';

/** A synthetic patient's NHS number: the n-th of the 999 range that passes the check. */
export function syntheticNhsNumber(n: number): string {
  let nine = 999_000_000 + Math.floor((n * 11) / 10);
  for (;;) {
    const digit = nhsCheckDigit(String(nine));
    if (digit !== null) return `${nine}${digit}`;
    nine += 1;
  }
}

/** What an ADT message says; everything has a believable default, `null` leaves a value out. */
export interface AdtSaid {
  readonly trigger: string;
  readonly controlId: string;
  readonly application: string;
  readonly facility: string;
  readonly sentAt: string;
  readonly recordedAt: string | null;
  readonly occurredAt: string | null;
  readonly localId: string | null;
  readonly nhsNumber: string | null;
  readonly familyName: string;
  readonly givenName: string;
  readonly dateOfBirth: string;
  readonly sex: string;
  readonly patientClass: string;
  readonly ward: string | null;
  readonly bed: string | null;
  readonly site: string;
  /** The ward before (PV1-6). */
  readonly priorWard: string | null;
  readonly visitNumber: string | null;
  readonly admittedAt: string | null;
  readonly dischargedAt: string | null;
  readonly charset: string | null;
}

const DEFAULTS: AdtSaid = {
  trigger: 'A01',
  controlId: 'MSG-1',
  application: 'PAS',
  facility: 'RWE',
  sentAt: '20260501083000',
  recordedAt: '20260501082900',
  occurredAt: null,
  localId: 'S1000001',
  nhsNumber: syntheticNhsNumber(1),
  familyName: 'Testcase',
  givenName: 'Ada',
  dateOfBirth: '19410203',
  sex: 'F',
  patientClass: 'I',
  ward: 'W31',
  bed: '07',
  site: 'RWEAA',
  priorWard: null,
  visitNumber: 'V1000001',
  admittedAt: '20260501081500',
  dischargedAt: null,
  charset: 'UNICODE UTF-8',
};

/** An ADT message as a hospital's system would send it, segments ended by CR. */
export function adtMessage(said: Partial<AdtSaid> = {}): string {
  const all: AdtSaid = { ...DEFAULTS, ...said };
  const segment = (name: string, fields: Readonly<Record<number, FieldValue | null>>): string => {
    const last = Math.max(...Object.keys(fields).map(Number));
    const list = Array.from({ length: last }, (_, index) => fields[index + 1] ?? undefined);
    return buildSegment(name, list, USUAL_SEPARATORS);
  };
  const header = buildHeader(
    [
      all.application,
      all.facility,
      'BOARDROUND',
      'LLR',
      all.sentAt,
      undefined,
      ['ADT', all.trigger],
      all.controlId,
      'P',
      '2.4',
      ...Array.from({ length: 5 }, () => undefined),
      all.charset ?? undefined,
    ],
    USUAL_SEPARATORS,
  );
  // A repeated field is written by hand: the repetition separator may not be escaped.
  const identifiers = [
    all.localId === null ? null : `${all.localId}^^^${all.facility}^MR`,
    all.nhsNumber === null ? null : `${all.nhsNumber}^^^NHS^NH`,
  ].filter((identifier) => identifier !== null);
  const pid = segment('PID', {
    1: '1',
    5: [all.familyName, all.givenName],
    7: all.dateOfBirth,
    8: all.sex,
  }).replace('PID|1||', `PID|1||${identifiers.join('~')}`);
  const segments = [
    header,
    segment('EVN', { 1: all.trigger, 2: all.recordedAt, 6: all.occurredAt }),
    pid,
    segment('PV1', {
      1: '1',
      2: all.patientClass,
      3: all.ward === null ? null : [all.ward, '', all.bed ?? '', all.site],
      6: all.priorWard === null ? null : [all.priorWard, '', '', all.site],
      19: all.visitNumber,
      44: all.admittedAt,
      45: all.dischargedAt,
    }),
  ];
  return `${segments.join('\r')}\r`;
}
