import type { CensusUndoBody, CensusUndone } from '#contracts';
import type { NewFact, PatientWords, Person, StayFact } from '#domain';
import { accept, epochMs, may } from '#domain';
import type { StoredFact } from '#persistence';
import { FACT_COLUMNS, SYSTEM_ORGANISATION, actorOf, newSalt, sealPatient } from '#persistence';
import type { AsActor } from '#persistence';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { answeredBefore, remembering } from '../house/told-before.js';
import { organisationsOf, readParts, wordsBefore } from './census-before.js';
import { compensations, saidWordsLast } from './census-compensate.js';
import type { CensusKept } from './census-kept.js';
import { commit } from './commit.js';
import { draft } from './draft.js';
import type { StayChange } from './draft.js';
import type { Kept } from './inbound.js';
import { readHouse } from './read-house.js';
import type { HeldStay, HouseRead } from './read-house.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { randomUUID } from 'node:crypto';

/** A file can be taken back this long after it came. */
const UNDO_HOURS_MAX = 24;
const TRIES_MAX = 12;

interface Undoing {
  readonly house: House;
  readonly database: AsActor;
  readonly person: Person;
  readonly batch: string;
  readonly takenAt: string;
  readonly now: string;
}

/**
 * Takes back all that a census file did: `POST /census/{batch}/undo`. Nothing is deleted: further
 * facts say that who was admitted never was, who moved or left did not, and what was changed is as it
 * was, the words of patients too. What somebody said of a stay since then stands. The same file may be
 * sent again afterwards.
 *
 * Refuses `undo-too-late`, `not-found`, `not-allowed`, `command-reused`. The same command answers as it did; of a
 * file that was taken back before, another one takes nothing back.
 */
export async function undoCensus(
  house: House,
  person: Person,
  batch: string,
  { commandId, at: said, because }: CensusUndoBody,
  digest: string,
): Promise<Arrival<CensusUndone>> {
  const now = nowText(house);
  const acted = whenActed(house, said);
  if (!acted.ok) return acted;
  const actor = actorOf(person);
  const database = house.persistence.as(actor);
  const told = { commandId, digest };
  const before = await answeredBefore<CensusUndone>(database, person, told);
  if (before !== null) return before;
  const [row] = await database.query<Kept & { readonly receivedAt: Date }>(
    `SELECT organisation, id, digest, state, answer, received_at AS "receivedAt" FROM inbound
     WHERE organisation = ANY ($1) AND id = $2 AND kind = 'census'`,
    [[...actor.organisations, SYSTEM_ORGANISATION], batch],
  );
  if (row?.answer == null || !['applied', 'undone'].includes(row.state))
    return refused('not-found');
  const done = JSON.parse(row.answer) as CensusKept;
  const owners = await organisationsOf(house, batch);
  if (owners.some((one) => !person.organisations.includes(one))) return refused('not-found');
  const allowed = done.wards.every((ward) =>
    owners.every((organisation) => may(person, 'admit', { organisation, ward })),
  );
  if (!may(person, 'import') && !allowed) return refused('not-allowed');
  if (row.state === 'undone') return accept({ batch, undone: 0 });
  if (epochMs(now) - row.receivedAt.getTime() > UNDO_HOURS_MAX * 3_600_000)
    return refused('undo-too-late', { hours: UNDO_HOURS_MAX });
  const undoing = { house, database, person, batch, takenAt: done.answer.takenAt, now };
  let stays = 0;
  for (const one of [...(await rowsTaken(database, row)), batch])
    for (const organisation of await organisationsOf(house, one))
      for (const part of await readParts(database, { organisation, batch: one }))
        stays += await undoPart({ ...undoing, batch: one }, organisation, part.stays);
  const undone = { at: acted.value, by: person.person, because, stays };
  await settleUndone(database, row, owners, { ...done, undone });
  const { organisation } = row;
  const remember = remembering(person, told, { batch, undone: stays });
  await database.remember({ organisation, commandId, ...remember }, now);
  house.log.info({ batch, stays }, 'census undone');
  return accept({ batch, undone: stays });
}

