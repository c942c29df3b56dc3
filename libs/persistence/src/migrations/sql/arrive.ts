const WORDS = `jsonb_build_object('patient', p.patient, 'salt', p.salt, 'localId', p.local_id,
  'nhsNumber', p.nhs_number, 'familyName', p.family_name, 'givenName', p.given_name,
  'dateOfBirth', p.date_of_birth, 'sex', p.sex, 'similarName', p.similar_name)`;

const HELD = `jsonb_build_object('view', s.view, 'seq', s.seq,
  'patient', (SELECT ${WORDS} FROM patient p WHERE p.organisation = s.organisation AND p.patient = s.patient),
  'notes', coalesce((SELECT jsonb_object_agg(n.note, n.words) FROM note n WHERE n.organisation = s.organisation
    AND n.note = ANY (ARRAY(SELECT jsonb_array_elements_text(s.view -> 'words')))), '{}'))`;

/** One statement, so that all of it is of one moment and costs one trip. */
const READ = `WITH known AS (
  SELECT patient FROM patient WHERE organisation = p_organisation AND local_id = ANY (p_local_ids)
  UNION SELECT patient FROM patient WHERE organisation = p_organisation AND nhs_number = ANY (p_nhs_numbers)
  UNION SELECT patient FROM patient_alias WHERE organisation = p_organisation AND local_id = ANY (p_local_ids)
  UNION SELECT patient FROM stay WHERE organisation = p_organisation AND visit = ANY (p_visits)
  UNION SELECT patient FROM stay WHERE organisation = p_organisation AND stay = ANY (p_stays)
), near AS (
  SELECT unnest(p_wards) AS ward
  UNION SELECT ward FROM stay WHERE organisation = p_organisation AND open_until = 'infinity'
    AND patient IN (SELECT patient FROM known)
), beside AS (
  SELECT s.stay, s.ward, s.patient, p.family_name, p.similar_name,
    p.local_id IS NULL AND p.nhs_number IS NULL AS unnumbered
  FROM stay s JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
  WHERE p_lean AND s.organisation = p_organisation AND s.open_until = 'infinity' AND s.ward IN (SELECT ward FROM near)
    AND s.patient NOT IN (SELECT patient FROM known)
), past AS (
  SELECT stay FROM stay WHERE organisation = p_organisation AND patient IN (SELECT patient FROM known)
    AND open_until <> 'infinity' AND (open_until >= p_ended_since OR open_until = '-infinity')
  UNION SELECT stay FROM stay WHERE organisation = p_organisation AND visit = ANY (p_visits) AND open_until <> 'infinity'
  UNION SELECT stay FROM stay WHERE organisation = p_organisation AND stay = ANY (p_stays) AND open_until <> 'infinity'
)
SELECT jsonb_build_object('open',
  coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.stay) FROM stay s
    WHERE s.organisation = p_organisation AND s.open_until = 'infinity' AND s.ward IN (SELECT ward FROM near)
      AND (NOT p_lean OR s.patient IN (SELECT patient FROM known) OR s.stay IN (SELECT stay FROM beside WHERE unnumbered))), '[]') ,'beside',
  coalesce((SELECT jsonb_agg(jsonb_build_object('stay', b.stay, 'ward', b.ward, 'patient', b.patient,
    'familyName', b.family_name, 'similarName', b.similar_name)) FROM beside b WHERE NOT b.unnumbered), '[]') ,'ended',
  coalesce((SELECT jsonb_agg(${HELD} ORDER BY s.open_until DESC, s.stay) FROM stay s
    WHERE s.organisation = p_organisation AND s.stay IN (SELECT stay FROM past)), '[]') ,'patients',
  coalesce((SELECT jsonb_agg(${WORDS} ORDER BY p.patient) FROM patient p
    WHERE p.organisation = p_organisation AND p.patient IN (SELECT patient FROM known)), '[]') ,'versions',
  coalesce((SELECT jsonb_object_agg(h.ward, h.version) FROM ward_head h
    WHERE h.organisation = p_organisation AND h.ward IN (SELECT ward FROM near)), '{}') ,'lengths',
  coalesce((SELECT jsonb_object_agg(t.stream, t.seq) FROM stream t WHERE t.organisation = p_organisation
    AND t.stream IN ('reference:ward', 'reference:source')), '{}') ,'aliases',
  coalesce((SELECT jsonb_object_agg(a.local_id, a.patient) FROM patient_alias a
    WHERE a.organisation = p_organisation AND (a.local_id = ANY (p_local_ids) OR a.local_id IN (SELECT p.local_id FROM patient p
      WHERE p.organisation = p_organisation AND p.patient IN (SELECT patient FROM known)))), '{}') ,'parked',
  (cardinality(p_waits) > 0 AND EXISTS (SELECT 1 FROM inbound i WHERE i.organisation = p_organisation
    AND i.waits_for && p_waits))) INTO answer;`;

