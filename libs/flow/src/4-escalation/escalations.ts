import type { Escalations, EscalationsQuery } from '#contracts';
import type { Audience, EscalationItem, LocalDate, Person, ReferenceBook, Result } from '#domain';
import {
  accept,
  audienceOf,
  escalationItems,
  londonDate,
  longestFirst,
  readsLists,
  refuse,
} from '#domain';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import type { HouseIndex, IndexedWard } from '../live/house-index.js';

interface Frame {
  readonly audience: Audience;
  readonly date: LocalDate;
  readonly book: ReferenceBook;
}

/** What one ward has on the list of those who must act, for one audience. */
export function itemsOfWard(ward: IndexedWard, frame: Frame): EscalationItem[] {
  return [...ward.stays.values()].flatMap(({ view, patient }) =>
    escalationItems(view, patient, frame),
  );
}

/** The list of what is red or delayed, longest first: `GET /escalations` and the snapshot of its screen. */
export async function escalations(
  house: House,
  index: HouseIndex,
  person: Person,
  query: EscalationsQuery = {},
): Promise<Result<Escalations>> {
  const audience = audienceOf(person);
  if (!readsLists(audience)) return refuse('not-allowed');
  await index.ready();
  const book = await house.books.any();
  await recordOpened(house, person, 'escalations', '*');
  return accept(escalationsNow(house, index, { audience, book }, query));
}

/** The list as the index stands at this moment, without waiting. */
export function escalationsNow(
  house: House,
  index: HouseIndex,
  { audience, book }: Pick<Frame, 'audience' | 'book'>,
  query: EscalationsQuery = {},
): Escalations {
  const asOf = nowText(house);
  const date = londonDate(asOf);
  const items = [...index.all().values()]
    .flatMap((ward) => itemsOfWard(ward, { audience, date, book }))
    .filter((item) => matches(item, query));
  return { asOf, date, items: longestFirst(items), versions: index.versions() };
}

function matches(item: EscalationItem, query: EscalationsQuery): boolean {
  return (
    (query.owner === undefined || item.owner === query.owner) &&
    (query.ward === undefined || item.ward === query.ward) &&
    (query.site === undefined || item.site === query.site) &&
    (query.authority === undefined || item.authority === query.authority) &&
    (query.level === undefined || item.level === query.level)
  );
}

/** Writes down who opened which patient or list. */
export async function recordOpened(
  house: House,
  person: Person,
  what: string,
  subject: string,
  organisation = SYSTEM_ORGANISATION,
): Promise<void> {
  await house.persistence
    .as(actorOf(person))
    .query(
      'INSERT INTO opened (organisation, at, person, what, subject) VALUES ($1, $2, $3, $4, $5)',
      [organisation, nowText(house), person.person, what, subject],
    );
}
