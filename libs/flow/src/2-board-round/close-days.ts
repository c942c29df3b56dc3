import type { Fact, LocalDate, StayView } from '#domain';
import {
  CLOSE_RULES,
  addDays,
  closeWardDay,
  datesFrom,
  londonDate,
  londonInstant,
  stateOf,
} from '#domain';
import type { DayRecord } from '#domain';
import { SERVICE, bedDaysDigest, project } from '#persistence';
import type { BedDayRow, Known } from '#persistence';
import { randomUUID } from 'node:crypto';
import { Busy } from '../house/busy.js';
import type { House } from '../house/house.js';
import { nowText } from '../house/house.js';

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

/**
 * Closes every ward's dates that are over and not yet closed, however long the service was away,
 * and closes again what later facts have changed. Safe to run at any time and by several at once.
 */
export async function closeDueDays(house: House): Promise<ClosedDays> {
  const done = { closed: 0, restated: 0 };
  for (const due of [...(await firstCloses(house)), ...(await restatements(house))]) {
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
  return house.persistence
    .as(SERVICE)
    .query<Due>(
      'SELECT organisation, ward, date, because, asked FROM restatement WHERE date < $1 ORDER BY organisation, ward, date',
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
    const body = {
      date: due.date,
      revision,
      rules: CLOSE_RULES,
      rows: rows.length,
      digest,
      because: revision === 1 ? 'first-close' : due.because,
    };
    const now = nowText(house);
    const stream = `ward:${due.ward}`;
    const fact: Fact<'day-closed'> = {
      type: 'day-closed',
      body,
      organisation: due.organisation,
      stream,
      at: now,
      by: SERVICE.person,
    };
    const outcome = await house.persistence.as(SERVICE).write({
      organisation: due.organisation,
      commandId: randomUUID(),
      at: now,
      recordedAt: now,
      wards: [{ ward: due.ward, version: read.version, change: { views: read.onBoard, left: [] } }],
      streams: [
        { stream, seq: read.seq, ward: due.ward, facts: [{ type: 'day-closed', body }] },
        ...read.elsewhere.map((stay) => ({ ...stay, ward: null })),
      ],
      rows: project(fact, known(read)).rows,
    });
    if (outcome.code === 'written') {
      house.tell({
        organisation: due.organisation,
        ward: due.ward,
        version: outcome.wards[due.ward] ?? 0,
        change: { views: read.onBoard, left: [] },
        patients: read.patients,
        notes: {},
      });
      await forget(house, due);
      return revision;
    }
  }
  throw new Busy('a ward changed on every try to close its day');
}

interface CloseRead {
  readonly version: number;
  readonly seq: number;
  readonly revision: number;
  readonly digest: string | null;
  readonly stays: ReturnType<typeof stateOf>[];
  readonly onBoard: StayView[];
  readonly elsewhere: { readonly stream: string; readonly seq: number }[];
  readonly rows: BedDayRow[];
  readonly patients: NonNullable<Awaited<ReturnType<typeof patientsOf>>>;
  readonly book: Awaited<ReturnType<House['books']['now']>>;
}

function known(read: CloseRead): Known {
  return {
    stay: () => ({ state: null, seq: 0 }),
    staysTouching: () => read.stays,
    closedRows: () => read.rows,
    book: () => read.book,
  };
}
type Manager = Parameters<Parameters<ReturnType<House['persistence']['as']>['work']>[0]>[0];

async function readForClose(house: House, { organisation, ward, date }: Due): Promise<CloseRead> {
  const book = await house.books.now();
  return house.persistence.as(SERVICE).work(async (manager) => {
    const [head] = await manager.query<
      { version: number; seq: number; revision: number; digest: string | null }[]
    >(
      `SELECT h.version::int AS version, coalesce(s.seq, 0)::int AS seq, coalesce(c.revision, 0) AS revision, c.digest
       FROM ward_head h
       LEFT JOIN stream s ON s.organisation = h.organisation AND s.stream = 'ward:' || h.ward
       LEFT JOIN LATERAL (SELECT revision, digest FROM closed_day c WHERE c.organisation = h.organisation
         AND c.ward = h.ward AND c.date = $3 ORDER BY revision DESC LIMIT 1) c ON true
       WHERE h.organisation = $1 AND h.ward = $2`,
      [organisation, ward, date],
    );
    if (head === undefined) throw new Error('a ward that closes has a head');
    const read = await manager.query<{ view: StayView; seq: number; days: DayRecord[] | null }[]>(
      `SELECT s.view, s.seq::int AS seq, (SELECT jsonb_agg(d.record) FROM day d WHERE d.organisation = s.organisation
           AND d.stay = s.stay AND d.date = $3) AS days
       FROM stay s WHERE s.organisation = $1 AND s.open_until >= $3 AND s.admitted_on <= $3 AND $2 = ANY (s.wards)`,
      [organisation, ward, date],
    );
    const onBoard = await manager.query<{ view: StayView }[]>(
      `SELECT view FROM stay WHERE organisation = $1 AND ward = $2 AND open_until = 'infinity'`,
      [organisation, ward],
    );
    const rows = await manager.query<BedDayRow[]>(
      `SELECT ${BED_DAY_COLUMNS} FROM bed_day WHERE organisation = $1 AND ward = $2 AND date = $3 AND superseded_at IS NULL`,
      [organisation, ward, date],
    );
    return {
      ...head,
      book,
      rows,
      stays: read.map(({ view, days }) => stateOf(view, days ?? [])),
      onBoard: onBoard.map(({ view }) => view),
      // A stay that lies elsewhere now is guarded by its own stream, not by this ward's version.
      elsewhere: read
        .filter(({ view }) => view.ward !== ward)
        .map(({ view, seq }) => ({ stream: `stay:${view.stay}`, seq })),
      patients: await patientsOf(
        manager,
        organisation,
        onBoard.map(({ view }) => view.patient),
      ),
    };
  }, 'REPEATABLE READ');
}

const BED_DAY_COLUMNS = `ward, date, stay, revision,
  to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS closed_at, NULL AS superseded_at, because,
  bed, at_midnight, due, reviewed, planned_only, colour, "constraint", delay, delay_list, delay_reason, attribution,
  owner, other_owner, delay_state, care_type, authority, los_days`;

function patientsOf(manager: Manager, organisation: string, patients: readonly string[]) {
  return manager.query<import('#domain').Identity[]>(
    `SELECT patient, local_id AS "localId", nhs_number AS "nhsNumber", family_name AS "familyName",
       given_name AS "givenName", date_of_birth AS "dateOfBirth", sex, similar_name AS "similarName"
     FROM patient WHERE organisation = $1 AND patient = ANY ($2)`,
    [organisation, patients],
  );
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

/** The instant at which the next date ends: when the closing job has something to do again. */
export function nextCloseAt(house: House): string {
  return londonInstant(addDays(londonDate(house.clock.now()), 1));
}
