import type { CensusAnswer, CensusProgress, CensusQuery } from '#contracts';
import type { Person } from '#domain';
import { accept, compareInstants, instantText, may } from '#domain';
import type { AsActor } from '#persistence';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import { inTightHeap } from '#platform';
import { randomUUID } from 'node:crypto';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { carryOut } from './census-carry.js';
import { readFile } from './census-file.js';
import type { CensusFile } from './census-file.js';
import type { CensusKept, CensusRunning, PartCounts } from './census-kept.js';
import { completeOf } from './census-order.js';
import type { CensusOrder, Planning } from './census-order.js';
import { forecast, planCensus } from './census-plan.js';
import type { Forecast } from './census-plan.js';
import type { CensusPlan } from './census-plan.types.js';
import { keepRefusedRows } from './census-refused.js';
import { supersedeRows } from './census-superseded.js';
import { answerOf } from './census-total.js';
import { digestOf, keep, settle } from './inbound.js';
import type { Kept } from './inbound.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/** A file of some ten thousand rows: a hospital's own is a tenth of it. */
const LARGE_BYTES = 1_000_000;

/** Of the refused lines of a file that was applied, so many are named where it is listed. */
const LINES_NAMED_MAX = 20;

/**
 * Takes a census file: `POST /census`. Its bytes are stored before anything is done with them; a
 * file that was applied before answers as it did then. Refused rows never stop good ones.
 *
 * Refuses `census-in-future`, `census-refused` (the file as a whole, with `details.code` and
 * `details.field`), `ward-unknown` (of `complete`), `census-too-different`, `not-allowed`, `malformed`. Throws `Busy`.
 */
export function censusArrives(
  house: House,
  person: Person,
  query: CensusQuery,
  bytes: Uint8Array,
): Promise<Arrival<CensusAnswer>> {
  const taking = () => arrives(house, person, query, bytes);
  return bytes.length > LARGE_BYTES ? inTightHeap(taking) : taking();
}

async function arrives(
  house: House,
  person: Person,
  query: CensusQuery,
  bytes: Uint8Array,
): Promise<Arrival<CensusAnswer>> {
  if (!may(person, 'import') && !may(person, 'admit')) return refused('not-allowed');
  const takenAt = instantText(query.takenAt);
  const now = nowText(house);
  if (compareInstants(takenAt, now) > 0) return refused('census-in-future', { now });
  const complete = completeOf(query.complete);
  if (complete === null) return refused('malformed', { field: 'complete' });
  const asked = {
    source: query.source,
    takenAt,
    complete,
    createWards: query.createWards === 'true',
    dryRun: query.dryRun === 'true',
    confirm: query.confirm === 'true',
  };
  if (asked.createWards && !may(person, 'import')) return refused('not-allowed');
  const file = await readFile(bytes, { takenAt, now });
  const database = house.persistence.as(actorOf(person));
  const census: Census = { house, person, database, file, bytes, now };
  if (asked.dryRun) return take(census, { ...asked, batch: randomUUID() }, null);
  const digest = digestOf(bytes);
  const incoming = {
    organisation: ownerOf(person, file),
    source: query.source,
    kind: 'census' as const,
    controlId: [takenAt, query.complete ?? 'wards', asked.createWards, digest].join(' '),
    digest,
    receivedAt: now,
    bytes,
  };
  const also = [...person.organisations, SYSTEM_ORGANISATION];
  const first = await keep(database, incoming, also);
  // One file is taken by one sending of it at a time; who comes second is answered as the first was.
  return house.persistence.alone(lockOf(first.id), async () => {
    const kept = first.fresh ? first : await keep(database, incoming, also);
    if (kept.state === 'applied' && kept.answer !== null)
      return accept((JSON.parse(kept.answer) as CensusKept).answer);
    return take(census, { ...asked, batch: kept.id }, kept);
  });
}

