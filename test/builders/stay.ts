import type { DayRecord, Delay, Judgement, StayState } from '#domain';
import { londonDate } from '#domain';

/** An open stay in bed A1 of ward `W1`, admitted on Monday 1 June 2026 at seven in the evening, living in Leicester. */
export function aStay(own: Partial<StayState> = {}): StayState {
  const admittedAt = own.admittedAt ?? '2026-06-01T18:00:00Z';
  const leftAt = own.leftAt ?? null;
  const ward = own.ward ?? 'W1';
  const bed = own.bed === undefined ? 'A1' : own.bed;
  return {
    stay: 'RWE.S1',
    organisation: 'RWE',
    patient: 'RWE.P1',
    source: 'PAS',
    visit: null,
    places: [{ ward, bed, from: admittedAt }],
    admittedOn: londonDate(admittedAt),
    leftOn: leftAt === null ? null : londonDate(leftAt),
    leftTo: leftAt === null ? null : 'home',
    leftBetween: null,
    awaySince: null,
    voided: null,
    careType: 'acute',
    specialty: null,
    consultant: null,
    responsibleAuthority: 'E06000016',
    expectedDischargeDate: null,
    delays: [],
    version: 0,
    lastConfirmedAt: admittedAt,
    days: {},
    ...own,
    ward,
    bed,
    admittedAt,
    leftAt,
  };
}

export function aJudgement(own: Partial<Judgement> = {}): Judgement {
  return {
    colour: 'red',
    constraint: (own.colour ?? 'red') === 'red' ? 'I01' : null,
    otherConstraints: [],
    value: null,
    note: null,
    owner: null,
    dueAt: null,
    at: '2026-06-02T08:00:00Z',
    by: 'nurse.W1',
    late: false,
    ...own,
  };
}

/** A day that the morning's round planned red. */
export function aDay(date: string, own: Partial<DayRecord> = {}): DayRecord {
  return { date, version: 1, planned: aJudgement(), final: null, redSince: date, ...own };
}

export function aDelay(own: Partial<Delay> = {}): Delay {
  return {
    delay: 'RWE.D1',
    list: 'dtoc',
    reason: 'E',
    attribution: 'la',
    owner: 'E06000016',
    otherOwner: null,
    since: '2026-06-02T23:00:00Z',
    primary: true,
    state: 'proposed',
    endedAt: null,
    withdrawn: false,
    version: 0,
    ...own,
  };
}
