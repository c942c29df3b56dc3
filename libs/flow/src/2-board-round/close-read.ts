import type { DayRecord, Identity, LocalDate, ReferenceBook, StayState, StayView } from '#domain';
import { stateOf } from '#domain';
import type { BedDayRow, Known } from '#persistence';
import { SERVICE, identityColumns } from '#persistence';
import type { House } from '../house/house.js';

/** What closing one date of one ward rests on, all of one moment. */
export interface CloseRead {
  /** Version of the ward that the close is guarded by. */
  readonly version: number;
  /** Length of the ward's own stream. */
  readonly seq: number;
  /** The date's last revision, 0 when it was never closed, and the digest of its rows. */
  readonly revision: number;
  readonly digest: string | null;
  /** Every stay that lay in the ward at some time and touches the date. */
  readonly stays: readonly StayState[];
  /** The board as it stands now. */
  readonly onBoard: readonly StayView[];
  /** Who left by absence on the date: on the board until it turned. */
  readonly goneOn: readonly string[];
  readonly patients: readonly Identity[];
  /** Words of the notes that the board shows now, by note. */
  readonly notes: Readonly<Record<string, string>>;
  /** Stays that lie elsewhere now: guarded by their own streams, not by this ward's version. */
  readonly elsewhere: readonly { readonly stream: string; readonly seq: number }[];
  readonly rows: readonly BedDayRow[];
  readonly book: ReferenceBook;
  /** Version of the book that the close is guarded by: the book is this one, or a later one that refuses the write. */
  readonly reference: number;
}

const BED_DAY_COLUMNS = `ward, date, stay, revision,
  to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS closed_at, NULL AS superseded_at, because,
  bed, at_midnight, due, reviewed, planned_only, colour, "constraint", delay, delay_list, delay_reason, attribution,
  owner, other_owner, delay_state, care_type, authority, los_days`;

interface Asked {
  readonly organisation: string;
  readonly ward: string;
  readonly date: LocalDate;
}

/** Reads what a close needs in one snapshot. */
export async function readForClose(
  house: House,
  { organisation, ward, date }: Asked,
): Promise<CloseRead> {
  const read = await readSnapshot(house, { organisation, ward, date });
  return { ...read, book: await house.books.at(read.reference) };
}

function readSnapshot(
  house: House,
  { organisation, ward, date }: Asked,
): Promise<Omit<CloseRead, 'book'>> {
  return house.persistence.as(SERVICE).work(async (manager) => {
    const [head] = await manager.query<
      Pick<CloseRead, 'version' | 'seq' | 'revision' | 'digest' | 'reference'>[]
    >(
      `SELECT (SELECT version::int FROM reference_head) AS reference, h.version::int AS version, coalesce(s.seq, 0)::int AS seq, coalesce(c.revision, 0) AS revision, c.digest
       FROM ward_head h
       LEFT JOIN stream s ON s.organisation = h.organisation AND s.stream = 'ward:' || h.ward
       LEFT JOIN LATERAL (SELECT revision, digest FROM closed_day c WHERE c.organisation = h.organisation
         AND c.ward = h.ward AND c.date = $3 ORDER BY revision DESC LIMIT 1) c ON true
       WHERE h.organisation = $1 AND h.ward = $2`,
      [organisation, ward, date],
    );
    if (head === undefined) throw new Error('a ward that closes has a head');
    const read = await manager.query<{ view: StayView; seq: number; days: DayRecord[] | null }[]>(
      `SELECT s.view, s.seq::int AS seq, (SELECT jsonb_agg(d.record) FROM day d
           WHERE d.organisation = s.organisation AND d.stay = s.stay AND d.date = $3) AS days
       FROM stay s WHERE s.organisation = $1 AND s.open_until >= $3 AND s.admitted_on <= $3 AND $2 = ANY (s.wards)`,
      [organisation, ward, date],
    );
    const onBoard = await manager.query<{ view: StayView }[]>(
      `SELECT view FROM stay WHERE organisation = $1 AND ward = $2 AND open_until = 'infinity'`,
      [organisation, ward],
    );
    const goneOn = await manager.query<{ stay: string }[]>(
      `SELECT stay FROM stay WHERE organisation = $1 AND ward = $2 AND open_until = $3
         AND gone ORDER BY stay`,
      [organisation, ward, date],
    );
    const rows = await manager.query<BedDayRow[]>(
      `SELECT ${BED_DAY_COLUMNS} FROM bed_day
       WHERE organisation = $1 AND ward = $2 AND date = $3 AND superseded_at IS NULL`,
      [organisation, ward, date],
    );
    const patients = await manager.query<Identity[]>(
      `SELECT ${identityColumns()} FROM patient WHERE organisation = $1 AND patient = ANY ($2)`,
      [organisation, onBoard.map(({ view }) => view.patient)],
    );
    const notes = await manager.query<{ note: string; words: string }[]>(
      'SELECT note, words FROM note WHERE organisation = $1 AND note = ANY ($2)',
      [organisation, onBoard.flatMap(({ view }) => view.words ?? [])],
    );
    return {
      ...head,
      rows,
      notes: Object.fromEntries(notes.map(({ note, words }) => [note, words])),
      patients,
      stays: read.map(({ view, days }) => stateOf(view, days ?? [])),
      onBoard: onBoard.map(({ view }) => view),
      goneOn: goneOn.map(({ stay }) => stay),
      elsewhere: read
        .filter(({ view }) => view.ward !== ward)
        .map(({ view, seq }) => ({ stream: `stay:${view.stay}`, seq })),
    };
  }, 'REPEATABLE READ');
}

/** The same for the projection of the close. */
export function knownFrom(read: CloseRead): Known {
  return {
    stay: () => ({ state: null, seq: 0 }),
    staysTouching: () => read.stays,
    closedRows: () => read.rows,
    round: () => null,
    book: () => read.book,
  };
}
