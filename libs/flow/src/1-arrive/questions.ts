import type { ArrivalQuestion, ArrivalQuestions, SettleBody } from '#contracts';
import type { Person, ReferenceBook, SettledEntry } from '#domain';
import { accept, londonDate, may } from '#domain';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import { sha256 } from '#platform';
import { recordOpened } from '../4-escalation/escalations.js';
import { whenActed } from '../house/acted-at.js';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { answeredBefore, remembering } from '../house/told-before.js';
import type { CensusKept } from './census-kept.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { referenceWrite } from './set-reference.js';

/** What a census says that a person has to look at. */
const ASKED = new Set(['disagrees', 'nhs-number-shared', 'left-withheld', 'refused-row-held-stay']);
const CENSUS_DAYS = 2;
const FILES_MAX = 500;
const ITEMS_MAX = 500;
const TRIES_MAX = 12;
const ID_LENGTH = 22;

/**
 * What sources do not agree on, who may be gone, which bed holds two, and patients who may be one: `GET
 * /arrival-questions`. Of each ward the latest census of each source speaks that named it in the last two days;
 * two open stays of one name and date of birth are listed and never joined. What a person has settled is not asked again until a later file asks it anew. No
 * patient's data: the stays say who it is to those who may see them.
 */
export async function arrivalQuestions(
  house: House,
  person: Person,
): Promise<Arrival<ArrivalQuestions>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const book = await house.books.now();
  const items = await allQuestions(house, person);
  const open = items.filter(
    ({ id, ward }) => book.settled.get(id)?.answer !== 'settled' && reaches(book, person, ward),
  );
  await recordOpened(house, person, 'arrival-questions', '*');
  return accept({ items: open.slice(0, ITEMS_MAX) });
}

/**
 * Says that a question is settled and nothing has to change, or takes that back: `PUT
 * /arrival-questions/{question}`. The same word twice is one.
 */
export async function settleQuestion(
  house: House,
  person: Person,
  question: string,
  { answer, commandId, at: said }: SettleBody,
  digest: string,
): Promise<Arrival<SettledEntry>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const acted = whenActed(house, said);
  if (!acted.ok) return acted;
  const told = { commandId, digest };
  const items = await allQuestions(house, person);
  const asked = items.find(({ id }) => id === question);
  const database = house.persistence.as(actorOf(person));
  let taken = false;
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const before = await answeredBefore<SettledEntry>(database, person, told);
    if (before !== null) return before;
    if (taken) return refused('command-reused');
    const book = await house.books.now();
    if (asked === undefined || !reaches(book, person, asked.ward)) return refused('not-found');
    const value: SettledEntry = { question, answer, by: person.person };
    const known = book.settled.get(question)?.answer === answer;
    const organisation = book.wards.get(asked.ward ?? '')?.organisation ?? SYSTEM_ORGANISATION;
    const now = nowText(house);
    const body = { kind: 'settled', code: question, validFrom: londonDate(now), value } as const;
    const outcome = await database.write(
      await referenceWrite(database, {
        organisation,
        facts: known ? [] : [{ type: 'reference-set', body }],
        commandId,
        remember: remembering(person, told, value),
        now,
        at: acted.value,
      }),
    );
    if (outcome.code === 'written') return accept(value);
    taken = outcome.code === 'done';
  }
  throw new Busy('questions were settled on every try to settle one');
}

function reaches(book: ReferenceBook, person: Person, ward: string | null): boolean {
  const organisation = book.wards.get(ward ?? '')?.organisation;
  if (ward === null || organisation === undefined) return may(person, 'import');
  const place = { organisation, ward };
  return may(person, 'import', place) || may(person, 'admit', place);
}

