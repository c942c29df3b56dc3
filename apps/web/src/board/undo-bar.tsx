import { useEffect, useEffectEvent, useState } from 'react';
import { useKeysOn } from '../help/help.js';
import { isOfSheet } from '../parts/dialog.js';
import { TickIcon } from '../parts/icons.js';
import { isTypedIn } from './keys.js';
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
  /** What else is to be said there. */
  readonly told: string | null;
  readonly undo: (undoable: K) => void;
  readonly forget: (id: string) => void;
}) {
  const { undoable, told, undo } = props;
  useForgotten(undoable?.id, props.forget);
  useUndoKey(undoable, undo);
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
        {undoable === null && told}
      </p>
      {undoable !== null && (
        <button type="button" className="app-button app-undo-button" onClick={() => undo(undoable)}>
          Undo <kbd>U</kbd>
        </button>
      )}
    </div>
  );
}

/** The key of the round, while the button is there to be pressed. */
function useUndoKey<K>(undoable: K | null, undo: (undoable: K) => void): void {
  const keysOn = useKeysOn();
  const press = useEffectEvent((event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const typing = isTypedIn(target?.tagName ?? '', target?.getAttribute('type') ?? '');
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (undoable === null || typing || modified || isOfSheet(target)) return;
    if (event.key.toLowerCase() !== 'u') return;
    event.preventDefault();
    undo(undoable);
  });
  const listening = undoable !== null && keysOn;
  useEffect(() => {
    if (!listening) return;
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [listening]);
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