/**
 * Takes a row of a file once more, as of its file's time. Nobody leaves by it, and it is written down as the batch
 * that is named. Refuses as `censusArrives` does.
 */
export async function rowArrives(
  house: House,
  person: Person,
  bytes: Uint8Array,
  said: Pick<CensusOrder, 'batch' | 'source' | 'takenAt' | 'createWards'>,
): Promise<Arrival<CensusAnswer>> {
  const now = nowText(house);
  const file = await readFile(bytes, { takenAt: said.takenAt, now });
  const database = house.persistence.as(actorOf(person));
  const order = { ...said, complete: { of: 'nothing' as const }, dryRun: false, confirm: false };
  const taken = await apply({ house, person, database, file, bytes, now }, order, null);
  return taken.ok ? accept(taken.value.answer) : taken;
}

function lockOf(batch: string): number {
  return Number.parseInt(batch.replaceAll('-', '').slice(0, 12), 16);
}

interface Census {
  readonly house: House;
  readonly person: Person;
  readonly database: AsActor;
  readonly file: CensusFile;
  readonly bytes: Uint8Array;
  readonly now: string;
}

/** Where a file is kept: with the organisation it speaks of; one of several, or of none, with the system. */
function ownerOf(person: Person, file: CensusFile): string {
  const named = new Set([
    ...file.wards.map((ward) => ward.named.organisation),
    ...file.refused.flatMap(({ code, traces }) =>
      code.startsWith('time-') ? (traces.organisation ?? []) : [],
    ),
  ]);
  const [only] = named;
  const own = only !== undefined && named.size === 1 && person.organisations.includes(only);
  return own ? only : SYSTEM_ORGANISATION;
}

type KeptFile = Kept & { readonly fresh: boolean };

async function take(
  census: Census,
  order: CensusOrder,
  kept: KeptFile | null,
): Promise<Arrival<CensusAnswer>> {
  const { house, database } = census;
  const taken = await apply(census, order, kept);
  if (!taken.ok) {
    const { code, details = {} } = taken.refusal;
    const place = typeof details['field'] === 'string' ? details['field'] : null;
    if (kept !== null)
      await settle(database, kept, {
        state: 'refused',
        code,
        place,
        answer: JSON.stringify({ wards: wardsIn(details) }),
      });
    return taken;
  }
  const { answer } = taken.value;
  if (kept !== null) {
    const lines = answer.refused.map(({ line }) => line);
    await settle(database, kept, {
      state: 'applied',
      code: lines.length > 0 ? 'rows-refused' : null,
      place: lines.length > 0 ? `line ${lines.slice(0, LINES_NAMED_MAX).join(', ')}` : null,
      answer: JSON.stringify(taken.value),
    });
    await keepRefusedRows(
      database,
      kept,
      { bytes: census.bytes, source: order.source, now: census.now },
      answer.refused,
    );
    const { wards } = taken.value;
    const { source, takenAt } = order;
    const later = { kept, source, takenAt, bytes: census.bytes, wards };
    await supersedeRows(house, census.person, later);
    const { admitted, moved, left, held } = answer;
    const counts = { batch: answer.batch, rows: answer.rows, refused: answer.refused.length };
    house.log.info({ ...counts, admitted, moved, left, held }, 'census taken');
  }
  return accept(answer);
}

/** Wards for which a file was refused, where it was for one. */
function wardsIn({ wards }: Readonly<Record<string, unknown>>): readonly string[] {
  const all: readonly (string | { readonly ward: string })[] = Array.isArray(wards) ? wards : [];
  return all.map((ward) => (typeof ward === 'string' ? ward : ward.ward));
}

