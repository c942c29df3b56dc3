import type { EscalationItem, Row, WardCounts } from '#domain';
import type { Board, Escalations, SystemPicture, Versions } from '#contracts';

/** Small made-up pieces of a picture for the tests beside this file. */

export function aRow(over: Partial<Row> & Pick<Row, 'stay'>): Row {
  return {
    ward: 'W1',
    bed: 'A1',
    patient: { displayName: 'TEST, One', similarName: false },
    admittedOn: '2026-03-01',
    admittedAt: '2026-03-01T10:00:00.000Z',
    losDays: 3,
    continuousLosDays: 3,
    band: 'none',
    kind: 'acute',
    specialty: null,
    consultant: null,
    responsibleAuthority: null,
    expectedDischargeDate: null,
    criteriaForDischarge: null,
    pathway: null,
    destination: null,
    today: null,
    tomorrow: null,
    checks: [],
    planVersion: 0,
    prompts: [],
    readiness: null,
    day: {
      date: '2026-03-04',
      colour: 'red',
      planned: null,
      final: null,
      reviewed: false,
      constraint: null,
      redSince: null,
      carriedOver: false,
      note: null,
      version: 0,
    },
    delays: [],
    actions: [],
    leadWorker: null,
    alsoHeldBy: null,
    lastContact: null,
    lastConfirmedAt: '2026-03-04T06:00:00Z',
    gone: null,
    away: null,
    escalationLevel: null,
    version: 0,
    ...over,
  };
}

export function aBoard(over: Partial<Board> = {}): Board {
  return {
    ward: 'W1',
    name: 'Ward 1',
    organisation: 'RWE',
    site: 'RWEAA',
    kind: 'acute',
    openBeds: 3,
    beds: ['A1', 'A2', 'A10'],
    roundDue: true,
    redGreenFrom: '2017-03-01',
    roundAt: '08:30',
    huddleAt: '15:00',
    version: 5,
    asOf: '2026-03-04T09:00:00Z',
    date: '2026-03-04',
    dataAge: { lastMarkAt: null, lastArrivalAt: null, feeds: [] },
    checks: [],
    rows: [],
    ...over,
  };
}

export function someCounts(ward: string, over: Partial<WardCounts> = {}): WardCounts {
  return {
    ward,
    name: ward,
    organisation: 'RWE',
    site: 'RWEAA',
    kind: 'acute',
    openBeds: 28,
    roundDue: true,
    occupied: 20,
    red: 5,
    green: 10,
    unreviewed: 5,
    delayed: 3,
    definite: 0,
    potential: 0,
    over6: 7,
    over20: 1,
    lastMarkAt: null,
    waiting: [],
    ...over,
  };
}

export function aSystem(versions: Versions, items: readonly WardCounts[]): SystemPicture {
  return { asOf: '2026-03-04T09:00:00Z', date: '2026-03-04', versions, items };
}

export function anItem(id: string, over: Partial<EscalationItem> = {}): EscalationItem {
  return {
    id,
    kind: 'red',
    stay: id,
    organisation: 'RWE',
    site: 'RWEAA',
    ward: 'W1',
    bed: 'A1',
    patient: { displayName: 'TEST, One', similarName: false },
    authority: null,
    waitsFor: { list: 'red-constraints', code: 'I04', name: 'Imaging' },
    owner: 'uhl-imaging',
    ownerName: 'UHL imaging',
    attribution: null,
    state: null,
    since: '2026-03-01',
    due: null,
    level: 0,
    reviewedToday: true,
    why: 'Red today',
    ...over,
  };
}

export function aList(versions: Versions, items: readonly EscalationItem[]): Escalations {
  return { asOf: '2026-03-04T09:00:00Z', date: '2026-03-04', versions, items };
}