/** Rows of the file that were taken only when they were tried again. */
async function rowsTaken(database: AsActor, { organisation, id }: Kept): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT id FROM inbound WHERE organisation = $1 AND part_of = $2 AND state = 'applied'`,
    [organisation, id],
  );
  return rows.map((row) => row.id);
}

/** The file counts as never taken: what it said of wards is forgotten, and it may be sent again. */
async function settleUndone(
  database: AsActor,
  row: Kept,
  owners: readonly string[],
  kept: CensusKept,
): Promise<void> {
  await database.work(async (manager) => {
    for (const table of ['census_part', 'census_ward', 'patient_before'])
      await manager.query(`DELETE FROM ${table} WHERE organisation = ANY ($1) AND batch = $2`, [
        owners,
        row.id,
      ]);
    await manager.query(
      `UPDATE inbound SET state = 'undone', answer = $3 WHERE organisation = $1 AND id = $2`,
      [row.organisation, row.id, JSON.stringify(kept)],
    );
    await manager.query(
      `UPDATE inbound SET state = 'undone' WHERE organisation = $1 AND part_of = $2`,
      [row.organisation, row.id],
    );
  });
}

async function undoPart(
  undoing: Undoing,
  organisation: string,
  stays: readonly string[],
): Promise<number> {
  if (stays.length === 0) return 0;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const { read, changes } = await changesOf(undoing, organisation, stays);
    if (changes.length === 0) return 0;
    const { house, database, person, takenAt, now } = undoing;
    const book = await house.books.now();
    // Said as of the file's own time: a corrected file of the same time is no older word.
    const said = { organisation, commandId: randomUUID(), at: takenAt, by: person.person };
    const written = draft({ ...said, now, book }, read, changes, { guarded: false });
    const outcome = await commit(house, database, written);
    if (outcome.code !== 'written') continue;
    return changes.filter(isMoreThanSeen).length;
  }
  throw new Busy('a stay changed on every try to take a census back');
}

/** A stay that the file only saw where it lay anyway is as it was. */
function isMoreThanSeen({ facts }: StayChange): boolean {
  return facts.some(({ type }) => type !== 'stay-unseen');
}

interface Read {
  readonly changes: readonly StayChange[];
  readonly read: HouseRead;
}

async function changesOf(
  { database, batch, takenAt }: Undoing,
  organisation: string,
  stays: readonly string[],
): Promise<Read> {
  const lain = await database.query<{ ward: string; patient: string }>(
    'SELECT unnest(wards) AS ward, patient FROM stay WHERE organisation = $1 AND stay = ANY ($2)',
    [organisation, stays],
  );
  const patients = lain.map(({ patient }) => patient);
  const before = await wordsBefore(database, { organisation, batch }, patients);
  const read = await readHouse(database, {
    organisation,
    localIds: [...before.values()].flatMap(({ localId }) => localId ?? []),
    nhsNumbers: [],
    wards: [...new Set(lain.map(({ ward }) => ward))],
    stays,
    endedSince: '0001-01-01',
  });
  const facts = await factsOf(database, organisation, stays);
  const inBed = new Set(read.open.map(({ view }) => view.patient));
  const wanted = new Set(stays);
  const changes = [...read.open, ...read.ended].flatMap((held): StayChange[] => {
    const { stay, patient } = held.view;
    if (!wanted.has(stay)) return [];
    const told = facts.get(`stay:${stay}`) ?? [];
    const back = compensations(held, told, { batch, takenAt, inBed });
    const older = saidWordsLast(told, batch) ? before.get(patient) : undefined;
    const words = older === undefined ? null : asTheyWere(held, older, read);
    const all = [...back, ...(words === null ? [] : [identifiedAs(words)])];
    return all.length === 0 ? [] : [{ stay, before: held, facts: all, words }];
  });
  return { read, changes };
}

/** All facts of some stays, by their streams. */
export async function factsOf(database: AsActor, organisation: string, stays: readonly string[]) {
  const facts = await database.query<StoredFact>(
    `SELECT ${FACT_COLUMNS} FROM fact
     WHERE organisation = $1 AND stream = ANY ($2) ORDER BY stream, seq`,
    [organisation, stays.map((stay) => `stay:${stay}`)],
  );
  const byStream = new Map<string, StoredFact[]>();
  for (const fact of facts) {
    const told = byStream.get(fact.stream);
    if (told === undefined) byStream.set(fact.stream, [fact]);
    else told.push(fact);
  }
  return byStream;
}

/** A patient's older words; a number that is another patient's by now stays with that one. Null once erased. */
function asTheyWere(
  { patient: now }: HeldStay,
  older: PatientWords,
  { patients }: HouseRead,
): PatientWords | null {
  if (now === null) return null;
  const taken = patients.some(
    ({ localId, patient }) => localId === older.localId && patient !== older.patient,
  );
  const localId = taken ? now.localId : older.localId;
  return { ...older, localId, salt: newSalt(), similarName: now.similarName };
}

function identifiedAs(words: PatientWords): NewFact<StayFact['type']> {
  const body = { patient: words.patient, seal: sealPatient(words) };
  return { type: 'patient-identified', body };
}
