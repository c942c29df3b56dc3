import type { LocalDate } from '#domain';

/** The names that a history needs for its codes. */
export interface HistoryNames {
  readonly reason: (list: string, code: string, date: LocalDate) => string;
  readonly owner: (code: string) => string;
  readonly ward: (code: string) => string;
}
