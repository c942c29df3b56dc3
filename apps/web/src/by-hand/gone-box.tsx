import { londonDate } from '#domain';
import type { LocalDate, Row } from '#domain';
import { moment } from '../words/dates.js';
import { useTellSaid } from './said-by-hand.js';
import { useByHand } from './use-by-hand.js';

/**
 * Missing from the last census: a person who knows says which it is. The answer is kept at once and offers its undo
 * at the foot, as a mark does: a question before each would be one more press for all who are right.
 */
export function GoneBox({ row, today }: { readonly row: Row; readonly today: LocalDate }) {
  const { busy, problem, say } = useByHand(row);
  const tellSaid = useTellSaid();
  if (row.gone === null) return null;
  const [from, to] = row.gone.between;
  const time = (at: string) => moment(at, today, londonDate(at));
  async function answer(verb: 'leave' | 'still-here', own: object, about: string): Promise<void> {
    const id = crypto.randomUUID();
    if (!(await say(verb, own, about, id))) return;
    const { stay, bed, patient } = row;
    const who = [`Bed ${bed ?? 'not known'}`, patient.displayName].filter(Boolean).join(', ');
    tellSaid({ id, stay, words: `${who}: ${about}`, similarName: patient.similarName });
  }
  // When exactly nobody saw: the census that first missed the patient is the latest it can have been.
  const left = (destination: string, about: string) =>
    void answer('leave', { to: destination, at: to }, about);
  return (
    <div className="app-gone" role="group" aria-label="Is the patient gone?">
      <p>
        <b>Gone?</b> Was here {time(from)}, and is missing from the census of {time(to)}.
      </p>
      {problem !== null && <p role="alert">Not kept. {problem.message}</p>}
      <div className="app-gone-answers">
        <button
          type="button"
          className="app-button app-button--strong"
          disabled={busy}
          onClick={() => void answer('still-here', {}, 'still here')}
        >
          Still here
        </button>
        <button
          type="button"
          className="app-button"
          disabled={busy}
          onClick={() => left('home', 'went home')}
        >
          Went home
        </button>
        <button
          type="button"
          className="app-button"
          disabled={busy}
          onClick={() => left('ward', 'went to another ward')}
        >
          Went to another ward
        </button>
        <button
          type="button"
          className="app-button"
          disabled={busy}
          onClick={() => left('not-known', 'gone, where to is not known')}
        >
          Gone, where to is not known
        </button>
      </div>
    </div>
  );
}
