/** What is noted of feeds beside their messages: kept for a time, no fact and no projection. */
export const ARRIVE_TABLES = [
  // What a parked message waits for, `local:…` and `visit:…`: applied when the stay it speaks of is there. A row for
  // each key, since under row-level security no index finds what two arrays share. Erased with its message.
  `CREATE TABLE inbound_wait (
    organisation text NOT NULL, key text NOT NULL, id uuid NOT NULL, PRIMARY KEY (organisation, key, id),
    FOREIGN KEY (organisation, id) REFERENCES inbound ON DELETE CASCADE)`,
  `CREATE INDEX inbound_wait_id ON inbound_wait (organisation, id)`,
  // A census is written part by part: what each part changed and counted, and whether it is written.
  `CREATE TABLE census_part (
    organisation text NOT NULL, batch uuid NOT NULL, part int NOT NULL, wards text[] NOT NULL, stays text[] NOT NULL,
    counts jsonb NOT NULL, done boolean NOT NULL, at timestamptz NOT NULL, PRIMARY KEY (organisation, batch, part))`,
  `CREATE INDEX census_part_batch ON census_part (batch)`,
  // Which wards a census named.
  `CREATE TABLE census_ward (
    organisation text NOT NULL, batch uuid NOT NULL, ward text NOT NULL, source text NOT NULL,
    taken_at timestamptz NOT NULL, PRIMARY KEY (organisation, batch, ward))`,
  `CREATE INDEX census_ward_ward ON census_ward (organisation, ward, source, taken_at)`,
  // Words of patients as they were before a census changed them, while it can be undone. Erasable.
  `CREATE TABLE patient_before (
    organisation text NOT NULL, batch uuid NOT NULL, patient text NOT NULL, words jsonb NOT NULL,
    at timestamptz NOT NULL, PRIMARY KEY (organisation, batch, patient))`,
  // When a feed of messages last spoke of a ward; to a few seconds, since nobody asks for less.
  `CREATE TABLE feed_ward (
    organisation text NOT NULL, source text NOT NULL, ward text NOT NULL, last_at timestamptz NOT NULL,
    PRIMARY KEY (organisation, source, ward)) WITH (fillfactor = 50)`,
];
