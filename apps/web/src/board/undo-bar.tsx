import { useEffect, useState } from 'react';
import { useKeysOn } from '../help/help.js';
import { TickIcon } from '../parts/icons.js';
import { usePageKey } from '../parts/page-key.js';
import { cameThroughWords } from './marking.js';
import type { CameThrough } from './marking.js';
import { useTooEarly } from './too-early.js';
import { UNDO_MS, useForgotten } from './undo-time.js';

/** What was kept and can be taken back, in words that follow "Kept: ". */
interface Kept {
  readonly id: string;
  readonly words: string;
  /** Somebody else on the ward has almost this name. */
  readonly similarName: boolean;
}

/** What was kept last, with undo for ten seconds. It stays in one place at the foot of the screen. */
export function UndoBar<K extends Kept>(props: {
  readonly undoable: K | null;
  readonly cameThrough: CameThrough | null;
  /** What else is to be said there. */
  readonly told: string | null;
  readonly undo: (undoable: K) => void;
  readonly forget: (id: string) => void;
}) {
  const { undoable, cameThrough, undo } = props;
  const tooEarly = useTooEarly();
  const through = cameThroughWords(cameThrough);
  useForgotten(undoable?.id, props.forget);
  useForgotten(cameThrough?.id, props.forget);
  usePageKey(
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.key.toLowerCase() !== 'u') return;
      event.preventDefault();
      if (!tooEarly.say() && undoable !== null) undo(undoable);
    },
    { listening: useKeysOn() },
  );
  const shown = tooEarly.words === null ? undoable : null;
  return (
    <div className="app-undo-place">
      <p className="app-undo-words" role="status">
        {shown === null ? (
          (tooEarly.words ?? through ?? props.told)
        ) : (
          <>
            <TickIcon />
            <span>
              Kept: {shown.words}
              {shown.similarName && (
                <span className="app-similar">≈ a similar name is on this ward</span>
              )}
            </span>
          </>
        )}
      </p>
      {shown !== null && (
        <button type="button" className="app-button app-undo-button" onClick={() => undo(shown)}>
          Undo <kbd>U</kbd>
        </button>
      )}
    </div>
  );
}

/** Words that stand at the foot for as long as an undo does, and how to put them there. */
export function useTold(): readonly [told: string | null, tell: (words: string) => void] {
  const [told, setTold] = useState<{ readonly words: string } | null>(null);
  useEffect(() => {
    if (told === null) return;
    const timer = setTimeout(() => setTold(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [told]);
  const [tell] = useState(() => (words: string) => setTold({ words }));
  return [told?.words ?? null, tell];
}
