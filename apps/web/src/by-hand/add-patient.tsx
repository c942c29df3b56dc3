import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Board } from '#contracts';
import { LaterAdmitForm } from '../board/later.js';
import { mayDo, seesWholeWards } from '../session/rights.js';
import { useSession } from '../session/session.js';

/**
 * For a patient in a bed that the ward does not list, or in none yet. The foot of the board is given
 * what opens the form, or null where there is nothing to open.
 */
export function AddPatient(props: {
  readonly board: Board;
  readonly children: (add: (() => void) | null) => ReactNode;
}) {
  const { board, children } = props;
  const session = useSession();
  const [adding, setAdding] = useState(false);
  const may = seesWholeWards(session) && mayDo(session, 'admit', board);
  return (
    <>
      {adding && <LaterAdmitForm board={board} bed={null} done={() => setAdding(false)} />}
      {children(may && !adding ? () => setAdding(true) : null)}
    </>
  );
}
