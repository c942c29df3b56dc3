import { instantText } from '#domain';
import type { Actor } from '../actor.js';
import type { Groupable } from '../group-commit.js';
import { FACT_VERSION } from './chain.js';
import type { CommandWrite, StreamWrite } from './command.js';
import { changesItsStayAlone, noteRow } from './write.js';

/** A command as nearly all are: one fact on a known stay, whose row and day are all that it changes. */
export interface PlainWrite extends Groupable {
  readonly actor: Actor;
  readonly write: CommandWrite;
}

const NO_STREAM: StreamWrite = { stream: '', seq: 0, ward: null };
const PLAIN_TABLES: ReadonlySet<string> = new Set(['stay', 'day']);

/** The command as a plain one, or null when it is more than that. */
export function plainWrite(actor: Actor, write: CommandWrite): PlainWrite | null {
  const [ward, ...otherWards] = write.wards;
  const [stream, ...otherStreams] = write.streams;
  if (ward === undefined || stream === undefined) return null;
  if (otherWards.length > 0 || otherStreams.length > 0) return null;
  if (ward.version !== undefined || stream.ward !== ward.ward || stream.facts?.length !== 1)
    return null;
  if (stream.seq === 0 || write.remember === undefined) return null;
  if (write.patients?.length || write.restate?.length || write.newWards?.length) return null;
  if (!changesItsStayAlone(ward, write.rows)) return null;
  if (!Object.keys(write.rows).every((table) => PLAIN_TABLES.has(table))) return null;
  const { organisation } = write;
  return { actor, write, organisation, wards: [ward.ward], streams: [stream.stream] };
}

/** The statement that writes a plain command alone, prepared by its name. */
export const WRITE_PLAIN = {
  name: 'write_plain',
  text: `SELECT write_plain(${Array.from({ length: 29 }, (_, at) => `$${at + 1}`).join(', ')})::int AS version`,
};

/** The arguments of `write_plain`; null when the command has more days or notes than have a place there. */
export function plainValues({ actor, write }: PlainWrite, lockMs: number): unknown[] | null {
  const [{ stream, seq, ward, facts } = NO_STREAM] = write.streams;
  const [stay, day, note] = [write.rows.stay?.[0], write.rows.day?.[0], write.notes?.[0]];
  const more = (write.rows.day?.length ?? 0) > 1 || (write.notes?.length ?? 0) > 1;
  const fact = facts?.[0];
  if (stay === undefined || fact === undefined || write.remember === undefined || more) return null;
  return [
    String(lockMs),
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
    write.remember.digest,
    write.remember.answer,
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
    stay: group.map(({ write }, n) => ({ n, ...write.rows.stay?.[0] })),
    day: group.flatMap(({ write }) => write.rows.day ?? []),
    note: group.flatMap(({ write }) =>
      (write.notes ?? []).map((note) => noteRow(note, instantText(write.at))),
    ),
  });
}

function commandRow({ actor, write, wards, streams }: PlainWrite, n: number) {
  const [{ seq, facts } = { seq: 0, facts: [] }] = write.streams;
  const [fact] = facts ?? [];
  return {
    n,
    id: write.commandId,
    person: actor.person,
    at: instantText(write.at),
    recorded: write.recordedAt,
    ward: wards[0],
    stream: streams[0],
    seq,
    type: fact?.type,
    version: FACT_VERSION,
    body: JSON.stringify(fact?.body),
    digest: write.remember?.digest,
    answer: write.remember?.answer,
  };
}
