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

/** Runs of the property; more when asked for. */
const RUNS = Number(process.env['ARRIVE_RUNS'] ?? 40);

let test: TestHouse;
let admin: Person;
let patients = 0;
let messages = 0;

/** One day of a patient, each word of it by whoever says it, in the order of what it speaks of. */
const WORDS = [
  'A01',
  'admitted',
  'A08',
  'A02',
  'early census',
  'second A02',
  'A12',
  'census',
  'moved',
  'late census',
  'A03',
  'A13',
  'A11',
  'again',
] as const;
type Word = (typeof WORDS)[number];

/** What a ward says itself comes in the order in which it happened; files and messages come as they like. */
const BY_HAND: readonly Word[] = ['admitted', 'moved', 'again'];
const CENSUSES = {
  'early census': { ward: 'W31', bed: '07', takenAt: '2026-05-01T10:00:00+01:00' },
  census: { ward: 'W33', bed: '01', takenAt: '2026-05-01T12:00:00+01:00' },
  'late census': { ward: 'W33', bed: '01', takenAt: '2026-05-01T15:00:00+01:00' },
} as const;

const SAID: Partial<Record<Word, Partial<AdtSaid>>> = {
  A01: { recordedAt: '20260501081600' },
  A08: { recordedAt: '20260501083000' },
  A02: { recordedAt: '20260501093000', ward: 'W33', bed: '01' },
  'second A02': { trigger: 'A02', recordedAt: '20260501110000', ward: 'W35', bed: '02' },
  A12: { recordedAt: '20260501112000', ward: 'W33', bed: '01', priorWard: 'W35' },
  A03: { recordedAt: '20260501160500', dischargedAt: '20260501160000', ward: 'W36', bed: '02' },
  A13: { recordedAt: '20260501163000', ward: 'W36', bed: '02' },
  A11: { recordedAt: '20260501164000', ward: 'W36', bed: '02' },
};

/** Where a word says that the patient is, if it says so. Of all that are said the last one stands. */
const PLACE: Partial<Record<Word, { ward: string; bed: string }>> = {
  A01: { ward: 'W31', bed: '07' },
  admitted: { ward: 'W31', bed: '07' },
  A02: { ward: 'W33', bed: '01' },
  'second A02': { ward: 'W35', bed: '02' },
  A12: { ward: 'W33', bed: '01' },
  moved: { ward: 'W36', bed: '02' },
  again: { ward: 'W36', bed: '05' },
  'early census': { ward: 'W31', bed: '07' },
  census: { ward: 'W33', bed: '01' },
  'late census': { ward: 'W33', bed: '01' },
};

/** Words that begin a stay where there is none. */
const BEGIN: readonly Word[] = [
  'A01',
  'admitted',
  'early census',
  'census',
  'late census',
  'again',
];

/** Why a message may be kept until what it waits for comes. */
const MAY_WAIT = [
  'stay-unknown',
  'stay-ended',
  'later-fact',
  'other-stay-open',
  'before-admission',
];

/** Whether a word took effect: on where the patient is, on other things alone, or not at all. */
type Effect = 'placed' | 'told' | 'none';

/** Every stay there ever was of the patient, void ones too. */
async function staysOf(n: number): Promise<StayView[]> {
  const rows = await test.house.persistence.as(SERVICE).query<{ view: StayView }>(
    `SELECT s.view FROM stay s JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
     WHERE p.local_id = $1 ORDER BY s.open_until, s.stay`,
    [`MIX${n}`],
  );
  return rows.map(({ view }) => view);
}

async function say(n: number, word: Word): Promise<Effect> {
  switch (word) {
    case 'early census':
    case 'census':
    case 'late census':
      return byCensus(n, word);
    case 'admitted':
      return admittedByHand(n, '07', 'W31', '08:20', '08:25');
    case 'again':
      return admittedByHand(n, '05', 'W36', '16:45', '16:50');
    case 'moved':
      return movedByHand(n);
    default:
      return byMessage(n, word);
  }
}

async function byMessage(n: number, word: Word): Promise<Effect> {
  messages += 1;
  const own = {
    trigger: word,
    controlId: `MIX-${n}-${messages}`,
    localId: `MIX${n}`,
    nhsNumber: syntheticNhsNumber(3 * n),
    visitNumber: `VMIX${n}`,
  };
  const bytes = Buffer.from(adtMessage({ ...own, ...SAID[word] }));
  const answer = await adtArrives(test.house, { bytes, receivedBy: 'mllp' });
  if (answer.code !== 'AA') expect(MAY_WAIT).toContain(answer.reason);
  return 'placed';
}

/**
 * A file that comes when the stay it speaks of is over says no more of where the patient lay; one that comes
 * after a later word says so itself, for a person to look at.
 */
