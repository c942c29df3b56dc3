import type { NewFact, StayFact } from '#domain';
import { isOnBoard, londonDate, stateOf, viewOf } from '#domain';
import type { PatientTraces } from '#interop';
import { speaksOf, withoutRowsOf } from '#interop';
import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import type { EntityManager } from 'typeorm';
import { randomUUID } from 'node:crypto';
import { Busy } from './busy.js';
import type { House } from './house.js';
import { nowText } from './house.js';
import { fold } from './stay-command.js';

const TRIES_MAX = 12;
const MESSAGES_A_PAGE = 500;
const EVER = '0001-01-01';

/**
 * Erases a patient's words, and with them the salt of their seals: the chain stays whole without them. What came
 * from feeds loses them too: messages that speak of the patient their whole body, files the patient's rows. Their
 * digests stay, so that a repeat is still known as one. Every stay says in its history that it was done, by
 * which every screen learns of it. Answers whether there was anything to erase.
 */
export async function erasePatient(
  house: House,
  organisation: string,
  patient: string,
): Promise<boolean> {
  house.persistence.shelf.clear();
  const mine = [organisation, patient];
  const erased = await house.persistence.as(SERVICE).work(async (manager) => {
    await manager.query('SET LOCAL statement_timeout = 0');
    const stays = await manager.query<{ stay: string }[]>(
      'SELECT stay FROM stay WHERE organisation = $1 AND patient = $2 ORDER BY stay',
      mine,
    );
    const ids = stays.map(({ stay }) => stay);
    const traces = await tracesOf(manager, organisation, patient);
    const came = await eraseInbound(manager, organisation, { traces, stays: ids });
    const [, words] = await manager.query<[unknown, number]>(
      'DELETE FROM patient WHERE organisation = $1 AND patient = $2',
      mine,
    );
    for (const table of ['patient_alias', 'patient_before'])
      await manager.query(`DELETE FROM ${table} WHERE organisation = $1 AND patient = $2`, mine);
    await manager.query('DELETE FROM note WHERE organisation = $1 AND stay = ANY ($2)', [
      organisation,
      ids,
    ]);
    return { any: words > 0 || came > 0, stays: ids };
  });
  if (erased.any) for (const stay of erased.stays) await sayErased(house, organisation, stay);
  return erased.any;
}

/** By what a feed may have spoken of the patient: numbers now and before, numbers of visits, names. */
async function tracesOf(
  manager: EntityManager,
  organisation: string,
  patient: string,
): Promise<PatientTraces> {
  const rows = await manager.query<
    { id: string | null; nhs: string | null; family: string | null; given: string | null }[]
  >(
    `SELECT local_id AS id, nhs_number AS nhs, family_name AS family, given_name AS given FROM patient
       WHERE organisation = $1 AND patient = $2
     UNION ALL SELECT local_id, NULL, NULL, NULL FROM patient_alias WHERE organisation = $1 AND patient = $2
     UNION ALL SELECT visit, NULL, NULL, NULL FROM stay WHERE organisation = $1 AND patient = $2
     UNION ALL SELECT words ->> 'localId', words ->> 'nhsNumber', words ->> 'familyName', words ->> 'givenName'
       FROM patient_before WHERE organisation = $1 AND patient = $2`,
    [organisation, patient],
  );
  const told = (key: keyof (typeof rows)[number]) => [
    ...new Set(rows.flatMap((row) => row[key] ?? [])),
  ];
  return {
    ids: told('id'),
    nhsNumbers: told('nhs'),
    familyNames: told('family'),
    givenNames: told('given'),
  };
}

interface Whose {
  readonly traces: PatientTraces;
  readonly stays: readonly string[];
}

interface KeptBytes {
  readonly organisation: string;
  readonly id: string;
  readonly kind: string;
  readonly stay: string | null;
  readonly body: Buffer;
}

/** What is kept of feeds, of this organisation and of none yet: how much of it spoke of the patient. */
async function eraseInbound(
  manager: EntityManager,
  organisation: string,
  whose: Whose,
): Promise<number> {
  let erased = 0;
  for await (const kept of keptBytes(manager, [organisation, SYSTEM_ORGANISATION])) {
    const left = leftOf(kept, whose);
    if (left === null) continue;
    const key = [kept.organisation, kept.id];
    await manager.query(
      'UPDATE inbound SET body = $3, waits = false WHERE organisation = $1 AND id = $2',
      [...key, left],
    );
    await manager.query('DELETE FROM inbound_wait WHERE organisation = $1 AND id = $2', key);
    erased += 1;
  }
  return erased;
}

/** What may stay of something kept; null when all of it may. */
function leftOf({ kind, stay, body }: KeptBytes, { traces, stays }: Whose): Buffer | null {
  if (body.length === 0) return null;
  if (kind === 'census') {
    const left = withoutRowsOf(body, traces);
    return left === null ? null : Buffer.from(left);
  }
  const own = stay !== null && stays.includes(stay);
  return own || speaksOf(body, traces) ? Buffer.alloc(0) : null;
}

/** Messages and rows page by page; files, which are large, one by one. */
async function* keptBytes(
  manager: EntityManager,
  organisations: readonly string[],
): AsyncGenerator<KeptBytes> {
  for (const [kinds, page] of [
    [['adt', 'census-row'], MESSAGES_A_PAGE],
    [['census'], 1],
  ] as const) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await manager.query<KeptBytes[]>(
        `SELECT organisation, id, kind, stay, body FROM inbound
         WHERE organisation = ANY ($1) AND kind = ANY ($2) AND id > $3 ORDER BY id LIMIT ${page}`,
        [organisations, kinds, after],
      );
      yield* rows;
      const last = rows.at(-1);
      if (last === undefined || rows.length < page) break;
      after = last.id;
    }
  }
}

/** Writes into a stay's history that its patient was erased, and tells the screens of its ward. */
async function sayErased(house: House, organisation: string, stay: string): Promise<void> {
  const database = house.persistence.as(SERVICE);
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await database.readStay(organisation, stay, null, EVER);
    if (read.stay === null) return;
    const { view, seq } = read.stay;
    const stream = `stay:${stay}`;
    const now = nowText(house);
    const facts: NewFact<StayFact['type']>[] = [
      { type: 'patient-erased', body: { patient: view.patient } },
    ];
    const frame = { organisation, stream, at: now, by: SERVICE.person };
    const book = await house.books.at(read.reference);
    const { state, rows } = fold(stateOf(view, read.days), seq, facts, frame, book);
    const after = viewOf(state);
    const { ward } = state;
    const shown = isOnBoard(after, londonDate(now));
    const change = shown ? { views: [after], left: [] } : { views: [], left: [] };
    const outcome = await database.write({
      organisation,
      commandId: randomUUID(),
      at: now,
      recordedAt: now,
      wards: [{ ward, change }],
      streams: [{ stream, seq, ward, facts }],
      rows,
    });
    if (outcome.code !== 'written') continue;
    house.persistence.shelf.clear();
    const version = outcome.wards[ward] ?? 0;
    house.tell({ organisation, ward, version, change, patients: [], notes: {} });
    return;
  }
  throw new Busy('a stay changed on every try to say that its patient was erased');
}

/** Whom an operator names: a patient by the house's own id, or by the id of one of their stays. */
export async function patientNamed(house: House, id: string): Promise<string | null> {
  const [row] = await house.persistence.as(SERVICE).query<{ patient: string }>(
    `SELECT patient FROM stay WHERE stay = $1 OR patient = $1
     UNION ALL SELECT patient FROM patient WHERE patient = $1 LIMIT 1`,
    [id],
  );
  return row?.patient ?? null;
}
