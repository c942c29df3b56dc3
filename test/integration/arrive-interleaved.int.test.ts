import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person, StayView } from '#domain';
import { adtArrives, admitByHand, censusArrives, findPerson, sayOfStay } from '#flow';
import { SERVICE, checkRebuild, verifyLedger } from '#persistence';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { censusFile, censusLine } from '../builders/census.js';
import { adtMessage, syntheticNhsNumber, type AdtSaid } from '../builders/hl7.js';
import { testHouse, type TestHouse } from '../harness/house.js';
import { seeded } from '../harness/seeded.js';

const RUNS = 30;

let test: TestHouse;
let admin: Person;
let patients = 0;
let messages = 0;

/** One day of a patient, each word of it by whoever says it, in the order in which it happened. */
const WORDS = ['A01', 'admitted', 'A02', 'census', 'moved', 'A03', 'A13', 'A11'] as const;
type Word = (typeof WORDS)[number];

const SAID: Partial<Record<Word, Partial<AdtSaid>>> = {
  A01: { recordedAt: '20260501081600' },
  A02: { recordedAt: '20260501093000', ward: 'W33', bed: '01' },
  A03: { recordedAt: '20260501160500', dischargedAt: '20260501160000', ward: 'W36', bed: '02' },
  A13: { recordedAt: '20260501163000', ward: 'W36', bed: '02' },
  A11: { recordedAt: '20260501170000', ward: 'W36', bed: '02' },
};

/** Why a message may be kept until what it waits for comes. */
const MAY_WAIT = ['stay-unknown', 'stay-ended', 'later-fact', 'other-stay-open'];

interface Held {
  readonly view: StayView;
  readonly words: Record<string, unknown>;
}

/** Every stay there ever was of the patient, void ones too. */
function staysOf(n: number): Promise<Held[]> {
  return test.house.persistence.as(SERVICE).query<Held>(
    `SELECT s.view, to_jsonb(p) AS words FROM stay s
     JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient WHERE p.local_id = $1`,
    [`MIX${n}`],
  );
}

/** Says a word of a patient; whether it took effect. */
async function say(n: number, word: Word): Promise<boolean> {
  switch (word) {
    case 'census':
      return byCensus(n);
    case 'admitted':
      return admittedByHand(n);
    case 'moved':
      return movedByHand(n);
    default:
      return byMessage(n, word);
  }
}

async function byMessage(n: number, trigger: Word): Promise<boolean> {
  messages += 1;
  const own = {
    controlId: `MIX-${n}-${messages}`,
    localId: `MIX${n}`,
    nhsNumber: syntheticNhsNumber(3 * n),
    visitNumber: `VMIX${n}`,
  };
  const bytes = Buffer.from(adtMessage({ ...own, trigger, ...SAID[trigger] }));
  const answer = await adtArrives(test.house, { bytes, receivedBy: 'mllp' });
  if (answer.code !== 'AA') expect(MAY_WAIT).toContain(answer.reason);
  return true;
}

/**
 * A file that comes when the stay is over says no more of where the patient lay; one that comes after a later
 * word says so itself, for a person to look at.
 */
async function byCensus(n: number): Promise<boolean> {
  const over = (await staysOf(n)).some(({ view }) => view.leftAt !== null);
  const line = censusLine(n, {
    ward: 'W33',
    bed: '01',
    local_id: `MIX${n}`,
    nhs_number: syntheticNhsNumber(3 * n),
    family_name: 'Testcase',
    admitted_at: '2026-05-01T08:15:00+01:00',
  });
  const takenAt = '2026-05-01T12:00:00+01:00';
  const query = { source: `PAS${n}`, takenAt, complete: 'list' };
  const answer = await censusArrives(test.house, admin, query, censusFile([line]));
  expect(answer).toMatchObject({ ok: true, value: { rows: 1, refused: [], left: 0 } });
  if (!answer.ok) return false;
  const disagrees = answer.value.warnings.some(
    ({ code, field }) => code === 'disagrees' && field === 'ward',
  );
  return !over && !disagrees;
}

async function admittedByHand(n: number): Promise<boolean> {
  const body = {
    commandId: randomUUID(),
    bed: '07',
    patient: { familyName: 'Testcase', localId: `MIX${n}` },
    admittedAt: '2026-05-01T08:20:00+01:00',
  };
  const answer = await admitByHand(test.house, admin, 'W31', body, body.commandId);
  if (!answer.ok) expect(answer.refusal.code).toBe('patient-already-here');
  return true;
}

/** A ward that is refused says it again when the board has changed: false. */
async function movedByHand(n: number): Promise<boolean> {
  const [held] = await staysOf(n);
  if (held === undefined) return false;
  const { stay, version } = held.view;
  const body = { commandId: randomUUID(), ifVersion: version, at: '2026-05-01T14:00:00+01:00' };
  const said = { do: 'move' as const, ward: 'W36', bed: '02' };
  const answer = await sayOfStay(test.house, admin, stay, { said, body, digest: body.commandId });
  if (!answer.ok) expect(held.view.leftAt).not.toBeNull();
  return answer.ok;
}

