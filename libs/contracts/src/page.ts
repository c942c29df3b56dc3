import type { Board } from './answers.js';

/**
 * What the service puts into a page for the app to begin with: answers to what it would ask first, by
 * path below `/api`, and the board that the address names.
 */
export interface PageSeed {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly board: { readonly epoch: string; readonly snapshot: Board } | null;
}

/** The id of the element that holds the seed, as JSON: data, which no browser runs. */
export const PAGE_SEED_ID = 'page-seed';

/** The id of the sentence that shows itself where the app does not begin. */
export const PAGE_STILL_ID = 'page-still';

/** The id of the element that says what was felt before the app began. */
export const PAGE_EARLY_ID = 'page-early';

/** Draws what an address shows of a seed, as HTML. */
export type DrawPage = (path: string, seed: PageSeed) => Promise<string>;

/** What the built screens bring for the service. */
export interface DrawnPages {
  readonly drawPage: DrawPage;
  /** The text of a script for the page itself: it holds on to what is pressed before the app has come. */
  readonly earlyScript: string;
}
