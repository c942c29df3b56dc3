import { useState } from 'react';
import { Link } from 'wouter';
import type { ArrivalQuestion, Board } from '#contracts';
import { londonDate } from '#domain';
import type { Row } from '#domain';
import { useGet } from '../api/use-get.js';
import { useReference } from '../api/reference.js';
import { useLine } from '../live/use-live.js';
import { mayImport } from '../session/rights.js';
import { useSession } from '../session/session.js';
import { moment, shortDay } from '../words/dates.js';
import { isOfTheFile, questionWords } from './question-words.js';

/** One question: the two sides beside each other, and what settles it. */
export function Question({ question }: { readonly question: ArrivalQuestion }) {
  const session = useSession();
  const { ward: wardName } = useReference();
  const { title, settle } = questionWords(question);
  const { ward } = question;
  const ofFile = isOfTheFile(question) && mayImport(session);
  return (
    <article className="app-question">
      <h3>{title}</h3>
      {question.code === 'lookalike' ? (
        <Lookalikes question={question} />
      ) : (
        <Sides question={question} />
      )}
      <p>{settle}</p>
      <p className="app-form-actions">
        {ofFile && (
          <Link href="/import" className="app-button">
            Bring in the mended file
          </Link>
        )}
        {ward !== null && question.code !== 'lookalike' && (
          <Link href={`/wards/${encodeURIComponent(ward)}`} className="app-button">
            Open {wardName(ward)}
          </Link>
        )}
      </p>
    </article>
  );
}

function Sides({ question }: { readonly question: ArrivalQuestion }) {
  const { ward: wardName } = useReference();
  const line = useLine();
  const { board, other } = questionWords(question);
  const { ward, source, at, line: row, field } = question;
  const when = at === null ? '' : `, ${moment(at, londonDate(line.at ?? at), londonDate(at))}`;
  return (
    <div className="app-sides">
      <div className="app-side">
        <h4>Our board{ward !== null && `, ${wardName(ward)}`}</h4>
        <p>{board}</p>
      </div>
      <div className="app-side">
        <h4>
          {source ?? 'A file'}
          {when}
        </h4>
        <p>{other}</p>
        {row !== null && (
          <p className="app-quiet">
            Line {row}
            {field !== null && `, ${field}`}
          </p>
        )}
      </div>
    </div>
  );
}

/** Two stays side by side, as their boards show them to this person; their names only on asking. */
function Lookalikes({ question }: { readonly question: ArrivalQuestion }) {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <p>
        {questionWords(question).board}{' '}
        <button type="button" className="app-link-button" onClick={() => setOpen(true)}>
          Show both
        </button>
      </p>
    );
  return (
    <div className="app-sides">
      {question.stays.map((stay) => (
        <Stay key={stay} stay={stay} ward={question.ward} />
      ))}
    </div>
  );
}

interface StayListed {
  readonly items: readonly Row[];
}

function Stay({ stay, ward }: { readonly stay: string; readonly ward: string | null }) {
  const { ward: wardName } = useReference();
  const line = useLine();
  const own = useGet<Board>(ward === null ? null : `/wards/${encodeURIComponent(ward)}/board`);
  const row = own.state === 'ready' ? own.value.rows.find((one) => one.stay === stay) : undefined;
  // The other of the two may lie on another ward.
  const elsewhere = useGet<StayListed>(
    own.state === 'ready' && row === undefined ? '/stays?over=0' : null,
  );
  const found =
    row ??
    (elsewhere.state === 'ready'
      ? elsewhere.value.items.find((one) => one.stay === stay)
      : undefined);
  if (own.state === 'loading') return <p className="app-side">Reading the stay</p>;
  if (found === undefined)
    return <p className="app-side">This stay is on another ward, or not yours to see.</p>;
  const { patient, bed, admittedOn } = found;
  return (
    <div className="app-side">
      <h4>{patient.displayName || 'Name not shown'}</h4>
      <p>
        {wardName(found.ward)}, {bed === null ? 'no bed' : `bed ${bed}`}
      </p>
      <p>Admitted {shortDay(admittedOn, londonDate(line.at ?? `${admittedOn}T12:00:00Z`))}</p>
      <p>NHS number {patient.nhsNumber ?? 'not known'}</p>
      <p>Hospital number {patient.localId ?? 'not known'}</p>
      <p>
        <Link href={`/wards/${encodeURIComponent(found.ward)}`}>Open {wardName(found.ward)}</Link>
      </p>
    </div>
  );
}
