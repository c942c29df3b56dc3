import { useEffect, useRef, useState } from 'react';
import { useLine } from '../live/use-live.js';
import { NotLiveIcon, TickIcon } from '../parts/icons.js';
import type { Undoable } from '../board/marking.js';
import type { Stop } from './walk-order.js';

const UNDO_SECONDS = 10;
const DOUBLE_PRESS_MS = 300;

/** What was kept last and its undo, and where to go from here: always in the same place under the hand. */
export function RoundFoot(props: {
  readonly undoable: Undoable | null;
  readonly undo: () => void;
  readonly forget: (id: string) => void;
  /** Answers that are not answered by the service yet. */
  readonly waiting: number;
  readonly answered: boolean;
  readonly next: Stop | null;
  readonly before: Stop | null;
  readonly goTo: (stay: string) => void;
  readonly finish: () => void;
}) {
  const { undoable, next, before, answered } = props;
  const pressedAt = useRef(-DOUBLE_PRESS_MS);
  return (
    <footer className="app-round-foot">
      <Kept {...props} key={undoable?.id ?? 'none'} />
      <button
        type="button"
        className="app-button app-button--large app-round-back"
        disabled={before === null}
        onClick={() => before !== null && props.goTo(before.stay)}
      >
        Back <kbd>←</kbd>
      </button>
      <button
        type="button"
        className={`app-button app-button--large app-round-next${answered ? ' app-button--strong' : ''}`}
        // The second half of a double press would skip a patient unseen.
        onClick={({ timeStamp }) => {
          const soon = timeStamp - pressedAt.current < DOUBLE_PRESS_MS;
          pressedAt.current = timeStamp;
          if (soon && !answered) return;
          if (next === null) props.finish();
          else props.goTo(next.stay);
        }}
      >
        {next === null
          ? 'To the end'
          : `${answered ? 'Next: bed' : 'Skip to bed'} ${next.bed ?? '?'}`}{' '}
        <kbd>→</kbd>
      </button>
    </footer>
  );
}

function Kept(props: {
  readonly undoable: Undoable | null;
  readonly undo: () => void;
  readonly forget: (id: string) => void;
  readonly waiting: number;
}) {
  const { undoable, forget, waiting } = props;
  const line = useLine();
  const [left, setLeft] = useState(UNDO_SECONDS);
  const id = undoable?.id;
  useEffect(() => {
    if (id === undefined) return;
    const tick = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    const end = setTimeout(() => forget(id), UNDO_SECONDS * 1_000);
    return () => {
      clearInterval(tick);
      clearTimeout(end);
    };
  }, [id, forget]);
  if (waiting > 0 && line.state === 'not-live')
    return (
      <div className="app-kept app-kept--waiting">
        <p role="status">
          <NotLiveIcon />
          <span>
            <b>Kept on this device.</b> {waiting === 1 ? '1 waits' : `${waiting} wait`} to be sent.
          </span>
        </p>
      </div>
    );
  return (
    <div className={`app-kept${undoable === null ? ' app-kept--none' : ''}`}>
      <p role="status">
        {undoable !== null && (
          <>
            <TickIcon />
            <span>
              <span className="app-round-wide">Kept: </span>
              {undoable.words}
              {undoable.similarName && (
                <span className="app-similar">≈ a similar name is on this ward</span>
              )}
            </span>
          </>
        )}
      </p>
      {undoable !== null && (
        <button type="button" className="app-button app-kept-undo" onClick={props.undo}>
          Undo <small aria-hidden="true">{left} s</small>
        </button>
      )}
    </div>
  );
}
