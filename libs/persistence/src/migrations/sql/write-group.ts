/**
 * Writes many plain commands of one organisation at once: each appends one fact to a stay that is known,
 * changes that stay's row alone, and tells its ward so. What \`write_command\` does one by one is done here set
 * by set, which costs a third; a test holds both to the same chain and the same rebuilt rows. All of it or nothing.
 *
 * Raises BR001 when something moved since it was read, BR002 when one of the commands is already done, and
 * gives up after \`lockMs\` on a ward that somebody else holds.
 */
export const WRITE_GROUP = `
CREATE FUNCTION write_group(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  org text := p ->> 'organisation';
  asked int := jsonb_array_length(p -> 'commands');
  stays_written int;
  given jsonb;
  done int;
BEGIN
  PERFORM set_config('app.organisations', org, true), set_config('lock_timeout', p ->> 'lockMs', true);
  -- Taken in the order of their codes, as everywhere, so that two groups never wait for each other.
  PERFORM 1 FROM ward_head h WHERE h.organisation = org
    AND h.ward IN (SELECT c ->> 'ward' FROM jsonb_array_elements(p -> 'commands') c) ORDER BY h.ward FOR UPDATE;
  IF p ? 'reference' AND (p ->> 'reference')::bigint < (SELECT version FROM reference_head) THEN
    RAISE EXCEPTION 'reference moved' USING ERRCODE = 'BR001'; END IF;

  WITH told AS MATERIALIZED (
    SELECT r.*, row_number() OVER (PARTITION BY r.ward ORDER BY r.n) AS turn
      FROM jsonb_to_recordset(p -> 'commands') AS r(n int, id uuid, person text, behalf text, at text, recorded timestamptz,
        ward text, stream text, seq bigint, type text, version int, body text, digest text, answer text)),
  headed AS (
    UPDATE ward_head h SET version = h.version + w.changes, last_at = greatest(h.last_at, w.recorded)
      FROM (SELECT ward, count(*) AS changes, max(recorded) AS recorded FROM told GROUP BY ward) w
      WHERE h.organisation = org AND h.ward = w.ward
      RETURNING h.ward, h.version - w.changes AS before, h.last_at),
  chained AS (
    UPDATE stream s SET seq = s.seq + 1, last_at = greatest(s.last_at, h.last_at),
        head = sha256(s.head || convert_to(concat_ws(E'\\n', org, t.stream, t.seq + 1, t.type, t.version, t.at,
          to_char(greatest(s.last_at, h.last_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), t.person,
          coalesce(t.behalf, ''), t.id, t.ward, h.before + t.turn, t.body), 'UTF8'))
      FROM told t JOIN headed h ON h.ward = t.ward
      WHERE s.organisation = org AND s.stream = t.stream AND s.seq = t.seq
      RETURNING t.n, s.head, s.last_at, h.before + t.turn AS version),
  facts AS (
    INSERT INTO fact (organisation, stream, seq, type, type_version, body, at, recorded_at, by_person,
        on_behalf_of, command_id, ward, ward_version, hash)
      SELECT org, t.stream, t.seq + 1, t.type, t.version, t.body, t.at::timestamptz, c.last_at, t.person,
        t.behalf, t.id, t.ward, c.version, c.head
      FROM told t JOIN chained c ON c.n = t.n ORDER BY t.n),
  made AS MATERIALIZED (
    SELECT r.* FROM jsonb_to_recordset(p -> 'stay') AS r(n int, stay text, ward text, wards text[], patient text,
      admitted_on date, open_until date, gone boolean, visit text, seq bigint, view jsonb)),
  stays AS (
    UPDATE stay s SET ward = m.ward, wards = m.wards, patient = m.patient, admitted_on = m.admitted_on,
        open_until = m.open_until, gone = m.gone, visit = m.visit, seq = m.seq, view = m.view
      FROM made m WHERE s.organisation = org AND s.stay = m.stay RETURNING s.stay),
  changes AS (
    INSERT INTO board_change (organisation, ward, version, change, at)
      SELECT org, t.ward, c.version, jsonb_build_object('stay', m.stay), c.last_at
      FROM chained c JOIN told t ON t.n = c.n JOIN made m ON m.n = c.n),
  days AS (
    INSERT INTO day (organisation, stay, date, judged, record)
      SELECT org, r.* FROM jsonb_to_recordset(p -> 'day') AS r(stay text, date date, judged boolean, record jsonb)
      ON CONFLICT (organisation, stay, date) DO UPDATE SET judged = excluded.judged, record = excluded.record),
  notes AS (
    INSERT INTO note (organisation, note, stay, salt, words, at)
      SELECT org, r.* FROM jsonb_to_recordset(p -> 'note') AS r(note text, stay text, salt text, words text, at timestamptz)),
  remembered AS (
    INSERT INTO command (organisation, id, digest, answer, wards, at)
      SELECT org, t.id, t.digest, t.answer, jsonb_build_object(t.ward, c.version), c.last_at
      FROM told t JOIN chained c ON c.n = t.n
      ON CONFLICT DO NOTHING RETURNING id)
  SELECT (SELECT count(*) FROM stays), (SELECT jsonb_agg(c.version ORDER BY c.n) FROM chained c),
    (SELECT count(*) FROM remembered) INTO stays_written, given, done;

  IF stays_written <> asked OR jsonb_array_length(given) IS DISTINCT FROM asked THEN
    RAISE EXCEPTION 'stream moved' USING ERRCODE = 'BR001'; END IF;
  IF done <> asked THEN RAISE EXCEPTION 'command done' USING ERRCODE = 'BR002'; END IF;
  RETURN given;
END $$`;
