import type { FactBodies } from '../fact/fact.js';
import type { LocalDate } from '../time/london.js';
import type { Dated, ReferenceBook, ReferenceKind } from './reference.js';

/** One row of the reference table: what was set, from when it holds. */
export interface ReferenceRow {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly validFrom: LocalDate;
  readonly value: unknown;
}

/**
 * The book made of its rows. Entries that only name things (organisations, wards, owners, sources)
 * hold in their latest form; lists, matrices and thresholds keep every dated form, since history
 * keeps the rule of its day.
 */
export function bookOf(rows: readonly ReferenceRow[]): ReferenceBook {
  const byKind = new Map<ReferenceKind, Map<string, Dated<unknown>[]>>();
  for (const { kind, code, validFrom, value } of rows) {
    const codes = byKind.get(kind) ?? new Map<string, Dated<unknown>[]>();
    byKind.set(kind, codes);
    codes.set(code, [...(codes.get(code) ?? []), { validFrom, value }]);
  }
  for (const codes of byKind.values())
    for (const entries of codes.values())
      entries.sort((a, b) => (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0));
  const dated = <T>(kind: ReferenceKind) =>
    (byKind.get(kind) ?? new Map()) as ReadonlyMap<string, readonly Dated<T>[]>;
  const latest = <T>(kind: ReferenceKind) =>
    new Map(
      [...dated<T>(kind)].flatMap(([code, entries]) =>
        entries[0] === undefined ? [] : [[code, entries[0].value] as const],
      ),
    );
  return {
    organisations: latest('organisation'),
    sites: latest('site'),
    wards: latest('ward'),
    owners: latest('owner'),
    sources: latest('source'),
    mappings: latest('mapping'),
    checks: latest('check'),
    settled: latest('settled'),
    roles: latest('role'),
    reasonLists: dated('reason-list'),
    attributions: dated('attribution'),
    thresholds: dated('thresholds'),
  };
}

/** The book as reference facts make it one after the other: a later word of the same date takes the place of an earlier. */
export class BookFold {
  private readonly rows = new Map<string, ReferenceRow>();
  private made: ReferenceBook | null = null;

  add(body: FactBodies['reference-set']): this {
    const row = referenceRow(body);
    this.rows.set(`${row.kind}|${row.code}|${row.validFrom}`, row);
    this.made = null;
    return this;
  }

  book(): ReferenceBook {
    return (this.made ??= bookOf([...this.rows.values()]));
  }
}

/** The row that a `reference-set` fact makes. */
export function referenceRow(body: FactBodies['reference-set']): ReferenceRow {
  return { kind: body.kind, code: body.code, validFrom: body.validFrom, value: body.value };
}
