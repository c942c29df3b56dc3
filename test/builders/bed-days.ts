import type pg from 'pg';

/** A closed bed day as it lies in the database, for sums that are compared with a plain count. */
export interface ClosedDay {
  readonly organisation: string;
  readonly ward: string;
  readonly date: string;
  readonly stay: string;
  readonly revision: number;
  readonly superseded: boolean;
  readonly atMidnight: boolean;
  readonly due: boolean;
  readonly reviewed: boolean;
  readonly plannedOnly: boolean;
  readonly colour: 'red' | 'green' | null;
  readonly constraint: string | null;
  readonly delayed: boolean;
  readonly reason: string | null;
  readonly attribution: 'nhs' | 'la' | 'joint' | null;
  readonly owner: string | null;
  readonly state: string | null;
  readonly authority: string | null;
}

const CLOSED_AT = '2026-06-30T01:00:00Z';

/** Writes closed days past the service: what is tried here is the reading of them. */
export async function insertClosedDays(
  client: pg.Client,
  days: readonly ClosedDay[],
): Promise<void> {
  await client.query('SET session_replication_role = replica');
  await client.query(`SELECT set_config('app.organisations', '*', false)`);
  await client.query('TRUNCATE bed_day, closed_day');
  await client.query(
    `INSERT INTO bed_day (organisation, ward, date, stay, revision, closed_at, superseded_at, because, bed,
       at_midnight, due, reviewed, planned_only, colour, "constraint", delay, delay_list, delay_reason,
       attribution, owner, other_owner, delay_state, care_type, authority, los_days)
     SELECT organisation, ward, date, stay, revision, $2,
       CASE WHEN superseded THEN $2::timestamptz END, 'first-close', NULL, "atMidnight", due, reviewed,
       "plannedOnly", colour, "constraint", CASE WHEN delayed THEN stay END,
       CASE WHEN delayed THEN 'dtoc' END, reason, attribution, owner, NULL, state, 'acute', authority, 1
     FROM jsonb_to_recordset($1::jsonb) AS d(organisation text, ward text, date date, stay text, revision int,
       superseded boolean, "atMidnight" boolean, due boolean, reviewed boolean, "plannedOnly" boolean,
       colour text, "constraint" text, delayed boolean, reason text, attribution text, owner text, state text,
       authority text)`,
    [JSON.stringify(days), CLOSED_AT],
  );
  await client.query(
    `INSERT INTO closed_day (organisation, ward, date, revision, rows, digest, closed_at, because)
     SELECT organisation, ward, date, revision, count(*), '', $2, 'first-close'
     FROM jsonb_to_recordset($1::jsonb) AS d(organisation text, ward text, date date, revision int)
     GROUP BY organisation, ward, date, revision`,
    [JSON.stringify(days), CLOSED_AT],
  );
}
