import type { InboundCode, InboundDetail, InboundItem, InboundList } from '#contracts';
import { INBOUND_CODES } from '#contracts';
import type { Person, Result } from '#domain';
import { accept, audienceOf, may } from '#domain';
import type { AdtRefusalCode, FileRefusalCode, RowRefusalCode } from '#interop';
import { decodeMessage, readAdtBytes } from '#interop';
import type { AsActor } from '#persistence';
import { actorOf } from '#persistence';
import { recordOpened } from '../4-escalation/escalations.js';
import type { House } from '../house/house.js';
import type { AdtParkCode } from './adt-decide.js';
import type { AdtPlaceCode } from './adt-place.js';
import { HEADING_BYTES_MAX, headingOf, readRow } from './census-superseded.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/** Every code that a feed's word can be refused with is one that a person is told of. */
type Refusing = AdtParkCode | AdtPlaceCode | AdtRefusalCode | FileRefusalCode | RowRefusalCode;
const HELPS: Readonly<Record<Refusing | InboundCode, 'again' | 'mend'>> = INBOUND_CODES;

const ITEMS_MAX = 100;

/** A refused file that a later one of its source has taken the place of, at least for the wards it was refused for. */
const SUPERSEDED = `EXISTS (SELECT 1 FROM inbound l WHERE l.organisation = ANY ($1) AND l.source = i.source AND l.kind = 'census'
  AND l.state = 'applied' AND l.received_at > i.received_at
  AND coalesce(i.answer::jsonb -> 'wards', '[]') <@ (l.answer::jsonb -> 'wards'))`;

const COLUMNS = `i.id, i.source, i.kind, i.received_at AS "receivedAt", i.state, i.code, i.place,
  i.control_id AS "controlId", CASE WHEN i.kind = 'census' THEN NULL ELSE i.body END AS body,
  substring(f.body FROM 1 FOR ${HEADING_BYTES_MAX}) AS head`;
const TABLES = `inbound i LEFT JOIN inbound f ON f.organisation = i.organisation AND f.id = i.part_of`;

interface Row extends Omit<InboundItem, 'receivedAt' | 'event' | 'ward' | 'again'> {
  readonly receivedAt: Date;
  readonly body: Buffer | null;
  readonly head: Buffer | null;
}

/** What is kept in a state, the latest first, from behind a cursor that an earlier page gave. */
export async function readInbound(
  database: AsActor,
  organisations: readonly string[],
  state: string,
  after: string | undefined,
): Promise<Result<InboundList>> {
  const [time = '', id = ''] = (after ?? '').split('|');
  const rows = await database.query<Row>(
    `SELECT ${COLUMNS} FROM ${TABLES}
     WHERE i.organisation = ANY ($1) AND i.state = $2 AND NOT (i.state = 'refused' AND i.kind = 'census' AND ${SUPERSEDED})
       AND ($3 = '' OR (i.received_at, i.id::text) < (nullif($3, '')::timestamptz, $4))
     ORDER BY i.received_at DESC, i.id::text DESC LIMIT ${ITEMS_MAX + 1}`,
    [organisations, state, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(time) ? time : '', id],
  );
  const items: InboundItem[] = [];
  for (const row of rows.slice(0, ITEMS_MAX)) items.push(await itemOf(row));
  const last = items.at(-1);
  const more = rows.length > ITEMS_MAX && last !== undefined;
  return accept({ items, next: more ? `${last.receivedAt}|${last.id}` : null });
}

/** What was sent, for whoever mends it: `GET /inbound/{id}`. Its words are a patient's, so that it was opened is kept. */
export async function inboundDetail(
  house: House,
  person: Person,
  id: string,
): Promise<Arrival<InboundDetail>> {
  if (!may(person, 'import')) return refused('not-allowed');
  const [row] = await house.persistence
    .as(actorOf(person))
    .query<Row>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE i.organisation = ANY ($1) AND i.id = $2`, [
      actorOf(person).organisations,
      id,
    ]);
  if (row === undefined) return refused('not-found');
  const named = audienceOf(person).sight === 'named';
  const text = named && row.body !== null ? textOf(row, row.body) : null;
  if (text !== null) await recordOpened(house, person, 'inbound', id);
  return accept({ ...(await itemOf(row)), text });
}

async function itemOf(row: Row): Promise<InboundItem> {
  const { id, source, kind, receivedAt, state, code, place, controlId } = row;
  const { event = null, ward = null } = await toldBy(row);
  return {
    id,
    source,
    kind,
    receivedAt: receivedAt.toISOString(),
    state,
    code,
    place,
    controlId: kind === 'adt' ? sendersOwn(controlId) : null,
    event,
    ward,
    again: kind !== 'census' && code !== null && helps(code),
  };
}

/** Without the digest by which a message is told from another that took its number, or that has none. */
function sendersOwn(controlId: string | null): string | null {
  const own = controlId?.replace(/ ?sha256:[0-9a-f]{64}$/, '') ?? '';
  return own === '' ? null : own;
}

function helps(code: string): boolean {
  return Object.hasOwn(HELPS, code) && HELPS[code as InboundCode] === 'again';
}

async function toldBy({
  kind,
  body,
  head,
}: Row): Promise<{ readonly event?: string; readonly ward?: string }> {
  if (body === null) return {};
  if (kind === 'census-row') {
    const heading = head === null ? null : headingOf(head);
    const { ward } = heading === null ? {} : await readRow(heading, body);
    return ward === undefined ? {} : { ward };
  }
  const reading = readAdtBytes(body);
  const event = reading.ok && reading.use === 'apply' ? reading.event : undefined;
  const trigger = event?.trigger ?? ('header' in reading ? reading.header?.trigger : undefined);
  return {
    ...(trigger === undefined ? {} : { event: trigger }),
    ...(event?.visit.ward === undefined ? {} : { ward: event.visit.ward }),
  };
}

/** A message line by line; a row under the heading of its file. */
function textOf({ kind, head }: Row, body: Buffer): string {
  if (kind === 'adt') return decodeMessage(body).text.replaceAll('\r', '\n');
  const heading = head === null ? null : headingOf(head);
  return `${heading?.toString('utf8') ?? ''}${body.toString('utf8')}`.replaceAll('\r', '');
}
