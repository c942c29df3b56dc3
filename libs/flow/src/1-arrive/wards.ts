import type { InstantText, NewFact, ReferenceBook, WardEntry } from '#domain';
import { londonDate } from '#domain';

/** A ward as a feed names it. */
export interface NamedWard {
  readonly organisation: string;
  readonly site: string | null;
  readonly name: string;
  /** The feed's longer name for it, where it has one. */
  readonly longName?: string | undefined;
  /** The feed, whose names an administrator may have mapped. */
  readonly source?: string | undefined;
}

const CODE_MAX = 40;

/**
 * The ward of the book that a feed means: the one that an administrator mapped its name to; else one
 * of the same organisation, with that code, with the code that this service makes of the name, or
 * with that name; first in this order. A ward of another known site is another ward, since hospitals
 * of one trust number their wards alike.
 */
export function findWard(book: ReferenceBook, named: NamedWard): WardEntry | null {
  const known = namesOf.get(book);
  const names = known ?? new WardNames(book);
  if (known === undefined) namesOf.set(book, names);
  return names.find(named);
}

/** A book is never changed, so its wards are looked through once. */
const namesOf = new WeakMap<ReferenceBook, WardNames>();

/** The wards of a book by what feeds call them, and those that a feed makes. */
export class WardNames {
  private readonly byCode = new Map<string, WardEntry>();
  private readonly byName = new Map<string, WardEntry[]>();

  constructor(private readonly book: ReferenceBook) {
    for (const ward of book.wards.values()) this.add(ward);
  }

  add(ward: WardEntry): void {
    this.byCode.set(ward.code, ward);
    const alike = this.byName.get(fold(ward.name));
    if (alike === undefined) this.byName.set(fold(ward.name), [ward]);
    else alike.push(ward);
  }

  find(named: NamedWard): WardEntry | null {
    const fits = (ward: WardEntry | undefined): ward is WardEntry =>
      ward?.organisation === named.organisation && sameSite(this.book, ward, named);
    return (
      mappedWard(this.book, named) ??
      codesFor(named)
        .map((code) => this.byCode.get(code))
        .find(fits) ??
      [named.name, named.longName ?? named.name]
        .flatMap((name) => this.byName.get(fold(name)) ?? [])
        .find(fits) ??
      null
    );
  }
}

function mappedWard(book: ReferenceBook, named: NamedWard): WardEntry | null {
  const entry = book.mappings
    .get(named.source ?? '')
    ?.wards.find(
      ({ name, site = null }) =>
        fold(name) === fold(named.name) && (site === null || site === named.site),
    );
  const ward = entry === undefined ? undefined : book.wards.get(entry.ward);
  return ward?.organisation === named.organisation ? ward : null;
}

/** The house's bed for a feed's name of it: as mapped, else as it is called. */
export function findBed(
  book: ReferenceBook | null,
  source: string,
  ward: string | null,
  bed: string | null,
): string | null {
  if (bed === null) return null;
  const entry = book?.mappings
    .get(source)
    ?.beds.find((one) => one.ward === ward && fold(one.name) === fold(bed));
  return entry?.bed ?? bed;
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLocaleUpperCase('en-GB');
}

/** Told apart only where both sites are of one kind: two of the book's, or two that only feeds use. */
function sameSite(
  book: ReferenceBook,
  ward: WardEntry,
  { organisation, site }: NamedWard,
): boolean {
  if (site === null || ward.site === organisation) return true;
  return ward.site === site || book.sites.has(site) !== book.sites.has(ward.site);
}

function codesFor({ organisation, site, name }: NamedWard): string[] {
  return [name, `${organisation}-${name}`, ...(site === null ? [] : [`${site}-${name}`])];
}

/** A code for a new ward, unique in the system, or null where the name can be no code. */
export function newWardCode(taken: ReadonlySet<string>, named: NamedWard): string | null {
  if (!/^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(named.name)) return null;
  // A dot segment would be dropped from a path, and the ward could never be opened.
  const free = codesFor(named).find((code) => !taken.has(code) && !/^\.{1,2}$/.test(code));
  return free === undefined || free.length > CODE_MAX ? null : free;
}

/**
 * A ward as this service makes one from a feed: an acute ward that marks its days from the date on
 * which it was first named, with a round every morning. An administrator corrects it.
 */
export function newWard(
  code: string,
  named: NamedWard,
  beds: Iterable<string>,
  at: InstantText,
): WardEntry {
  const ordered = [...new Set(beds)].sort(new Intl.Collator('en-GB', { numeric: true }).compare);
  return {
    code,
    name: named.longName ?? named.name,
    organisation: named.organisation,
    site: named.site ?? named.organisation,
    directorate: null,
    serviceLine: null,
    kind: 'acute',
    fundedBeds: ordered.length,
    openBeds: ordered.length,
    beds: ordered,
    redGreenFrom: londonDate(at),
    roundDays: [1, 2, 3, 4, 5, 6, 7],
    roundAt: '08:30',
    huddleAt: '15:00',
    receivesFromAssessment: false,
  };
}

/** The fact that a ward is as this entry says from a date on. */
export function wardFact(entry: WardEntry, at: InstantText): NewFact<'reference-set'> {
  return {
    type: 'reference-set',
    body: { kind: 'ward', code: entry.code, validFrom: londonDate(at), value: entry },
  };
}
