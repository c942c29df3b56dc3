import type { Person } from './person.js';
import { rightsOf } from './table.js';
import type { Permission, Reach } from './table.js';

/** What a right is asked about: a ward, and for a patient also the council of residence and who is asked to act. */
export interface Subject {
  readonly organisation: string;
  readonly ward: string;
  /** Council of ordinary residence; null when unknown, undefined when no patient is meant. */
  readonly authority?: string | null;
  /** Owners of the open delays of the patient. */
  readonly askedOf?: readonly string[];
}

/** Whoever walks past: told of one ward what a wall may say, and nothing anywhere else. */
export interface WallAudience {
  readonly sight: 'wall';
  readonly of: 'ward';
  readonly organisation: string;
  readonly ward: string;
}

/** How a watcher sees what spans patients. Everyone with the same key is shown the same. */
export type Audience =
  | { readonly sight: 'named'; readonly of: 'everyone' }
  | {
      readonly sight: 'named';
      readonly of: 'organisations';
      readonly organisations: readonly string[];
    }
  | {
      readonly sight: 'named';
      readonly of: 'ward';
      readonly organisation: string;
      readonly ward: string;
    }
  | { readonly sight: 'named'; readonly of: 'residents'; readonly authority: string }
  | WallAudience
  | { readonly sight: 'reference-data'; readonly of: 'everyone' }
  | { readonly sight: 'without-identity'; readonly of: 'everyone' }
  | { readonly sight: 'suppressed-counts'; readonly of: 'everyone' };

/** Whether a person may do something to a subject. Without a subject: whether they may do it anywhere. */
export function may(person: Person, permission: Permission, subject?: Subject): boolean {
  const rights = rightsOf(person);
  if (!rights.may.includes(permission)) return false;
  return subject === undefined || reaches(person, rights.reach, subject);
}

/** The audience a person belongs to: a pure function of who they are. */
export function audienceOf(person: Person): Audience {
  const { sees, reach } = rightsOf(person);
  if (sees === 'wall') return wallOf(person.organisation, person.ward ?? '');
  if (sees !== 'named') return { sight: sees, of: 'everyone' };
  switch (reach) {
    case 'everywhere':
      return { sight: 'named', of: 'everyone' };
    case 'own-organisations':
      return { sight: 'named', of: 'organisations', organisations: person.organisations };
    case 'own-ward':
      return {
        sight: 'named',
        of: 'ward',
        organisation: person.organisation,
        ward: person.ward ?? '',
      };
    case 'residents':
      return { sight: 'named', of: 'residents', authority: person.authority ?? '' };
  }
}

function wallOf(organisation: string, ward: string): WallAudience {
  return { sight: 'wall', of: 'ward', organisation, ward };
}

/**
 * The audience of a ward's wall, when a person may open it: the wall itself, and whoever sees the whole
 * board by name. All of them are shown the same, so that nobody takes a preview for more than it is.
 */
export function wallAudience(
  person: Person,
  ward: Pick<Subject, 'organisation' | 'ward'>,
): WallAudience | null {
  const wall = wallOf(ward.organisation, ward.ward);
  const own = audienceOf(person);
  const opens =
    own.sight === 'wall'
      ? audienceKey(own) === audienceKey(wall)
      : own.sight === 'named' && shows(own, ward);
  return opens ? wall : null;
}

/** Whether lists of patients hold anything for an audience. */
export function readsLists(audience: Audience): boolean {
  return audience.sight === 'named' || audience.sight === 'without-identity';
}

/** Whether sums over closed days hold anything for an audience; a number opens to the rows that it may see. */
export function readsNumbers(audience: Audience): boolean {
  return readsLists(audience) || audience.sight === 'suppressed-counts';
}

/** A short text that is equal for equal audiences. */
export function audienceKey(audience: Audience): string {
  switch (audience.of) {
    case 'everyone':
      return audience.sight;
    case 'organisations':
      return `organisations:${[...audience.organisations].sort().join(',')}`;
    case 'ward':
      return `${audience.sight === 'wall' ? 'wall' : 'ward'}:${audience.organisation}/${audience.ward}`;
    case 'residents':
      return `residents:${audience.authority}`;
  }
}

/** Whether an audience may see a patient's row at all (named or without identity). */
export function shows(audience: Audience, subject: Subject): boolean {
  // A wall is never told through a row: what it may know is made for it alone.
  if (!readsLists(audience)) return false;
  switch (audience.of) {
    case 'everyone':
      return true;
    case 'organisations':
      return audience.organisations.includes(subject.organisation);
    case 'ward':
      return audience.organisation === subject.organisation && audience.ward === subject.ward;
    case 'residents':
      return isResidentsBusiness(audience.authority, subject);
  }
}

/** Whether an audience may open a ward's board. A council opens any ward and finds only its own residents on it. */
export function opensBoard(
  audience: Audience,
  ward: Pick<Subject, 'organisation' | 'ward'>,
): boolean {
  return audience.of === 'residents' || shows(audience, ward);
}

/** Whether a person is told the counts of wards they do not see by name. */
export function countsElsewhere(person: Person): boolean {
  return rightsOf(person).countsElsewhere;
}

function reaches(person: Person, reach: Reach, subject: Subject): boolean {
  switch (reach) {
    case 'everywhere':
      return true;
    case 'own-organisations':
      return person.organisations.includes(subject.organisation);
    case 'own-ward':
      return person.organisation === subject.organisation && person.ward === subject.ward;
    case 'residents':
      return isResidentsBusiness(person.authority ?? '', subject);
  }
}

/** A council's own residents, those whose residence nobody knows yet, and what is put to it. */
function isResidentsBusiness(authority: string, subject: Subject): boolean {
  if (subject.authority === undefined) return false;
  return (
    subject.authority === null ||
    subject.authority === authority ||
    (subject.askedOf ?? []).includes(authority)
  );
}

/** Small numbers hidden from those who may know no person: 0 stays 0, 1 to 7 are hidden, the rest rounded to 5. */
export function suppressed(count: number): number | null {
  if (count === 0) return 0;
  return count <= 7 ? null : Math.round(count / 5) * 5;
}
