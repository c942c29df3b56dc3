import type { Audience } from '../access/access.js';
import { suppressed } from '../access/access.js';
import { isOpen } from '../delay/delay.js';
import { escalationItems } from '../escalation/items.js';
import { waitingOf } from '../escalation/waiting.js';
import type { Waiting } from '../escalation/waiting.js';
import { todayOn } from '../plan/plan.js';
import { roundIsDue } from '../red-green/close.js';
import { dayView } from '../red-green/day.js';
import { thresholdsOn } from '../reference/reference.js';
import type { ReferenceBook, WardEntry, WardKind } from '../reference/reference.js';
import { bandOf, losDays } from '../stay/length.js';
import { judgementOf } from '../stay/state.js';
import type { StayView } from '../stay/state.js';
import type { InstantText, LocalDate } from '../time/london.js';

/** One ward on the system screen: numbers only. A number hidden from the audience is null. */
export interface WardCounts {
  readonly ward: string;
  readonly name: string;
  readonly organisation: string;
  readonly site: string;
  readonly kind: WardKind;
  readonly openBeds: number;
  /** Whether a round is due on this date; red and green mean something only then. */
  readonly roundDue: boolean;
  readonly occupied: number | null;
  readonly red: number | null;
  readonly green: number | null;
  readonly unreviewed: number | null;
  readonly delayed: number | null;
  /** Patients who go home today, as the ward says. */
  readonly definite: number | null;
  readonly potential: number | null;
  readonly over6: number | null;
  readonly over20: number | null;
  /** The newest mark of a patient who is here, of whatever day. */
  readonly lastMarkAt: InstantText | null;
  /** Who must act for the ward's patients, longest first; null where small numbers are hidden. */
  readonly waiting: readonly Waiting[] | null;
}

/** The counts of one ward for an audience. */
export function wardCounts(
  ward: WardEntry,
  stays: readonly StayView[],
  context: { readonly date: LocalDate; readonly book: ReferenceBook; readonly audience: Audience },
): WardCounts {
  const { date, book } = context;
  const counts = {
    occupied: 0,
    red: 0,
    green: 0,
    unreviewed: 0,
    delayed: 0,
    definite: 0,
    potential: 0,
    over6: 0,
    over20: 0,
  };
  const hidden = context.audience.sight === 'suppressed-counts';
  let lastMarkAt: InstantText | null = null;
  const thresholds = thresholdsOn(book, ward.kind, date);
  for (const stay of stays) {
    counts.occupied += 1;
    const day = dayView(stay, date);
    counts[day.reviewed ? day.colour : 'unreviewed'] += 1;
    if (stay.delays.some(isOpen)) counts.delayed += 1;
    const leaves = todayOn(stay, date)?.discharge;
    if (leaves === 'definite' || leaves === 'potential') counts[leaves] += 1;
    const band = bandOf(losDays(stay.admittedOn, date), thresholds);
    if (band !== 'none') counts.over6 += 1;
    if (band === 'super-stranded') counts.over20 += 1;
    const marked = judgementOf(stay.latest)?.at ?? null;
    if (marked !== null && (lastMarkAt === null || marked > lastMarkAt)) lastMarkAt = marked;
  }
  const shown = hidden
    ? Object.fromEntries(Object.entries(counts).map(([key, n]) => [key, suppressed(n)]))
    : counts;
  return {
    ward: ward.code,
    name: ward.name,
    organisation: ward.organisation,
    site: ward.site,
    kind: ward.kind,
    openBeds: ward.openBeds,
    roundDue: roundIsDue(ward, date),
    ...(shown as typeof counts),
    lastMarkAt: hidden ? null : lastMarkAt,
    waiting: hidden
      ? null
      : waitingOf(
          stays.flatMap((stay) => escalationItems(stay, null, context)),
          date,
        ),
  };
}
