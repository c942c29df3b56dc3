import type { Jobs } from '#contracts';
import type {
  Audience,
  InstantText,
  JobNames,
  LocalDate,
  Person,
  ReferenceBook,
  Result,
  Row,
  WardEntry,
} from '#domain';
import {
  accept,
  addDays,
  audienceOf,
  epochMs,
  inBedOrder,
  inPlace,
  instantText,
  jobsOf,
  londonDate,
  londonInstant,
  refuse,
  renderRow,
  roleOfOwner,
} from '#domain';
import { actorOf } from '#persistence';
import type { AsActor, StayWithWords } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { openWard, readWardAsOf } from './board.js';

/**
 * A ward's jobs by profession, as far as the person may see its patients: `GET /wards/{ward}/jobs`. Those of a day
 * that is over are as that day left them, folded from the facts.
 */
export async function jobs(
  house: House,
  person: Person,
  code: string,
  asked: string | undefined,
): Promise<Result<Jobs>> {
  const opened = await openWard(house, person, code);
  if (!opened.ok) return opened;
  const now = nowText(house);
  const today = londonDate(now);
  const date = asked ?? today;
  if (date > today) return refuse('at-in-future');
  const frame = { audience: audienceOf(person), date };
  const asOf = date < today ? lastOf(date) : now;
  const { rows, book } =
    date < today
      ? await rowsAsOf(house, person, opened.value, { ...frame, asOf })
      : await rowsOf(house, house.persistence.as(actorOf(person)), opened.value, frame);
  await recordOpened(house, person, 'jobs', code, opened.value.organisation);
  return accept({ ward: code, date, asOf, groups: jobsOf(rows, date, jobNames(book)) });
}

/** The last instant of a date. */
function lastOf(date: LocalDate): InstantText {
  return instantText(new Date(epochMs(londonInstant(addDays(date, 1))) - 1).toISOString());
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

interface Frame {
  readonly audience: Audience;
  readonly date: LocalDate;
}

interface Rows {
  readonly rows: Row[];
  readonly book: ReferenceBook;
}

/** Every row of a ward as it was recorded by an instant, for whoever may see it. */
async function rowsAsOf(
  house: House,
  person: Person,
  ward: WardEntry,
  { asOf, ...frame }: Frame & { readonly asOf: InstantText },
): Promise<Rows> {
  const book = await house.books.asOf(asOf);
  const { stays } = await readWardAsOf(house, person, ward, asOf);
  return { rows: drawn(stays, book.wards.get(ward.code) ?? ward, { ...frame, book }), book };
}

async function rowsOf(
  house: House,
  database: AsActor,
  ward: WardEntry,
  frame: Frame,
): Promise<Rows> {
  const read = await database.readBoard(ward.organisation, ward.code, nowText(house), null);
  const book = await house.books.at(read?.reference ?? 0);
  return { rows: drawn(read?.stays ?? [], ward, { ...frame, book }), book };
}

function drawn(
  stays: readonly StayWithWords[],
  ward: WardEntry,
  frame: Frame & { readonly book: ReferenceBook },
): Row[] {
  const rows = stays.flatMap(({ view, patient, notes }): Row[] => {
    const row = renderRow(view, patient, { ...frame, notes });
    return row === null ? [] : [row];
  });
  return inBedOrder(rows, ward.beds);
}
