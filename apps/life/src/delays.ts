import { randomUUID } from 'node:crypto';
import type { DelayAnswer } from '#contracts';
import * as choose from './choose.js';
import { NOTHING, known, nurseOf } from './scene.js';
import type { Outcome, Scene } from './scene.js';

export async function beginDelay(scene: Scene): Promise<Outcome> {
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
  return known(scene, await nurseOf(scene, ward.code).post<DelayAnswer>(path, body));
}

export async function endDelay(scene: Scene): Promise<Outcome> {
  const open = scene.board.rows.flatMap((row) => row.delays);
  return open.length === 0 ? NOTHING : endOf(scene, scene.random.pick(open).delay);
}

export async function endOf(scene: Scene, delay: string): Promise<Outcome> {
  const path = `/delays/${encodeURIComponent(delay)}/end`;
  const nurse = nurseOf(scene, scene.ward.code);
  return known(scene, await nurse.post<DelayAnswer>(path, { commandId: randomUUID() }));
}
