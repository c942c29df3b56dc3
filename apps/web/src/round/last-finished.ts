import { compareInstants } from '#domain';
import type { Round } from '#domain';

/** The round finished last, whenever it began: a morning's may end after the huddle of its day. */
export function lastFinished<R extends Pick<Round, 'finishedAt'>>(rounds: readonly R[]): R | null {
  return rounds.reduce<R | null>((last, round) => {
    if (round.finishedAt === null) return last;
    const later =
      last?.finishedAt == null || compareInstants(round.finishedAt, last.finishedAt) > 0;
    return later ? round : last;
  }, null);
}
