import { useEffect } from 'react';
import { TickIcon } from '../parts/icons.js';
import type { Undoable } from './marking.js';

const UNDO_MS = 10_000;

/** What was kept last, with undo for ten seconds. It stays in one place at the foot of the screen. */
export function UndoBar(props: {
  readonly undoable: Undoable | null;
  readonly undo: (undoable: Undoable) => void;
  readonly forget: (id: string) => void;
}) {
  const { undoable, undo, forget } = props;
  const id = undoable?.id;
  useEffect(() => {
    if (id === undefined) return;
    const timer = setTimeout(() => forget(id), UNDO_MS);
    return () => clearTimeout(timer);
  }, [id, forget]);
  return (
    <div className="app-undo-place">
      <p className="app-undo-words" role="status">
        {undoable !== null && (
          <>
            <TickIcon />
            <span>
              Kept: {undoable.words}
              {undoable.similarName && (
                <span className="app-similar">≈ a similar name is on this ward</span>
              )}
            </span>
          </>
        )}
      </p>
      {undoable !== null && (
        <button type="button" className="app-button app-undo-button" onClick={() => undo(undoable)}>
          Undo
        </button>
      )}
    </div>
  );
}
