import type { Jobs } from '#contracts';
import type { JobNames, LocalDate, Person, ReferenceBook, Result, Row, WardEntry } from '#domain';
import {
  accept,
  audienceOf,
  inBedOrder,
  inPlace,
  jobsOf,
  londonDate,
  renderRow,
  roleOfOwner,
} from '#domain';
import { actorOf } from '#persistence';
import type { AsActor } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { openWard } from './board.js';

/** A ward's jobs by profession, as far as the person may see its patients: `GET /wards/{ward}/jobs`. */
export async function jobs(
  house: House,
  person: Person,
  code: string,
  asked: string | undefined,
): Promise<Result<Jobs>> {
  const opened = await openWard(house, person, code);
  if (!opened.ok) return opened;
  const asOf = nowText(house);
  const date = asked ?? londonDate(asOf);
  const { rows, book } = await rowsOf(house, house.persistence.as(actorOf(person)), opened.value, {
    audience: audienceOf(person),
    date,
  });
  await recordOpened(house, person, 'jobs', code, opened.value.organisation);
  return accept({ ward: code, date, asOf, groups: jobsOf(rows, date, jobNames(book)) });
}

/** Where jobs take their professions from. */
export function jobNames(book: ReferenceBook): JobNames {
  return {
    roleOfOwner: (owner) => roleOfOwner(book, owner),
    check: (code) => book.checks.get(code),
    roles: inPlace(book.roles),
  };
}

/** Every row of a ward without a name, in bed order: what a round counts and in which order it walks. */
export function wholeBoard(house: House, person: Person, ward: WardEntry, date: LocalDate) {
  const audience = { sight: 'without-identity', of: 'everyone' } as const;
  return rowsOf(house, house.persistence.as(actorOf(person)), ward, { audience, date });
}

async function rowsOf(
  house: House,
  database: AsActor,
  ward: WardEntry,
  frame: { readonly audience: ReturnType<typeof audienceOf>; readonly date: LocalDate },
): Promise<{ rows: Row[]; book: ReferenceBook }> {
  const read = await database.readBoard(ward.organisation, ward.code, nowText(house), {
    unseen: true,
  });
  const book = await house.books.at(read?.reference ?? 0);
  const rows = (read?.stays ?? []).flatMap(({ view, patient, notes }): Row[] => {
    const row = renderRow(view, patient, { ...frame, book, notes });
    return row === null ? [] : [row];
  });
  return { rows: inBedOrder(rows, ward.beds), book };
}
