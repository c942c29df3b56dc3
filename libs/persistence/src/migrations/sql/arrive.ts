const WORDS = `jsonb_build_object('patient', p.patient, 'salt', p.salt, 'localId', p.local_id,
  'nhsNumber', p.nhs_number, 'familyName', p.family_name, 'givenName', p.given_name,
  'dateOfBirth', p.date_of_birth, 'sex', p.sex, 'similarName', p.similar_name)`;

/**
 * Planned once a connection, for any values: planning for every call's own took three times as long as reading.
 * That plan may be made while a table is empty and has to serve when it is full, so never by reading all of it.
 */
const PLANNED_ONCE = 'SET plan_cache_mode = force_generic_plan SET enable_seqscan = off';

const HELD = `jsonb_build_object('view', s.view, 'seq', s.seq, 'until', s.open_until,
  'patient', (SELECT ${WORDS} FROM patient p WHERE p.organisation = s.organisation AND p.patient = s.patient),
  'notes', CASE WHEN s.view ? 'words' THEN coalesce((SELECT jsonb_object_agg(n.note, n.words) FROM note n
    WHERE n.organisation = s.organisation AND n.note = ANY (ARRAY(SELECT jsonb_array_elements_text(s.view -> 'words')))), '{}')
    ELSE '{}' END)`;

/**
 * As of one moment, the stays and patients that a feed's word may be about: those of the numbers, visits
 * and stays named, those that go on in the stead of void ones, and the open stays of the wards named and of those
 * in which the patients lie. `lean`: of those others only the names that a similar one may be taken for, and
 * whoever has no number, whole.
 *
 * It is stable, so all its statements see the moment of the one that calls it. They are many and small because
 * each message then pays for what it needs alone.
 */
