import { ARRIVE_TABLES } from './sql/arrive-tables.js';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardedTables, policies } from './guard.js';

/**
 * The tables of the house. Every table that grows leads with the organisation. Facts can only be
 * added; projections have no default, serial or clock of their own, so that a rebuild gives equal rows.
 */
export class House1700000000001 implements MigrationInterface {
  readonly name = 'House1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [ROLE, ...TABLES, ...APPEND_ONLY, ...policies(), ...grants()])
      await runner.query(statement);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The ledger only goes forward: restore a backup instead.'));
  }
}

const ROLE = `DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'boardround_app') THEN
    CREATE ROLE boardround_app LOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT pg_has_role(current_user, 'boardround_app', 'MEMBER') THEN
    EXECUTE format('GRANT boardround_app TO %I', current_user);
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`;

const TABLES = [
  // One row for the whole database: which mode it was opened in, and the epoch of its feed.
  `CREATE TABLE house (
    one boolean PRIMARY KEY CHECK (one), mode text NOT NULL, epoch uuid NOT NULL, opened_at timestamptz NOT NULL)`,
  `CREATE TABLE reference_head (one boolean PRIMARY KEY CHECK (one), version bigint NOT NULL)`,
  `INSERT INTO reference_head VALUES (true, 0)`,

  // The ledger.
  `CREATE TABLE stream (
    organisation text NOT NULL, stream text NOT NULL, seq bigint NOT NULL, head bytea NOT NULL,
    last_at timestamptz NOT NULL, PRIMARY KEY (organisation, stream)) WITH (fillfactor = 60)`,
  `CREATE TABLE fact (
    organisation text NOT NULL, stream text NOT NULL, seq bigint NOT NULL,
    position bigint GENERATED ALWAYS AS IDENTITY,
    type text NOT NULL, type_version int NOT NULL, body text NOT NULL,
    at timestamptz NOT NULL, recorded_at timestamptz NOT NULL,
    by_person text NOT NULL, on_behalf_of text, command_id uuid NOT NULL,
    ward text, ward_version bigint, hash bytea NOT NULL,
    PRIMARY KEY (organisation, stream, seq))`,
  `CREATE INDEX fact_position ON fact (position)`,
  `CREATE INDEX fact_ward ON fact (organisation, ward, recorded_at) WHERE ward IS NOT NULL`,
  `CREATE TABLE ward_head (
    organisation text NOT NULL, ward text NOT NULL, version bigint NOT NULL, last_at timestamptz NOT NULL,
    PRIMARY KEY (organisation, ward)) WITH (fillfactor = 50)`,
  `CREATE TABLE command (
    organisation text NOT NULL, id uuid NOT NULL, digest text NOT NULL, answer text NOT NULL,
    wards jsonb NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (organisation, id))`,
  `CREATE INDEX command_at ON command USING brin (at)`,
  // A ward's numbered changes: of one stay's row, the stay (`stay`); of more, what was told (`views`, `left`).
  `CREATE TABLE board_change (
    organisation text NOT NULL, ward text NOT NULL, version bigint NOT NULL, change jsonb NOT NULL,
    at timestamptz NOT NULL, PRIMARY KEY (organisation, ward, version))`,
  `CREATE INDEX board_change_at ON board_change USING brin (at)`,

  // Projections.
  `CREATE TABLE stay (
    organisation text NOT NULL, stay text NOT NULL, ward text NOT NULL, wards text[] NOT NULL,
    patient text NOT NULL, admitted_on date NOT NULL, open_until date NOT NULL, gone boolean NOT NULL, visit text,
    seq bigint NOT NULL, view jsonb NOT NULL, PRIMARY KEY (organisation, stay)) WITH (fillfactor = 50)`,
  `CREATE INDEX stay_ward ON stay (organisation, ward) WHERE open_until = 'infinity'`,
  // Who left by absence, on the board until the day ends.
  `CREATE INDEX stay_gone ON stay (organisation, ward, open_until) WHERE gone`,
  `CREATE INDEX stay_patient ON stay (organisation, patient)`,
  `CREATE INDEX stay_until ON stay (organisation, open_until)`,
  `CREATE UNIQUE INDEX stay_one_open ON stay (organisation, patient) WHERE open_until = 'infinity'`,
  `CREATE INDEX stay_visit ON stay (organisation, visit) WHERE visit IS NOT NULL`,
  `CREATE TABLE day (
    organisation text NOT NULL, stay text NOT NULL, date date NOT NULL, judged boolean NOT NULL, record jsonb NOT NULL,
    PRIMARY KEY (organisation, stay, date)) WITH (fillfactor = 70)`,
  `CREATE TABLE delay (
    organisation text NOT NULL, delay text NOT NULL, stay text NOT NULL, open boolean NOT NULL, body jsonb NOT NULL,
    PRIMARY KEY (organisation, delay))`,
  `CREATE TABLE action (
    organisation text NOT NULL, action text NOT NULL, stay text NOT NULL, open boolean NOT NULL, owner text NOT NULL,
    person text, due_at timestamptz NOT NULL, body jsonb NOT NULL, PRIMARY KEY (organisation, action))`,
  `CREATE INDEX action_due ON action (organisation, due_at) WHERE open`,
  `CREATE TABLE round (
    organisation text NOT NULL, round text NOT NULL, ward text NOT NULL, date date NOT NULL, kind text NOT NULL,
    open boolean NOT NULL, body jsonb NOT NULL, PRIMARY KEY (organisation, round))`,
  `CREATE INDEX round_date ON round (organisation, ward, date)`,
  `CREATE UNIQUE INDEX round_one_open ON round (organisation, ward, date, kind) WHERE open`,
  `CREATE TABLE closed_day (
    organisation text NOT NULL, ward text NOT NULL, date date NOT NULL, revision int NOT NULL, rows int NOT NULL,
    digest text NOT NULL, closed_at timestamptz NOT NULL, because text NOT NULL,
    PRIMARY KEY (organisation, ward, date, revision))`,
  `CREATE TABLE bed_day (
    organisation text NOT NULL, ward text NOT NULL, date date NOT NULL, stay text NOT NULL, revision int NOT NULL,
    closed_at timestamptz NOT NULL, superseded_at timestamptz, because text NOT NULL,
    bed text, at_midnight boolean NOT NULL, due boolean NOT NULL, reviewed boolean NOT NULL,
    planned_only boolean NOT NULL, colour text, "constraint" text,
    delay text, delay_list text, delay_reason text, attribution text, owner text, other_owner text, delay_state text,
    care_type text, authority text, los_days int NOT NULL,
    PRIMARY KEY (organisation, ward, date, stay, revision))`,
  `CREATE INDEX bed_day_date ON bed_day (organisation, date) WHERE superseded_at IS NULL`,
  `CREATE TABLE reference (
    organisation text NOT NULL, kind text NOT NULL, code text NOT NULL, valid_from date NOT NULL, value jsonb NOT NULL,
    PRIMARY KEY (organisation, kind, code, valid_from))`,

  // Words that can be erased; the ledger holds their seals.
  `CREATE TABLE patient (
    organisation text NOT NULL, patient text NOT NULL, salt text NOT NULL, local_id text, nhs_number text,
    family_name text, given_name text, date_of_birth date, sex text, similar_name boolean NOT NULL,
    PRIMARY KEY (organisation, patient))`,
  `CREATE UNIQUE INDEX patient_local ON patient (organisation, local_id) WHERE local_id IS NOT NULL`,
  `CREATE INDEX patient_nhs ON patient (organisation, nhs_number) WHERE nhs_number IS NOT NULL`,
  // Numbers of records that were merged: whoever is called by one is the patient of the other record.
  `CREATE TABLE patient_alias (
    organisation text NOT NULL, local_id text NOT NULL, patient text NOT NULL, PRIMARY KEY (organisation, local_id))`,
  `CREATE TABLE note (
    organisation text NOT NULL, note text NOT NULL, stay text NOT NULL, salt text NOT NULL, words text NOT NULL,
    at timestamptz NOT NULL, PRIMARY KEY (organisation, note))`,
  `CREATE TABLE inbound (
    organisation text NOT NULL, id uuid NOT NULL, source text NOT NULL, kind text NOT NULL, control_id text,
    digest text NOT NULL, received_at timestamptz NOT NULL, body bytea NOT NULL, state text NOT NULL, code text,
    place text, answer text, stay text, waits boolean NOT NULL DEFAULT false, part_of uuid,
    PRIMARY KEY (organisation, id))`,
  `CREATE UNIQUE INDEX inbound_once ON inbound (organisation, source, kind, control_id) WHERE control_id IS NOT NULL`,
  `CREATE INDEX inbound_part ON inbound (organisation, part_of) WHERE part_of IS NOT NULL`,
  // Not led by the organisation: on a new table it would look as good as the key to find one message by.
  `CREATE INDEX inbound_state ON inbound (state, received_at)`,

  ...ARRIVE_TABLES,

  // Work to be done again: closed days that a later fact has changed.
  `CREATE TABLE restatement (
    organisation text NOT NULL, ward text NOT NULL, date date NOT NULL, because text NOT NULL,
    asked int NOT NULL, PRIMARY KEY (organisation, ward, date))`,

  // Who is signed in, and who opened which patient or list.
  `CREATE TABLE session (
    organisation text NOT NULL, id text NOT NULL, person text NOT NULL, started_at timestamptz NOT NULL,
    wall text, ends_at timestamptz NOT NULL, PRIMARY KEY (organisation, id))`,
  // Screens that are a ward's wall; `person` is who made them one.
  `CREATE INDEX session_wall ON session (organisation, wall) WHERE wall IS NOT NULL`,
  `CREATE TABLE opened (
    organisation text NOT NULL, at timestamptz NOT NULL, person text NOT NULL, what text NOT NULL,
    subject text NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (organisation, id))`,
];

