import type { Unnamed, UnnamedBed, UnnamedSource, UnnamedWard } from '#contracts';
import type { Person, ReferenceBook } from '#domain';
import { accept, may } from '#domain';
import { readAdtBytes, readCensus } from '#interop';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import type { House } from '../house/house.js';
import { namedBy, organisationFor } from './adt-place.js';
import { BY_HAND } from './provisional.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { findWard } from './wards.js';
import type { NamedWard } from './wards.js';

/** Of what is parked so much is read for its names, the latest first. */
const MESSAGES_READ_MAX = 2_000;
const FILES_READ_MAX = 20;
const FILE_DAYS = 2;
/** The first line of any file that was read is shorter. */
const HEADER_BYTES_MAX = 16_384;

/** Every name of a ward or bed, and every source, that something waits for: `GET /mappings`. */
export async function listUnnamed(house: House, person: Person): Promise<Arrival<Unnamed>> {
  if (!may(person, 'import') && !may(person, 'reference')) return refused('not-allowed');
  const book = await house.books.now();
  const database = house.persistence.as(actorOf(person));
  const found = await database.work(async (manager) => ({
    messages: await manager.query<ParkedMessage[]>(
      `SELECT source, code, received_at AS "receivedAt", body FROM inbound
       WHERE organisation = ANY ($1) AND state = 'refused' AND kind = 'adt'
         AND code IN ('source-unknown', 'organisation-unknown', 'ward-unknown')
       ORDER BY received_at DESC LIMIT ${MESSAGES_READ_MAX}`,
      [[...person.organisations, SYSTEM_ORGANISATION]],
    ),
    files: await manager.query<ParkedRows[]>(
      `SELECT r.source, substring(f.body FROM 1 FOR ${HEADER_BYTES_MAX}) AS head,
         string_agg(r.body, '\\x0a'::bytea ORDER BY r.id) AS rows
       FROM inbound r JOIN inbound f ON f.organisation = r.organisation AND f.id = r.part_of
       WHERE r.organisation = ANY ($1) AND r.state = 'refused' AND r.kind = 'census-row'
         AND r.code = 'ward-unknown' AND r.received_at >= $2
       GROUP BY r.source, f.organisation, f.id ORDER BY f.received_at DESC LIMIT ${FILES_READ_MAX}`,
      [
        [...person.organisations, SYSTEM_ORGANISATION],
        house.clock
          .now()
          .subtract({ hours: 24 * FILE_DAYS })
          .toString(),
      ],
    ),
    places: await manager.query<UnnamedBed[]>(
      `SELECT view ->> 'source' AS source, ward, view ->> 'bed' AS name, count(*)::int AS patients FROM stay
       WHERE organisation = ANY ($1) AND open_until = 'infinity' AND view ->> 'bed' IS NOT NULL AND view ->> 'source' <> $2
       GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      [person.organisations, BY_HAND],
    ),
  }));
  const wards = new WardNames(book);
  for (const message of found.messages) wards.ofMessage(message);
  for (const rows of found.files) await wards.ofRows(rows);
  return accept({
    sources: sourcesOf(book, found.messages),
    wards: wards.list(),
    beds: found.places.filter(({ ward, name }) => isStrange(book, ward, name)),
  });
}

interface ParkedMessage {
  readonly source: string;
  readonly code: string;
  readonly receivedAt: Date;
  readonly body: Buffer;
}

/** Refused rows of one census file, with the beginning of the file that they stood in. */
interface ParkedRows {
  readonly source: string;
  readonly head: Buffer;
  readonly rows: Buffer;
}

/** A bed beside those of a ward that lists its beds at all. */
function isStrange({ wards }: ReferenceBook, ward: string, bed: string): boolean {
  const beds = wards.get(ward)?.beds ?? [];
  return beds.length > 0 && !beds.includes(bed);
}

function sourcesOf(book: ReferenceBook, messages: readonly ParkedMessage[]): UnnamedSource[] {
  const sources = new Map<string, UnnamedSource>();
  for (const { source, code, receivedAt, body } of messages) {
    if (code === 'ward-unknown') continue;
    const at = receivedAt.toISOString();
    const held = sources.get(source);
    sources.set(source, {
      source,
      organisation: held?.organisation ?? organisationOf(book, source, body),
      messages: (held?.messages ?? 0) + 1,
      since: at,
      latest: held?.latest ?? at,
    });
  }
  return [...sources.values()].sort((a, b) => b.messages - a.messages);
}

function organisationOf(book: ReferenceBook, source: string, body: Buffer): string | null {
  const reading = readAdtBytes(body);
  const said = reading.ok && reading.use === 'apply' ? reading.event : undefined;
  return organisationFor(book, source, said?.organisationHints ?? []);
}

/** Counts what waits for each name that is no ward of the book. */
class WardNames {
  private readonly names = new Map<string, UnnamedWard>();

  constructor(private readonly book: ReferenceBook) {}

  ofMessage({ source, code, body }: ParkedMessage): void {
    const reading = readAdtBytes(body);
    if (code !== 'ward-unknown' || !reading.ok || reading.use !== 'apply') return;
    const { visit, swapWith, organisationHints } = reading.event;
    const organisation = organisationFor(this.book, source, organisationHints);
    if (organisation === null) return;
    for (const { ward, site } of [visit, ...(swapWith === undefined ? [] : [swapWith.visit])])
      if (ward !== undefined)
        this.add(source, namedBy(this.book, organisation, source, ward, site), { messages: 1 });
  }

  async ofRows({ source, head, rows }: ParkedRows): Promise<void> {
    const end = head.indexOf('\n');
    if (end < 0) return;
    for await (const item of readCensus(Buffer.concat([head.subarray(0, end + 1), rows]))) {
      if (item.kind !== 'row') continue;
      const { organisation, ward: name, wardName: longName, site = null } = item.row;
      this.add(source, { organisation, site, name, longName, source }, { rows: 1 });
    }
  }

  private add(
    source: string,
    named: NamedWard,
    { messages = 0, rows = 0 }: { readonly messages?: number; readonly rows?: number },
  ): void {
    if (findWard(this.book, named) !== null) return;
    const { organisation, site, name } = named;
    const key = JSON.stringify([source, organisation, site, name]);
    const held = this.names.get(key);
    this.names.set(key, {
      source,
      organisation,
      site,
      name,
      messages: (held?.messages ?? 0) + messages,
      rows: (held?.rows ?? 0) + rows,
    });
  }

  /** What most waits for comes first. */
  list(): UnnamedWard[] {
    const waits = ({ messages, rows }: UnnamedWard) => messages + rows;
    return [...this.names.values()].sort((a, b) => waits(b) - waits(a));
  }
}
