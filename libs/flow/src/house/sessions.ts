import type { Person, ReferenceBook } from '#domain';
import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import { sha256 } from '#platform';
import { randomBytes } from 'node:crypto';
import type { House } from './house.js';
import { nowText } from './house.js';
import { findPerson, wallOf } from './people.js';

const SESSION_HOURS_MAX = 12;
/** A wall hangs where nobody signs in each morning. */
const WALL_HOURS_MAX = 24 * 90;
/** How long a session is believed before it is asked again: a sign-out elsewhere counts within this time. */
const BELIEVED_MS = 2_000;
const BELIEVED_MAX = 20_000;

interface Believed {
  readonly person: Person;
  readonly until: number;
}

interface Begun {
  readonly secret: string;
  readonly person: Person;
}

/** Who is signed in. The cookie's secret is never stored, only its digest. */
export class Sessions {
  private readonly believed = new Map<string, Believed>();

  constructor(private readonly house: House) {}

  /** Signs a person of the demonstration in; null for a person nobody knows. */
  async begin(id: string): Promise<Begun | null> {
    const person = findPerson(await this.house.books.now(), id);
    if (person === null) return null;
    return { secret: await this.open(id, SESSION_HOURS_MAX), person };
  }

  /** Makes a device the wall of a ward, on the word of a person who may; null for a ward nobody knows. */
  async beginWall(by: Person, ward: string): Promise<Begun | null> {
    const person = wallOf(await this.house.books.now(), ward);
    if (person === null) return null;
    return { secret: await this.open(by.person, WALL_HOURS_MAX, ward), person };
  }

  private async open(person: string, hours: number, wall: string | null = null): Promise<string> {
    const secret = randomBytes(24).toString('base64url');
    const now = this.house.clock.now();
    await this.house.persistence
      .as(SERVICE)
      .query(
        `INSERT INTO session (organisation, id, person, started_at, ends_at, wall) VALUES ($1, $2, $3, $4, $5, $6)`,
        [
          SYSTEM_ORGANISATION,
          digest(secret),
          person,
          nowText(this.house),
          now.add({ hours }).toString(),
          wall,
        ],
      );
    return secret;
  }

  /** The person of a cookie, or null. */
  async find(secret: string): Promise<Person | null> {
    const known = this.believed.get(secret);
    if (known !== undefined && known.until > performance.now()) return known.person;
    const [row] = await this.house.persistence
      .as(SERVICE)
      .query<{ person: string; wall: string | null }>(
        'SELECT person, wall FROM session WHERE organisation = $1 AND id = $2 AND ends_at > $3',
        [SYSTEM_ORGANISATION, digest(secret), nowText(this.house)],
      );
    const person = row === undefined ? null : whose(await this.house.books.any(), row);
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

function whose(book: ReferenceBook, row: { person: string; wall: string | null }): Person | null {
  return row.wall === null ? findPerson(book, row.person) : wallOf(book, row.wall);
}

function digest(secret: string): string {
  return sha256(secret, 'hex');
}
