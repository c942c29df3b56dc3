import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** What is typed in. A tick box is none: letters would do nothing to it and a space would. */
const FIELD =
  'textarea, select, input:not([type="checkbox"], [type="radio"], [type="hidden"], [disabled])';

/**
 * A sheet over the screen, with the focus in its first field: what is typed lands there and nowhere else.
 * Escape closes it, and the focus goes back to where it was.
 */
export function Dialog(props: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { title, close, children } = props;
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before the screen is drawn, so that no key comes between the sheet and its focus.
  useLayoutEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
    dialog.querySelector<HTMLElement>(FIELD)?.focus();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={sheet}
      className="app-sheet"
      aria-labelledby={id}
      onKeyDown={(event) => {
        // Escape closes the sheet and nothing that lies under it.
        if (event.key === 'Escape') event.stopPropagation();
      }}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div className="app-sheet-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="app-button" onClick={close}>
          Close
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** Whether a key belongs to a sheet: one lies over the screen, or was closed by this very key. */
export function isOfSheet(target: EventTarget | null): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  return target instanceof Element && target.closest('dialog') !== null;
}
