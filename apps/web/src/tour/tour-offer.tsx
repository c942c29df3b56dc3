import { openTour, useProgress } from './progress.js';
import { STEPS } from './steps.js';

/** The way into the tour, and back into it. */
export function TourOffer() {
  const { open, at } = useProgress();
  if (open) return null;
  const left = at > 0 && at < STEPS.length - 1;
  return (
    <div className="app-next app-tour-offer">
      <div>
        <h2>{left ? 'Go on with the tour' : 'New here? Take the tour'}</h2>
        <p>
          {left
            ? `You left it at step ${at + 1} of ${STEPS.length}.`
            : 'Five minutes: mark one patient’s day and follow it to the director and the council.'}
        </p>
      </div>
      <button
        type="button"
        className="app-button app-button--strong app-button--large"
        onClick={openTour}
      >
        {left ? 'Go on' : 'Start the tour'}
      </button>
    </div>
  );
}
