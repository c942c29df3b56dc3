import type { NoteWords, PatientWords } from '#domain';
import { instantText } from '#domain';
import type { Actor } from '../actor.js';
import { organisationsText } from '../actor.js';
import { FACT_VERSION } from './chain.js';
import type { ProjectedRows } from '../projections/rows.js';
import type { CommandWrite, StreamWrite, WardWrite } from './command.js';

/** The one argument of `write_command`, as text; with `lockMs` it gives up sooner on a ward that is locked. */
export function commandPayload(actor: Actor, write: CommandWrite, lockMs?: number): string {
  return JSON.stringify(commandArgument(actor, write, lockMs));
}

/** The same before it is text: several of them go in the argument of `write_arrivals`. */
export function commandArgument(actor: Actor, given: CommandWrite, lockMs?: number) {
  // The text of `at` is hashed: the same instant has one text, whoever wrote it.
  const write = { ...given, at: instantText(given.at) };
  const { streams, rows, patients, notes, restate, newWards, wards, ...rest } = write;
  return {
    ...rest,
    ...(lockMs === undefined ? {} : { lockMs: String(lockMs) }),
    wards: wards.map((ward) => wardPayload(ward, rows)),
    by: actor.person,
    organisations: organisationsText(actor),
    streams: streams.map(streamPayload),
    rows: {
      ...rows,
      ...(patients?.length ? { patient: patients.map(patientRow) } : {}),
      ...(notes?.length ? { note: notes.map((note) => noteRow(note, write.at)) } : {}),
      ...(restate?.length ? { restatement: restate } : {}),
      ...(newWards?.length
        ? { ward_head: newWards.map((ward) => ({ ward, last_at: write.recordedAt })) }
        : {}),
    },
  };
}

/** The one stay that a mark changes is in its row already. */
function wardPayload(ward: WardWrite, rows: ProjectedRows) {
  return changesItsStayAlone(ward, rows) ? { ...ward, change: true } : ward;
}

/** Whether all that a command tells its ward is the one stay whose row it writes. */
export function changesItsStayAlone({ change }: WardWrite, rows: ProjectedRows): boolean {
  const [stay, ...others] = rows.stay ?? [];
  const [view, ...more] = change?.views ?? [];
  const same = view !== undefined && view === stay?.view && change?.left.length === 0;
  return same && more.length === 0 && others.length === 0;
}

function streamPayload({ stream, seq, ward, facts }: StreamWrite) {
  if (facts === undefined) return { stream, seq, ward };
  return {
    stream,
    seq,
    ward,
    facts: facts.map(({ type, body }) => ({
      type,
      version: FACT_VERSION,
      body: JSON.stringify(body),
    })),
  };
}

export function patientRow(words: PatientWords) {
  return {
    patient: words.patient,
    salt: words.salt,
    local_id: words.localId,
    nhs_number: words.nhsNumber,
    family_name: words.familyName,
    given_name: words.givenName,
    date_of_birth: words.dateOfBirth,
    sex: words.sex,
    similar_name: words.similarName,
  };
}

export function noteRow(words: NoteWords, at: string) {
  return { note: words.id, stay: words.stay, salt: words.salt, words: words.text, at };
}
