import type { NewFact, StayFact, StayFacts, StayState } from '#domain';
import { PARTICULARS, compareInstants, evolveStay } from '#domain';
import type { StoredFact } from '#persistence';
import { asFact } from '#persistence';
import type { HeldStay } from './read-house.js';

export interface Around {
  readonly batch: string;
  readonly takenAt: string;
  /** Patients who lie in a bed, by this stay or another. */
  readonly inBed: ReadonlySet<string>;
}

/** Facts that take back what a batch said of one stay, unless it was said otherwise since. */
export function compensations(
  { view }: HeldStay,
  facts: readonly StoredFact[],
  { batch, takenAt, inBed }: Around,
): NewFact<StayFact['type']>[] {
  const back: NewFact<StayFact['type']>[] = [];
  let before: StayState | null = null;
  for (const stored of facts) {
    const fact = asFact(stored) as StayFact;
    if (stored.commandId === batch) {
      const undo = compensation(fact, before, view, inBed.has(view.patient));
      if (undo?.type === 'stay-voided' && fact.type === 'stay-admitted')
        return view.voided !== null || toldSince(facts, batch) ? [] : [undo];
      if (undo !== null) back.push(undo);
    }
    before = evolveStay(before, fact);
  }
  // Whether the patient is here was said again since: that word stands.
  const last = view.told?.['leaving'];
  const spoken = last !== undefined && compareInstants(last, takenAt) !== 0;
  return back.filter(({ type }) => !(spoken && (type === 'stay-resumed' || type === 'stay-left')));
}

/** Whether another feed, a later file or a person has spoken of where the patient is since the batch. */
function toldSince(facts: readonly StoredFact[], batch: string): boolean {
  const last = facts.findLastIndex(({ commandId }) => commandId === batch);
  return facts.slice(last + 1).some(({ type }) => type.startsWith('stay-'));
}

/** What says of one fact that it was in error; null where nothing has to, or nothing can. */
export function compensation(
  fact: StayFact,
  before: StayState | null,
  now: HeldStay['view'],
  inBed: boolean,
): NewFact<StayFact['type']> | null {
  switch (fact.type) {
    case 'stay-admitted':
      return { type: 'stay-voided', body: { at: fact.at, because: 'file-undone' } };
    case 'stay-moved': {
      const { ward, at } = fact.body;
      const stands = now.places.some((one) => one.ward === ward && one.from === at);
      return stands ? { type: 'stay-move-cancelled', body: { ward, from: at } } : null;
    }
    case 'stay-seen': {
      const { ward, at } = fact.body;
      const stands = now.seen?.some((one) => one.ward === ward && one.from === at) === true;
      return stands ? { type: 'stay-unseen', body: { ward, at } } : null;
    }
    case 'stay-left':
      if (now.leftAt === null || inBed) return null;
      return leftAgain(before) ?? { type: 'stay-resumed', body: { at: fact.at } };
    case 'stay-voided':
      return now.voided === null || inBed ? null : { type: 'stay-resumed', body: { at: fact.at } };
    case 'patient-merged':
      return { type: 'patient-merged', body: { from: fact.body.into, into: fact.body.from } };
    case 'stay-resumed':
      return now.leftAt === null ? leftAgain(before) : null;
    case 'stay-updated':
      return asBefore(fact.body, before, now);
    default:
      return null;
  }
}

/** The end that a file took back, as it was. */
function leftAgain(before: StayState | null): NewFact<StayFact['type']> | null {
  if (before?.leftAt == null || before.leftTo === null) return null;
  if (before.voided !== null) return { type: 'stay-voided', body: before.voided };
  const { leftAt: at, leftTo: to, leftBetween, followedBy } = before;
  const between = leftBetween === null ? {} : { between: leftBetween };
  const next = followedBy === undefined ? {} : { followedBy };
  return { type: 'stay-left', body: { at, to, ...between, ...next } };
}

/** The particulars that still are as the file said them, as they were before it. */
function asBefore(
  said: StayFacts['stay-updated'],
  before: StayState | null,
  now: HeldStay['view'],
): NewFact<'stay-updated'> | null {
  const held = PARTICULARS.filter((key) => said[key] !== undefined && now[key] === said[key]);
  const changed = held.filter((key) => (before?.[key] ?? null) !== now[key]);
  if (changed.length === 0) return null;
  const body = Object.fromEntries(changed.map((key) => [key, before?.[key] ?? null]));
  return { type: 'stay-updated', body };
}

/** Whether the words of a stay's patient are still those that a batch said. */
export function saidWordsLast(facts: readonly StoredFact[], batch: string): boolean {
  return facts.findLast(({ type }) => type === 'patient-identified')?.commandId === batch;
}