async function byCensus(n: number, word: keyof typeof CENSUSES): Promise<Effect> {
  const over = (await staysOf(n)).some(({ leftAt }) => leftAt !== null);
  const { takenAt, ...place } = CENSUSES[word];
  const line = censusLine(n, {
    ...place,
    local_id: `MIX${n}`,
    nhs_number: syntheticNhsNumber(3 * n),
    family_name: 'Testcase',
    admitted_at: '2026-05-01T08:15:00+01:00',
  });
  const query = { source: `PAS${n}`, takenAt, complete: 'list' };
  const answer = await censusArrives(test.house, admin, query, censusFile([line]));
  expect(answer).toMatchObject({ ok: true, value: { rows: 1, refused: [], left: 0 } });
  if (!answer.ok || over) return 'none';
  const disagrees = answer.value.warnings.some(
    ({ code, field }) => code === 'disagrees' && field === 'ward',
  );
  return disagrees ? 'told' : 'placed';
}

const at = (time: string) => `2026-05-01T${time}:00+01:00`;

async function admittedByHand(n: number, bed: string, ward: string, since: string, seen: string) {
  const body = {
    commandId: randomUUID(),
    bed,
    patient: { familyName: 'Testcase', localId: `MIX${n}` },
    admittedAt: at(since),
    at: at(seen),
  };
  const answer = await admitByHand(test.house, admin, ward, body, body.commandId);
  if (!answer.ok) expect(['patient-already-here', 'stay-ended']).toContain(answer.refusal.code);
  return answer.ok ? 'placed' : 'none';
}

/** A ward moves whom it has in a bed, and not before the patient was last seen in one. */
async function movedByHand(n: number): Promise<Effect> {
  const held = (await staysOf(n)).find(({ leftAt }) => leftAt === null);
  if (held === undefined) return 'none';
  const body = { commandId: randomUUID(), ifVersion: held.version, at: at('14:00') };
  const said = { do: 'move' as const, ward: 'W36', bed: '02' };
  const asked = { said, body, digest: body.commandId };
  const answer = await sayOfStay(test.house, admin, held.stay, asked);
  if (!answer.ok) expect(['at-before-admission', 'stay-changed']).toContain(answer.refusal.code);
  return answer.ok ? 'placed' : 'none';
}

interface Became {
  readonly effects: ReadonlyMap<Word, Effect>;
  readonly stays: readonly StayView[];
  /** Messages that are kept for a person, or wait. */
  readonly unsettled: readonly string[];
}

/** Says words in an order, and what became of the patient. At every moment there is one open stay at most. */
async function becomes(words: readonly Word[]): Promise<Became> {
  patients += 1;
  const n = patients;
  const effects = new Map<Word, Effect>();
  for (const word of words) {
    const effect = await say(n, word);
    // The same file once more is answered as it was, and says nothing new.
    if (!effects.has(word)) effects.set(word, effect);
    const open = (await staysOf(n)).filter(({ leftAt }) => leftAt === null);
    expect({ words, word, open: open.length > 1 }).toEqual({ words, word, open: false });
  }
  const stays = await staysOf(n);
  const unsettled = await test.house.persistence.as(SERVICE).query<{ code: string }>(
    `SELECT code FROM inbound WHERE control_id LIKE $1
         AND (state NOT IN ('applied', 'ignored') OR code = 'stay-unknown')`,
    [`MIX-${n}-%`],
  );
  return { effects, stays, unsettled: unsettled.map(({ code }) => code) };
}

const placedBy = ({ effects }: Became) =>
  WORDS.filter((word) => effects.get(word) === 'placed' && PLACE[word] !== undefined);

/** What a screen would say of one stay. Where one that never was would have been is nobody's concern. */
function told({ ward, bed, leftAt, leftTo, voided }: StayView) {
  return voided === null ? { ward, bed, leftAt, leftTo } : { because: voided.because };
}

/** Some words of the day in any order, some more than once; those of the ward in their own order. */
const interleaving: fc.Arbitrary<Word[]> = fc
  .tuple(
    fc.subarray<Word>(WORDS.filter((word) => !['A03', 'A13', 'A11', 'again'].includes(word))),
    fc.constantFrom<readonly Word[]>([], ['A03'], ['A03', 'A13'], ['A11'], ['A03', 'A13', 'A11']),
    fc.constantFrom<readonly Word[]>([], [], ['again']),
  )
  .chain(([some, end, again]) => {
    const set: Word[] = [...some, ...end, ...again];
    return fc
      .subarray(set.filter((word) => !BY_HAND.includes(word)))
      .map((twice) => [...set, ...twice]);
  })
  .chain((all) =>
    fc
      .shuffledSubarray(
        all.map((_, n) => n),
        { minLength: all.length },
      )
      .map((order) => order.map((n) => all[n] as Word)),
  )
  .map((order) => {
    const own = BY_HAND.filter((word) => order.includes(word));
    return order.map((word) => (BY_HAND.includes(word) ? (own.shift() ?? word) : word));
  });

