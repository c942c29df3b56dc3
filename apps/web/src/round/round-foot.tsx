import { useEffect, useRef, useState } from 'react';
import { useLine } from '../live/use-live.js';
import { NotLiveIcon, TickIcon } from '../parts/icons.js';
import { cameThroughWords } from '../board/marking.js';
import type { CameThrough, Undoable } from '../board/marking.js';
import { UNDO_SECONDS, useForgotten } from '../board/undo-time.js';
import type { Stop } from './walk-order.js';

const DOUBLE_PRESS_MS = 300;

/** An action that was added, in words. */
export interface Added {
  readonly id: string;
  readonly words: string;
}

interface KeptParts {
  readonly undoable: Undoable | null;
  readonly cameThrough: CameThrough | null;
  /** What is said of an undo that came before its mark was kept. */
  readonly tooEarly: string | null;
  readonly undo: () => void;
  readonly forget: (id: string) => void;
  readonly added: Added | null;
  readonly forgetAdded: () => void;
  /** Answers that are not answered by the service yet. */
  readonly waiting: number;
}

/** What was kept last and its undo, and where to go from here: always in the same place under the hand. */
export function RoundFoot(
  props: KeptParts & {
    readonly answered: boolean;
    readonly next: Stop | null;
    readonly before: Stop | null;
    readonly goTo: (stay: string) => void;
    readonly finish: () => void;
  },
) {
  const { next, before, answered } = props;
  const pressedAt = useRef(-DOUBLE_PRESS_MS);
  return (
    <footer className="app-round-foot">
      <Kept {...props} />
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

/** The newer of two things that are said in one place. */
function useNewer(mark: string | undefined, added: string | undefined): 'mark' | 'added' {
  const [held, setHeld] = useState({ mark, added, newer: 'mark' as 'mark' | 'added' });
  if (held.mark === mark && held.added === added) return held.newer;
  const isAction = added !== undefined && (added !== held.added || mark === undefined);
  const newer = isAction ? 'added' : 'mark';
  setHeld({ mark, added, newer });
  return newer;
}

function Kept(props: KeptParts) {
  const { added, cameThrough, tooEarly, waiting } = props;
  const line = useLine();
  useForgotten(props.undoable?.id, props.forget);
  useForgotten(cameThrough?.id, props.forget);
  useForgotten(added?.id, props.forgetAdded);
  const newer = useNewer(props.undoable?.id ?? cameThrough?.id, added?.id);
  const undoable = tooEarly === null ? props.undoable : null;
  const said = tooEarly ?? cameThroughWords(cameThrough);
  if (waiting > 0 && line.state === 'not-live')
    return (
      <div className="app-kept app-kept--waiting">
        <p role="status">
          <NotLiveIcon />
          <span>
            <b>Kept on this device.</b> {waiting === 1 ? '1 waits' : `${waiting} wait`} to be sent.{' '}
            {tooEarly}
          </span>
        </p>
      </div>
    );
  const none = undoable === null && added === null && said === null;
  return (
    <div className={`app-kept${none ? ' app-kept--none' : ''}`}>
      <p role="status">
        {!none && tooEarly === null && <TickIcon />}
        {tooEarly !== null || (newer === 'mark' && undoable === null && said !== null) ? (
          <span>{said}</span>
        ) : newer === 'added' && added !== null ? (
          <span>{added.words}</span>
        ) : (
          undoable !== null && <KeptMark undoable={undoable} />
        )}
      </p>
      {undoable !== null && (
        <button type="button" className="app-button app-kept-undo" onClick={props.undo}>
          {newer === 'added' ? 'Undo mark' : 'Undo'} <kbd>U</kbd> <SecondsLeft key={undoable.id} />
        </button>
      )}
    </div>
  );
}

/** Which mark was kept, in the words that there is room for. */
function KeptMark({ undoable }: { readonly undoable: Undoable }) {
  return (
    <span>
      Kept: <span className="app-round-wide">{undoable.words}</span>
      <span className="app-round-narrow">{undoable.brief}</span>
      {undoable.similarName && (
        <span className="app-similar">≈ a similar name is on this ward</span>
      )}
    </span>
  );
}

function SecondsLeft() {
  const [left, setLeft] = useState(UNDO_SECONDS);
  useEffect(() => {
    const tick = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000);
    return () => clearInterval(tick);
  }, []);
  return <small aria-hidden="true">{left} s</small>;
}
