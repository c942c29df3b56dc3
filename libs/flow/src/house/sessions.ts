import type { Person } from '#domain';
import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import { createHash, randomBytes } from 'node:crypto';
import type { House } from './house.js';
import { nowText } from './house.js';
import { findPerson } from './people.js';

const SESSION_HOURS_MAX = 12;
/** How long a session is believed before it is asked again: a sign-out elsewhere counts within this time. */
const BELIEVED_MS = 2_000;
const BELIEVED_MAX = 20_000;

interface Believed {
  readonly person: Person;
  readonly until: number;
}

/** Who is signed in. The cookie's secret is never stored, only its digest. */
export class Sessions {
  private readonly believed = new Map<string, Believed>();

  constructor(private readonly house: House) {}

  /** Signs a person of the demonstration in; null for a person nobody knows. */
  async begin(id: string): Promise<{ readonly secret: string; readonly person: Person } | null> {
    const person = findPerson(await this.house.books.now(), id);
    if (person === null) return null;
    const secret = randomBytes(24).toString('base64url');
    const now = this.house.clock.now();
    await this.house.persistence
      .as(SERVICE)
      .query(
        `INSERT INTO session (organisation, id, person, started_at, ends_at) VALUES ($1, $2, $3, $4, $5)`,
        [
          SYSTEM_ORGANISATION,
          digest(secret),
          id,
          nowText(this.house),
          now.add({ hours: SESSION_HOURS_MAX }).toString(),
        ],
      );
    return { secret, person };
  }

  /** The person of a cookie, or null. */
  async find(secret: string): Promise<Person | null> {
    const known = this.believed.get(secret);
    if (known !== undefined && known.until > performance.now()) return known.person;
    const [row] = await this.house.persistence
      .as(SERVICE)
      .query<{ person: string }>(
        'SELECT person FROM session WHERE organisation = $1 AND id = $2 AND ends_at > $3',
        [SYSTEM_ORGANISATION, digest(secret), nowText(this.house)],
      );
    const person = row === undefined ? null : findPerson(await this.house.books.any(), row.person);
    if (person === null) this.believed.delete(secret);
    else this.believe(secret, person);
    return person;
  }

  /** Which of some cookies no longer sign anybody in. */
  async endedOf(secrets: readonly string[]): Promise<Set<string>> {
    if (secrets.length === 0) return new Set();
    const byDigest = new Map(secrets.map((secret) => [digest(secret), secret]));
    const rows = await this.house.persistence
      .as(SERVICE)
      .query<{ id: string }>(
        'SELECT id FROM session WHERE organisation = $1 AND id = ANY ($2) AND ends_at > $3',
        [SYSTEM_ORGANISATION, [...byDigest.keys()], nowText(this.house)],
      );
    for (const { id } of rows) byDigest.delete(id);
    for (const secret of byDigest.values()) this.believed.delete(secret);
    return new Set(byDigest.values());
  }

  /** Signs out; what the cookie opened is closed. */
  async end(secret: string): Promise<void> {
    this.believed.delete(secret);
    await this.house.persistence
      .as(SERVICE)
      .query('DELETE FROM session WHERE organisation = $1 AND id = $2', [
        SYSTEM_ORGANISATION,
        digest(secret),
      ]);
  }

  private believe(secret: string, person: Person): void {
    if (this.believed.size >= BELIEVED_MAX) this.believed.clear();
    this.believed.set(secret, { person, until: performance.now() + BELIEVED_MS });
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