/** Says words in an order, and what became of the patient; a move by hand that was refused is tried again. */
async function becomes(words: readonly Word[]) {
  patients += 1;
  const n = patients;
  const done = new Set<Word>();
  let moving = false;
  for (const word of words) {
    if (word === 'moved') moving = true;
    else if (await say(n, word)) done.add(word);
    if (moving && !done.has('moved') && (await say(n, 'moved'))) done.add('moved');
  }
  const stays = await staysOf(n);
  expect(stays).toHaveLength(1);
  const unsettled = await test.house.persistence
    .as(SERVICE)
    .query<{ control_id: string; state: string; code: string }>(
      `SELECT control_id, state, code FROM inbound WHERE control_id LIKE $1 AND state NOT IN ('applied', 'ignored')`,
      [`MIX-${n}-%`],
    );
  expect(unsettled).toEqual([]);
  const [{ view, words: identity } = { view: null, words: {} }] = stays;
  if (view === null) throw new Error('a stay was told');
  const { ward, bed, admittedAt, leftAt, leftTo, voided } = view;
  const because = voided?.because ?? null;
  const name = identity['family_name'];
  // Where a stay that never was would have been is nobody's concern.
  if (because !== null) return { done, state: { because } };
  return { done, state: { ward, bed, admittedAt, leftAt, leftTo, because, name } };
}

/** Some words of the day, shuffled, some of them said more than once. Nobody admits by hand whom a message let go. */
const interleaving: fc.Arbitrary<Word[]> = fc
  .tuple(
    fc.subarray<Word>(['admitted', 'A02', 'census', 'moved']),
    fc.constantFrom<readonly Word[]>([], ['A03'], ['A03', 'A13'], ['A11'], ['A03', 'A13', 'A11']),
  )
  .chain(([some, end]) => {
    const set: Word[] = ['A01', ...some, ...end];
    const again = fc.subarray(set.filter((word) => word !== 'admitted' && word !== 'moved'));
    return again.chain((twice) => {
      const all = [...set, ...twice];
      return fc
        .shuffledSubarray(
          all.map((_, index) => index),
          { minLength: all.length },
        )
        .map((order) => order.map((index) => all[index] as Word));
    });
  })
  .map((order) => {
    const over = order.findIndex((word) => word === 'A03' || word === 'A11');
    const at = order.indexOf('admitted');
    if (over < 0 || at < over) return order;
    return ['admitted', ...order.filter((word) => word !== 'admitted')];
  });

describe('one patient’s day by census, messages and hand', () => {
  beforeAll(async () => {
    test = await testHouse({ now: '2026-05-01T18:00:00+01:00' });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
    for (const [n, ward] of ['W31', 'W33', 'W36'].entries()) {
      const other = { controlId: `FIRST-${n}`, localId: `FIRST${n}`, visitNumber: `FIRST${n}` };
      const bytes = Buffer.from(adtMessage({ ...other, nhsNumber: null, ward, bed: '28' }));
      await adtArrives(test.house, { bytes, receivedBy: 'mllp' });
    }
  });
  afterAll(() => test.close());

  it('is what it is told in order: in its place, at home, still here, or never come', async () => {
    const here = { ward: 'W36', bed: '02', leftAt: null, because: null };
    const told = async (...words: Word[]) => (await becomes(words)).state;
    expect(await told('A01')).toMatchObject({ ...here, ward: 'W31', bed: '07' });
    expect(await told('A01', 'A02', 'census')).toMatchObject({ ...here, ward: 'W33', bed: '01' });
    expect(await told('A01', 'A02', 'moved')).toMatchObject(here);
    const home = { leftAt: '2026-05-01T15:00:00.000Z' };
    expect(await told('A01', 'moved', 'A03')).toMatchObject({ ...here, ...home });
    expect(await told('A01', 'moved', 'A03', 'A13')).toMatchObject(here);
    expect(await told('A01', 'A11')).toMatchObject({ because: 'admission-cancelled' });
  });

  it('is the same stay in any interleaving and repetition', async () => {
    const { seed } = seeded('interleavings');
    const known = new Map<string, unknown>();
    /** The words that took effect said once each, in the order in which they happened. */
    const inOrder = async (words: ReadonlySet<Word>) => {
      const set = WORDS.filter((word) => words.has(word));
      const key = set.join(' ');
      if (!known.has(key)) known.set(key, (await becomes(set)).state);
      return known.get(key);
    };
    await fc.assert(
      fc.asyncProperty(interleaving, async (words) => {
        const { done, state } = await becomes(words);
        expect({ words, state }).toEqual({ words, state: await inOrder(done) });
      }),
      { numRuns: RUNS, seed },
    );
  }, 120_000);

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
