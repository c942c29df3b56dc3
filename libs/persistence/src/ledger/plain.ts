import type { NewFact, NoteWords } from '#domain';
import { instantText } from '#domain';
import type { Actor } from '../actor.js';
import type { Groupable } from '../group-commit.js';
import type { DayRow, StayRow } from '../projections/rows.js';
import { FACT_VERSION } from './chain.js';
import type { CommandWrite, Remembering } from './command.js';
import { changesItsStayAlone, noteRow } from './write.js';

/** A command as nearly all are: one fact on a known stay, whose row is all that it changes, with at most a day and a note. */
export interface PlainWrite extends Groupable {
  readonly actor: Actor;
  readonly write: CommandWrite;
  readonly ward: string;
  readonly stream: string;
  /** Length of the stream when it was read. */
  readonly seq: number;
  readonly fact: NewFact;
  readonly stay: StayRow;
  readonly day: DayRow | undefined;
  readonly note: NoteWords | undefined;
  readonly remember: Remembering;
}

const PLAIN_TABLES: ReadonlySet<string> = new Set(['stay', 'day']);

/** The command as a plain one, or null when it is more than that. */
export function plainWrite(actor: Actor, write: CommandWrite): PlainWrite | null {
  const { organisation, rows, remember } = write;
  const [ward, ...otherWards] = write.wards;
  const [stream, ...otherStreams] = write.streams;
  const [fact, ...otherFacts] = stream?.facts ?? [];
  const [stay] = rows.stay ?? [];
  const [day, ...otherDays] = rows.day ?? [];
  const [note, ...otherNotes] = write.notes ?? [];
  const others = [otherWards, otherStreams, otherFacts, otherDays, otherNotes];
  if (others.some(({ length }) => length > 0)) return null;
  if (ward === undefined || stream === undefined || fact === undefined) return null;
  if (ward.version !== undefined || stream.ward !== ward.ward) return null;
  if (stream.seq === 0 || remember === undefined || stay === undefined) return null;
  if (write.patients?.length || write.restate?.length || write.newWards?.length) return null;
  if (!changesItsStayAlone(ward, rows)) return null;
  if (!Object.keys(rows).every((table) => PLAIN_TABLES.has(table))) return null;
  return {
    actor,
    write,
    organisation,
    wards: [ward.ward],
    streams: [stream.stream],
    ward: ward.ward,
    stream: stream.stream,
    seq: stream.seq,
    fact,
    stay,
    day,
    note,
    remember,
  };
}

/** The statement that writes a plain command alone, prepared by its name. */
export const WRITE_PLAIN = {
  name: 'write_plain',
  text: `SELECT write_plain(${Array.from({ length: 29 }, (_, at) => `$${at + 1}`).join(', ')})::int AS version`,
};

/** The arguments of `write_plain`; with `lockMs` it gives up sooner on a ward that is locked. */
export function plainValues(plain: PlainWrite, lockMs?: number): unknown[] {
  const { actor, write, ward, stream, seq, fact, stay, day, note, remember } = plain;
  return [
    lockMs === undefined ? undefined : String(lockMs),
    write.organisation,
    write.commandId,
    actor.person,
    instantText(write.at),
    write.recordedAt,
    write.reference,
    ward,
    stream,
    seq,
    fact.type,
    FACT_VERSION,
    JSON.stringify(fact.body),
    remember.digest,
    remember.answer,
    stay.stay,
    stay.wards,
    stay.patient,
    stay.admitted_on,
    stay.open_until,
    stay.gone,
    stay.visit,
    JSON.stringify(stay.view),
    day?.date,
    day?.judged,
    day === undefined ? undefined : JSON.stringify(day.record),
    note?.id,
    note?.salt,
    note?.text,
  ];
}

/** The one argument of `write_group`, as text. */
export function groupPayload(group: readonly PlainWrite[], lockMs: number): string {
  const references = group.flatMap(({ write }) => write.reference ?? []);
  return JSON.stringify({
    organisation: group[0]?.organisation,
    lockMs: String(lockMs),
    ...(references.length > 0 ? { reference: Math.min(...references) } : {}),
    commands: group.map(commandRow),
    stay: group.map(({ stay }, n) => ({ n, ...stay })),
    day: group.flatMap(({ day }) => day ?? []),
    note: group.flatMap(({ write, note }) =>
      note === undefined ? [] : [noteRow(note, instantText(write.at))],
    ),
  });
}

function commandRow({ actor, write, ward, stream, seq, fact, remember }: PlainWrite, n: number) {
  return {
    n,
    id: write.commandId,
    person: actor.person,
    at: instantText(write.at),
    recorded: write.recordedAt,
    ward,
    stream,
    seq,
    type: fact.type,
    version: FACT_VERSION,
    body: JSON.stringify(fact.body),
    digest: remember.digest,
    answer: remember.answer,
  };
}
