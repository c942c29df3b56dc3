import type { Fact, FactBodies, LocalDate } from '#domain';
import { CLOSE_RULES, addDays, closeWardDay, datesFrom, londonDate } from '#domain';
import { SERVICE, bedDaysDigest, project } from '#persistence';
import { randomUUID } from 'node:crypto';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';
import { knownFrom, readForClose } from './close-read.js';
import type { CloseRead } from './close-read.js';

const TRIES_MAX = 20;

/** What closing did: dates closed for the first time, and dates closed again. */
export interface ClosedDays {
  readonly closed: number;
  readonly restated: number;
}

interface Due {
  readonly organisation: string;
  readonly ward: string;
  readonly date: LocalDate;
  readonly because: string;
  /** How often later facts asked for it; absent for a first close. */
  readonly asked?: number;
}

/** Dates closed again in one run at most: an old admission that arrives late may ask for years of them. */
const RESTATEMENTS_A_RUN = 300;

/**
 * Closes every ward's dates that are over and not yet closed, however long the service was away,
 * and closes again what later facts have changed, the latest dates first and a bounded number in one
 * run. Safe to run at any time and by several at once; `stopping` ends it after the date in hand.
 */
export async function closeDueDays(
  house: House,
  stopping: () => boolean = () => false,
): Promise<ClosedDays> {
  const done = { closed: 0, restated: 0 };
  for (const due of [...(await firstCloses(house)), ...(await restatements(house))]) {
    if (stopping()) break;
    const revision = await closeOne(house, due);
    if (revision === 1) done.closed += 1;
    else if (revision > 1) done.restated += 1;
  }
  return done;
}

/** Dates since each ward's last closed one, up to yesterday; a ward that never closed begins with its first fact. */
async function firstCloses(house: House): Promise<Due[]> {
  const yesterday = addDays(londonDate(house.clock.now()), -1);
  const wards = await house.persistence.as(SERVICE).query<{
    organisation: string;
    ward: string;
    closed: string | null;
    began: Date | null;
  }>(
    `SELECT h.organisation, h.ward,
       (SELECT max(date) FROM closed_day c WHERE c.organisation = h.organisation AND c.ward = h.ward) AS closed,
       (SELECT min(recorded_at) FROM fact f WHERE f.organisation = h.organisation AND f.ward = h.ward) AS began
     FROM ward_head h ORDER BY h.organisation, h.ward`,
  );
  return wards.flatMap(({ organisation, ward, closed, began }) => {
    const first =
      closed === null
        ? began === null
          ? addDays(yesterday, 1)
          : londonDate(began.toISOString())
        : addDays(closed, 1);
    return datesFrom(first, yesterday).map((date) => ({
      organisation,
      ward,
      date,
      because: 'first-close',
    }));
  });
}

async function restatements(house: House): Promise<Due[]> {
  const today = londonDate(house.clock.now());
  return house.persistence.as(SERVICE).query<Due>(
    `SELECT organisation, ward, date, because, asked FROM restatement WHERE date < $1
       ORDER BY date DESC, organisation, ward LIMIT ${RESTATEMENTS_A_RUN}`,
    [today],
  );
}

/** Closes one date of one ward; the revision that it made, or 0 when nothing had changed. */
async function closeOne(house: House, due: Due): Promise<number> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const read = await readForClose(house, due);
    const rows = closeWardDay(due.ward, due.date, read.stays, read.book);
    const digest = bedDaysDigest(rows);
    if (read.digest === digest) {
      await forget(house, due);
      return 0;
    }
    const revision = read.revision + 1;
    const because = revision === 1 ? 'first-close' : due.because;
    const body = {
      date: due.date,
      revision,
      rules: CLOSE_RULES,
      rows: rows.length,
      digest,
      because,
    };
    if (!(await writeClose(house, due, read, body))) continue;
    await forget(house, due);
    return revision;
  }
  throw new Busy('a ward changed on every try to close its day');
}

/** Writes one close; false when the ward moved meanwhile. */
async function writeClose(
  house: House,
  { organisation, ward, date }: Due,
  read: CloseRead,
  body: FactBodies['day-closed'],
): Promise<boolean> {
  const now = nowText(house);
  const stream = `ward:${ward}`;
  // The close of yesterday turns the day on the boards. Closing an older date, or one again, changes no board.
  const turns = body.revision === 1 && date === addDays(londonDate(now), -1);
  const change = { views: read.onBoard, left: read.goneOn };
  const fact: Fact<'day-closed'> = {
    type: 'day-closed',
    body,
    organisation,
    stream,
    at: now,
    by: SERVICE.person,
  };
  const outcome = await house.persistence.as(SERVICE).write({
    organisation,
    commandId: randomUUID(),
    at: now,
    recordedAt: now,
    wards: [{ ward, version: read.version, ...(turns ? { change } : {}) }],
    streams: [
      { stream, seq: read.seq, ward: turns ? ward : null, facts: [{ type: 'day-closed', body }] },
      ...read.elsewhere.map((stay) => ({ ...stay, ward: null })),
    ],
    rows: project(fact, knownFrom(read)).rows,
    reference: read.reference,
  });
  if (outcome.code !== 'written') return false;
  const version = outcome.wards[ward];
  if (version !== undefined)
    house.tell({ organisation, ward, version, change, patients: read.patients, notes: read.notes });
  return true;
}

/** Takes a date off the list once it is closed, unless a fact asked for it again meanwhile. */
async function forget(house: House, { organisation, ward, date, asked }: Due): Promise<void> {
  if (asked === undefined) return;
  await house.persistence
    .as(SERVICE)
    .query(
      'DELETE FROM restatement WHERE organisation = $1 AND ward = $2 AND date = $3 AND asked = $4',
      [organisation, ward, date, asked],
    );
}
