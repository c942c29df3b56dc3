import { Link } from 'wouter';
import { useReference } from '../api/reference.js';
import { countsOf } from '../board/counts.js';
import { countsHours } from '../board/hours.js';
import { useLine, useWardFeed } from '../live/use-live.js';
import {
  mayAnswerQuestions,
  mayDo,
  mayImport,
  mayOpenSystem,
  mayOpenWaiting,
} from '../session/rights.js';
import { useSession } from '../session/session.js';
import { NotLiveBanner } from '../shell/not-live-banner.js';
import { useTitle } from '../shell/shell.js';
import { TourOffer } from '../tour/tour-offer.js';
import { TOUR_WARD } from '../tour/steps.js';
import { clockTime, fullDay, hourOf } from '../words/dates.js';
import { londonDate } from '#domain';
import { askedOf } from './asked.js';

/** What this person may open, the next thing to do first. */
export function Start() {
  const session = useSession();
  const line = useLine();
  useTitle('Start');
  return (
    <>
      <NotLiveBanner />
      <div className="app-page">
        <h1>
          {line.at === null ? 'Hello' : greeting(hourOf(line.at))}, {session.name}
        </h1>
        {line.at !== null && (
          <p className="app-lede">
            {fullDay(londonDate(line.at))}, {clockTime(line.at)}
          </p>
        )}
        {mayImport(session) && <FirstFile />}
        {session.ward !== null && <OwnWard ward={session.ward} />}
        <ul className="app-cards">
          {mayOpenWaiting(session) && (
            <Card
              href="/wards"
              title="Wards"
              words="Every ward by site. Open the boards that are yours."
            />
          )}
          {mayOpenWaiting(session) && (
            <Card
              href="/escalations"
              title="Waiting list"
              words="Who waits for whom, the longest first."
            />
          )}
          {mayOpenSystem(session) && (
            <Card href="/system" title="System" words="Counts of every ward and site. No names." />
          )}
          {mayAnswerQuestions(session) && !mayImport(session) && (
            <Card
              href="/questions"
              title="Questions about arrivals"
              words="Where a file and the board differ, and patients who may be one."
            />
          )}
          <Card
            href="/weekly"
            title="Weekly"
            words="Delays and red days of the week, over closed days."
          />
          {mayImport(session) && (
            <Card
              href="/import"
              title="Arrivals"
              words="Bring in a census file, see what came in and what was not taken."
            />
          )}
        </ul>
        <Tour />
      </div>
    </>
  );
}

/** The tour again, for who left it, where there is what it shows. */
function Tour() {
  const { wards } = useReference();
  const session = useSession();
  if (!session.demonstration || !wards.some(({ code }) => code === TOUR_WARD)) return null;
  return <TourOffer />;
}

/** A house without wards has one next step. */
function FirstFile() {
  const { wards, wardsLoaded } = useReference();
  if (!wardsLoaded || wards.length > 0) return null;
  return (
    <div className="app-next">
      <div>
        <h2>No ward has patients yet</h2>
        <p>A census file brings the wards and their patients.</p>
      </div>
      <Link href="/import" className="app-button app-button--strong app-button--large">
        Bring in a census file
      </Link>
    </div>
  );
}

function greeting(hour: number): string {
  if (hour < 12) return 'Good morning';
  return hour < 18 ? 'Good afternoon' : 'Good evening';
}

function OwnWard({ ward }: { readonly ward: string }) {
  const reference = useReference();
  const session = useSession();
  const line = useLine();
  const { body } = useWardFeed(ward);
  const path = `/wards/${encodeURIComponent(ward)}`;
  const now = line.at ?? body?.asOf;
  const asked = body === null || now === undefined ? null : askedOf(body, clockTime(now));
  const walks =
    body !== null &&
    asked !== null &&
    asked.left > 0 &&
    mayDo(session, 'round', body) &&
    !countsHours(body.kind);
  return (
    <div className="app-next">
      <div>
        <h2>
          {body?.name ?? reference.ward(ward)}
          {asked !== null && `: ${asked.words}`}
        </h2>
        {body !== null && (
          <p>
            {countsOf(body).reviewed} of {body.rows.length} patients reviewed today.
          </p>
        )}
      </div>
      <p className="app-next-ways">
        {walks && (
          <Link href={`${path}/round`} className="app-button app-button--large">
            {asked.kind === 'huddle' ? 'Start the huddle' : 'Start the round'}
          </Link>
        )}
        <Link href={path} className="app-button app-button--strong app-button--large">
          Open the board
        </Link>
      </p>
    </div>
  );
}

function Card(props: { readonly href: string; readonly title: string; readonly words: string }) {
  return (
    <li>
      <Link href={props.href} className="app-card">
        <b>{props.title}</b>
        <span>{props.words}</span>
      </Link>
    </li>
  );
}
