import { randomUUID } from 'node:crypto';
import type { Board, DelayAnswer, ErrorCode, MarkedDay } from '#contracts';
import type { InstantText, Row, WardEntry } from '#domain';
import { addDays, epochMs, londonDate } from '#domain';
import {
  CONSULTANTS,
  LATER_PATIENTS,
  MINUTE,
  personFrom,
  randomFrom,
  syntheticNhsNumber,
} from '#synthetic';
import type { Random } from '#synthetic';
import * as choose from './choose.js';
import type { Acknowledged, AdtTold } from './hospital-system.js';
import { isPassedOver } from './minute.js';
import type { Intent } from './minute.js';
import type { PeopleAtWork } from './people-at-work.js';
import type { Said, Service } from './service.js';

/** What came of an intent. */
export type Outcome =
  | { readonly kind: 'done' }
  /** There was nobody whom it could be about. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: ErrorCode | 'AE' | 'AR' }
  | { readonly kind: 'busy'; readonly waitMs: number };

export interface Acting {
  readonly seed: number;
  readonly now: InstantText;
  /** The minute that is lived: who comes in it has its number. */
  readonly minute: InstantText;
  readonly service: Service;
  readonly tellHouse: (told: AdtTold) => Promise<Acknowledged>;
  readonly wards: ReadonlyMap<string, WardEntry>;
  readonly people: PeopleAtWork;
  /** Whether a ward may be touched now: a person is at work there, or it is kept for one. */
  readonly isLeftAlone: (ward: string) => boolean;
}

const DONE: Outcome = { kind: 'done' };
const NOTHING: Outcome = { kind: 'nothing' };
const NO_ANSWER_WAIT_MS = 5_000;

/** Tries an intent on the running service, once. */
export async function act(acting: Acting, intent: Intent): Promise<Outcome> {
  const ward = acting.wards.get(intent.ward);
  if (ward === undefined || acting.isLeftAlone(ward.code)) return NOTHING;
  const read = await boardOf(acting, ward.code);
  if (read.kind !== 'given') return read;
  const random = randomFrom(intent.seed);
  const scene: Scene = { ...acting, ward, board: read.body, random };
  switch (intent.kind) {
    case 'round':
    case 'late-review':
      return review(scene, intent.kind === 'round');
    case 'huddle':
      return lastWord(scene);
    case 'arrive':
      return arrive(scene);
    case 'leave':
      return leave(scene);
    case 'change-bed':
      return changeBed(scene);
    case 'new-date':
      return newDate(scene);
    case 'delay':
      return beginDelay(scene);
    case 'delay-over':
      return endDelay(scene);
  }
}

interface Scene extends Acting {
  readonly ward: WardEntry;
  readonly board: Board;
  readonly random: Random;
}

function boardOf({ service }: Acting, ward: string): Promise<Said<Board>> {
  return service.as(nurseOf(ward)).get<Board>(`/wards/${encodeURIComponent(ward)}/board`);
}

const nurseOf = (ward: string): string => `nurse.${ward}`;

async function review(scene: Scene, inOrder: boolean): Promise<Outcome> {
  const { board, seed, random } = scene;
  const left = choose.unseen(board).filter((row) => !isPassedOver(seed, board.date, row.stay));
  const row = inOrder ? left[0] : left.length === 0 ? undefined : random.pick(left);
  return row === undefined ? NOTHING : mark(scene, row, choose.planFor(row, random));
}

async function lastWord(scene: Scene): Promise<Outcome> {
  const { board, seed } = scene;
  // Another number than the morning's, so that not the same patients are passed over twice.
  const [row] = choose
    .planned(board)
    .filter((one) => !isPassedOver(seed + 1, board.date, one.stay));
  return row === undefined ? NOTHING : mark(scene, row, choose.lastWordFor(row, scene.random));
}

async function mark(scene: Scene, row: Row, wish: choose.Mark): Promise<Outcome> {
  const { board, ward } = scene;
  const path = `/stays/${encodeURIComponent(row.stay)}/days/${board.date}`;
  const body = { commandId: randomUUID(), ifVersion: row.day.version, ...wish };
  const said = await scene.service.as(nurseOf(ward.code)).put<MarkedDay>(path, body);
  return known(scene, said);
}

/** The outcome of an act whose answer says which version of the ward it made. */
function known(scene: Scene, said: Said<{ readonly wardVersion: number }>): Outcome {
  if (said.kind !== 'given') return said;
  scene.people.answered(scene.ward.code, said.body.wardVersion, scene.now);
  return DONE;
}

/** A bed is taken by who waits longest on the site's assessment unit, else by somebody new. */
async function arrive(scene: Scene): Promise<Outcome> {
  const { ward, board, random } = scene;
  const bed = choose.emptyBed(board, random);
  if (bed === null) return NOTHING;
  if (ward.receivesFromAssessment) {
    const unit = await boundFor(scene);
    if (unit.kind !== 'given') return unit;
    const { row, from } = unit.body;
    if (row !== null && from !== null) return moveTo(scene, row, { bed, from });
  }
  return admit(scene, bed);
}

/** How full a unit must be before it gives anybody to a ward: the first hours are for assessing. */
const UNIT_GIVES_FROM = 0.55;

