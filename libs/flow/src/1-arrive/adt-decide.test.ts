import { describe, expect, it } from '@jest/globals';
import type { StayView } from '#domain';
import { instantText } from '#domain';
import type { AdtEvent } from '#interop';
import { readAdtBytes } from '#interop';
import { adtMessage, type AdtSaid } from '../../../../test/builders/hl7.js';
import { decideAdt, isUsed } from './adt-decide.js';
import { adtWords, saidAt } from './adt-words.js';
import { BY_HAND } from './provisional.js';

const WORDS = ['localId', 'nhsNumber', 'familyName', 'givenName', 'dateOfBirth', 'sex'];
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
    source: 'PAS/RWE',
    stay: stay === null ? null : { view: stay, patient },
    ward: one.visit.ward ?? null,
    words,
    prior: null,
    said: instantText(saidAt(one)),
    otherOpen: false,
    occurredAt: instantText(one.occurredAt),
    now: NOW,
  });
}

function factsOf(decision: ReturnType<typeof decideAdt>) {
  return decision.do === 'change' ? decision.facts : [];
}

describe('what an ADT event asks of a stay', () => {
  it('is an admission at the hour the visit says', () => {
    expect(decide({}, null)).toEqual({ do: 'admit', admittedAt: '2026-05-01T07:15:00Z' });
  });

  it('is nothing when a repeated admission says what is known', () => {
    const told = Object.fromEntries(WORDS.map((key) => [key, '2026-05-01T07:29:00.000Z']));
    expect(decide({}, view({ told }))).toEqual({ do: 'nothing' });
  });

  it('is remembered as heard when it says later what is known', () => {
    const body = { told: WORDS };
    expect(decide({}, view())).toEqual({
      do: 'change',
      facts: [{ type: 'stay-updated', body }],
      words: null,
    });
  });

  it('says when a stay that a ward entered began, also once the stay is over', () => {
    const left = { leftAt: '2026-05-01T10:00:00.000Z', leftOn: '2026-05-01' };
    const over = {
      ...left,
      leftTo: 'home' as const,
      told: { leaving: '2026-05-01T10:00:00.000Z' },
    };
    const byHand = view({ ...over, source: BY_HAND, admittedAt: '2026-05-01T07:20:00.000Z' });
    expect(factsOf(decide({}, byHand))).toMatchObject([
      { type: 'stay-updated', body: { source: 'PAS/RWE', admittedAt: ADMITTED } },
    ]);
    expect(decide({}, view(over))).toEqual({ do: 'nothing' });
  });

  it('is nothing when a cancelled discharge is older word than that the stay never was', () => {
    const at = '2026-05-01T10:00:00.000Z';
    const voided = { at, because: 'admission-cancelled' as const };
    const never = view({ voided, leftAt: ADMITTED, leftTo: 'not-known', told: { leaving: at } });
    const cancel = { trigger: 'A13', recordedAt: '20260501103000' };
    expect(decide(cancel, never)).toEqual({ do: 'nothing' });
    expect(decide({ ...cancel, recordedAt: '20260501113000' }, never)).toMatchObject({
      code: 'stay-ended',
    });
  });

  it('is a move when an admission places a patient in a bed elsewhere, in its time when it is late', () => {
    const later = { ward: 'W32', recordedAt: '20260501100000', admittedAt: null };
    const at = '2026-05-01T09:00:00.000Z';
    const move = { type: 'stay-moved', body: { ward: 'W32', bed: '07', at } };
    expect(factsOf(decide(later, view()))).toContainEqual(move);
    const places = [...view().places, { ward: 'W40', bed: null, from: '2026-05-01T10:00:00.000Z' }];
    const elsewhere = view({ ward: 'W40', bed: null, places });
    expect(factsOf(decide(later, elsewhere))).toContainEqual(move);
    const before = { ...later, recordedAt: '20260501080000' };
    expect(factsOf(decide(before, view())).map(({ type }) => type)).toEqual(['stay-updated']);
  });

  it('is a move in its place when a transfer comes late', () => {
    const places = [...view().places, { ward: 'W40', bed: null, from: '2026-05-01T10:00:00.000Z' }];
    const late = { trigger: 'A02', ward: 'W35', bed: null, recordedAt: '20260501093000' };
    const body = { ward: 'W35', bed: null, at: '2026-05-01T08:30:00.000Z' };
    const moved = factsOf(decide(late, view({ ward: 'W40', bed: null, places })));
    expect(moved).toContainEqual({ type: 'stay-moved', body });
    const again = [...places.slice(0, 1), { ward: 'W35', bed: null, from: body.at }];
    expect(factsOf(decide(late, view({ places: again })))).not.toContainEqual(moved[0]);
  });

  it('is a leaving, once, and at its own hour where a census only knew between when', () => {
    const said = { trigger: 'A03', dischargedAt: '20260501113000', recordedAt: '20260501114000' };
    const body = { at: '2026-05-01T10:30:00.000Z', to: 'not-known' };
    const left = { type: 'stay-left', body };
    expect(factsOf(decide(said, view()))).toContainEqual(left);
    const gone = {
      leftAt: '2026-05-01T10:30:00.000Z',
      leftOn: '2026-05-01',
      leftTo: 'home' as const,
    };
    expect(decide(said, view(gone))).toEqual({ do: 'nothing' });
    const leftBetween = ['2026-05-01T09:00:00.000Z', '2026-05-01T11:00:00.000Z'] as const;
    const told = { leaving: '2026-05-01T11:00:00.000Z' };
    const absent = { ...gone, leftAt: leftBetween[1], leftTo: 'not-known' as const };
    expect(factsOf(decide(said, view({ ...absent, leftBetween, told })))).toContainEqual(left);
  });

  it('is cancelled before it is told: the discharge that comes late ends nothing', () => {
    const cancel = { trigger: 'A13', recordedAt: '20260501114500' };
    const at = '2026-05-01T10:45:00.000Z';
    expect(decide(cancel, view())).toMatchObject({
      facts: [{ type: 'stay-resumed', body: { at } }],
    });
    const said = { trigger: 'A03', dischargedAt: '20260501113000', recordedAt: '20260501114000' };
    const open = view({ told: { leaving: at } });
    expect(decide(said, open)).toEqual({ do: 'nothing' });
    expect(decide(cancel, open)).toEqual({ do: 'nothing' });
  });

  it('takes a transfer back, holds a bed in leave, and makes a cancelled admission void', () => {
    const facts = (said: Partial<AdtSaid>, own: Partial<StayView> = {}) =>
      factsOf(decide(said, view(own)));
    const recordedAt = '20260501110000';
    const at = '2026-05-01T10:00:00.000Z';
    expect(facts({ trigger: 'A12', recordedAt })).toEqual([
      { type: 'stay-move-cancelled', body: { ward: null, from: null } },
      { type: 'stay-seen', body: { ward: 'W31', bed: '07', at } },
    ]);
    expect(facts({ trigger: 'A21', recordedAt })).toEqual([{ type: 'stay-away', body: { at } }]);
    expect(facts({ trigger: 'A22', recordedAt }, { told: { away: at } })).toEqual([]);
    const because = 'admission-cancelled' as const;
    for (const trigger of ['A11', 'A23'])
      expect(facts({ trigger, recordedAt })).toEqual([
        { type: 'stay-voided', body: { at, because } },
      ]);
    const gone = { leftAt: ADMITTED, leftOn: '2026-05-01', told: { leaving: at } };
    const voided = { ...gone, voided: { at, because } };
    expect(facts({}, voided)).toEqual([]);
    expect(facts({ recordedAt: '20260501120000' }, voided)[0]).toMatchObject({
      type: 'stay-resumed',
    });
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
    expect(decide({ trigger: 'A08', familyName: 'Other' }, view())).toMatchObject({ words: null });
    const one = event({ trigger: 'A08', familyName: 'Other' });
    expect(
      decideAdt({
        event: one,
        source: 'PAS/RWE',
        stay: { view: view(), patient: null },
        ward: null,
        words: adtWords(one),
        prior: null,
        said: instantText(saidAt(one)),
        otherOpen: false,
        occurredAt: instantText(one.occurredAt),
        now: NOW,
      }),
    ).toMatchObject({ do: 'change', words: { changed: { familyName: 'Other' } } });
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
