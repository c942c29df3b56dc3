import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Act, Fact, InstantText, StayFact, StayState } from '#domain';
import {
  addDays,
  attributionsAllowed,
  bookOf,
  checkNhsNumber,
  closeWardDay,
  compareInstants,
  datesFrom,
  demonstrationWards,
  evolveStay,
  isOpen,
  judgementOf,
  londonDate,
  losDays,
  MOST_USED,
  roundIsDue,
  softPrompts,
  startingReference,
  todayOn,
} from '#domain';
import { bedDaysDigest, sealNote, sealPatient } from '#persistence';
import { createHash } from 'node:crypto';
import { DEMONSTRATION_SEED, demonstrationActs } from './demonstration.js';
import { counting, noCounts, sayCounts } from './summary.js';

const NOW = '2026-06-10T10:45:00Z';
const TODAY = londonDate(NOW);
const book = bookOf([...startingReference(), ...demonstrationWards()]);
const wards = [...book.wards.values()];

const digestOf = (acts: Iterable<Act>): string => {
  const hash = createHash('sha256');
  for (const act of acts) hash.update(JSON.stringify(act));
  return hash.digest('hex');
};

/** The whole of a demonstration as the ledger would fold it. */
interface Told {
  readonly acts: Act[];
  readonly stays: Map<string, StayState>;
}

function told(acts: Iterable<Act>): Told {
  const stays = new Map<string, StayState>();
  const all: Act[] = [];
  for (const act of acts) {
    all.push(act);
    for (const { stream, fact } of act.facts) {
      if (!stream.startsWith('stay:')) continue;
      const header = { organisation: act.organisation, stream, at: act.at, by: act.by };
      const whole = { ...fact, ...header } as Fact as StayFact;
      stays.set(stream, evolveStay(stays.get(stream) ?? null, whole));
    }
  }
  return { acts: all, stays };
}

const factsOf = <T extends Fact['type']>(acts: readonly Act[], type: T) =>
  acts.flatMap((act) =>
    act.facts.flatMap(({ fact, stream }) =>
      fact.type === type
        ? [{ act, stream, body: fact.body as Extract<Fact, { type: T }>['body'] }]
        : [],
    ),
  );

