import type { LocalDate, ReasonEntry } from '#domain';
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
