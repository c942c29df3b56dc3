/** The words of a patient as every read hands them out. */
const PATIENT_JSON = `jsonb_build_object('patient', p.patient, 'localId', p.local_id, 'nhsNumber', p.nhs_number,
  'familyName', p.family_name, 'givenName', p.given_name, 'dateOfBirth', p.date_of_birth, 'sex', p.sex,
  'similarName', p.similar_name)`;

/** The words of the notes that a stay's row names. */
const NOTES_JSON = (view: string) => `coalesce((SELECT jsonb_object_agg(n.note, n.words) FROM note n
  WHERE n.organisation = s.organisation AND n.note = ANY
    (ARRAY(SELECT jsonb_array_elements_text(${view} -> 'words')))), '{}')`;

/**
 * What a command on a stay needs, in one trip: whether it was done before, the stay, its patient, and
 * the days a rule may look at (the last judged day before the date, and everything from it on).
 */
export const READ_STAY = `
CREATE FUNCTION read_stay(p_organisations text, p_organisation text, p_stay text, p_date date, p_command uuid)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  found_stay jsonb;
  found_command jsonb;
  found_days jsonb;
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  SELECT jsonb_build_object('view', s.view, 'seq', s.seq, 'patient',
      (SELECT ${PATIENT_JSON} FROM patient p WHERE p.organisation = s.organisation AND p.patient = s.patient),
      'notes', ${NOTES_JSON('s.view')})
    INTO found_stay FROM stay s WHERE s.organisation = p_organisation AND s.stay = p_stay;
  IF found_stay IS NOT NULL AND p_date IS NOT NULL THEN
    SELECT jsonb_agg(d.record) INTO found_days FROM day d
     WHERE d.organisation = p_organisation AND d.stay = p_stay AND d.date >= coalesce(
       (SELECT e.date FROM day e WHERE e.organisation = p_organisation AND e.stay = p_stay
          AND e.date < p_date AND e.judged ORDER BY e.date DESC LIMIT 1), p_date);
  END IF;
  -- Last, so that whoever sees what the command did sees that it was done: it is not refused for its own effect.
  SELECT jsonb_build_object('digest', c.digest, 'answer', c.answer, 'wards', c.wards)
    INTO found_command FROM command c WHERE c.organisation = p_organisation AND c.id = p_command;
  RETURN jsonb_build_object('command', found_command, 'stay', found_stay, 'days', coalesce(found_days, '[]'),
    'reference', (SELECT version FROM reference_head));
END $$`;

/**
 * A ward's board in one statement, so that its version and its rows are of one moment: who lies on
 * it, and who left it by absence today and is still to be confirmed. Who opened it is recorded in the
 * same trip.
 */
export const READ_BOARD = `
CREATE FUNCTION read_board(p_organisations text, p_person text, p_now timestamptz, p_organisation text, p_ward text)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  IF p_person IS NOT NULL THEN
    INSERT INTO opened (organisation, at, person, what, subject)
    VALUES (p_organisation, p_now, p_person, 'board', p_ward);
  END IF;
  SELECT jsonb_build_object('version', h.version, 'reference', (SELECT version FROM reference_head),
      'stays', coalesce((SELECT jsonb_agg(jsonb_build_object('view', s.view, 'seq', s.seq, 'patient', ${PATIENT_JSON},
          'notes', ${NOTES_JSON('s.view')}))
        FROM stay s LEFT JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
        WHERE s.organisation = h.organisation AND s.ward = h.ward AND (s.open_until = 'infinity'
          OR (s.open_until = (p_now AT TIME ZONE 'Europe/London')::date
            AND s.gone))), '[]'))
    INTO answer FROM ward_head h WHERE h.organisation = p_organisation AND h.ward = p_ward;
  RETURN answer;
END $$`;

/**
 * Changes of some wards after the versions named, in order, with the patients' words joined. A change that
 * only names its stay tells of the stay as it is now: whoever reads on meets what came in between again.
 */
export const READ_CHANGES = `
CREATE FUNCTION read_changes(p_organisations text, p_wards jsonb, p_most int)
RETURNS TABLE (organisation text, ward text, version bigint, change jsonb, patients jsonb, notes jsonb) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  RETURN QUERY
  SELECT b.organisation, b.ward, b.version, b.told,
    (SELECT jsonb_agg(${PATIENT_JSON}) FROM patient p WHERE p.organisation = b.organisation AND p.patient IN
      (SELECT v ->> 'patient' FROM jsonb_array_elements(b.told -> 'views') v)),
    (SELECT jsonb_object_agg(n.note, n.words) FROM note n WHERE n.organisation = b.organisation AND n.note = ANY
      (ARRAY(SELECT jsonb_array_elements_text(v -> 'words') FROM jsonb_array_elements(b.told -> 'views') v)))
  FROM jsonb_to_recordset(p_wards) AS w(organisation text, ward text, since bigint)
  CROSS JOIN LATERAL (SELECT c.organisation, c.ward, c.version, CASE WHEN NOT c.change ? 'stay' THEN c.change ELSE
      coalesce((SELECT jsonb_build_object('views', jsonb_build_array(s.view), 'left', '[]'::jsonb) FROM stay s
        WHERE s.organisation = c.organisation AND s.stay = c.change ->> 'stay' AND s.ward = c.ward
          AND (s.open_until = 'infinity' OR s.gone)),
        jsonb_build_object('views', '[]'::jsonb, 'left', jsonb_build_array(c.change -> 'stay'))) END AS told
    FROM board_change c WHERE c.organisation = w.organisation AND c.ward = w.ward
      AND c.version > w.since ORDER BY c.version LIMIT p_most) b
  ORDER BY b.organisation, b.ward, b.version;
END $$`;

/** Versions of all wards: a small table, asked a few times a second by every process. */
export const WARD_VERSIONS = `
CREATE FUNCTION ward_versions(p_organisations text)
RETURNS TABLE (organisation text, ward text, version bigint) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  RETURN QUERY SELECT h.organisation, h.ward, h.version FROM ward_head h;
END $$`;