describe('the demonstration system after twelve weeks', () => {
  let acts: Act[];
  let stays: Map<string, StayState>;
  let occupying: StayState[];
  const counts = noCounts();
  const words = new Map<string, NonNullable<Act['patients']>[number]>();

  beforeAll(() => {
    ({ acts, stays } = told(
      counting(demonstrationActs({ seed: DEMONSTRATION_SEED, now: NOW }), counts),
    ));
    occupying = [...stays.values()].filter((stay) => stay.leftAt === null);
    for (const act of acts) for (const one of act.patients ?? []) words.set(one.patient, one);
  });

  it('has at least 32 wards and 800 occupied beds, and is about nine tenths full', () => {
    const beds = wards.reduce((sum, ward) => sum + ward.openBeds, 0);
    expect(counts.wards).toBeGreaterThanOrEqual(32);
    expect(occupying.length).toBe(counts.occupied);
    expect(occupying.length).toBeGreaterThanOrEqual(800);
    expect(occupying.length / beds).toBeGreaterThan(0.85);
    expect(occupying.length / beds).toBeLessThan(0.95);
    expect(sayCounts(counts)).toContain('wards');
  });

  it('tells its acts in the order of their time, none later than now', () => {
    let last: InstantText = acts[0]?.recordedAt ?? NOW;
    for (const { recordedAt } of acts) {
      if (compareInstants(last, recordedAt) > 0) throw new Error(`${recordedAt} after ${last}`);
      last = recordedAt;
    }
    expect(compareInstants(last, NOW)).toBeLessThanOrEqual(0);
  });

  it('gives every command its own id and every stay its provider as a prefix', () => {
    expect(new Set(acts.map((act) => act.commandId)).size).toBe(acts.length);
    for (const stay of stays.values())
      expect(
        stay.stay.startsWith(`${stay.organisation}.`) &&
          stay.patient.startsWith(`${stay.organisation}.P`),
      ).toBe(true);
  });

  it('never has two patients in one bed, and none in a bed that the ward does not have', () => {
    const taken = new Map<string, string>();
    const lies = new Map<string, string>();
    for (const act of acts)
      for (const { stream, fact } of act.facts) {
        if (
          fact.type !== 'stay-admitted' &&
          fact.type !== 'stay-moved' &&
          fact.type !== 'stay-left'
        )
          continue;
        taken.delete(lies.get(stream) ?? '');
        if (fact.type === 'stay-left') continue;
        const bed = `${fact.body.ward} ${fact.body.bed ?? ''}`;
        expect(taken.get(bed)).toBeUndefined();
        taken.set(bed, stream);
        lies.set(stream, bed);
      }
    const known = new Set(wards.flatMap((ward) => ward.beds.map((bed) => `${ward.code} ${bed}`)));
    expect([...taken.keys()].filter((bed) => !known.has(bed))).toEqual([]);
    expect(taken.size).toBe(occupying.length);
  });

  it('closes every date of every ward once, with the rows and the digest that the stays give', () => {
    const closed = new Map(
      factsOf(acts, 'day-closed').map(({ body, stream }) => [`${stream} ${body.date}`, body]),
    );
    const first = [...closed.values()].map((body) => body.date).sort()[0] ?? TODAY;
    const dates = datesFrom(first, addDays(TODAY, -1));
    expect(first <= addDays(TODAY, -84)).toBe(true);
    expect(factsOf(acts, 'day-closed')).toHaveLength(dates.length * wards.length);
    expect(closed.size).toBe(dates.length * wards.length);
    for (const date of [dates[0], dates[40], dates[60], dates.at(-1)])
      for (const { code } of wards) {
        const rows = closeWardDay(code, date ?? first, stays.values(), book);
        expect(closed.get(`ward:${code} ${date}`)).toMatchObject({
          rows: rows.length,
          digest: bedDaysDigest(rows),
        });
      }
  });

  it('closes a bed day for each midnight of each stay', () => {
    const rows = factsOf(acts, 'day-closed').reduce((sum, { body }) => sum + body.rows, 0);
    let midnights = 0;
    let leavingDays = 0;
    for (const stay of stays.values()) {
      midnights += losDays(stay.admittedOn, stay.leftOn ?? TODAY);
      if (stay.leftOn !== null && stay.leftOn < TODAY) leavingDays += 1;
    }
    expect(rows).toBe(midnights + leavingDays);
  });

  it('has only NHS numbers that are never issued, valid and each once', () => {
    const numbers = [...words.values()].map((one) => one.nhsNumber ?? '');
    expect(numbers).toHaveLength(stays.size);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(
      numbers.filter((number) => !number.startsWith('999') || !checkNhsNumber(number).ok),
    ).toEqual([]);
  });

  it('holds no word of a patient in a fact, only its seal', () => {
    const seals = new Map(
      factsOf(acts, 'patient-identified').map(({ body }) => [body.patient, body.seal]),
    );
    for (const one of words.values()) expect(seals.get(one.patient)).toBe(sealPatient(one));
    const notes = new Map(
      acts.flatMap((act) => act.notes ?? []).map((note) => [note.id, sealNote(note)]),
    );
    const noted = [
      ...factsOf(acts, 'day-marked').flatMap(({ body }) => body.note ?? []),
      ...factsOf(acts, 'action-opened').map(({ body }) => body.what),
      ...factsOf(acts, 'plan-changed').flatMap(({ body }) => body.functional ?? []),
    ];
    expect(noted.length).toBeGreaterThan(50);
    for (const { id, seal } of noted) expect(notes.get(id)).toBe(seal);
  });

  it('warns of similar names exactly where two of them lie on one ward now', () => {
    const byWard = new Map<string, StayState[]>();
    for (const stay of occupying) byWard.set(stay.ward, [...(byWard.get(stay.ward) ?? []), stay]);
    const warned = occupying.filter((stay) => words.get(stay.patient)?.similarName).length;
    expect(warned).toBeGreaterThan(10);
    expect(warned / occupying.length).toBeLessThan(0.4);
    for (const there of byWard.values()) {
      const names = there.map((stay) => words.get(stay.patient)?.familyName);
      for (const stay of there) {
        const own = words.get(stay.patient);
        if (names.filter((name) => name === own?.familyName).length > 1)
          expect(own?.similarName).toBe(true);
      }
    }
  });

  it('marks about 85 of 100 due days before today, and about 60 today', () => {
    const reviewed = (date: string) => {
      const due = wards
        .filter((ward) => roundIsDue(ward, date))
        .flatMap((ward) =>
          closeWardDay(ward.code, date, stays.values(), book).filter((row) => row.due),
        );
      return due.filter((row) => row.reviewed).length / due.length;
    };
    for (const back of [3, 14, 30, 70]) {
      expect(reviewed(addDays(TODAY, -back))).toBeGreaterThan(0.72);
      expect(reviewed(addDays(TODAY, -back))).toBeLessThan(0.97);
    }
    expect(reviewed(TODAY)).toBeGreaterThan(0.5);
    expect(reviewed(TODAY)).toBeLessThan(0.7);
  });

  it('has lengths of stay as the area has: half short, a long tail', () => {
    const lengths = [...stays.values()]
      .filter((stay) => stay.leftOn !== null)
      .map((stay) => losDays(stay.admittedOn, stay.leftOn ?? TODAY))
      .sort((a, b) => a - b);
    const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
    expect(median).toBeGreaterThanOrEqual(3);
    expect(median).toBeLessThanOrEqual(6);
    expect(lengths.at(-1)).toBeGreaterThanOrEqual(60);
  });

  it('has delays that the matrix allows and councils only for their own residents', () => {
    const delays = [...stays.values()].flatMap((stay) =>
      stay.delays.map((delay) => ({ stay, delay })),
    );
    expect(delays.length).toBeGreaterThan(300);
    expect(new Set(delays.map(({ delay }) => delay.attribution))).toEqual(
      new Set(['nhs', 'la', 'joint']),
    );
    for (const { stay, delay } of delays) {
      expect(attributionsAllowed(book, 'dtoc', delay.reason, londonDate(delay.since))).toContain(
        delay.attribution,
      );
      const councils = [delay.owner, delay.otherOwner].filter((owner) => owner?.startsWith('E'));
      for (const owner of councils)
        if (owner !== 'EQUIPMENT') expect(owner).toBe(stay.responsibleAuthority);
    }
    const open = occupying.filter((stay) => stay.delays.some(isOpen)).length;
    expect(open / occupying.length).toBeGreaterThan(0.05);
    expect(open / occupying.length).toBeLessThan(0.3);
    expect(
      [...stays.values()].filter((stay) => stay.leftAt !== null && stay.delays.some(isOpen)),
    ).toEqual([]);
  });

  it('has a plan for most who lie there, some who go home, and prompts for those not yet planned', () => {
    const share = (n: number) => n / occupying.length;
    expect(share(occupying.filter((stay) => stay.plan !== undefined).length)).toBeGreaterThan(0.7);
    const leaves = (word: string) =>
      occupying.filter((stay) => todayOn(stay, TODAY)?.discharge === word).length;
    expect(leaves('definite')).toBeGreaterThan(15);
    expect(leaves('potential')).toBeGreaterThan(15);
    expect(share(leaves('definite'))).toBeLessThan(0.15);
    const prompted = occupying.filter((stay) => softPrompts(stay, TODAY).length > 0).length;
    expect(share(prompted)).toBeGreaterThan(0.1);
    expect(share(prompted)).toBeLessThan(0.6);
    const checks = occupying.flatMap((stay) => stay.plan?.checks ?? []);
    for (const state of ['asked', 'done', 'not-needed'])
      expect(checks.filter((check) => check.state === state).length).toBeGreaterThan(50);
    for (const { code } of checks) expect(book.checks.has(code)).toBe(true);
  });

  it('has actions for reds of these days, and councils asked only for their own residents', () => {
    const actions = occupying.flatMap((stay) =>
      (stay.actions ?? []).map((action) => ({ stay, action })),
    );
    expect(actions.filter(({ action }) => action.state === 'open').length).toBeGreaterThan(80);
    expect(actions.filter(({ action }) => action.state === 'done').length).toBeGreaterThan(80);
    for (const { stay, action } of actions)
      if (book.owners.get(action.owner)?.kind === 'council')
        expect(action.owner).toBe(stay.responsibleAuthority);
  });

  it('has held this morning’s round on every ward that is due one, some not finished yet', () => {
    const due = wards.filter((ward) => roundIsDue(ward, TODAY)).map(({ code }) => `ward:${code}`);
    const started = factsOf(acts, 'round-started').filter(({ body }) => body.date === TODAY);
    expect(started.map(({ stream }) => stream).sort()).toEqual(due.sort());
    const finished = new Map(factsOf(acts, 'round-finished').map(({ body }) => [body.round, body]));
    const done = started.filter(({ body }) => finished.has(body.round));
    expect(done.length / started.length).toBeGreaterThan(0.5);
    expect(done.length).toBeLessThan(started.length);
    for (const { body } of done) {
      const { reviewed = 0, left = 0 } = finished.get(body.round) ?? {};
      expect(reviewed).toBeGreaterThan(0);
      expect(Math.abs(reviewed + left - body.order.length)).toBeLessThanOrEqual(4);
      expect(body.constraints).toHaveLength(MOST_USED);
      expect(body.attended).toContain('nurse-in-charge');
    }
  });

  it('has red runs that last, and greens with a value', () => {
    const days = [...stays.values()].flatMap((stay) => Object.values(stay.days));
    const reds = days.filter((day) => judgementOf(day)?.colour === 'red').length;
    expect(reds / days.length).toBeGreaterThan(0.3);
    expect(reds / days.length).toBeLessThan(0.6);
    expect(
      days.filter((day) => day.redSince !== null && losDays(day.redSince, day.date) >= 5).length,
    ).toBeGreaterThan(50);
    expect(days.filter((day) => day.final?.colour === 'green' && day.final.value === null)).toEqual(
      [],
    );
  });
});