/**
 * As of one moment, the stays and patients that a feed's word may be about: those of the numbers, visits
 * and stays named, and the open stays of the wards named and of those in which the patients lie. `lean`: of
 * those others only the names that a similar one may be taken for, and whoever has no number, whole.
 */
export const READ_HOUSE = `
CREATE FUNCTION read_house(p_organisations text, p_organisation text, p_local_ids text[], p_nhs_numbers text[],
  p_visits text[], p_ended_since date, p_wards text[], p_stays text[], p_waits text[], p_lean boolean)
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  ${READ}
  RETURN answer;
END $$`;

/**
 * Stores a file or message, or gives what is kept under its control id already: in the organisation
 * it belongs to, or in one of `p_also` where it was kept before that was known.
 */
export const KEEP_INBOUND = `
CREATE FUNCTION keep_inbound(p_organisations text, p_organisation text, p_id uuid, p_source text, p_kind text,
  p_control_id text, p_digest text, p_received timestamptz, p_body bytea, p_also text[])
RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  SELECT jsonb_build_object('organisation', i.organisation, 'id', i.id, 'digest', i.digest, 'state', i.state,
      'answer', i.answer, 'fresh', false) INTO answer
    FROM inbound i WHERE i.organisation = ANY (p_also || p_organisation) AND i.source = p_source
      AND i.kind = p_kind AND i.control_id = p_control_id ORDER BY i.received_at LIMIT 1;
  IF answer IS NOT NULL THEN RETURN answer; END IF;
  INSERT INTO inbound (organisation, id, source, kind, control_id, digest, received_at, body, state)
    VALUES (p_organisation, p_id, p_source, p_kind, p_control_id, p_digest, p_received, p_body, 'received')
    ON CONFLICT DO NOTHING;
  SELECT jsonb_build_object('organisation', i.organisation, 'id', i.id, 'digest', i.digest, 'state', i.state,
      'answer', i.answer, 'fresh', i.id = p_id) INTO answer
    FROM inbound i WHERE i.organisation = p_organisation AND i.source = p_source
      AND i.kind = p_kind AND i.control_id = p_control_id;
  RETURN answer;
END $$`;

/** Says what became of something kept, and of which wards its feed spoke with it. */
export const SETTLE_INBOUND = `
CREATE FUNCTION settle_inbound(p_organisations text, p_organisation text, p_id uuid, p_state text, p_code text,
  p_place text, p_answer text, p_stay text, p_waits text[], p_heard_in text, p_feed text, p_heard text[], p_heard_at timestamptz)
RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.organisations', p_organisations, true);
  UPDATE inbound i SET state = p_state, code = p_code, place = p_place, answer = p_answer,
      stay = coalesce(p_stay, i.stay), waits_for = p_waits
    WHERE i.organisation = p_organisation AND i.id = p_id;
  IF cardinality(p_heard) > 0 THEN
    INSERT INTO feed_ward AS known (organisation, source, ward, last_at)
      SELECT p_heard_in, p_feed, ward, p_heard_at FROM unnest(p_heard) AS ward ORDER BY ward
      ON CONFLICT (organisation, source, ward) DO UPDATE SET last_at = greatest(known.last_at, excluded.last_at);
  END IF;
  RETURN 'true'::jsonb;
END $$`;
