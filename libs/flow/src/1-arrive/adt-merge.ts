import type { NewFact, PatientWords, StayFact } from '#domain';
import { compareInstants } from '#domain';
import type { AdtEvent, AdtMerge } from '#interop';
import type { AsActor } from '#persistence';
import type { House } from '../house/house.js';
import { adtWords, saidAt } from './adt-words.js';
import { identified } from './draft.js';
import type { StayChange } from './draft.js';
import { patientsOf } from './find-stay.js';
import type { HeldStay, HouseRead } from './read-house.js';

interface Merging {
  readonly event: AdtEvent;
  readonly read: HouseRead;
  readonly organisation: string;
}

/**
 * Makes two records of one person one (A34, A40). Every stay of the record that is given up passes to
 * the one that survives, and its number goes on naming the same person. Both histories are kept; of
 * two open stays the earlier goes on and the other is void, and what is said of that one later is of the one that
 * goes on. Null when neither record is known: the message waits until one is.
 */
export async function mergeRecords(
  house: House,
  database: AsActor,
  { event, read, organisation }: Merging,
): Promise<StayChange[] | null> {
  const changes: StayChange[] = [];
  let known = false;
  for (const merge of event.merges) {
    const into = recordOf(read, merge.into);
    const from = recordOf(read, merge.from);
    const survivor = into ?? from;
    if (survivor === null) continue;
    known = true;
    const numbers = merge.from.localIds.map(({ value }) => value);
    // By its own number too: where this is decided again, that number leads to the survivor already.
    const own = read.patients.find(({ localId }) => localId !== null && numbers.includes(localId));
    const theirs = new Set([survivor, from, own].map((record) => record?.patient));
    await keepAliases(database, organisation, numbers, survivor.patient);
    const words = survivingWords(house, organisation, survivor, merge);
    const stays = [...read.open, ...read.ended].filter(({ view }) => theirs.has(view.patient));
    changes.push(...changesOf(stays, survivor, words, saidAt(event)));
  }
  return known ? changes : null;
}

function recordOf(read: HouseRead, patient: AdtMerge['into']): PatientWords | null {
  return patientsOf({ patient }, read, adtWords({ patient }))[0] ?? null;
}

/** What the message says of the survivor; a record that only now gets the surviving number takes it. */
function survivingWords(
  house: House,
  organisation: string,
  survivor: PatientWords,
  { into }: AdtMerge,
) {
  return identified(house, organisation, survivor, adtWords({ patient: into }));
}

/** What makes all these stays those of one surviving record. */
export function changesOf(
  stays: readonly HeldStay[],
  survivor: PatientWords,
  { words, fact }: ReturnType<typeof identified>,
  said: string,
): StayChange[] {
  const open = stays.filter(({ view }) => view.leftAt === null);
  const [first] = [...open].sort((a, b) => compareInstants(a.view.admittedAt, b.view.admittedAt));
  const changes = stays.flatMap((held): StayChange[] => {
    const { view } = held;
    const facts: NewFact<StayFact['type']>[] = [];
    if (open.includes(held) && first !== undefined && held !== first) {
      const into = first.view.stay;
      facts.push({ type: 'stay-voided', body: { at: said, because: 'records-merged', into } });
    }
    if (view.patient !== survivor.patient) {
      const body = { from: view.patient, into: survivor.patient };
      facts.push({ type: 'patient-merged', body }, fact);
    } else if (words !== survivor) facts.push(fact);
    return facts.length === 0 ? [] : [{ stay: view.stay, before: held, facts, words }];
  });
  // What is void first: a patient has one open stay at every moment of the write.
  return changes.sort((a, b) => Number(isVoid(b)) - Number(isVoid(a)));
}

function isVoid({ facts }: StayChange): boolean {
  return facts.some(({ type }) => type === 'stay-voided');
}

/** Numbers of a record that was given up go on naming the same person. */
export async function keepAliases(
  database: AsActor,
  organisation: string,
  numbers: readonly string[],
  patient: string,
): Promise<void> {
  await database.query(
    `INSERT INTO patient_alias (organisation, local_id, patient)
     SELECT $1, n, $3 FROM unnest($2::text[]) AS n
     ON CONFLICT (organisation, local_id) DO UPDATE SET patient = excluded.patient`,
    [organisation, numbers, patient],
  );
}