const APPEND_ONLY = [
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN RAISE EXCEPTION 'facts are only ever added' USING ERRCODE = '42501'; END $$`,
  `CREATE TRIGGER fact_stays BEFORE UPDATE OR DELETE ON fact FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
  `CREATE TRIGGER fact_stays_whole BEFORE TRUNCATE ON fact FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
];

function grants(): string[] {
  const changes = guardedTables.filter((table) => table !== 'fact' && table !== 'opened');
  return [
    `GRANT USAGE ON SCHEMA public TO boardround_app`,
    ...guardedTables.map((table) => `GRANT SELECT, INSERT ON ${table} TO boardround_app`),
    ...changes.map((table) => `GRANT UPDATE ON ${table} TO boardround_app`),
    // Pruned or erased by the service's own jobs: never the ledger, never a projection.
    ...[
      'command',
      'board_change',
      'patient',
      'patient_alias',
      'note',
      'inbound',
      'inbound_wait',
      'census_part',
      'census_ward',
      'patient_before',
      'feed_ward',
      'restatement',
      'session',
    ].map((table) => `GRANT DELETE ON ${table} TO boardround_app`),
    `GRANT SELECT ON migration TO boardround_app`,
    `GRANT SELECT, INSERT ON house TO boardround_app`,
    `GRANT SELECT, UPDATE ON reference_head TO boardround_app`,
  ];
}
