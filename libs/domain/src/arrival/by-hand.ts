import type { Destination, NewFact } from '../fact/fact.js';
import { AT_OLD_HOURS_MAX } from '../red-green/mark.js';
import { accept, refuse } from '../result.js';
import type { Result } from '../result.js';
import { lastMove } from '../stay/places.js';
import type { Sighting, StayView } from '../stay/state.js';
import { compareInstants, epochMs } from '../time/london.js';
import type { InstantText } from '../time/london.js';

/** What a ward says of a stay before any feed does. `at` is when it happened. */
export type ByHand =
  | { readonly do: 'move'; readonly ward: string; readonly bed: string | null }
  | { readonly do: 'leave'; readonly to: Destination }
  | { readonly do: 'away' }
  | { readonly do: 'back' }
  | { readonly do: 'still-here' }
  /** Where the patient lives, by the council that answers for it; null when that is not known after all. */
  | { readonly do: 'residence'; readonly authority: string | null };

type ByHandFact = NewFact<
  | 'stay-moved'
  | 'stay-seen'
  | 'stay-left'
  | 'stay-away'
  | 'stay-back'
  | 'stay-resumed'
  | 'stay-updated'
>;

interface Asked {
  /** The stay's version as it was read. */
  readonly ifVersion: number;
  readonly at: InstantText;
  readonly now: InstantText;
}

/**
 * The facts that a ward's word makes. It is a word like any feed's: a later one from a feed confirms,
 * corrects or disputes it. Who is gone by absence can be confirmed to have left, or to be still here.
 *
 * Refuses `stay-changed` (a move also where the patient was seen in a bed after it), `at-in-future`, `at-too-old`
 * (over 36 hours), `at-before-admission` (also before the last move), `stay-ended`.
 */
export function sayByHand(
  view: StayView,
  said: ByHand,
  { ifVersion, at, now }: Asked,
): Result<readonly ByHandFact[]> {
  if (ifVersion !== view.version)
    return refuse('stay-changed', { current: { version: view.version } });
  const age = epochMs(now) - epochMs(at);
  if (age < 0) return refuse('at-in-future');
  if (age > AT_OLD_HOURS_MAX * 3_600_000) return refuse('at-too-old');
  const over = view.leftAt !== null && (view.leftBetween === null || view.voided !== null);
  if (over) return refuse('stay-ended');
  const gone = view.leftBetween !== null;
  if (view.followedBy !== undefined && said.do !== 'leave') return refuse('stay-ended');
  if (gone && said.do !== 'leave' && said.do !== 'still-here') return refuse('stay-ended');
  const places = said.do === 'move' || said.do === 'leave';
  if (compareInstants(at, places ? lastMove(view).from : view.admittedAt) < 0)
    return refuse('at-before-admission');
  const seen = said.do === 'move' ? seenSince(view, at) : undefined;
  if (seen !== undefined)
    return refuse('stay-changed', { current: { version: view.version }, seenAt: seen.from });
  const facts: ByHandFact[] = [factOf(said, at)];
  const { ward, bed } = view;
  if (said.do === 'still-here')
    facts.push({ type: 'stay-seen', body: { ward, bed, at, byHand: true } });
  return accept(facts);
}

/** Where somebody else saw the patient after a move that a ward tells only now: it has to look again. */
function seenSince({ seen = [] }: StayView, at: InstantText): Sighting | undefined {
  return seen.findLast(({ byHand, from }) => byHand !== true && compareInstants(from, at) > 0);
}

function factOf(said: ByHand, at: InstantText): ByHandFact {
  switch (said.do) {
    case 'move':
      return { type: 'stay-moved', body: { ward: said.ward, bed: said.bed, at, byHand: true } };
    case 'leave':
      return { type: 'stay-left', body: { at, to: said.to } };
    case 'away':
      return { type: 'stay-away', body: { at } };
    case 'back':
      return { type: 'stay-back', body: { at } };
    case 'still-here':
      return { type: 'stay-resumed', body: { at } };
    case 'residence':
      return { type: 'stay-updated', body: { responsibleAuthority: said.authority } };
  }
}
