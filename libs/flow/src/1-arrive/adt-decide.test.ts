import { describe, expect, it } from '@jest/globals';
import type { StayView } from '#domain';
import type { AdtEvent } from '#interop';
import { readAdtBytes } from '#interop';
import { adtMessage, type AdtSaid } from '../../../../test/builders/hl7.js';
import { adtWords, decideAdt, isUsed } from './adt-decide.js';

const NOW = '2026-05-01T12:00:00.000Z';
const ADMITTED = '2026-05-01T07:15:00.000Z';

function event(said: Partial<AdtSaid> = {}): AdtEvent {
  const reading = readAdtBytes(Buffer.from(adtMessage(said)));
  if (!reading.ok || reading.use !== 'apply') throw new Error('the builder makes events we use');
  return reading.event;
}

function view(said: Partial<StayView> = {}): StayView {
  return {
    stay: 'RWE.S1',
    organisation: 'RWE',
    patient: 'P1',
    source: 'PAS/RWE',
    visit: 'V1000001',
    ward: 'W31',
    bed: '07',
    places: [{ ward: 'W31', bed: '07', from: ADMITTED }],
    admittedAt: ADMITTED,
    admittedOn: '2026-05-01',
    leftAt: null,
    leftOn: null,
    leftTo: null,
    leftBetween: null,
    awaySince: null,
    voided: null,
    careType: null,
    specialty: null,
    consultant: null,
    responsibleAuthority: null,
    expectedDischargeDate: null,
    delays: [],
    version: 0,
    lastConfirmedAt: ADMITTED,
    latest: null,
    before: null,
    ...said,
  };
}

function decide(said: Partial<AdtSaid>, stay: StayView | null) {
  const one = event(said);
  const words = adtWords(one);
  const { localId = null, nhsNumber = null, familyName = null, givenName = null } = words;
  const { dateOfBirth = null, sex = null } = words;
  const named = { localId, nhsNumber, familyName, givenName, dateOfBirth, sex };
  const patient = { patient: 'P1', similarName: false, ...named };
  return decideAdt({
    event: one,
    stay: stay === null ? null : { view: stay, patient },
    ward: one.visit.ward ?? null,
    words,
    occurredAt: one.occurredAt,
    now: NOW,
  });
}

describe('what an ADT event asks of a stay', () => {
  it('is an admission at the hour the visit says', () => {
    expect(decide({}, null)).toEqual({ do: 'admit', admittedAt: '2026-05-01T07:15:00Z' });
  });

  it('is nothing when a repeated admission says what is known', () => {
    expect(decide({}, view())).toEqual({ do: 'nothing' });
  });

  it('is a move when an admission places a patient in a bed elsewhere, and not when it is late', () => {
    const later = { ward: 'W32', recordedAt: '20260501100000', admittedAt: null };
    expect(decide(later, view())).toMatchObject({ do: 'change', move: { ward: 'W32', bed: '07' } });
    const places = [...view().places, { ward: 'W40', bed: null, from: '2026-05-01T10:00:00.000Z' }];
    expect(decide(later, view({ ward: 'W40', bed: null, places }))).toEqual({ do: 'nothing' });
  });

  it('is a move in its place when a transfer comes late', () => {
    const places = [...view().places, { ward: 'W40', bed: null, from: '2026-05-01T10:00:00.000Z' }];
    const late = { trigger: 'A02', ward: 'W35', bed: null, recordedAt: '20260501093000' };
    expect(decide(late, view({ ward: 'W40', bed: null, places }))).toMatchObject({
      do: 'change',
      move: { ward: 'W35', at: '2026-05-01T08:30:00Z' },
    });
  });

  it('is a leaving, once, and at its own hour where a census only knew between when', () => {
    const said = { trigger: 'A03', dischargedAt: '20260501113000', recordedAt: '20260501114000' };
    const left = { at: '2026-05-01T10:30:00Z', to: 'not-known' };
    expect(decide(said, view())).toMatchObject({ do: 'change', left, move: null });
    const gone = {
      leftAt: '2026-05-01T10:30:00.000Z',
      leftOn: '2026-05-01',
      leftTo: 'home' as const,
    };
    expect(decide(said, view(gone))).toEqual({ do: 'nothing' });
    const absent = { ...gone, leftAt: '2026-05-01T11:00:00.000Z', leftTo: 'not-known' as const };
    expect(decide(said, view(absent))).toMatchObject({ do: 'change', left });
  });

  it('is kept for a person when there is no such stay, or time runs backwards', () => {
    const parked = (said: Partial<AdtSaid>, stay: StayView | null) => {
      const decision = decide(said, stay);
      return decision.do === 'park' ? decision.code : decision.do;
    };
    expect(parked({ trigger: 'A02' }, null)).toBe('stay-unknown');
    expect(parked({ trigger: 'A03' }, null)).toBe('stay-unknown');
    const early = '20260501060000';
    expect(parked({ trigger: 'A02', ward: 'W9', recordedAt: early }, view())).toBe(
      'before-admission',
    );
    expect(parked({ trigger: 'A03', dischargedAt: early }, view())).toBe('before-admission');
    expect(parked({ occurredAt: '20260501140000' }, null)).toBe('time-in-future');
    const gone = {
      leftAt: '2026-05-01T07:20:00.000Z',
      leftOn: '2026-05-01',
      leftTo: 'home' as const,
    };
    expect(parked({ trigger: 'A02', ward: 'W9' }, view(gone))).toBe('stay-ended');
    const places = [...view().places, { ward: 'W40', bed: null, from: '2026-05-01T10:00:00.000Z' }];
    const before = { trigger: 'A03', dischargedAt: '20260501090000' };
    expect(parked(before, view({ places }))).toBe('later-fact');
  });

  it('corrects the words of a patient, and those of a doubted NHS number not', () => {
    expect(decide({ trigger: 'A08', familyName: 'Other' }, view())).toEqual({ do: 'nothing' });
    const one = event({ trigger: 'A08', familyName: 'Other' });
    expect(
      decideAdt({
        event: one,
        stay: { view: view(), patient: null },
        ward: null,
        words: adtWords(one),
        occurredAt: one.occurredAt,
        now: NOW,
      }),
    ).toMatchObject({ do: 'change', newWords: true });
    const doubted = {
      ...one,
      patient: { ...one.patient, nhsNumberStatus: 'not-verified' as const },
    };
    expect(adtWords(doubted).nhsNumber).toBeUndefined();
  });

  it('is nothing yet for events that no board needs', () => {
    expect(isUsed(event())).toBe(true);
    expect(isUsed(event({ trigger: 'A04' }))).toBe(false);
  });
});
