import type { InstantText, ReferenceBook } from '#domain';
import { instantText } from '#domain';
import type { Persistence, WardChangeRead } from '#persistence';
import type { Clock, Logger } from '#platform';
import type { BookKeeper } from './book-keeper.js';
import type { NewIds } from './ids.js';

/** A change of a ward before it has a version. */
export type Untold = Omit<WardChangeRead, 'version'>;

/** What every step of the flow works with. */
export interface House {
  readonly persistence: Persistence;
  readonly clock: Clock;
  readonly books: BookKeeper;
  readonly ids: NewIds;
  readonly log: Logger;
  /** Days for which files and messages are kept as they came; 90 when nobody says otherwise. */
  readonly inboundDays?: number;
  /** Tells the feed of a change as soon as it is committed; the relay finds what is not told. */
  readonly tell: (change: WardChangeRead) => void;
  /** Says what will be told if a command that was just given to the database succeeds; it may not. */
  readonly foretell: (change: Untold) => void;
}

export function nowText(house: House): InstantText {
  return instantText(house.clock.now());
}

export type { ReferenceBook };
