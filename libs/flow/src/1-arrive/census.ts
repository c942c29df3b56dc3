import type { CensusAnswer, CensusQuery } from '#contracts';
import type { Person } from '#domain';
import { accept, compareInstants, instantText, may } from '#domain';
import type { AsActor } from '#persistence';
import { SYSTEM_ORGANISATION, actorOf } from '#persistence';
import { randomUUID } from 'node:crypto';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { completeOf, planCensus } from './census-plan.js';
import type { CensusOrder, CensusPlan, Planning } from './census-plan.js';
import { carryOut } from './census-carry.js';
import type { Carried } from './census-carry.js';
import type { CensusKept } from './census-kept.js';
import { keepRefusedRows } from './census-refused.js';
import { digestOf, keep, settle } from './inbound.js';
import type { Kept } from './inbound.js';
import { readFile } from './read-rows.js';
import type { CensusFile } from './read-rows.js';
import { refused } from './refusal.js';
import type { Arrival } from './refusal.js';

/** Of the refused lines of a file that was applied, so many are named where it is listed. */
const LINES_NAMED_MAX = 20;

interface Part extends Carried {
  readonly wards: readonly string[];
}

/**
 * Takes a census file: `POST /census`. Its bytes are stored before anything is done with them; a
 * file that was applied before answers as it did then. Refused rows never stop good ones.
 *
 * Refuses `census-in-future`, `census-refused` (the file as a whole, with `details.code` and
 * `details.field`), `census-too-different`, `not-allowed`, `malformed`. Throws `Busy`.
 */
export async function censusArrives(
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
  const file = await readFile(bytes);
  const census: Census = {
    house,
    person,
    database: house.persistence.as(actorOf(person)),
    file,
    bytes,
    now,
  };
  if (asked.dryRun) return take(census, { ...asked, batch: randomUUID() }, null);
  const kept = await keep(
    census.database,
    {
      organisation: ownerOf(person, file),
      source: query.source,
      kind: 'census',
      controlId: [takenAt, query.complete ?? 'wards', asked.createWards, digestOf(bytes)].join(' '),
      digest: digestOf(bytes),
      receivedAt: now,
      bytes,
    },
    [...person.organisations, SYSTEM_ORGANISATION],
  );
  if (kept.state === 'applied' && kept.answer !== null)
    return accept((JSON.parse(kept.answer) as CensusKept).answer);
  return take(census, { ...asked, batch: kept.id }, kept);
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
  const named = new Set(file.rows.map(({ row }) => row.organisation));
  const [only] = named;
  const own = only !== undefined && named.size === 1 && person.organisations.includes(only);
  return own ? only : SYSTEM_ORGANISATION;
}

async function take(
  census: Census,
  order: CensusOrder,
  kept: (Kept & { readonly fresh: boolean }) | null,
): Promise<Arrival<CensusAnswer>> {
  const { house, database } = census;
  const taken = await apply(census, order, kept);
  if (!taken.ok) {
    const { code, details = {} } = taken.refusal;
    const place = typeof details['field'] === 'string' ? details['field'] : null;
    if (kept !== null)
      await settle(database, kept, { state: 'refused', code, place, answer: '{}' });
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
    const { admitted, moved, left, held } = answer;
    const counts = { batch: answer.batch, rows: answer.rows, refused: answer.refused.length };
    house.log.info({ ...counts, admitted, moved, left, held }, 'census taken');
  }
  return accept(answer);
}

async function apply(
  census: Census,
  order: CensusOrder,
  kept: (Kept & { readonly fresh: boolean }) | null,
): Promise<Arrival<CensusKept>> {
  const again = kept?.fresh === false;
  const { house, person, file } = census;
  if (file.fault !== null) {
    const { code, field = null } = file.fault;
    return refused('census-refused', { code, field });
  }
  const book = await house.books.now();
  const also = order.complete.of === 'wards' ? order.complete.also : [];
  const named = new Set([
    ...file.rows.map(({ row }) => row.organisation),
    ...file.refused.flatMap(({ traces }) => traces.organisation ?? []),
    ...also.flatMap((ward) => book.wards.get(ward)?.organisation ?? []),
  ]);
  const known = [...named]
    .filter((code) => book.organisations.get(code)?.kind === 'provider')
    .sort();
  if (known.some((code) => !person.organisations.includes(code))) return refused('not-allowed');
  const plannings = known.map((organisation): Planning => ({ ...census, order, organisation }));
  const plans: CensusPlan[] = [];
  for (const planning of plannings) plans.push(await planCensus(planning));
  const judged = judge(person, order, plans);
  if (judged !== null) return judged;
  const parts: Part[] = [];
  for (const [index, planning] of plannings.entries()) {
    const plan = plans[index];
    if (plan === undefined) continue;
    const part = order.dryRun
      ? accept({ counts: plan.counts, stays: [] })
      : await carryOut(planning, plan, { again, judge, kept });
    if (!part.ok) return part;
    parts.push({ ...part.value, wards: plan.named });
  }
  return accept(total(census, order, known, parts, plans));
}

/** What stops a census before anything of it is written. */
function judge(person: Person, order: CensusOrder, plans: readonly CensusPlan[]) {
  if (!may(person, 'import') && plans.some(({ forbidden }) => forbidden.length > 0))
    return refused('not-allowed');
  const wards = plans.flatMap(({ tooDifferent }) => tooDifferent);
  if (wards.length > 0 && !order.confirm && !order.dryRun)
    return refused('census-too-different', { wards });
  return null;
}

function total(
  { file }: Census,
  { batch, takenAt, dryRun }: CensusOrder,
  known: readonly string[],
  parts: readonly Part[],
  plans: readonly CensusPlan[],
): CensusKept {
  const sum = (key: 'admitted' | 'moved' | 'updated' | 'left' | 'held' | 'unchanged') =>
    parts.reduce((all, { counts }) => all + counts[key], 0);
  const strangers = file.rows
    .filter(({ row }) => !known.includes(row.organisation))
    .map(({ line }) => ({ line, field: 'organisation', code: 'organisation-unknown' }));
  const unplaced = file.refused
    .filter(({ traces }) => !known.includes(traces.organisation ?? ''))
    .map(({ line, field, code }) => ({ line, field: field === '' ? null : field, code }));
  const refusals = [...parts.flatMap(({ counts }) => counts.refused), ...strangers, ...unplaced];
  const byLine = new Map(refusals.map((one) => [one.line, one]));
  const tooDifferent = plans.flatMap((plan) => plan.tooDifferent);
  return {
    answer: {
      batch,
      takenAt,
      rows: file.rows.length + file.refused.length,
      admitted: sum('admitted'),
      moved: sum('moved'),
      updated: sum('updated'),
      left: sum('left'),
      held: sum('held'),
      unchanged: sum('unchanged'),
      refused: [...byLine.values()].sort((a, b) => a.line - b.line),
      warnings: [
        ...file.warnings,
        ...parts.flatMap(({ counts }) => counts.warnings),
        ...(dryRun ? tooDifferent.map(({ ward }) => ({ code: 'census-too-different', ward })) : []),
      ],
      notNamed: [],
      sharedBeds: [],
    },
    wards: parts.flatMap(({ wards }) => wards),
    stays: parts.flatMap(({ stays }) => stays),
  };
}
