import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { judgementOf } from '#domain';
import type { LocalDate, Row } from '#domain';
import { useReference } from '../api/reference.js';
import { bedParts } from '../board/lines.js';
import { useGave } from '../board/use-gave.js';
import { BandTag } from '../parts/band.js';
import { useRootClass } from '../parts/root-class.js';
import { SimilarName } from '../parts/similar-name.js';
import { shortDay, slip, spanSince } from '../words/dates.js';
import { minutesAndSeconds } from './round-words.js';

/** Who is talked about: bed, name, how long, when expected, and what stood yesterday. */
export function PatientHead(props: {
  readonly row: Row;
  readonly today: LocalDate;
  readonly more: React.ReactNode;
}) {
  const { row, today } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useRootClass('app-root--patient');
  // Whoever goes on by key or with a reader is told at once who is next.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  // And whoever goes on by touch sees the next patient from the top, not where the last one was left.
  useLayoutEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  const { bay, number } = bedParts(row.bed ?? '');
  return (
    <div className="app-patient">
      {/* Bed and name stay in sight, on a phone too, for as long as anything can be answered. */}
      <div className="app-patient-name">
        <div className="app-patient-bed" aria-hidden="true">
          <span>Bed{bay !== '' && ` ${bay}`}</span>
          <b>{row.bed === null ? '?' : number}</b>
        </div>
        <h1 ref={heading} tabIndex={-1}>
          <span className="app-hidden">Bed {row.bed ?? 'not known'}, </span>
          {row.patient.displayName || 'Name not shown'}{' '}
          {row.patient.age !== undefined && <span className="app-plain">{row.patient.age}</span>}
          {row.patient.similarName && <SimilarName />}
        </h1>
      </div>
      <div className="app-patient-about">
        <p>
          Day {row.losDays} <BandTag band={row.band} /> <Expected row={row} today={today} />
          {row.away !== null && <span className="app-tag">On leave</span>}
          {row.gone !== null && (
            <span className="app-tag app-tag--ink">Gone? Confirm on the board</span>
          )}
        </p>
        <Before row={row} today={today} />
      </div>
      <div className="app-patient-more">
        <PatientTimer />
        {props.more}
      </div>
    </div>
  );
}

function Expected({ row, today }: { readonly row: Row; readonly today: LocalDate }) {
  const date = row.expectedDischargeDate;
  if (date === null) return <span>No expected date</span>;
  const late = slip(date, today);
  return (
    <span>
      Expected{' '}
      <b>{shortDay(date, today).toLowerCase() === 'today' ? 'today' : shortDay(date, today)}</b>
      {late !== '' && `, ${late.slice(1)} late`}
    </span>
  );
}

/** What was said before of this patient's days, and what hangs over from it. */
function Before({ row, today }: { readonly row: Row; readonly today: LocalDate }) {
  const { reason } = useReference();
  const { day } = row;
  const gave = useGave(row);
  const name = (code: string) => reason('red-constraints', code, today);
  const since = day.redSince === null ? '' : `, ${spanSince(day.redSince, today)}`;
  const note = day.note === null ? '' : ` Note: ${day.note}`;
  if (day.carriedOver && day.constraint !== null)
    return (
      <p className="app-quiet">
        Before: red, waiting for {name(day.constraint)}
        {since}.
      </p>
    );
  if (!day.reviewed) return <p className="app-quiet">No reason is open from the day before.</p>;
  const said = judgementOf(day);
  const waits = said?.constraint == null ? '' : `, waiting for ${name(said.constraint)}`;
  return (
    <p className="app-quiet">
      {day.final === null ? 'Planned' : 'Final'}: {day.colour}
      {gave !== null && ` – ${gave}`}
      {waits}
      {since}.{note}
    </p>
  );
}

/** How long this patient has been talked about. It hurries nobody, and is not read aloud. */
function PatientTimer() {
  const [from] = useState(() => Date.now());
  const [now, setNow] = useState(from);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="app-patient-timer" aria-hidden="true">
      <small>this patient</small>
      <b>{minutesAndSeconds(now - from)}</b>
    </p>
  );
}