async function boundFor(
  scene: Scene,
): Promise<Said<{ readonly row: choose.Numbered | null; readonly from: string | null }>> {
  const units = [...scene.wards.values()].filter(
    ({ kind, site, code }) =>
      kind === 'assessment' && site === scene.ward.site && !scene.isLeftAlone(code),
  );
  if (units.length === 0) return { kind: 'given', body: { row: null, from: null } };
  const unit = scene.random.pick(units);
  const read = await boardOf(scene, unit.code);
  if (read.kind !== 'given') return read;
  const full = read.body.rows.length >= unit.openBeds * UNIT_GIVES_FROM;
  const row = full ? choose.firstBound(read.body) : null;
  return { kind: 'given', body: { row, from: unit.code } };
}

async function admit(scene: Scene, bed: string): Promise<Outcome> {
  const { ward, random } = scene;
  const on = londonDate(scene.now);
  const turn = Math.floor(epochMs(scene.minute) / MINUTE);
  const nhsNumber = syntheticNhsNumber(LATER_PATIENTS, turn);
  // One number in eleven has no check digit: that minute admits nobody.
  if (nhsNumber === null) return NOTHING;
  const person = personFrom(random, { on, mentalHealth: ward.kind === 'mental-health' });
  const number = numberOf(turn);
  return tell(scene, [ward.code], {
    ...ofWard(scene, bed),
    event: 'A01',
    localId: `S${number}`,
    visit: `V${number}`,
    person: { ...person, nhsNumber },
    consultant: random.pick(CONSULTANTS),
    ...(ward.serviceLine === null ? {} : { specialty: ward.serviceLine }),
    ...(random.chance(0.85) ? { expectedDischargeDate: addDays(on, random.whole(1, 9)) } : {}),
  });
}

/** Numbers of the hospital begin above those of the patients who were there first. */
const FIRST_NUMBER = 3_000_000;
const NUMBERS = 6_000_000;

function numberOf(turn: number): number {
  return FIRST_NUMBER + (((turn % NUMBERS) + NUMBERS) % NUMBERS);
}

function ofWard({ ward, now }: Scene, bed: string): Pick<AdtTold, 'organisation' | 'at' | 'place'> {
  return {
    organisation: ward.organisation,
    at: now,
    place: { ward: ward.code, bed, site: ward.site },
  };
}

function moveTo(
  scene: Scene,
  row: choose.Numbered,
  { bed, from }: { readonly bed: string; readonly from: string },
): Promise<Outcome> {
  const wards = [...new Set([from, scene.ward.code])];
  return tell(scene, wards, { ...ofWard(scene, bed), event: 'A02', localId: row.patient.localId });
}

async function changeBed(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const bed = choose.emptyBed(board, random);
  const here = board.rows.filter(choose.hasNumber).filter(({ away, gone }) => !away && !gone);
  if (bed === null || here.length === 0) return NOTHING;
  return moveTo(scene, random.pick(here), { bed, from: ward.code });
}

async function newDate(scene: Scene): Promise<Outcome> {
  const { board, random } = scene;
  const row = choose.whoNeedsDate(board, random);
  if (row === null) return NOTHING;
  return tell(scene, [scene.ward.code], {
    ...ofWard(scene, row.bed ?? ''),
    event: 'A08',
    localId: row.patient.localId,
    expectedDischargeDate: addDays(board.date, random.whole(1, 4)),
  });
}

/** National codes of where patients go, each as often as it is met. */
const GOES_TO: readonly (readonly [string, number])[] = [
  ['19', 82],
  ['54', 5],
  ['65', 4],
  ['51', 4],
  ['79', 5],
];

/** What the patient waited for has come, the day gave what it should, and the patient goes. */
async function leave(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const row = choose.whoLeaves(board, random);
  if (row === null || !choose.hasNumber(row)) return NOTHING;
  for (const { delay } of row.delays) {
    const ended = await end(scene, delay);
    if (ended.kind === 'busy') return ended;
  }
  if (board.roundDue && row.day.final === null) {
    const marked = await mark(scene, row, { kind: 'final', colour: 'green', value: 'V05' });
    if (marked.kind !== 'done') return marked;
  }
  return tell(scene, [ward.code], {
    ...ofWard(scene, row.bed ?? ''),
    event: 'A03',
    localId: row.patient.localId,
    destination: random.weighted(GOES_TO),
  });
}

async function beginDelay(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const found = choose.whoIsDelayed(board, random);
  if (found === null) return NOTHING;
  const path = `/stays/${encodeURIComponent(found.row.stay)}/delays`;
  const body = {
    commandId: randomUUID(),
    list: 'dtoc',
    reason: found.reason,
    since: board.date,
    primary: false,
  };
  return known(scene, await scene.service.as(nurseOf(ward.code)).post<DelayAnswer>(path, body));
}

async function endDelay(scene: Scene): Promise<Outcome> {
  const open = scene.board.rows.flatMap((row) => row.delays);
  return open.length === 0 ? NOTHING : end(scene, scene.random.pick(open).delay);
}

async function end(scene: Scene, delay: string): Promise<Outcome> {
  const path = `/delays/${encodeURIComponent(delay)}/end`;
  const nurse = scene.service.as(nurseOf(scene.ward.code));
  return known(scene, await nurse.post<DelayAnswer>(path, { commandId: randomUUID() }));
}

/** Tells the house by a message; each ward that it changes goes up by one version. */
async function tell(scene: Scene, wards: readonly string[], told: AdtTold): Promise<Outcome> {
  const acknowledged = await scene.tellHouse(told);
  if (acknowledged === null) return { kind: 'busy', waitMs: NO_ANSWER_WAIT_MS };
  if (acknowledged !== 'AA') return { kind: 'refused', code: acknowledged };
  for (const ward of wards) scene.people.expects(ward);
  return DONE;
}
