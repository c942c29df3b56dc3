import { useState } from 'react';
import type { Board } from '#contracts';
import { mayDo, seesWholeWards } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { AdmitForm } from './admit-form.js';

/** For a patient in a bed that the ward does not list, or in none yet. */
export function AddPatient({ board }: { readonly board: Board }) {
  const session = useSession();
  const [adding, setAdding] = useState(false);
  if (!seesWholeWards(session) || !mayDo(session, 'admit', board)) return null;
  if (adding) return <AdmitForm board={board} bed={null} done={() => setAdding(false)} />;
  return (
    <button type="button" className="app-add-patient" onClick={() => setAdding(true)}>
      Add a patient in another bed
    </button>
  );
}
