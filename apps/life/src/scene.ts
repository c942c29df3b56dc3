import type { Board, ErrorCode, RoundAnswer } from '#contracts';
import type { InstantText, ReasonEntry, WardEntry } from '#domain';
import type { Random } from '#synthetic';
import type { Acknowledged, AdtTold } from './hospital-system.js';
import type { PeopleAtWork } from './people-at-work.js';
import type { Said, Service } from './service.js';

/** What came of an intent. */
export type Outcome =
  | { readonly kind: 'done' }
  /** There was nobody whom it could be about. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly code: ErrorCode | 'AE' | 'AR' }
  | { readonly kind: 'busy'; readonly waitMs: number };

export const DONE: Outcome = { kind: 'done' };
export const NOTHING: Outcome = { kind: 'nothing' };

/** What everybody who acts has at hand. */
export interface Acting {
  readonly seed: number;
  readonly now: InstantText;
  /** The minute that is lived: who comes in it has its number. */
  readonly minute: InstantText;
  readonly service: Service;
  readonly tellHouse: (told: AdtTold) => Promise<Acknowledged>;
  readonly wards: ReadonlyMap<string, WardEntry>;
  /** Reasons for a red day, by their code. */
  readonly reasons: ReadonlyMap<string, ReasonEntry>;
  readonly people: PeopleAtWork;
  /** The round that each ward began last, one a ward. */
  readonly rounds: Map<string, RoundAnswer['round']>;
  /** Whether a person is at work on a ward, so that nobody else is now. */
  readonly isLeftAlone: (ward: string) => boolean;
}

/** One ward, looked at by its nurse, and the choices of this intent. */
export interface Scene extends Acting {
  readonly ward: WardEntry;
  readonly board: Board;
  readonly random: Random;
}

export function nurseOf({ service }: Acting, ward: string) {
  return service.as(`nurse.${ward}`);
}

export function boardOf(acting: Acting, ward: string): Promise<Said<Board>> {
  return nurseOf(acting, ward).get<Board>(`/wards/${encodeURIComponent(ward)}/board`);
}

/** The outcome of an act whose answer says which version of the ward it made. */
export function known(scene: Scene, said: Said<{ readonly wardVersion: number }>): Outcome {
  if (said.kind !== 'given') return said;
  scene.people.answered(scene.ward.code, said.body.wardVersion, scene.now);
  return DONE;
}
