import { addDays, epochMs, londonDate } from '#domain';
import { CONSULTANTS, LATER_PATIENTS, MINUTE, personFrom, syntheticNhsNumber } from '#synthetic';
import * as choose from './choose.js';
import { endOf } from './delays.js';
import type { AdtTold } from './hospital-system.js';
import { mark } from './rounds.js';
import { DONE, NOTHING, boardOf } from './scene.js';
import type { Outcome, Scene } from './scene.js';
import type { Said } from './service.js';

const NO_ANSWER_WAIT_MS = 5_000;

/** A bed is taken by who waits longest on the site's assessment unit, else by somebody new. */
export async function arrive(scene: Scene): Promise<Outcome> {
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

export async function changeBed(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const bed = choose.emptyBed(board, random);
  const here = board.rows.filter(choose.hasNumber).filter(({ away, gone }) => !away && !gone);
  if (bed === null || here.length === 0) return NOTHING;
  return moveTo(scene, random.pick(here), { bed, from: ward.code });
}

export async function newDate(scene: Scene): Promise<Outcome> {
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
export async function leave(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const row = choose.whoLeaves(board, random);
  if (row === null || !choose.hasNumber(row)) return NOTHING;
  for (const { delay } of row.delays) {
    const ended = await endOf(scene, delay);
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

/** Tells the house by a message; each ward that it changes goes up by one version. */
async function tell(scene: Scene, wards: readonly string[], told: AdtTold): Promise<Outcome> {
  const acknowledged = await scene.tellHouse(told);
  if (acknowledged === null) return { kind: 'busy', waitMs: NO_ANSWER_WAIT_MS };
  if (acknowledged !== 'AA') return { kind: 'refused', code: acknowledged };
  for (const ward of wards) scene.people.expects(ward);
  return DONE;
}
