import type { WallAudience } from '../access/access.js';
import type { Colour, MarkKind } from '../fact/fact.js';
import { todayOn } from '../plan/plan.js';
import { dayView } from '../red-green/day.js';
import { thresholdsOn } from '../reference/reference.js';
import type { ReferenceBook } from '../reference/reference.js';
import { bandOf, losDays } from '../stay/length.js';
import type { Band } from '../stay/length.js';
import type { StayView } from '../stay/state.js';
import type { InstantText, LocalDate } from '../time/london.js';
import { isOnBoard } from './row.js';
import type { Identity } from './row.js';
import { wallWords } from './wall-words.js';

/** One bed on a wall: all that a passer-by is told, made so that nothing else can leave the service. */
export interface WallRow {
  readonly stay: string;
  readonly bed: string | null;
  /** Given name first; null on a mental-health ward, and where no name is held. */
  readonly initials: string | null;
  readonly similarName: boolean;
  readonly band: Band;
  /** Null while nobody has said. */
  readonly mark: { readonly colour: Colour; readonly kind: MarkKind } | null;
  /** A kind word for what a red day waits for. */
  readonly waitsFor: string | null;
  readonly homeToday: {
    readonly discharge: 'definite' | 'potential';
    readonly at: InstantText | null;
  } | null;
  readonly away: boolean;
  /** Only where the stay is counted in hours: on an assessment ward. */
  readonly admittedAt: InstantText | null;
}

export interface WallContext {
  readonly audience: WallAudience;
  readonly date: LocalDate;
  readonly book: ReferenceBook;
}

/** The bed of a stay on the wall of its ward, or null when it is not on it. */
export function wallRow(
  view: StayView,
  identity: Identity | null,
  { audience, date, book }: WallContext,
): WallRow | null {
  const here = view.organisation === audience.organisation && view.ward === audience.ward;
  if (!here || !isOnBoard(view, date)) return null;
  const kind = book.wards.get(view.ward)?.kind ?? null;
  const named = kind !== 'mental-health';
  const days = losDays(view.admittedOn, date);
  const day = dayView(view, date);
  const judgement = day.final ?? day.planned;
  const waits = judgement?.colour === 'red' ? day.constraint : null;
  return {
    stay: view.stay,
    bed: view.bed,
    initials: named ? initialsOf(identity) : null,
    similarName: named && (identity?.similarName ?? false),
    band: bandOf(days, thresholdsOn(book, kind ?? 'acute', date)),
    mark:
      judgement === null
        ? null
        : { colour: judgement.colour, kind: day.final === null ? 'planned' : 'final' },
    waitsFor: waits === null ? null : wallWords(waits),
    homeToday: homeOn(view, date),
    away: view.awaySince !== null,
    admittedAt: kind === 'assessment' ? view.admittedAt : null,
  };
}

function homeOn(view: StayView, date: LocalDate): WallRow['homeToday'] {
  const said = todayOn(view, date);
  if (said === null || said.discharge === 'no') return null;
  return { discharge: said.discharge, at: said.expectedAt };
}

/** Given name first, as people are called: "ALI, Maryam" is "M A". */
export function initialsOf(
  identity: Pick<Identity, 'givenName' | 'familyName'> | null,
): string | null {
  const letters = [identity?.givenName, identity?.familyName].flatMap((name) => {
    const [first] = name?.trim() ?? '';
    return first === undefined ? [] : [first.toLocaleUpperCase('en-GB')];
  });
  return letters.length === 0 ? null : letters.join(' ');
}
