import type { WallBoard } from '#contracts';
import type { Person, Result, WallAudience, WallRow, WardEntry } from '#domain';
import { accept, inBedOrder, londonDate, refuse, roundIsDue, wallAudience, wallRow } from '#domain';
import type { House } from '../house/house.js';
import { reachedWard, readWard } from './board.js';

interface OpenedWall {
  readonly entry: WardEntry;
  readonly audience: WallAudience;
}

/** The ward whose wall a person asks for, when it exists and their right opens its wall. */
export async function openWall(
  house: House,
  person: Person,
  ward: string,
): Promise<Result<OpenedWall>> {
  const entry = await reachedWard(house, person, ward);
  if (!entry.ok) return entry;
  const audience = wallAudience(person, { organisation: entry.value.organisation, ward });
  return audience === null ? refuse('not-allowed') : accept({ entry: entry.value, audience });
}

/** A ward's wall as it is now: `GET /wards/{ward}/wall` and the snapshot of its screen. */
export async function wall(house: House, person: Person, ward: string): Promise<Result<WallBoard>> {
  const opened = await openWall(house, person, ward);
  if (!opened.ok) return opened;
  const read = await readWard(house, person, opened.value.entry, 'wall');
  if (read === null) return refuse('not-found');
  const { entry, book, now, version } = read;
  const date = londonDate(now);
  const context = { audience: opened.value.audience, date, book };
  const rows = read.stays.flatMap(({ view, patient }): WallRow[] => {
    const row = wallRow(view, patient, context);
    return row === null ? [] : [row];
  });
  return accept({
    ward: entry.code,
    name: entry.name,
    beds: entry.beds,
    kind: entry.kind,
    bedOnly: entry.kind === 'mental-health',
    roundDue: roundIsDue(entry, date),
    redGreenFrom: entry.redGreenFrom,
    version,
    asOf: now,
    date,
    rows: inBedOrder(rows, entry.beds),
  });
}