describe('one patient’s day by census, messages and hand', () => {
  beforeAll(async () => {
    test = await testHouse({ now: at('18:00') });
    const found = findPerson(await test.house.books.now(), 'admin');
    if (found === null) throw new Error('there is always an administrator');
    admin = found;
    for (const [n, ward] of ['W31', 'W33', 'W35', 'W36'].entries()) {
      const other = { controlId: `FIRST-${n}`, localId: `FIRST${n}`, visitNumber: `FIRST${n}` };
      const bytes = Buffer.from(adtMessage({ ...other, nhsNumber: null, ward, bed: '28' }));
      await adtArrives(test.house, { bytes, receivedBy: 'mllp' });
    }
  });
  afterAll(() => test.close());

  it('is what it is told in order: in its place, at home, still here, or never come', async () => {
    const here = { ward: 'W36', bed: '02', leftAt: null };
    const after = async (...words: Word[]) => (await becomes(words)).stays.map(told);
    expect(await after('A02', 'A08', 'A03')).toEqual([]);
    expect(await after('A01')).toMatchObject([{ ...here, ward: 'W31', bed: '07' }]);
    expect(await after('A01', 'A02', 'census')).toMatchObject([
      { ...here, ward: 'W33', bed: '01' },
    ]);
    expect(await after('A01', 'A02', 'moved')).toMatchObject([here]);
    const home = { leftAt: '2026-05-01T15:00:00.000Z' };
    expect(await after('A01', 'moved', 'A03')).toMatchObject([{ ...here, ...home }]);
    expect(await after('A01', 'moved', 'A03', 'A13')).toMatchObject([here]);
    expect(await after('A01', 'A11')).toEqual([{ because: 'admission-cancelled' }]);
    const back = { ward: 'W36', bed: '05', leftAt: null };
    expect(await after('A01', 'A03', 'again')).toMatchObject([home, back]);
  });

  it('is not moved by a transfer that is older than when a census or the ward saw the patient', async () => {
    const place = async (...words: Word[]) => (await becomes(words)).stays.map(({ ward }) => ward);
    expect(await place('early census', 'A02', 'census')).toEqual(['W33']);
    expect(await place('census', 'second A02')).toEqual(['W33']);
    expect(await place('admitted', 'early census', 'A02')).toEqual(['W31']);
    expect(await place('A01', 'moved', 'second A02', 'A12')).toEqual(['W36']);
    expect(await place('census', 'A01')).toEqual(['W33']);
  });

  it('has messages that came before the patient applied when a census or the ward brings the patient', async () => {
    for (const begin of BEGIN.filter((word) => word !== 'again')) {
      const { stays, unsettled } = await becomes(['A03', 'A02', begin]);
      expect({ begin, unsettled }).toEqual({ begin, unsettled: [] });
      expect(stays).toMatchObject([{ leftAt: '2026-05-01T15:00:00.000Z' }]);
    }
  });

  it('is the same stay in any interleaving and repetition', async () => {
    const { seed } = seeded('interleavings');
    const known = new Map<string, unknown>();
    /** The words that took effect said once each, in the order of what they speak of. */
    const inOrder = async (became: Became) => {
      const set = WORDS.filter((word) => became.effects.get(word) === 'placed');
      const key = set.join(' ');
      if (!known.has(key)) known.set(key, (await becomes(set)).stays.map(told));
      return known.get(key);
    };
    await fc.assert(
      fc.asyncProperty(interleaving, async (words) => {
        const became = await becomes(words);
        const { effects, stays, unsettled } = became;
        const last = placedBy(became).at(-1);
        const begun = BEGIN.some((word) => (effects.get(word) ?? 'none') !== 'none');
        if (!begun) {
          // Nobody is made up: messages of a patient whom nobody admitted wait.
          expect({ words, stays }).toEqual({ words, stays: [] });
          return;
        }
        const again = effects.get('again') === 'placed';
        // Whom the ward let in again is there, whatever of the day before comes late.
        const open = stays.filter(({ leftAt }) => leftAt === null);
        if (again) expect({ words, open: open.map(told) }).toMatchObject({ open: [PLACE.again] });
        expect({ words, many: stays.length > (again ? 2 : 1) }).toEqual({ words, many: false });
        const [stay] = again ? open : stays;
        if (stay === undefined) throw new Error(`nobody is there after ${words.join(', ')}`);
        if (stay.voided === null)
          expect({ words, ward: stay.ward, bed: stay.bed }).toEqual({
            words,
            ...PLACE[last ?? 'A01'],
          });
        if (again) return;
        expect({ words, unsettled }).toEqual({ words, unsettled: [] });
        expect({ words, stays: stays.map(told) }).toEqual({ words, stays: await inOrder(became) });
        const byFeed = [...effects].some(
          ([word, effect]) => effect !== 'none' && (word === 'A01' || word in CENSUSES),
        );
        const began = byFeed ? '2026-05-01T07:15:00.000Z' : '2026-05-01T07:20:00.000Z';
        if (stay.voided === null)
          expect({ words, began: stay.admittedAt }).toEqual({ words, began });
      }),
      { numRuns: RUNS, seed },
    );
  }, 3_600_000);

  it('leaves a ledger that verifies and rebuilds equal', async () => {
    expect((await verifyLedger(test.house.persistence)).faults).toEqual([]);
    expect((await checkRebuild(test.house.persistence)).faults).toEqual([]);
  });
});
