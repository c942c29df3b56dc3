import type { LocalDate, ReasonEntry, Row } from '#domain';
import type { ReasonList } from '#contracts';

/** The list of a name that holds on a date. */
export function listOn(
  lists: readonly ReasonList[],
  list: string,
  date: LocalDate,
): ReasonList | null {
  return (
    lists
      .filter((one) => one.list === list && one.validFrom <= date)
      .filter((one) => one.validTo === null || one.validTo >= date)
      .sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null
  );
}

/** The name of a code: of the list on the date, else of any version of it, else the code itself. */
export function reasonName(
  lists: readonly ReasonList[],
  list: string,
  code: string,
  date: LocalDate,
): string {
  const held = listOn(lists, list, date);
  const known = [...(held === null ? [] : [held]), ...lists.filter((one) => one.list === list)]
    .flatMap((one) => one.reasons)
    .find((reason) => reason.code === code);
  return known?.name ?? code;
}

const OFFERED_MAX = 7;

/**
 * The reasons a ward uses most, in fixed places: those of its board when it was opened, most used
 * first, filled up in the order of the list. Computed once, so that a reason keeps its place and key.
 */
export function mostUsed(reasons: readonly ReasonEntry[], rows: readonly Row[]): ReasonEntry[] {
  const used = new Map<string, number>();
  for (const { day } of rows)
    if (day.constraint !== null) used.set(day.constraint, (used.get(day.constraint) ?? 0) + 1);
  const place = new Map(reasons.map((reason, index) => [reason.code, index]));
  return [...reasons]
    .sort(
      (a, b) =>
        (used.get(b.code) ?? 0) - (used.get(a.code) ?? 0) ||
        (place.get(a.code) ?? 0) - (place.get(b.code) ?? 0),
    )
    .slice(0, OFFERED_MAX);
}

/** The seven, and in an eighth place the reason this patient already waits for when it is not among them. */
export function offered(
  seven: readonly ReasonEntry[],
  all: readonly ReasonEntry[],
  carried: string | null,
): ReasonEntry[] {
  if (carried === null || seven.some((reason) => reason.code === carried)) return [...seven];
  const eighth = all.find((reason) => reason.code === carried);
  return eighth === undefined ? [...seven] : [...seven, eighth];
}
