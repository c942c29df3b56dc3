import { audienceOf, countsElsewhere, may, opensBoard, readsLists, wallAudience } from '#domain';
import type { Permission, Person, Role } from '#domain';
import type { Session } from '#contracts';

/** The service's own table of rights, asked for buttons and links. The service decides; this spares vain presses. */

/** What of a session the rights depend on. */
type Rights = Pick<
  Session,
  'role' | 'organisation' | 'organisations' | 'ward' | 'authority' | 'demonstration'
>;

/** A ward or a board: only whose it is matters here. */
interface Place {
  readonly organisation: string;
  readonly ward: string;
}

function personOf(rights: Rights): Person {
  const { role, organisation, organisations, ward, authority, demonstration } = rights;
  return {
    person: '',
    name: '',
    role,
    organisation,
    organisations,
    ...(ward === null ? {} : { ward }),
    ...(authority === null ? {} : { authority }),
    ...(demonstration ? { demonstration } : {}),
  };
}

/** Whether a ward's board may be opened by this person. */
export function mayOpen(session: Rights, place: Place): boolean {
  return opensBoard(audienceOf(personOf(session)), place);
}

/** Whether this person may do something to the patients of a ward. */
export function mayDo(session: Rights, permission: Permission, place: Place): boolean {
  return may(personOf(session), permission, place);
}

/** Whether the wall of a ward may be looked at. */
export function mayOpenWall(session: Rights, place: Place): boolean {
  return wallAudience(personOf(session), place) !== null;
}

/** Whether boards and the list of those who wait hold anything this person may read. */
export function mayOpenWaiting(session: Rights): boolean {
  return readsLists(audienceOf(personOf(session)));
}

/** Whether this person's waiting list holds what the whole system's counts are made of. */
export function readsEveryWait(session: Rights): boolean {
  const audience = audienceOf(personOf(session));
  return readsLists(audience) && audience.of === 'everyone';
}

/** Whether a board shows this person every patient of its ward; if not, a bed without a row is not an empty bed. */
export function seesWholeWards(session: Rights): boolean {
  return audienceOf(personOf(session)).of !== 'residents';
}

/** Whether every ward's counts are told to this person. */
export function mayOpenSystem(session: Rights): boolean {
  return countsElsewhere(personOf(session));
}

/** Whether census files and messages are this person's to bring in and to mend. */
export function mayImport(session: Rights): boolean {
  return may(personOf(session), 'import');
}

/** Whether what sources do not agree on is this person's to settle, on one ward at least. */
export function mayAnswerQuestions(session: Rights): boolean {
  return mayImport(session) || may(personOf(session), 'admit');
}

/** Whether the settings of wards are this person's to change. */
export function maySetWards(session: Rights): boolean {
  return may(personOf(session), 'reference');
}

/** What choosing a person of the demonstration lets you see, in a line. */
export const ROLE_SIGHTS: Readonly<Record<Role, string>> = {
  administrator: 'Sees and does everything here',
  'ward-nurse': 'Marks the days of one ward',
  matron: 'Marks on every ward of the hospitals',
  'bed-manager': 'Marks on every ward of the trust',
  'discharge-team': 'Sees what waits, across both trusts, and chases it',
  director: 'Sees every ward, marks none',
  'local-authority': 'Sees the council’s own residents, wherever they lie',
  analyst: 'Sees every ward without names',
  commissioner: 'Sees counts, the small ones hidden',
  wall: 'Shows a ward to whoever walks past',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  'ward-nurse': 'Nurse in charge',
  matron: 'Matron',
  'bed-manager': 'Bed manager',
  'discharge-team': 'Integrated discharge team',
  director: 'Director on call',
  'local-authority': 'Council duty manager',
  analyst: 'Analyst',
  commissioner: 'Commissioner',
  wall: 'Wall',
};
