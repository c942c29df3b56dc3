/**
 * Writes one plain command that comes alone: what \`write_group\` does for many, each value in a place of its own,
 * for taking a document apart is a third of what a lone mark costs. A test holds all three ways to the same chain
 * and the same rebuilt rows. All of it or nothing; answers the ward's version.
 *
 * Raises BR001 when something moved since it was read, BR002 when the command is already done, BR003 for a ward
 * nobody knows, and with \`p_lock_ms\` gives up sooner on a ward that somebody else holds.
 */
export const WRITE_PLAIN = `
CREATE FUNCTION write_plain(p_lock_ms text, org text, p_command uuid, p_person text, p_at text, p_recorded timestamptz,
  p_reference bigint, p_ward text, p_stream text, p_seq bigint, p_type text, p_version int, p_body text,
  p_digest text, p_answer text,
  p_stay text, p_wards text[], p_patient text, p_admitted_on date, p_open_until date, p_gone boolean, p_visit text,
  p_view jsonb, p_date date, p_judged boolean, p_record jsonb, p_note text, p_salt text, p_words text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  given bigint;
  last timestamptz;
  chain bytea;
BEGIN
  PERFORM set_config('app.organisations', org, true),
    set_config('lock_timeout', coalesce(p_lock_ms, current_setting('lock_timeout')), true);
  UPDATE ward_head h SET version = h.version + 1, last_at = greatest(h.last_at, p_recorded)
    WHERE h.organisation = org AND h.ward = p_ward RETURNING h.version, h.last_at INTO given, last;
  IF NOT FOUND THEN RAISE EXCEPTION 'ward unknown' USING ERRCODE = 'BR003'; END IF;
  IF p_reference < (SELECT version FROM reference_head) THEN
    RAISE EXCEPTION 'reference moved' USING ERRCODE = 'BR001'; END IF;

  UPDATE stream s SET seq = s.seq + 1, last_at = greatest(s.last_at, last),
      head = sha256(s.head || convert_to(concat_ws(E'\\n', org, p_stream, p_seq + 1, p_type, p_version, p_at,
        to_char(greatest(s.last_at, last) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), p_person,
        '', p_command, p_ward, given, p_body), 'UTF8'))
    WHERE s.organisation = org AND s.stream = p_stream AND s.seq = p_seq
    RETURNING s.head, s.last_at INTO chain, last;
  IF NOT FOUND THEN RAISE EXCEPTION 'stream moved' USING ERRCODE = 'BR001'; END IF;
  INSERT INTO fact (organisation, stream, seq, type, type_version, body, at, recorded_at, by_person,
      command_id, ward, ward_version, hash)
    VALUES (org, p_stream, p_seq + 1, p_type, p_version, p_body, p_at::timestamptz, last, p_person,
      p_command, p_ward, given, chain);

  UPDATE stay s SET ward = p_ward, wards = p_wards, patient = p_patient, admitted_on = p_admitted_on,
      open_until = p_open_until, gone = p_gone, visit = p_visit, seq = p_seq + 1, view = p_view
    WHERE s.organisation = org AND s.stay = p_stay;
  IF NOT FOUND THEN RAISE EXCEPTION 'stay unknown' USING ERRCODE = 'BR001'; END IF;
  INSERT INTO board_change (organisation, ward, version, change, at)
    VALUES (org, p_ward, given, jsonb_build_object('stay', p_stay), last);
  IF p_date IS NOT NULL THEN
    INSERT INTO day (organisation, stay, date, judged, record) VALUES (org, p_stay, p_date, p_judged, p_record)
      ON CONFLICT (organisation, stay, date) DO UPDATE SET judged = excluded.judged, record = excluded.record;
  END IF;
  IF p_note IS NOT NULL THEN
    INSERT INTO note (organisation, note, stay, salt, words, at)
      VALUES (org, p_note, p_stay, p_salt, p_words, p_at::timestamptz);
  END IF;
  INSERT INTO command (organisation, id, digest, answer, wards, at)
    VALUES (org, p_command, p_digest, p_answer, jsonb_build_object(p_ward, given), last) ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RAISE EXCEPTION 'command done' USING ERRCODE = 'BR002'; END IF;
  RETURN given;
END $$`;
