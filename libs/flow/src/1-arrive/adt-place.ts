import type { NewFact, ReferenceBook, SourceEntry, WardEntry } from '#domain';
import { londonDate } from '#domain';
import type { AdtEvent, AdtHeader, AdtLocation } from '#interop';
import type { AsActor } from '#persistence';
import { findWard, newWard, newWardCode, wardFact } from './wards.js';

/** Where an event belongs: what it can be applied to, with the reference facts it needs first. */
export type AdtPlace =
  | {
      readonly ok: true;
      readonly organisation: string;
      readonly ward: string | null;
      /** The ward before (PV1-6), and the ward of the other patient of an exchange, where they are known. */
      readonly prior: string | null;
      readonly swapWard: string | null;
      readonly facts: readonly NewFact<'reference-set'>[];
      readonly newWards: readonly WardEntry[];
    }
  | { readonly ok: false; readonly code: AdtPlaceCode; readonly place: string };

export type AdtPlaceCode =
  'organisation-unknown' | 'source-unknown' | 'ward-unknown' | 'ward-malformed';

/** Events that put somebody into a ward. */
const NAMES_A_WARD = new Set<AdtEvent['action']>(['admit', 'transfer', 'swap']);

/** The name of a feed: what it was called by whoever received it, else its MSH-3/MSH-4. */
export function sourceOf(given: string | undefined, header: AdtHeader | undefined): string {
  if (given !== undefined) return given;
  const { application = '', facility = '' } = header?.source ?? {};
  return [application, facility].filter((part) => part !== '').join('/') || 'unnamed';
}

/** The provider that a message belongs to: its source's, else the first hint that is one, or one's site. */
export function organisationFor(
  book: ReferenceBook,
  source: string,
  hints: readonly string[],
): string | null {
  const set = book.sources.get(source)?.organisation;
  if (set !== undefined) return set;
  for (const hint of hints.map((text) => text.trim().toUpperCase())) {
    const code = book.sites.get(hint)?.organisation ?? hint;
    if (book.organisations.get(code)?.kind === 'provider') return code;
  }
  return null;
}

/**
 * Finds the organisation and ward of an event. In a demonstration an unknown source registers itself
 * and an unknown ward is made; otherwise the message waits for an administrator.
 */
export function placeAdt(
  book: ReferenceBook,
  source: string,
  event: AdtEvent,
  { demonstration, now }: { readonly demonstration: boolean; readonly now: string },
): AdtPlace {
  const organisation = organisationFor(book, source, event.organisationHints);
  if (organisation === null) return { ok: false, code: 'organisation-unknown', place: 'MSH-4' };
  const known = book.sources.get(source);
  if (known?.accepted !== true && !demonstration)
    return { ok: false, code: 'source-unknown', place: 'MSH-3' };
  const facts: NewFact<'reference-set'>[] = [];
  if (known?.accepted !== true)
    facts.push(sourceFact({ source, organisation, accepted: true }, now));
  const wardOf = (location: AdtLocation | undefined) =>
    location?.ward === undefined
      ? null
      : (findWard(book, namedBy(book, organisation, source, location.ward, location.site))?.code ??
        null);
  const others = {
    prior: wardOf(event.visit.priorLocation),
    swapWard: wardOf(event.swapWith?.visit),
  };
  if (event.swapWith !== undefined && others.swapWard === null)
    return { ok: false, code: 'ward-unknown', place: 'PV1-3' };
  const { ward: name, site } = event.visit;
  if (name === undefined)
    return { ok: true, organisation, ward: null, ...others, facts, newWards: [] };
  const named = namedBy(book, organisation, source, name, site);
  const found = findWard(book, named);
  if (found !== null)
    return { ok: true, organisation, ward: found.code, ...others, facts, newWards: [] };
  // A word on a patient who lies elsewhere may name a clinic that is no ward of ours.
  if (!NAMES_A_WARD.has(event.action))
    return { ok: true, organisation, ward: null, ...others, facts, newWards: [] };
  if (!demonstration) return { ok: false, code: 'ward-unknown', place: 'PV1-3' };
  const code = newWardCode(new Set(book.wards.keys()), named);
  if (code === null) return { ok: false, code: 'ward-malformed', place: 'PV1-3' };
  // Beds are not known from one message: they line up by their names as patients come.
  const made = newWard(code, named, [], event.occurredAt);
  const ward = { ...made, ...wardOfClass(event.visit.patientClass) };
  facts.push(wardFact(ward, event.occurredAt));
  return { ok: true, organisation, ward: code, ...others, facts, newWards: [ward] };
}

/** What a ward is of which nothing is known but the class (HL7 table 0004) of a patient who came to it. */
function wardOfClass(patientClass: string | undefined): Partial<WardEntry> {
  if (patientClass === 'E') return { kind: 'assessment', redGreenFrom: null };
  return patientClass === 'O' ? { kind: 'elsewhere', redGreenFrom: null } : {};
}

/** The ward of a message, as the book is asked for it. */
export function namedBy(
  book: ReferenceBook,
  organisation: string,
  source: string,
  name: string,
  site: string | undefined,
) {
  return { organisation, site: siteIn(book, organisation, site), name, source };
}

/** The site as the book has it; a facility that is only the organisation's own code says no site. */
function siteIn(
  book: ReferenceBook,
  organisation: string,
  site: string | undefined,
): string | null {
  const code = site?.trim().toUpperCase() ?? '';
  if (code === '' || code === organisation) return null;
  return book.sites.has(code) ? code : (site ?? null);
}

function sourceFact(value: SourceEntry, now: string): NewFact<'reference-set'> {
  const body = { kind: 'source' as const, code: value.source, validFrom: londonDate(now), value };
  return { type: 'reference-set', body };
}

/** Whether this database is a demonstration, in which what is unknown registers itself. */
export async function isDemonstration(database: AsActor): Promise<boolean> {
  const [row] = await database.query<{ mode: string }>('SELECT mode FROM house');
  return row !== undefined && row.mode !== 'off';
}