export const READ_HOUSE = `
CREATE FUNCTION read_house(p_organisations text, p_organisation text, p_local_ids text[], p_nhs_numbers text[],
  p_visits text[], p_ended_since date, p_wards text[], p_stays text[], p_waits text[], p_lean boolean)
RETURNS jsonb LANGUAGE plpgsql STABLE ${PLANNED_ONCE} AS $$
DECLARE
  known text[];
  near text[];
  asked text[];
  past text[];
  stead text[];
  beside jsonb;
  answer jsonb := '{"versions": {}, "lengths": {}, "aliases": {}, "parked": []}';
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  known := ARRAY(
    SELECT patient FROM patient WHERE organisation = p_organisation AND local_id = ANY (p_local_ids)
    UNION SELECT patient FROM patient WHERE organisation = p_organisation AND nhs_number = ANY (p_nhs_numbers)
    UNION SELECT patient FROM patient_alias WHERE organisation = p_organisation AND local_id = ANY (p_local_ids)
    UNION SELECT patient FROM stay WHERE organisation = p_organisation AND visit = ANY (p_visits));
  IF cardinality(p_stays) > 0 THEN
    known := ARRAY(SELECT unnest(known) UNION SELECT patient FROM stay WHERE organisation = p_organisation AND stay = ANY (p_stays));
  END IF;
  near := ARRAY(SELECT unnest(p_wards) UNION SELECT ward FROM stay WHERE organisation = p_organisation
    AND open_until = 'infinity' AND patient = ANY (known));
  IF p_lean THEN
    SELECT array_agg(s.stay) FILTER (WHERE whole), jsonb_agg(jsonb_build_object('stay', s.stay, 'ward', s.ward,
        'patient', s.patient, 'familyName', p.family_name, 'similarName', p.similar_name)) FILTER (WHERE NOT whole)
      INTO asked, beside
      FROM stay s LEFT JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
        CROSS JOIN LATERAL (SELECT s.patient = ANY (known) OR p.local_id IS NULL AND p.nhs_number IS NULL AS whole)
      WHERE s.organisation = p_organisation AND s.open_until = 'infinity' AND s.ward = ANY (near);
  ELSE
    asked := ARRAY(SELECT s.stay FROM stay s
      WHERE s.organisation = p_organisation AND s.open_until = 'infinity' AND s.ward = ANY (near));
    answer := answer || jsonb_build_object('lengths',
      coalesce((SELECT jsonb_object_agg(t.stream, t.seq) FROM stream t WHERE t.organisation = p_organisation
        AND t.stream IN ('reference:ward', 'reference:source')), '{}'));
  END IF;
  answer := answer || jsonb_build_object('versions', coalesce((SELECT jsonb_object_agg(h.ward, h.version) FROM ward_head h
    WHERE h.organisation = p_organisation AND h.ward = ANY (near)), '{}'));
  past := ARRAY(
    SELECT stay FROM stay WHERE organisation = p_organisation AND patient = ANY (known)
      AND open_until <> 'infinity' AND (open_until >= p_ended_since OR open_until = '-infinity')
    UNION SELECT stay FROM stay WHERE organisation = p_organisation AND visit = ANY (p_visits) AND open_until <> 'infinity'
    UNION SELECT stay FROM stay WHERE organisation = p_organisation AND stay = ANY (p_stays) AND open_until <> 'infinity');
  answer := answer || jsonb_build_object('beside', coalesce(beside, '[]'), 'open',
    coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.stay) FROM stay s
      WHERE s.organisation = p_organisation AND s.stay = ANY (asked)), '[]'), 'ended', '[]'::jsonb, 'patients',
    coalesce((SELECT jsonb_agg(${WORDS} ORDER BY p.patient) FROM patient p
      WHERE p.organisation = p_organisation AND p.patient = ANY (known)), '[]'));
  IF cardinality(past) > 0 THEN
    LOOP
      stead := ARRAY(SELECT s.view #>> '{voided,into}' FROM stay s WHERE s.organisation = p_organisation AND s.stay = ANY (past)
        AND s.view #>> '{voided,into}' IS NOT NULL EXCEPT SELECT unnest(past));
      EXIT WHEN cardinality(stead) = 0;
      past := past || stead;
    END LOOP;
    answer := answer || jsonb_build_object('ended', coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.open_until DESC, s.stay) FROM stay s
      WHERE s.organisation = p_organisation AND s.stay = ANY (past) AND s.open_until <> 'infinity'), '[]'));
  END IF;
  IF EXISTS (SELECT 1 FROM patient_alias a WHERE a.organisation = p_organisation) THEN
    answer := answer || jsonb_build_object('aliases', coalesce((SELECT jsonb_object_agg(a.local_id, a.patient)
      FROM patient_alias a WHERE a.organisation = p_organisation AND (a.local_id = ANY (p_local_ids)
        OR a.local_id IN (SELECT p.local_id FROM patient p
          WHERE p.organisation = p_organisation AND p.patient = ANY (known)))), '{}'));
  END IF;
  IF cardinality(p_waits) > 0 THEN
    answer := answer || jsonb_build_object('parked', coalesce((SELECT jsonb_agg(DISTINCT w.key) FROM inbound_wait w
      WHERE w.organisation = p_organisation AND w.key = ANY (p_waits)), '[]'));
  END IF;
  RETURN answer;
END $$`;

/**
 * Stores files or messages, or gives what is kept under their control ids already: in the organisation each
 * belongs to, or in one of `p_also` where it was kept before that was known. Unless `p_durable` nobody waits
 * for the disk here: a message is acknowledged after `write_arrivals`, whose flush takes all before it along.
 */
export const KEEP_INBOUND = `
CREATE FUNCTION keep_inbound(p_organisations text, p_items jsonb, p_bodies bytea[], p_also text[], p_durable boolean)
RETURNS jsonb LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
DECLARE
  answers jsonb := '[]';
  answer jsonb;
  item jsonb;
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  IF NOT p_durable THEN PERFORM set_config('synchronous_commit', 'off', true); END IF;
  FOR n IN 1 .. jsonb_array_length(p_items) LOOP
    item := p_items -> (n - 1);
    FOR turn IN 1 .. 2 LOOP
      SELECT jsonb_build_object('organisation', i.organisation, 'id', i.id, 'digest', i.digest, 'state', i.state,
          'answer', i.answer, 'fresh', i.id = (item ->> 'id')::uuid) INTO answer
        FROM inbound i WHERE i.organisation = ANY (p_also || (item ->> 'organisation')) AND i.source = item ->> 'source'
          AND i.kind = item ->> 'kind' AND i.control_id = item ->> 'controlId' ORDER BY i.received_at LIMIT 1;
      EXIT WHEN answer IS NOT NULL;
      INSERT INTO inbound (organisation, id, source, kind, control_id, digest, received_at, body, state)
        VALUES (item ->> 'organisation', (item ->> 'id')::uuid, item ->> 'source', item ->> 'kind', item ->> 'controlId',
          item ->> 'digest', (item ->> 'receivedAt')::timestamptz, p_bodies[n], 'received')
        ON CONFLICT DO NOTHING;
      IF FOUND THEN
        answer := jsonb_build_object('organisation', item ->> 'organisation', 'id', item ->> 'id', 'digest', item ->> 'digest',
          'state', 'received', 'answer', null, 'fresh', true);
      END IF;
      EXIT WHEN answer IS NOT NULL;
    END LOOP;
    answers := answers || jsonb_build_array(answer);
  END LOOP;
  RETURN answers;
END $$`;

