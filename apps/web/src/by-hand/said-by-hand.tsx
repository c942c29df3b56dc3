import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { Row } from '#domain';
import { sayTakenBack } from '../questions/use-answer.js';

/** An answer to "Gone?" that was kept, and how it is taken back: by the id of its command. */
export interface SaidByHand {
  readonly id: string;
  readonly stay: string;
  readonly words: string;
  readonly similarName: boolean;
}

const Tell = createContext<(said: SaidByHand) => void>(() => undefined);

/** Tells the screen what was kept: whoever said it may be gone with the row. */
export const useTellSaid = () => useContext(Tell);

export function HearsSaid(props: {
  readonly tell: (said: SaidByHand) => void;
  readonly children: ReactNode;
}) {
  return <Tell.Provider value={props.tell}>{props.children}</Tell.Provider>;
}

/**
 * What of a ward's answers may be taken back just now. `mark` is the mark that can be undone: it has the place at
 * the foot again as soon as it is another one than when the answer was given. `tell` says what became of an undo,
 * `arrive` is called when the stay is asked about again.
 */
export function useSaidByHand(
  mark: string | undefined,
  rows: readonly Row[],
  {
    tell,
    arrive,
  }: { readonly tell: (words: string) => void; readonly arrive: (stay: string) => void },
) {
  const [held, setHeld] = useState<{ said: SaidByHand; mark: string | undefined } | null>(null);
  const [returning, setReturning] = useState<string | null>(null);
  const back = rows.some(({ stay, gone }) => stay === returning && gone !== null);
  useEffect(() => {
    if (back && returning !== null) arrive(returning);
  }, [back, returning, arrive]);
  const isNewest = held !== null && (mark === undefined || mark === held.mark);

  async function undo({ id, stay }: SaidByHand): Promise<void> {
    setHeld(null);
    const why = await sayTakenBack(stay, id);
    tell(why === null ? 'Taken back. It is asked again.' : `Not taken back. ${why}`);
    if (why === null) setReturning(stay);
  }

  return {
    said: isNewest ? held.said : null,
    hear: (said: SaidByHand) => {
      setHeld({ said, mark });
      setReturning(null);
    },
    undo: (said: SaidByHand) => void undo(said),
    forget: () => setHeld(null),
  };
}