async function apply(
  census: Census,
  order: CensusOrder,
  kept: KeptFile | null,
): Promise<Arrival<CensusKept>> {
  const { house, person, file } = census;
  if (file.fault !== null) {
    const { code, field = null } = file.fault;
    return refused('census-refused', { code, field });
  }
  const also = order.complete.of === 'wards' ? order.complete.also : [];
  // A file without a row says of no ward that it is empty; the wards that it is sent for may be.
  if (file.rows === 0 && also.length === 0)
    return refused('census-refused', { code: 'empty', field: null });
  const book = await house.books.now();
  const named = new Set(file.wards.map((ward) => ward.named.name));
  const unknown = also.filter((ward) => !book.wards.has(ward) && !named.has(ward));
  if (unknown.length > 0) return refused('ward-unknown', { field: 'complete', wards: unknown });
  const known = await providersOf(census, order);
  if (known.some((code) => !person.organisations.includes(code))) return refused('not-allowed');
  const plans: CensusPlan[] = [];
  const forecasts: Forecast[] = [];
  for (const organisation of known) {
    const planning: Planning = {
      house,
      person,
      database: census.database,
      order,
      file,
      organisation,
      now: census.now,
    };
    const plan = await planCensus(planning);
    plans.push(plan);
    forecasts.push(await forecast(plan));
  }
  const judged = judge(person, order, forecasts);
  if (judged !== null) return judged;
  const counts: PartCounts[] = [];
  if (order.dryRun)
    counts.push(...forecasts.flatMap(({ decided }) => decided.map((one) => one.counts)));
  else {
    const tell = progressTo(census, kept, plans);
    for (const [index, plan] of plans.entries()) {
      const before = forecasts[index];
      if (before === undefined) continue;
      const carried = await carryOut(plan, before, {
        again: kept?.fresh === false,
        judge: (part) => judge(person, order, [{ tooDifferent: part.tooDifferent, forbidden: [] }]),
        tell,
      });
      if (!carried.ok) return carried;
      counts.push(...carried.value);
    }
  }
  const tooDifferent = forecasts.flatMap((one) => one.tooDifferent);
  const thinned = forecasts.flatMap((one) => one.thinned);
  return accept({
    answer: answerOf(file, order, plans, { counts, tooDifferent, thinned }),
    wards: plans.flatMap(({ named }) => named),
  });
}

/** Providers of which the file speaks, in the order of their codes. */
async function providersOf({ house, file }: Census, order: CensusOrder): Promise<string[]> {
  const book = await house.books.now();
  const also = order.complete.of === 'wards' ? order.complete.also : [];
  const named = new Set([
    ...file.wards.map((ward) => ward.named.organisation),
    ...file.refused.flatMap(({ traces }) => traces.organisation ?? []),
    ...also.flatMap((ward) => book.wards.get(ward)?.organisation ?? []),
  ]);
  return [...named].filter((code) => book.organisations.get(code)?.kind === 'provider').sort();
}

/** What stops a census before anything of it is written. */
function judge(
  person: Person,
  order: CensusOrder,
  plans: readonly Pick<Forecast, 'tooDifferent' | 'forbidden'>[],
) {
  if (!may(person, 'import') && plans.some(({ forbidden }) => forbidden.length > 0))
    return refused('not-allowed');
  const wards = plans.flatMap(({ tooDifferent }) => tooDifferent);
  if (wards.length > 0 && !order.confirm && !order.dryRun)
    return refused('census-too-different', { wards });
  return null;
}

/** Writes down how far the file is, over all its organisations. */
function progressTo({ database }: Census, kept: KeptFile | null, plans: readonly CensusPlan[]) {
  const more = plans.length > 1;
  return async (progress: CensusProgress): Promise<void> => {
    if (kept === null) return;
    const wards = more
      ? { ...progress.wards, total: plans.reduce((sum, plan) => sum + plan.parts.flat().length, 0) }
      : progress.wards;
    const running: CensusRunning = { progress: { ...progress, wards } };
    await database.query(
      `UPDATE inbound SET answer = $3 WHERE organisation = $1 AND id = $2 AND state <> 'applied'`,
      [kept.organisation, kept.id, JSON.stringify(running)],
    );
  };
}
