import { addDays } from '#domain';
import type { LocalDate } from '#domain';
import { dayAndMonth } from '../words/dates.js';
import type { DelayedTrend } from './delayed-figure.js';
import type { RedTrend } from './red-figure.js';
import {
  count,
  daysOf,
  difference,
  percent,
  pointsDifference,
  rowOf,
  uncomparedOf,
} from './words.js';

/** What differs from the week before, and what must be known of the days. No difference is called real: none is tested. */
export function Changes(props: {
  readonly week: LocalDate;
  readonly delayed: DelayedTrend;
  readonly red: RedTrend;
}) {
  const { week, delayed, red } = props;
  const before = addDays(week, -7);
  const now = rowOf(red.rows, week);
  const was = rowOf(red.rows, before);
  const days = daysOf(rowOf(delayed.rows, week));
  const uncompared = uncomparedOf(week, delayed);
  return (
    <section className="app-changes" aria-label="What changed">
      <h2>What changed since the week before</h2>
      <ul>
        <li>
          <span>
            Delayed bed days: {count(days)},{' '}
            {difference(days, daysOf(rowOf(delayed.rows, before)), uncompared, delayed.suppressed)}.
          </span>
        </li>
        {now !== null && now.redShare !== null && (
          <li>
            <span>
              Red of reviewed days: {percent(now.redShare)},{' '}
              {pointsDifference(now.redShare, was?.redShare ?? null, uncompared, red.suppressed)}.
            </span>
          </li>
        )}
        {now !== null && now.reviewedShare !== null && (
          <li>
            <span className="app-tag">Recording</span>
            <span>
              Reviewed: {percent(now.reviewedShare)} of days with a round due,{' '}
              {pointsDifference(
                now.reviewedShare,
                was?.reviewedShare ?? null,
                uncompared,
                red.suppressed,
              )}
              .
            </span>
          </li>
        )}
      </ul>
      <p className="app-quiet">
        {uncompared === null &&
          'Two weeks are compared. Whether a difference is more than chance is not tested here yet. '}
        {stateWords(delayed)}
      </p>
    </section>
  );
}

function stateWords({ state, from, to }: DelayedTrend): string {
  const words = [];
  if (state.closedFrom === null) return 'No day of these weeks is closed.';
  if (state.closedFrom > from)
    words.push(
      `Closed days begin on ${dayAndMonth(state.closedFrom)}: weeks that are not whole say “part” and are compared with none.`,
    );
  if (state.closedTo !== null && state.closedTo < to)
    words.push(`Days after ${dayAndMonth(state.closedTo)} are not closed yet.`);
  if (state.provisionalFrom !== null)
    words.push(`Days from ${dayAndMonth(state.provisionalFrom)} on are provisional.`);
  if (state.restated > 0)
    words.push(`${count(state.restated)} ward days were closed again and count as they stand now.`);
  if (state.toRestate > 0)
    words.push(`${count(state.toRestate)} ward days wait to be closed again.`);
  return words.join(' ');
}
