import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';

/** A sheet over the screen. Escape closes it, and the focus goes back to where it was. */
export function Dialog(props: {
  readonly title: string;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  const { title, close, children } = props;
  const sheet = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) return;
    const before = document.activeElement;
    dialog.showModal();
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
