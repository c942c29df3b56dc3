/** An upsert of one projection from a JSON array: every column comes from the caller. */
function upsert(
  table: string,
  key: readonly string[],
  columns: Readonly<Record<string, string>>,
): string {
  const all = Object.keys(columns);
  const rest = all.filter((column) => !key.includes(column));
  const names = all.map((column) => `"${column}"`).join(', ');
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${type}`);
  const change = rest.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  return `IF p ? '${table}' THEN
    INSERT INTO ${table} (organisation, ${names})
    SELECT p_organisation, r.* FROM jsonb_to_recordset(p -> '${table}') AS r(${typed.join(', ')})
    ON CONFLICT (organisation, ${key.map((column) => `"${column}"`).join(', ')}) DO UPDATE SET ${change};
  END IF;`;
}

const PROJECTIONS = [
  upsert('stay', ['stay'], {
    stay: 'text',
    ward: 'text',
    wards: 'text[]',
    patient: 'text',
    admitted_on: 'date',
    open_until: 'date',
    visit: 'text',
    seq: 'bigint',
    view: 'jsonb',
  }),
  upsert('day', ['stay', 'date'], {
    stay: 'text',
    date: 'date',
    judged: 'boolean',
    record: 'jsonb',
  }),
  upsert('delay', ['delay'], { delay: 'text', stay: 'text', open: 'boolean', body: 'jsonb' }),
  upsert('closed_day', ['ward', 'date', 'revision'], {
    ward: 'text',
    date: 'date',
    revision: 'int',
    rows: 'int',
    digest: 'text',
    closed_at: 'timestamptz',
    because: 'text',
  }),
  upsert('bed_day', ['ward', 'date', 'stay', 'revision'], {
    ward: 'text',
    date: 'date',
    stay: 'text',
    revision: 'int',
    closed_at: 'timestamptz',
    superseded_at: 'timestamptz',
    because: 'text',
    bed: 'text',
    at_midnight: 'boolean',
    due: 'boolean',
    reviewed: 'boolean',
    planned_only: 'boolean',
    colour: 'text',
    constraint: 'text',
    delay: 'text',
    delay_list: 'text',
    delay_reason: 'text',
    attribution: 'text',
    owner: 'text',
    other_owner: 'text',
    delay_state: 'text',
    care_type: 'text',
    authority: 'text',
    los_days: 'int',
  }),
  upsert('reference', ['kind', 'code', 'valid_from'], {
    kind: 'text',
    code: 'text',
    valid_from: 'date',
    value: 'jsonb',
  }),
];

const WORDS = [
  upsert('patient', ['patient'], {
    patient: 'text',
    salt: 'text',
    local_id: 'text',
    nhs_number: 'text',
    family_name: 'text',
    given_name: 'text',
    date_of_birth: 'date',
    sex: 'text',
    similar_name: 'boolean',
  }),
  upsert('note', ['note'], {
    note: 'text',
    stay: 'text',
    salt: 'text',
    words: 'text',
    at: 'timestamptz',
  }),
];

/** Projected rows and erasable words, table by table, as the caller made them. */
export const WRITE_ROWS = `
CREATE FUNCTION write_rows(p_organisation text, p jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  ${[...WORDS, ...PROJECTIONS].join('\n  ')}
  IF p ? 'reference' THEN
    UPDATE reference_head SET version = version + 1;
  END IF;
  IF p ? 'ward_head' THEN
    INSERT INTO ward_head (organisation, ward, version, last_at)
    SELECT p_organisation, r.ward, 0, r.last_at FROM jsonb_to_recordset(p -> 'ward_head') AS r(ward text, last_at timestamptz)
    ON CONFLICT DO NOTHING;
  END IF;
  IF p ? 'restatement' THEN
    INSERT INTO restatement AS known (organisation, ward, date, because, asked)
    SELECT p_organisation, r.ward, r.date, r.because, 1
      FROM jsonb_to_recordset(p -> 'restatement') AS r(ward text, date date, because text)
    ON CONFLICT (organisation, ward, date) DO UPDATE SET because = excluded.because, asked = known.asked + 1;
  END IF;
END $$`;

/**
 * Writes one decided command: gives each ward whose board changes its next version under the ward's lock
 * (a ward without a change is only locked), compares the versions that the decision was built on, appends the facts with their chain, applies the rows,
 * records the change for the feed, and remembers the answer. All of it or nothing.
 *
 * Raises BR001 when something moved since it was read (decide again), BR002 when the command is
 * already done (read its answer), BR003 for a ward nobody knows.
 */
export const WRITE_COMMAND = `
CREATE FUNCTION write_command(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  org text := p ->> 'organisation';
  command uuid := (p ->> 'commandId')::uuid;
  person text := p ->> 'by';
  happened timestamptz := (p ->> 'at')::timestamptz;
  happened_text text := p ->> 'at';
  recorded timestamptz := (p ->> 'recordedAt')::timestamptz;
  recorded_text text;
  w record;
  s record;
  f record;
  given bigint;
  last timestamptz;
  wards jsonb := '{}';
  n bigint;
  chain bytea;
BEGIN
  PERFORM set_config('app.organisations', p ->> 'organisations', true);

  FOR w IN SELECT * FROM jsonb_to_recordset(p -> 'wards') AS r(ward text, version bigint, change jsonb) LOOP
    IF w.change IS NULL THEN
      SELECT h.version, h.last_at INTO given, last FROM ward_head h
        WHERE h.organisation = org AND h.ward = w.ward FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'ward unknown' USING ERRCODE = 'BR003'; END IF;
      IF w.version IS DISTINCT FROM given THEN RAISE EXCEPTION 'ward moved' USING ERRCODE = 'BR001'; END IF;
      recorded := greatest(recorded, last);
      CONTINUE;
    END IF;
    UPDATE ward_head h SET version = h.version + 1, last_at = greatest(h.last_at, recorded)
      WHERE h.organisation = org AND h.ward = w.ward RETURNING h.version, h.last_at INTO given, last;
    IF NOT FOUND THEN RAISE EXCEPTION 'ward unknown' USING ERRCODE = 'BR003'; END IF;
    IF w.version IS NOT NULL AND w.version <> given - 1 THEN
      RAISE EXCEPTION 'ward moved' USING ERRCODE = 'BR001'; END IF;
    wards := wards || jsonb_build_object(w.ward, given);
    recorded := greatest(recorded, last);
  END LOOP;

  IF p ? 'remember' THEN
    PERFORM 1 FROM command c WHERE c.organisation = org AND c.id = command;
    IF FOUND THEN RAISE EXCEPTION 'command done' USING ERRCODE = 'BR002'; END IF;
  END IF;

  FOR s IN SELECT * FROM jsonb_to_recordset(p -> 'streams') AS r(stream text, seq bigint, ward text, facts jsonb) LOOP
    SELECT t.seq, t.head, t.last_at INTO n, chain, last FROM stream t
      WHERE t.organisation = org AND t.stream = s.stream FOR UPDATE;
    IF NOT FOUND THEN n := 0; chain := ''; last := recorded; END IF;
    IF n <> s.seq THEN RAISE EXCEPTION 'stream moved' USING ERRCODE = 'BR001'; END IF;
    CONTINUE WHEN s.facts IS NULL;
    last := greatest(recorded, last);
    recorded_text := to_char(last AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
    given := (wards ->> s.ward)::bigint;
    FOR f IN SELECT * FROM jsonb_to_recordset(s.facts) AS r(type text, version int, body text) LOOP
      n := n + 1;
      chain := sha256(chain || convert_to(concat_ws(E'\\n', org, s.stream, n, f.type, f.version, happened_text,
        recorded_text, person, coalesce(p ->> 'onBehalfOf', ''), command, coalesce(s.ward, ''),
        coalesce(given::text, ''), f.body), 'UTF8'));
      INSERT INTO fact (organisation, stream, seq, type, type_version, body, at, recorded_at, by_person,
          on_behalf_of, command_id, ward, ward_version, hash)
        VALUES (org, s.stream, n, f.type, f.version, f.body, happened, last, person,
          p ->> 'onBehalfOf', command, s.ward, given, chain);
    END LOOP;
    INSERT INTO stream (organisation, stream, seq, head, last_at) VALUES (org, s.stream, n, chain, last)
      ON CONFLICT (organisation, stream) DO UPDATE SET seq = excluded.seq, head = excluded.head, last_at = excluded.last_at;
  END LOOP;

  PERFORM write_rows(org, p -> 'rows');

  INSERT INTO board_change (organisation, ward, version, change, at)
    SELECT org, r.ward, (wards ->> r.ward)::bigint, r.change, recorded
      FROM jsonb_to_recordset(p -> 'wards') AS r(ward text, change jsonb) WHERE r.change IS NOT NULL;

  IF p ? 'remember' THEN
    INSERT INTO command (organisation, id, digest, answer, wards, at)
      VALUES (org, command, p -> 'remember' ->> 'digest', p -> 'remember' ->> 'answer', wards, recorded);
  END IF;
  RETURN wards;
END $$`;
