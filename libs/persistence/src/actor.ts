import type { Person } from '#domain';

/** On whose behalf the database is asked: it lets nobody reach beyond their organisations. */
export interface Actor {
  readonly person: string;
  /** `['*']` is the service itself: relay and jobs. */
  readonly organisations: readonly string[];
}

/** The service itself. */
export const SERVICE: Actor = { person: 'service', organisations: ['*'] };

/** Where the reference data of the whole system lies: everyone may read it. */
export const SYSTEM_ORGANISATION = 'QK1';

export function actorOf(person: Person): Actor {
  return { person: person.person, organisations: [...person.organisations, SYSTEM_ORGANISATION] };
}

export function organisationsText(actor: Actor): string {
  return actor.organisations.join(',');
}
