import type { Fact, WardFacts } from '../fact/fact.js';
import type { Round } from './round.js';

export type RoundFact = Fact<Extract<keyof WardFacts, `round-${string}`>>;

/** A round after one of its facts. */
export function evolveRound(before: Round | null, fact: RoundFact): Round {
  const { at, by } = fact;
  if (fact.type === 'round-started')
    return {
      ...fact.body,
      ward: fact.stream.slice('ward:'.length),
      startedAt: at,
      startedBy: by,
      finishedAt: null,
      finishedBy: null,
      result: null,
    };
  if (before === null) throw new Error(`a round begins with its start, not with ${fact.type}`);
  if (fact.type === 'round-attended') return { ...before, attended: fact.body.attended };
  const { round: _round, ...result } = fact.body;
  return { ...before, finishedAt: at, finishedBy: by, result };
}
