import { randomUUID } from 'node:crypto';
import type { MarkedDay, PlanAnswer, RoundAnswer, RoundFinished } from '#contracts';
import type { Row } from '#domain';
import * as choose from './choose.js';
import { isPassedOver } from './minute.js';
import { DONE, NOTHING, known, nurseOf } from './scene.js';
import type { Outcome, Scene } from './scene.js';

/** Who comes to a morning's round, and to a huddle; now and then somebody is missing. */
const AT_MORNING = ['nurse-in-charge', 'consultant', 'doctor', 'therapist', 'discharge-team'];
const AT_HUDDLE = ['nurse-in-charge', 'doctor', 'discharge-team'];
const COMES = 0.85;

/** The next minute of the morning's round: it begins, the next patient is spoken of, or it is over. */
export async function holdRound(scene: Scene): Promise<Outcome> {
  const [row] = stillToSee(scene);
  if (row === undefined) return finish(scene);
  const opened = await open(scene, 'morning');
  if (opened.kind !== 'done') return opened;
  const marked = await mark(
    scene,
    row,
    choose.planFor(row, scene.random, scene.board.organisation),
  );
  return marked.kind === 'done' && scene.random.chance(SAYS_MORE) ? planMore(scene, row) : marked;
}

/** What the round left is looked at one by one, in no order. */
export async function reviewLate(scene: Scene): Promise<Outcome> {
  const left = stillToSee(scene);
  if (left.length === 0) return finish(scene);
  const row = scene.random.pick(left);
  return mark(scene, row, choose.planFor(row, scene.random, scene.board.organisation));
}

/** The next minute of the huddle: the last word on one more patient. */
export async function holdHuddle(scene: Scene): Promise<Outcome> {
  const { board, seed } = scene;
  // Another number than the morning's, so that not the same patients are passed over twice.
  const [row] = choose
    .planned(board)
    .filter((one) => !isPassedOver(seed + 1, board.date, one.stay));
  if (row === undefined) return finish(scene);
  const opened = await open(scene, 'huddle');
  if (opened.kind !== 'done') return opened;
  return mark(scene, row, choose.lastWordFor(row, scene.random));
}

function stillToSee({ board, seed }: Scene): Row[] {
  return choose.unseen(board).filter((row) => !isPassedOver(seed, board.date, row.stay));
}

/** Begins the ward's round unless it is going on; one that was left open is finished first. */
async function open(scene: Scene, kind: 'morning' | 'huddle'): Promise<Outcome> {
  const { ward, board, random, rounds } = scene;
  const last = rounds.get(ward.code);
  if (last?.date === board.date && last.kind === kind && last.finishedAt === null) return DONE;
  if (last?.date === board.date) {
    const finished = await finish(scene);
    if (finished.kind === 'busy') return finished;
  }
  const path = `/wards/${encodeURIComponent(ward.code)}/rounds`;
  const roles = kind === 'morning' ? AT_MORNING : AT_HUDDLE;
  const attended = roles.filter((role) => role === 'nurse-in-charge' || random.chance(COMES));
  const body = { commandId: randomUUID(), kind, attended };
  const said = await nurseOf(scene, ward.code).post<RoundAnswer>(path, body);
  if (said.kind === 'given') rounds.set(ward.code, said.body.round);
  return known(scene, said);
}

/** The time of a round is over: it ends with what it has, and who was not reached is looked at later. */
export function endRound(scene: Scene): Promise<Outcome> {
  return finish(scene);
}

/** Finishes what is open of the ward's rounds; what was begun on another day rests as it is. */
async function finish(scene: Scene): Promise<Outcome> {
  const { ward, board, rounds } = scene;
  const last = rounds.get(ward.code);
  if (last === undefined || last.finishedAt !== null || last.date !== board.date) return NOTHING;
  const path = `/rounds/${encodeURIComponent(last.round)}/finish`;
  const nurse = nurseOf(scene, ward.code);
  const said = await nurse.post<RoundFinished>(path, { commandId: randomUUID() });
  if (said.kind === 'given') rounds.set(ward.code, said.body.round);
  else if (said.kind === 'refused') rounds.delete(ward.code);
  return known(scene, said);
}

export async function mark(scene: Scene, row: Row, wish: choose.Mark): Promise<Outcome> {
  const { board, ward } = scene;
  const path = `/stays/${encodeURIComponent(row.stay)}/days/${board.date}`;
  const body = { commandId: randomUUID(), ifVersion: row.day.version, ...wish };
  return known(scene, await nurseOf(scene, ward.code).put<MarkedDay>(path, body));
}

/** Of one patient in three a round says more than the colour: whether they go home, what is ready. */
const SAYS_MORE = 0.35;

async function planMore(scene: Scene, row: Row): Promise<Outcome> {
  const plan = choose.planWords(row, scene.board, scene.random);
  if (plan === null) return DONE;
  const path = `/stays/${encodeURIComponent(row.stay)}/plan`;
  const body = { commandId: randomUUID(), ifVersion: row.planVersion, ...plan };
  return known(scene, await nurseOf(scene, scene.ward.code).put<PlanAnswer>(path, body));
}
