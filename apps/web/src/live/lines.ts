import type { PageSeed } from '#contracts';
import type { LiveClient } from './live-client.js';

/** A client, and how to open its line once it is shown. */
interface Line {
  readonly live: LiveClient;
  readonly connect: () => void;
}

/** Makes the line of a page: over a socket in a browser, none where a page is drawn for one. */
export type BeginLine = (parts: {
  readonly whenSignedOut: () => void;
  readonly board: PageSeed['board'];
}) => Line;
