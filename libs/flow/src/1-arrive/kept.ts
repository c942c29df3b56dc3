import type { InboundList, Retried } from '#contracts';
import type { Person } from '#domain';
import { accept, may } from '#domain';
import { readAdtBytes } from '#interop';
import { SERVICE, actorOf } from '#persistence';
import { whenActed } from '../house/acted-at.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { answeredBefore, remembering } from '../house/told-before.js';
import type { Told } from '../house/told-before.js';
import { handle } from './adt.js';
import { retryRow } from './census-row-retry.js';
import type { Kept } from './inbound.js';
import { readInbound } from './inbound-list.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';
import { TIME_KEY, keyOf } from './sender-clock.js';
import { resumeWaiting } from './take-up.js';

/** What is kept for a person to mend: `GET /inbound`. Never the bytes. */
export async function listInbound(
  house: House,
  person: Person,
  { state, after }: { readonly state: string; readonly after?: string | undefined },
): Promise<Arrival<InboundList>> {
  if (!may(person, 'import')) return refused('not-allowed');
  const actor = actorOf(person);
  return readInbound(house.persistence.as(actor), actor.organisations, state, after);
}

interface KeptRow extends Kept {
  readonly source: string;
  readonly kind: string;
  readonly body: Buffer;
}

const ROW = 'organisation, id, digest, state, answer, source, kind, body';

/** A retry says nothing that could differ, so that an id is no must. */
type MaybeTold = { readonly [part in keyof Told]?: Told[part] | undefined };

/**
 * Tries a kept message or row once more, when what it waited for has been mended:
 * `POST /inbound/{id}/retry`. One that was applied stays as it is. A whole census is sent again instead.
 */
export async function retryInbound(
  house: House,
  person: Person,
  id: string,
  told: MaybeTold = {},
): Promise<Arrival<Retried>> {
  if (!may(person, 'import')) return refused('not-allowed');
  const acted = whenActed(house, told.at);
  if (!acted.ok) return acted;
  if (!/^[0-9a-f-]{36}$/.test(id)) return refused('not-found');
  const actor = actorOf(person);
  const database = house.persistence.as(actor);
  const command = commandOf(told);
  const before = command === null ? null : await answeredBefore<Retried>(database, person, command);
  if (before !== null) return before;
  const [row] = await database.query<KeptRow>(
    `SELECT ${ROW} FROM inbound WHERE organisation = ANY ($1) AND id = $2`,
    [actor.organisations, id],
  );
  if (row === undefined) return refused('not-found');
  if (row.kind === 'census') return refused('unsupported', { kind: row.kind });
  if (row.state !== 'refused' && row.state !== 'received')
    return { ok: true, value: { id, state: row.state, code: null } };
  const tried = await tryAgain(house, person, row);
  if (!tried.ok) return tried;
  const answer = { id, ...tried.value };
  if (command !== null) {
    const { organisation } = row;
    const { digest, answer: text } = remembering(person, command, answer);
    await database.remember({ organisation, ...command, digest, answer: text }, nowText(house));
  }
  return accept(answer);
}

async function tryAgain(
  house: House,
  person: Person,
  row: KeptRow,
): Promise<Arrival<Omit<Retried, 'id'>>> {
  if (row.kind === 'census-row') {
    const taken = await retryRow(house, person, row);
    if (!taken.ok) return taken;
    return accept({ state: taken.value === null ? 'applied' : 'refused', code: taken.value });
  }
  const { code, reason } = await again(house, row, person.person);
  return accept({ state: code === 'AA' ? 'applied' : 'refused', code: reason });
}

/** The command that somebody gave an id; who gives none is not answered again. */
function commandOf({ commandId, digest }: MaybeTold): Told | null {
  return commandId === undefined || digest === undefined ? null : { commandId, digest };
}

/** Messages at most taken up again in one go. */
const RESUMED_MAX = 500;

/**
 * Applies messages that were stored and then cut off before they were applied, oldest first: at the
 * start of the service, and whenever a job asks; and what waits for a stay that is there. Gives how many.
 */
export async function resumeInbound(house: House, before: string): Promise<number> {
  const rows = await house.persistence.as(SERVICE).query<KeptRow>(
    `SELECT ${ROW} FROM inbound WHERE state = 'received' AND kind = 'adt' AND received_at < $1
     ORDER BY received_at, id LIMIT ${RESUMED_MAX}`,
    [before],
  );
  for (const row of rows) await again(house, row, SERVICE.person);
  return rows.length + (await resumeWaiting(house, before));
}

/** Applies messages that told of a time to come and whose time has come, oldest first. Gives how many there were. */
export async function resumeTimed(house: House): Promise<number> {
  const rows = await house.persistence.as(SERVICE).query<KeptRow>(
    `SELECT ${ROW} FROM inbound WHERE (organisation, id) IN
       (SELECT organisation, id FROM inbound_wait WHERE key >= $1 AND key <= $2)
     ORDER BY received_at, id LIMIT ${RESUMED_MAX}`,
    [TIME_KEY, keyOf(nowText(house))],
  );
  for (const row of rows) await again(house, row, SERVICE.person);
  return rows.length;
}

/** Codes of messages that an administrator's word about their source may mend. */
const MENDED_BY_SOURCE = ['source-unknown', 'ward-unknown', 'organisation-unknown'];

/** Takes up what a source's messages waited for, oldest first, once an administrator has spoken of it. */
export async function resumeMended(house: House, source: string): Promise<number> {
  const rows = await house.persistence.as(SERVICE).query<KeptRow>(
    `SELECT ${ROW} FROM inbound WHERE state = 'refused' AND kind = 'adt' AND source = $1
       AND code = ANY ($2) ORDER BY received_at, id LIMIT ${RESUMED_MAX}`,
    [source, MENDED_BY_SOURCE],
  );
  for (const row of rows) await again(house, row, SERVICE.person);
  return rows.length;
}

function again(house: House, row: KeptRow, receivedBy: string) {
  const reading = readAdtBytes(row.body);
  return handle(house, row, { reading, source: row.source, bytes: row.body, receivedBy });
}
