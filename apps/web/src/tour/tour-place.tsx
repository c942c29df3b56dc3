import { Suspense, lazy } from 'react';
import { useProgress } from './progress.js';

const SignedInTour = lazy(() =>
  import('./tour.js').then((tour) => ({ default: tour.SignedInTour })),
);
const SignedOutTour = lazy(() =>
  import('./tour.js').then((tour) => ({ default: tour.SignedOutTour })),
);

/** Where the tour stands when it is open: at the foot of every screen. It is fetched only then. */
export function TourPlace({ signedIn }: { readonly signedIn: boolean }) {
  const { open } = useProgress();
  if (!open) return null;
  return <Suspense fallback={null}>{signedIn ? <SignedInTour /> : <SignedOutTour />}</Suspense>;
}

/** The quick way to the tour past a board of thirty rows. */
export function TourSkip() {
  const { open } = useProgress();
  return !open ? null : (
    <a className="app-skip" href="#tour">
      Skip to the tour
    </a>
  );
}
