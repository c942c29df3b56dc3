import { randomFrom } from '#synthetic';
import { arrive, changeBed, leave, newDate } from './arrivals.js';
import { answer, ask, settle } from './asking.js';
import { beginDelay, endDelay } from './delays.js';
import type { Intent } from './minute.js';
import { endRound, holdHuddle, holdRound, reviewLate } from './rounds.js';
import { NOTHING, boardOf } from './scene.js';
import type { Acting, Outcome, Scene } from './scene.js';

/** How each intent is tried on a ward that was just looked at. */
const ACTS = {
  round: holdRound,
  huddle: holdHuddle,
  'late-review': reviewLate,
  'end-round': endRound,
  arrive,
  leave,
  'change-bed': changeBed,
  'new-date': newDate,
  delay: beginDelay,
  'delay-over': endDelay,
  ask,
  answer,
  settle,
} as const satisfies Record<Intent['kind'], (scene: Scene) => Promise<Outcome>>;

/** Tries an intent on the running service, once. */
export async function act(acting: Acting, intent: Intent): Promise<Outcome> {
  const ward = acting.wards.get(intent.ward);
  if (ward === undefined || acting.isLeftAlone(ward.code)) return NOTHING;
  const read = await boardOf(acting, ward.code);
  if (read.kind !== 'given') return read;
  const random = randomFrom(intent.seed);
  return ACTS[intent.kind]({ ...acting, ward, board: read.body, random });
}
