import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Board } from '#contracts';
import { errorOf, isGood, request } from '../api/http.js';
import { useWardFeed } from '../live/use-live.js';
import { TickIcon } from '../parts/icons.js';
import { useRootClass } from '../parts/root-class.js';
import { useSession, useSessionState } from '../session/session.js';
import '../styles/tour.css';
import { goTo, leaveTour, noteDone, useProgress } from './progress.js';
import { STEPS, TOUR_WARD, isDone, isThere } from './steps.js';
import type { Step, Whereabouts } from './steps.js';

/** Where the person is; the mark is noticed by the ward's own live feed. */
export function SignedInTour() {
  const { person, ward } = useSession();
  const { at } = useProgress();
  const [path] = useLocation();
  const watches = STEPS[at]?.id === 'mark' && ward === TOUR_WARD;
  return watches ? (
    <MarkingTour person={person} path={path} />
  ) : (
    <Tour person={person} path={path} markedRed={false} />
  );
}

export function SignedOutTour() {
  const [path] = useLocation();
  return <Tour person={null} path={path} markedRed={false} />;
}

function MarkingTour(props: Pick<Whereabouts, 'person' | 'path'>) {
  const { body } = useWardFeed(TOUR_WARD);
  const [begun, setBegun] = useState<ReadonlyMap<string, number> | null>(null);
  if (begun === null && body !== null) setBegun(versionsOf(body));
  return <Tour {...props} markedRed={body !== null && begun !== null && hasNewRed(body, begun)} />;
}

function versionsOf({ rows }: Board): ReadonlyMap<string, number> {
  return new Map(rows.map(({ stay, day }) => [stay, day.version]));
}

/** Whether a day was marked red since the versions were those. */
function hasNewRed({ rows }: Board, since: ReadonlyMap<string, number>): boolean {
  return rows.some(
    ({ stay, day }) =>
      day.reviewed && day.colour === 'red' && day.version > (since.get(stay) ?? day.version),
  );
}

function Tour(here: Whereabouts) {
  const { at, done } = useProgress();
  const step = STEPS[at] ?? STEPS[0];
  const true_ = step !== undefined && isDone(step.id, here);
  useEffect(() => {
    if (true_) noteDone(step.id);
  }, [true_, step]);
  if (step === undefined) return null;
  return (
    <TourRegion
      key={step.id}
      step={step}
      at={at}
      here={here}
      done={true_ || done.includes(step.id)}
    />
  );
}

interface TourRegionProps {
  readonly step: Step;
  readonly at: number;
  readonly here: Whereabouts;
  readonly done: boolean;
}

/** One step in a region of its own: nothing is covered that cannot be scrolled to, and nothing is held. */
function TourRegion({ step, at, here, done }: TourRegionProps) {
  const bring = useBringer(step);
  const heading = useFocusWhenAsked();
  const place = useHeightTold();
  const last = at === STEPS.length - 1;
  const needsBringing = !done && !isThere(step, here);
  return (
    <section ref={place} id="tour" tabIndex={-1} className="app-tour" aria-labelledby="tour-title">
      <div className="app-tour-words">
        <h2 id="tour-title" ref={heading} tabIndex={-1}>
          <small>
            Tour, {at + 1} of {STEPS.length}
          </small>{' '}
          {step.title}
        </h2>
        {!done && (
          <>
            <p>{step.look}</p>
            {/* What is to be pressed is on a screen that is not here yet: first that. */}
            <p>{!needsBringing && <b>{step.press}</b>}</p>
          </>
        )}
        <p role="status" className={done ? 'app-tour-done' : 'app-hidden'}>
          {done && (
            <>
              <TickIcon /> <span>{step.done}</span>
            </>
          )}
        </p>
        {bring.problem !== null && (
          <p role="alert" className="app-problem">
            {bring.problem}
          </p>
        )}
      </div>
      <div className="app-tour-buttons">
        {needsBringing && (
          <button
            type="button"
            className="app-button app-button--strong"
            disabled={bring.busy}
            onClick={() => void bring.go()}
          >
            {step.bring}
          </button>
        )}
        {!last && (
          <button
            type="button"
            className={done ? 'app-button app-button--strong' : 'app-button'}
            onClick={() => move(at + 1)}
          >
            {done ? 'Next' : 'Skip this step'}
          </button>
        )}
        {at > 0 && (
          <button type="button" className="app-button" onClick={() => move(at - 1)}>
            Back
          </button>
        )}
        <button type="button" className="app-button" onClick={leave}>
          {last ? 'Close the tour' : 'Leave the tour'}
        </button>
      </div>
    </section>
  );
}

/** Set when a button of the tour was pressed that puts another step, or another screen, in its place. */
let focusAsked = false;

function move(to: number): void {
  focusAsked = true;
  goTo(to);
}

function leave(): void {
  leaveTour();
  document.getElementById('main')?.focus();
}

/** The heading takes the focus that the pressed button took away with it. */
function useFocusWhenAsked() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!focusAsked) return;
    focusAsked = false;
    heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}

/** Tells the page how much of its foot the tour takes, so that neither a focus nor the undo bar hides behind it. */
function useHeightTold() {
  useRootClass('app-root--tour');
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const root = document.documentElement.style;
    const observer = new ResizeObserver(() =>
      root.setProperty('--tour-height', `${element.offsetHeight}px`),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.removeProperty('--tour-height');
    };
  }, []);
  return place;
}

/** Signs in as the person of a step where that is somebody else, and opens its page. */
function useBringer({ person, path }: Step) {
  const { loaded, refresh } = useSessionState();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const now = loaded.state === 'ready' ? loaded.value.person : null;

  async function go(): Promise<void> {
    setProblem(null);
    if (now === person) return navigate(path);
    setBusy(true);
    const reply = await request('POST', '/session', { person });
    setBusy(false);
    if (reply.kind === 'unreached') return setProblem('The service cannot be reached. Try again.');
    if (!isGood(reply.status)) return setProblem(errorOf(reply.body).message);
    focusAsked = true;
    navigate(path);
    refresh();
  }

  return { go, busy, problem };
}
