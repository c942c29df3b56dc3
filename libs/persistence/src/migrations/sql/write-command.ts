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
  return `IF made ? '${table}' THEN
    INSERT INTO ${table} (organisation, ${names})
    SELECT org, r.* FROM jsonb_to_recordset(made -> '${table}') AS r(${typed.join(', ')})
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
    gone: 'boolean',
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
  upsert('action', ['action'], {
    action: 'text',
    stay: 'text',
    open: 'boolean',
    owner: 'text',
    person: 'text',
    due_at: 'timestamptz',
    body: 'jsonb',
  }),
  upsert('round', ['round'], {
    round: 'text',
    ward: 'text',
    date: 'date',
    kind: 'text',
    open: 'boolean',
    body: 'jsonb',
  }),
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

/**
 * Projected rows and erasable words, table by table, as the caller made them. Part of `write_command`:
 * a function of its own would cost every mark another call.
 */
const WRITE_ROWS = `
  ${[...PROJECTIONS, ...WORDS].join('\n  ')}
  IF made ? 'reference' THEN
    UPDATE reference_head SET version = version + 1;
  END IF;
  IF made ? 'ward_head' THEN
    INSERT INTO ward_head (organisation, ward, version, last_at)
    SELECT org, r.ward, 0, r.last_at FROM jsonb_to_recordset(made -> 'ward_head') AS r(ward text, last_at timestamptz)
    ON CONFLICT DO NOTHING;
  END IF;
  IF made ? 'restatement' THEN
    INSERT INTO restatement AS known (organisation, ward, date, because, asked)
    SELECT org, r.ward, r.date, r.because, 1
      FROM jsonb_to_recordset(made -> 'restatement') AS r(ward text, date date, because text)
    ON CONFLICT (organisation, ward, date) DO UPDATE SET because = excluded.because, asked = known.asked + 1;
  END IF;`;

/**
 * Writes one decided command: gives each ward whose board changes its next version under the ward's lock
 * (a ward without a change is only locked), compares the versions that the decision was built on, appends
 * the facts with their chain, applies the rows, records the change for the feed, and remembers the answer.
 * All of it or nothing. A change that is the one written stay as it is then is sent as \`true\`: once is enough.
 *
 * Raises BR001 when something moved since it was read (decide again), BR002 when the command is
 * already done (read its answer), BR003 for a ward nobody knows.
 */
export const WRITE_COMMAND = `
CREATE FUNCTION write_command(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  caller text := set_config('app.organisations', p ->> 'organisations', true);
  org text := p ->> 'organisation';
  command uuid := (p ->> 'commandId')::uuid;
  person text := p ->> 'by';
  behalf text := p ->> 'onBehalfOf';
  happened_text text := p ->> 'at';
  happened timestamptz := happened_text::timestamptz;
  recorded timestamptz := (p ->> 'recordedAt')::timestamptz;
  recorded_text text;
  made jsonb := p -> 'rows';
  remember jsonb := p -> 'remember';
  wards jsonb := '{}';
  w jsonb;
  s jsonb;
  f jsonb;
  of_ward text;
  of_stream text;
  given bigint;
  expected bigint;
  last timestamptz;
  n bigint;
  chain bytea;
BEGIN
  IF p ? 'lockMs' THEN PERFORM set_config('lock_timeout', p ->> 'lockMs', true); END IF;
  FOR i IN 0 .. jsonb_array_length(p -> 'wards') - 1 LOOP
    w := p -> 'wards' -> i;
    of_ward := w ->> 'ward';
    expected := (w ->> 'version')::bigint;
    IF NOT w ? 'change' THEN
      SELECT h.version, h.last_at INTO given, last FROM ward_head h
        WHERE h.organisation = org AND h.ward = of_ward FOR UPDATE;
      IF NOT FOUND THEN RAISE EXCEPTION 'ward unknown' USING ERRCODE = 'BR003'; END IF;
      IF expected IS DISTINCT FROM given THEN RAISE EXCEPTION 'ward moved' USING ERRCODE = 'BR001'; END IF;
      recorded := greatest(recorded, last);
      CONTINUE;
    END IF;
    UPDATE ward_head h SET version = h.version + 1, last_at = greatest(h.last_at, recorded)
      WHERE h.organisation = org AND h.ward = of_ward RETURNING h.version, h.last_at INTO given, last;
    IF NOT FOUND THEN RAISE EXCEPTION 'ward unknown' USING ERRCODE = 'BR003'; END IF;
    IF expected <> given - 1 THEN RAISE EXCEPTION 'ward moved' USING ERRCODE = 'BR001'; END IF;
    wards := jsonb_set(wards, ARRAY[of_ward], to_jsonb(given));
    recorded := greatest(recorded, last);
    INSERT INTO board_change (organisation, ward, version, change, at)
      VALUES (org, of_ward, given, CASE WHEN w -> 'change' = 'true'
        THEN jsonb_build_object('stay', made -> 'stay' -> 0 -> 'stay') ELSE w -> 'change' END, recorded);
  END LOOP;

  IF p ? 'reference' AND (p ->> 'reference')::bigint < (SELECT version FROM reference_head) THEN
    RAISE EXCEPTION 'reference moved' USING ERRCODE = 'BR001'; END IF;

  FOR i IN 0 .. jsonb_array_length(p -> 'streams') - 1 LOOP
    s := p -> 'streams' -> i;
    of_stream := s ->> 'stream';
    of_ward := s ->> 'ward';
    SELECT t.seq, t.head, t.last_at INTO n, chain, last FROM stream t
      WHERE t.organisation = org AND t.stream = of_stream FOR UPDATE;
    IF NOT FOUND THEN n := 0; chain := ''; last := recorded; END IF;
    IF n <> (s ->> 'seq')::bigint THEN RAISE EXCEPTION 'stream moved' USING ERRCODE = 'BR001'; END IF;
    CONTINUE WHEN NOT s ? 'facts';
    last := greatest(recorded, last);
    recorded_text := to_char(last AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
    given := (wards ->> of_ward)::bigint;
    FOR j IN 0 .. jsonb_array_length(s -> 'facts') - 1 LOOP
      f := s -> 'facts' -> j;
      n := n + 1;
      chain := sha256(chain || convert_to(concat_ws(E'\\n', org, of_stream, n, f ->> 'type', f ->> 'version', happened_text,
        recorded_text, person, coalesce(behalf, ''), command, coalesce(of_ward, ''),
        coalesce(given::text, ''), f ->> 'body'), 'UTF8'));
      INSERT INTO fact (organisation, stream, seq, type, type_version, body, at, recorded_at, by_person,
          on_behalf_of, command_id, ward, ward_version, hash)
        VALUES (org, of_stream, n, f ->> 'type', (f ->> 'version')::int, f ->> 'body', happened, last, person,
          behalf, command, of_ward, given, chain);
    END LOOP;
    UPDATE stream t SET seq = n, head = chain, last_at = last WHERE t.organisation = org AND t.stream = of_stream;
    IF NOT FOUND THEN
      INSERT INTO stream (organisation, stream, seq, head, last_at) VALUES (org, of_stream, n, chain, last);
    END IF;
  END LOOP;
  ${WRITE_ROWS}

  IF remember IS NOT NULL THEN
    INSERT INTO command (organisation, id, digest, answer, wards, at)
      VALUES (org, command, remember ->> 'digest', remember ->> 'answer', wards, recorded)
      ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN RAISE EXCEPTION 'command done' USING ERRCODE = 'BR002'; END IF;
  END IF;
  RETURN wards;
END $$`;