/**
 * Ends what is kept, each with the command that it means in the house: facts and the word that they are
 * written stand or fall together, so nothing kept is ever applied twice. Many at once share one flush; all
 * of them or nothing, the wards taken in the order of their codes as everywhere.
 *
 * Raises what \`write_command\` raises, and BR002 when one of them is settled already.
 */
export const WRITE_ARRIVALS = `
CREATE FUNCTION write_arrivals(p jsonb) RETURNS jsonb LANGUAGE plpgsql ${PLANNED_ONCE} AS $$
DECLARE
  versions jsonb := '[]';
  one jsonb;
  s jsonb;
BEGIN
  PERFORM set_config('app.organisations', p ->> 'organisations', true);
  IF p ? 'lockMs' THEN PERFORM set_config('lock_timeout', p ->> 'lockMs', true); END IF;
  PERFORM 1 FROM ward_head h WHERE h.organisation = p ->> 'organisation'
    AND h.ward = ANY (ARRAY(SELECT jsonb_array_elements_text(p -> 'wards'))) ORDER BY h.ward FOR UPDATE;
  FOR one IN SELECT a FROM jsonb_array_elements(p -> 'arrivals') a LOOP
    versions := versions || jsonb_build_array(
      CASE WHEN one -> 'write' = 'null' THEN '{}' ELSE write_command(one -> 'write') END);
    s := one -> 'settled';
    PERFORM set_config('app.organisations', p ->> 'organisations', true);
    UPDATE inbound i SET state = s ->> 'state', code = s ->> 'code', place = s ->> 'place', answer = s ->> 'answer',
        stay = coalesce(s ->> 'stay', i.stay), waits = s -> 'waits' <> 'null'
      WHERE i.organisation = s ->> 'organisation' AND i.id = (s ->> 'id')::uuid
        AND (i.state IN ('received', 'refused', 'undone') OR i.waits);
    IF NOT FOUND THEN RAISE EXCEPTION 'settled already' USING ERRCODE = 'BR002'; END IF;
    DELETE FROM inbound_wait w WHERE w.organisation = s ->> 'organisation' AND w.id = (s ->> 'id')::uuid;
    IF s -> 'waits' <> 'null' THEN
      INSERT INTO inbound_wait (organisation, key, id)
        SELECT DISTINCT s ->> 'organisation', key, (s ->> 'id')::uuid FROM jsonb_array_elements_text(s -> 'waits') AS key;
    END IF;
  END LOOP;
  IF jsonb_array_length(p -> 'heard') > 0 THEN
    INSERT INTO feed_ward AS known (organisation, source, ward, last_at)
      SELECT r.organisation, r.feed, r.ward, max(r.at)
        FROM jsonb_to_recordset(p -> 'heard') AS r(organisation text, feed text, ward text, at timestamptz)
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      ON CONFLICT (organisation, source, ward) DO UPDATE SET last_at = greatest(known.last_at, excluded.last_at);
  END IF;
  RETURN versions;
END $$`;

/** The family names of those who lie on a ward now, and whether each is warned of: one trip, for it is asked after arrivals. */
export const NAMES_ON_WARD = `
CREATE FUNCTION names_on_ward(p_organisations text, p_organisation text, p_ward text) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  RETURN coalesce((SELECT jsonb_agg(jsonb_build_object('patient', p.patient, 'familyName', p.family_name,
      'similarName', p.similar_name))
    FROM stay s JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
    WHERE s.organisation = p_organisation AND s.ward = p_ward AND s.open_until = 'infinity'), '[]');
END $$`;
