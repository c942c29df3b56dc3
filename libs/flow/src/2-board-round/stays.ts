import type { History, HistoryEntry, StaysPage, StaysQuery } from '#contracts';
import type { Identity, Person, Result, StayView } from '#domain';
import {
  accept,
  addDays,
  audienceOf,
  londonDate,
  readsLists,
  refuse,
  renderRow,
  shows,
  subjectOf,
} from '#domain';
import { FACT_COLUMNS, actorOf, identityColumns } from '#persistence';
import type { StoredFact } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import { organisationOf } from '../house/ids.js';

const STAYS_A_PAGE = 200;

const PATIENT = `to_jsonb((SELECT r FROM (SELECT ${identityColumns('p.')}) r))`;

/** Open stays of more than `over` midnights, longest first: `GET /stays`. */
export async function longStays(
  house: House,
  person: Person,
  query: StaysQuery,
): Promise<Result<StaysPage>> {
  const audience = audienceOf(person);
  if (!readsLists(audience)) return refuse('not-allowed');
  const date = londonDate(house.clock.now());
  const before = addDays(date, -query.over);
  const [afterDate = '', afterStay = ''] = (query.after ?? '').split('|');
  const book = await house.books.any();
  const read = await house.persistence
    .as(actorOf(person))
    .query<{ view: StayView; patient: Identity | null; admitted: string }>(
      `SELECT s.view, CASE WHEN p.patient IS NULL THEN NULL ELSE ${PATIENT} END AS patient, s.admitted_on AS admitted
       FROM stay s LEFT JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
       WHERE s.open_until = 'infinity' AND s.admitted_on < $1
         AND ($2 = '' OR (s.admitted_on, s.stay) > (nullif($2, '')::date, $3))
       ORDER BY s.admitted_on, s.stay`,
      [before, afterDate, afterStay],
    );
  const rows = read.flatMap(({ view, patient }) => {
    const site = book.wards.get(view.ward)?.site;
    if (query.ward !== undefined && view.ward !== query.ward) return [];
    if (query.organisation !== undefined && view.organisation !== query.organisation) return [];
    if (query.site !== undefined && site !== query.site) return [];
    if (query.authority !== undefined && view.responsibleAuthority !== query.authority) return [];
    const row = renderRow(view, patient, { audience, date, book });
    return row === null ? [] : [row];
  });
  await recordOpened(house, person, 'stays', `over ${query.over}`);
  const items = rows.slice(0, STAYS_A_PAGE);
  const last = items.at(-1);
  const more = rows.length > STAYS_A_PAGE && last !== undefined;
  return accept({ items, next: more ? `${last.admittedOn}|${last.stay}` : null });
}

/** Every fact of a stay, oldest first, with the words that are still held: `GET /stays/{stay}/history`. */
export async function history(
  house: House,
  person: Person,
  stay: string,
): Promise<Result<History>> {
  const organisation = organisationOf(stay);
  const actor = actorOf(person);
  const audience = audienceOf(person);
  if (!actor.organisations.includes(organisation)) return refuse('not-found');
  const read = await house.persistence.as(actor).work(async (manager) => {
    const [row] = await manager.query<{ view: StayView }[]>(
      'SELECT view FROM stay WHERE organisation = $1 AND stay = $2',
      [organisation, stay],
    );
    if (row === undefined) return null;
    const facts = await manager.query<StoredFact[]>(
      `SELECT ${FACT_COLUMNS} FROM fact WHERE organisation = $1 AND stream = $2 ORDER BY seq`,
      [organisation, `stay:${stay}`],
    );
    const notes = await manager.query<{ note: string; words: string }[]>(
      'SELECT note, words FROM note WHERE organisation = $1 AND stay = $2',
      [organisation, stay],
    );
    return { view: row.view, facts, notes: new Map(notes.map((one) => [one.note, one.words])) };
  });
  if (read === null || !shows(audience, subjectOf(read.view))) return refuse('not-found');
  await recordOpened(house, person, 'history', stay, organisation);
  const readable = audience.sight === 'named' && audience.of !== 'residents';
  return accept({
    facts: read.facts.map((fact) =>
      entryOf(fact, {
        notes: readable ? read.notes : new Map(),
        hidden: audience.sight === 'named' ? NOTHING : IDENTIFYING,
      }),
    ),
  });
}

/** Codes in a fact by which somebody could be told, which those who may see rows without identity are not shown. */
const IDENTIFYING: ReadonlySet<string> = new Set(['visit', 'consultant']);
const NOTHING: ReadonlySet<string> = new Set();

function entryOf(
  fact: StoredFact,
  {
    notes,
    hidden,
  }: { readonly notes: ReadonlyMap<string, string>; readonly hidden: ReadonlySet<string> },
): HistoryEntry {
  const body = JSON.parse(fact.body) as Record<string, unknown>;
  const words: string[] = [];
  const shown: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    if (key === 'seal' || hidden.has(key)) continue;
    const id = sealedId(value);
    if (id === null) shown[key] = value;
    else if (notes.has(id)) words.push(notes.get(id) ?? '');
  }
  return {
    seq: fact.seq,
    type: fact.type,
    at: fact.at,
    recordedAt: fact.recordedAt,
    by: fact.by,
    ward: fact.ward,
    wardVersion: fact.wardVersion,
    body: shown,
    ...(words.length > 0 ? { note: words.join(' ') } : {}),
  };
}

function sealedId(value: unknown): string | null {
  if (value === null || typeof value !== 'object' || !('seal' in value) || !('id' in value))
    return null;
  return String(value.id);
}
