import { Suspense, lazy, useState } from 'react';
import type { ComponentType } from 'react';
import { Reading } from './state-page.js';

/** A part of the app in a file of its own: what draws it, and what fetches the file before it is needed. */
export interface Fetched<P extends object> {
  readonly Part: ComponentType<P>;
  readonly fetch: () => Promise<unknown>;
}

/** What has come already is drawn at once, without a blink; in place of what has not stands what is read. */
export function fetched<P extends object>(
  what: string,
  load: () => Promise<ComponentType<P>>,
): Fetched<P> {
  let here: ComponentType<P> | null = null;
  const fetch = () => load().then((component) => (here = component));
  const Later = lazy(() => fetch().then((component) => ({ default: component })));
  function Waited(props: P) {
    return (
      <Suspense fallback={<Reading what={what} />}>
        <Later {...props} />
      </Suspense>
    );
  }
  function Part(props: P) {
    // It stays the same as long as it is shown, whenever the file comes: otherwise it would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => here ?? Waited);
    return <Shown {...props} />;
  }
  return { Part, fetch };
}