async function allQuestions(house: House, person: Person): Promise<readonly ArrivalQuestion[]> {
  const actor = actorOf(person);
  const now = house.clock.now();
  const since = now.subtract({ hours: 24 * CENSUS_DAYS }).toString();
  const { kept, alike, gone, shared } = await house.persistence.as(actor).work(async (manager) => ({
    kept: await manager.query<{ source: string; answer: string }[]>(
      `SELECT source, answer FROM inbound WHERE organisation = ANY ($1) AND state = 'applied'
         AND kind = 'census' AND received_at >= $2 ORDER BY received_at DESC, id LIMIT ${FILES_MAX}`,
      [[...actor.organisations, SYSTEM_ORGANISATION], since],
    ),
    alike: await manager.query<{ ward: string; organisation: string; stays: string[] }[]>(
      `SELECT min(s.ward) AS ward, s.organisation, array_agg(s.stay ORDER BY s.stay) AS stays FROM stay s
         JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
       WHERE s.open_until = 'infinity' AND p.family_name IS NOT NULL AND p.date_of_birth IS NOT NULL
       GROUP BY s.organisation, upper(p.family_name), upper(coalesce(p.given_name, '')), p.date_of_birth
       HAVING count(*) > 1 ORDER BY 3 LIMIT ${ITEMS_MAX}`,
    ),
    gone: await manager.query<{ ward: string; stay: string; at: string }[]>(
      `SELECT ward, stay, view -> 'leftBetween' ->> 1 AS at FROM stay
       WHERE gone AND open_until = $1::date ORDER BY ward, stay LIMIT ${ITEMS_MAX}`,
      [londonDate(now)],
    ),
    shared: await manager.query<{ ward: string; bed: string; stays: string[] }[]>(
      `SELECT ward, view ->> 'bed' AS bed, array_agg(stay ORDER BY stay) AS stays FROM stay
       WHERE open_until = 'infinity' AND view ->> 'bed' IS NOT NULL
       GROUP BY organisation, ward, view ->> 'bed' HAVING count(*) > 1 ORDER BY 1, 2 LIMIT ${ITEMS_MAX}`,
    ),
  }));
  return [
    ...gone.map(({ ward, stay, at }) => identified({ code: 'gone', at, ward, stays: [stay] })),
    ...asksOfFiles(kept),
    ...shared.map(({ ward, bed, stays }) => identified({ code: 'bed-shared', ward, bed, stays })),
    ...alike.map(({ ward, stays }) => identified({ code: 'lookalike', ward, stays })),
  ];
}

/** What files ask, the latest first: a later file of the same source speaks for the wards that it names, and no others. */
function asksOfFiles(
  files: readonly { readonly source: string; readonly answer: string }[],
): ArrivalQuestion[] {
  const spokenOf = new Map<string, Set<string | null>>();
  return files.flatMap(({ source, answer: text }) => {
    const kept = JSON.parse(text) as CensusKept;
    const later = spokenOf.get(source) ?? new Set();
    const asks = asksOf(source, kept).filter(({ ward }) => !later.has(ward));
    // What is asked of no ward was asked of the file, which any later one takes the place of.
    spokenOf.set(source, new Set([...later, ...kept.wards, null]));
    return asks;
  });
}

/** What one file asks. */
function asksOf(source: string, kept: CensusKept): ArrivalQuestion[] {
  const { batch, takenAt, warnings } = kept.answer;
  return warnings.flatMap(({ code, ward = null, line = null, field = null, stay, says = null }) => {
    if (!ASKED.has(code)) return [];
    const stays = stay === undefined ? [] : [stay];
    return [identified({ code, source, batch, at: takenAt, ward, line, field, stays, says })];
  });
}

type Asked = Pick<ArrivalQuestion, 'code' | 'ward' | 'stays'> & Partial<ArrivalQuestion>;

/** Its id is a digest of what is asked: who comes back finds the same question under the same one. */
function identified(asked: Asked): ArrivalQuestion {
  const question = {
    source: null,
    batch: null,
    at: null,
    line: null,
    field: null,
    says: null,
    bed: null,
    ...asked,
  };
  const { code, source, batch, ward, line, field, stays, at, bed } = question;
  const text = JSON.stringify([code, source, batch, ward, line, field, stays, at, bed]);
  const id = sha256(text, 'base64url').slice(0, ID_LENGTH);
  return { ...question, id };
}
