import type { EscalationItem, InstantText, Row, WallRow, WardCounts } from '#domain';
import { z } from 'zod';
import type { Board, Escalations, SystemPicture, Versions, WallBoard } from './answers.js';
import { WardCode, line } from './bodies.js';
import type { ErrorCode } from './errors.js';

const since = z.union([z.int().min(0), z.record(line(40), z.int().min(0))]);

/** Client message `watch`. `since` is a ward's version, or the vector of a list. */
export const Watch = z.strictObject({
  screen: z.enum(['ward', 'wall', 'escalations', 'system']),
  ward: WardCode.optional(),
  since: since.optional(),
  epoch: line(64).optional(),
});
export type Watch = z.infer<typeof Watch>;

export const Unwatch = Watch.pick({ screen: true, ward: true });
export type Unwatch = z.infer<typeof Unwatch>;

export type Screen = Watch['screen'];

/** A ward's versions go up by one, none missing and none twice. */
export interface WardChange {
  readonly screen: 'ward';
  readonly ward: string;
  readonly version: number;
  readonly rows: readonly Row[];
  readonly left: readonly string[];
}

/** What changed on a ward's wall; its versions are those of the ward. */
export interface WallChange extends Omit<WardChange, 'screen' | 'rows'> {
  readonly screen: 'wall';
  readonly rows: readonly WallRow[];
}

/** A change of a list that spans wards: only the wards that changed, `from` being the `to` last sent. */
export interface ListChange<S extends 'escalations' | 'system', Item> {
  readonly screen: S;
  readonly from: Versions;
  readonly to: Versions;
  readonly items: readonly Item[];
  readonly left: readonly string[];
}

export type Change =
  | WardChange
  | WallChange
  | ListChange<'escalations', EscalationItem>
  | ListChange<'system', WardCounts>;

export type WatchAnswer =
  | {
      readonly ok: true;
      readonly epoch: string;
      readonly version: number | Versions;
      readonly snapshot: Board | WallBoard | Escalations | SystemPicture;
    }
  | {
      readonly ok: true;
      readonly epoch: string;
      readonly version: number | Versions;
      readonly changes: readonly Change[];
    }
  | { readonly ok: false; readonly code: ErrorCode };

export type UnwatchAnswer =
  { readonly ok: true } | { readonly ok: false; readonly code: ErrorCode };

/** The only events there are, both ways. */
export interface ClientToServer {
  watch: (payload: Watch, acknowledge: (answer: WatchAnswer) => void) => void;
  unwatch: (payload: Unwatch, acknowledge: (answer: UnwatchAnswer) => void) => void;
}

export interface ServerToClient {
  change: (change: Change) => void;
  resync: (what: { readonly screen: Screen; readonly ward?: string }) => void;
  clock: (clock: { readonly now: InstantText }) => void;
}
