import { randomUUID } from 'node:crypto';
import type { ActionAnswer } from '#contracts';
import { instantText } from '#domain';
import type { ActionView, InstantText, Row } from '#domain';
import { Temporal } from 'temporal-polyfill';
import { NOTHING, known, nurseOf } from './scene.js';
import type { Outcome, Scene } from './scene.js';

const ASKED = ['Ask for a date', 'Find out who has it', 'Ring and ask what is missing', 'Chase it'];
const OFFERED = ['Can start then', 'Assessment booked', 'A place is free then'];
const CHASED = ['Rung, promised for the afternoon', 'On the list for today', 'Sent again'];

/** Whom of the demonstration an owner's answers come from; of the others the discharge team tells. */
const PARTNERS: Readonly<Record<string, string>> = {
  E06000016: 'la.leicester',
  E10000018: 'la.leicestershire',
  E06000017: 'la.rutland',
};
const TEAM = 'idt.uhl';

/** The ward asks whoever can move a red day. */
export async function ask(scene: Scene): Promise<Outcome> {
  const { board, random, ward } = scene;
  const waiting = board.rows.flatMap((row) => {
    const { constraint, colour, reviewed } = row.day;
    const asked = row.actions.some((action) => action.constraint === constraint);
    const owner = constraint === null ? null : ownerOf(scene, row, constraint);
    return !reviewed || colour === 'green' || constraint === null || asked || owner === null
      ? []
      : [{ row, constraint, owner }];
  });
  if (waiting.length === 0) return NOTHING;
  const { row, constraint, owner } = random.pick(waiting);
  const path = `/stays/${encodeURIComponent(row.stay)}/actions`;
  const body = {
    commandId: randomUUID(),
    what: random.pick(ASKED),
    owner,
    constraint,
    dueAt: hoursAfter(scene.now, random.whole(2, 26)),
  };
  return known(scene, await nurseOf(scene, ward.code).post<ActionAnswer>(path, body));
}

/** Who can move a wait: whom the reason names, else the council where the patient lives. */
function ownerOf({ reasons }: Scene, row: Row, constraint: string): string | null {
  const reason = reasons.get(constraint);
  return reason?.owner ?? (reason?.attribution === 'la' ? row.responsibleAuthority : null);
}

/** A partner answers what is put to it; of those who have no screen the discharge team tells what they said. */
export async function answer(scene: Scene): Promise<Outcome> {
  const open = openActions(scene).filter((one) => one.answer === null && one.update === null);
  if (open.length === 0) return NOTHING;
  const { action, owner } = scene.random.pick(open);
  const { random, now, service } = scene;
  const base = `/actions/${encodeURIComponent(action)}`;
  const partner = PARTNERS[owner];
  if (partner !== undefined) {
    const offer = { at: hoursAfter(now, random.whole(4, 72)), what: random.pick(OFFERED) };
    const body = { commandId: randomUUID(), offer };
    return known(scene, await service.as(partner).post<ActionAnswer>(`${base}/answer`, body));
  }
  const body = { commandId: randomUUID(), said: random.pick(CHASED) };
  return known(scene, await service.as(TEAM).post<ActionAnswer>(`${base}/update`, body));
}

/** What was asked for is done: rather what somebody has answered or chased. */
export async function settle(scene: Scene): Promise<Outcome> {
  const open = openActions(scene);
  if (open.length === 0) return NOTHING;
  const answered = open.filter((one) => one.answer !== null || one.update !== null);
  const { action } = scene.random.pick(answered.length > 0 ? answered : open);
  const path = `/actions/${encodeURIComponent(action)}/done`;
  const nurse = nurseOf(scene, scene.ward.code);
  return known(scene, await nurse.post<ActionAnswer>(path, { commandId: randomUUID() }));
}

function openActions({ board }: Scene): ActionView[] {
  return board.rows.flatMap((row) => row.actions.filter((one) => one.state === 'open'));
}

function hoursAfter(at: InstantText, hours: number): InstantText {
  return instantText(Temporal.Instant.from(at).add({ hours }));
}