describe('the demonstration system', () => {
  it('is the same from the same seed, and another from another', () => {
    const asked = { now: NOW, weeks: 0 };
    const first = digestOf(demonstrationActs({ ...asked, seed: 7 }));
    expect(digestOf(demonstrationActs({ ...asked, seed: 7 }))).toBe(first);
    expect(digestOf(demonstrationActs({ ...asked, seed: 8 }))).not.toBe(first);
  });

  it('has no mark of today before eight in the morning', () => {
    const now = '2026-06-10T06:59:00Z';
    const { acts } = told(demonstrationActs({ seed: 7, now, weeks: 0 }));
    expect(factsOf(acts, 'day-marked').filter(({ body }) => body.date === '2026-06-10')).toEqual(
      [],
    );
  });

  it('lives through both nights on which London changes its clock', () => {
    for (const now of ['2026-03-31T08:00:00Z', '2026-10-27T08:00:00Z']) {
      const { acts, stays } = told(demonstrationActs({ seed: 11, now, weeks: 1 }));
      const rows = factsOf(acts, 'day-closed').reduce((sum, { body }) => sum + body.rows, 0);
      const expected = [...stays.values()].reduce(
        (sum, stay) =>
          sum +
          losDays(stay.admittedOn, stay.leftOn ?? londonDate(now)) +
          (stay.leftOn !== null && stay.leftOn < londonDate(now) ? 1 : 0),
        0,
      );
      expect(rows).toBe(expected);
    }
  });
});
