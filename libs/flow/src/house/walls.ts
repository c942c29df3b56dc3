import type { WallListed } from '#contracts';
import type { Person, Result } from '#domain';
import { accept, instantText, may, refuse } from '#domain';
import { SERVICE, SYSTEM_ORGANISATION } from '#persistence';
import { reachedWard } from '../2-board-round/board.js';
import type { House } from './house.js';
import { nowText } from './house.js';

/** How much of a session's digest names it: enough to tell walls apart, and no way back to its secret. */
const NAME_LENGTH = 16;

/** Whether a person may hang, see and take down the walls of a ward: who marks there. */
export async function mayHangWalls(
  house: House,
  person: Person,
  ward: string,
): Promise<Result<null>> {
  const entry = await reachedWard(house, person, ward);
  if (!entry.ok) return entry;
  const subject = { organisation: entry.value.organisation, ward };
  return may(person, 'mark', subject) ? accept(null) : refuse('not-allowed');
}

/** The screens that are the wall of a ward now, the newest first. */
export async function walls(
  house: House,
  person: Person,
  ward: string,
): Promise<Result<readonly WallListed[]>> {
  const allowed = await mayHangWalls(house, person, ward);
  if (!allowed.ok) return allowed;
  const rows = await house.persistence
    .as(SERVICE)
    .query<{ wall: string; by: string; at: Date; until: Date }>(
      `SELECT left(id, $4) AS wall, person AS by, started_at AS at, ends_at AS until FROM session
       WHERE organisation = $1 AND wall = $2 AND ends_at > $3 ORDER BY started_at DESC, id`,
      [SYSTEM_ORGANISATION, ward, nowText(house), NAME_LENGTH],
    );
  return accept(
    rows.map(({ wall, by, at, until }) => ({
      wall,
      ward,
      openedBy: by,
      openedAt: instantText(at.toISOString()),
      endsAt: instantText(until.toISOString()),
    })),
  );
}

/** Takes a wall down: its screen is signed out wherever it hangs. */
export async function endWall(
  house: House,
  person: Person,
  which: { readonly ward: string; readonly wall: string },
): Promise<Result<null>> {
  const allowed = await mayHangWalls(house, person, which.ward);
  if (!allowed.ok) return allowed;
  await house.persistence
    .as(SERVICE)
    .query('DELETE FROM session WHERE organisation = $1 AND wall = $2 AND left(id, $4) = $3', [
      SYSTEM_ORGANISATION,
      which.ward,
      which.wall,
      NAME_LENGTH,
    ]);
  return accept(null);
}
