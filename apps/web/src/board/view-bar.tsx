import { useId } from 'react';
import type { Board } from '#contracts';
import { countShown } from './board-view.js';
import type { BoardView, Order, Show } from './board-view.js';
import { marksColours } from './colours.js';

const SHOWS: readonly (readonly [Show, string])[] = [
  ['all', 'All'],
  ['unreviewed', 'Not reviewed'],
  ['red', 'Red'],
  ['home', 'Home today'],
];

/** What means nothing on a ward that marks no colour. */
const OF_COLOUR: ReadonlySet<Show> = new Set(['unreviewed', 'red']);

const ORDERS: readonly (readonly [Order, string])[] = [
  ['bed', 'Bed order'],
  ['longest', 'Longest in first'],
  ['expected', 'Expected first'],
];

/** What of the board is shown, and in which order. The choice holds until another is made. */
export function ViewBar({ board, look }: { readonly board: Board; readonly look: BoardView }) {
  const id = useId();
  const { view, choose } = look;
  const shows = marksColours(board) ? SHOWS : SHOWS.filter(([show]) => !OF_COLOUR.has(show));
  return (
    <div className="app-view-bar">
      <fieldset className="app-segments">
        <legend className="app-hidden">Show</legend>
        {shows.map(([show, words]) => (
          <label key={show} className="app-segment">
            <input
              type="radio"
              name={`${id}-show`}
              checked={view.show === show}
              onChange={() => choose({ ...view, show })}
            />
            <span className="app-face">
              {words}
              {show !== 'all' && ` ${countShown(board.rows, show)}`}
            </span>
          </label>
        ))}
      </fieldset>
      <label className="app-order">
        <span className="app-hidden">Order</span>
        <select
          value={view.order}
          onChange={(event) => choose({ ...view, order: event.currentTarget.value as Order })}
        >
          {ORDERS.map(([order, words]) => (
            <option key={order} value={order}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {look.isOld && (
        <button type="button" className="app-button" onClick={() => choose(view)}>
          Look again
        </button>
      )}
    </div>
  );
}
