-- Closed bed days as they stand now, within what the caller asked for and may count.
-- $1 from  $2 to  $3 bucket  $4 scope: jsonb  $5 wards: jsonb rows  $6 filters: jsonb  $7 by: names of dimensions
-- Weeks and months by whole-number arithmetic on dates: no time zone can move one. 1900-01-01 was a Monday.
WITH closed AS (
  SELECT
    CASE $3::text
      WHEN 'day' THEN d.date
      WHEN 'week' THEN d.date - (d.date - DATE '1900-01-01') % 7
      ELSE d.date - (extract(day FROM d.date)::int - 1)
    END AS bucket,
    d.date, d.stay, d.organisation, d.ward, w.site, w.directorate, w."serviceLine" AS service_line,
    d.authority, d.care_type, d.attribution, d.delay_list AS list, d.delay_reason AS reason, d.owner, d.delay_state,
    d.at_midnight, d.delay, d.due, d.reviewed, d.planned_only, d.colour, d."constraint"
  FROM bed_day d
  LEFT JOIN jsonb_to_recordset($5::jsonb)
    AS w(organisation text, ward text, site text, directorate text, "serviceLine" text)
    ON w.organisation = d.organisation AND w.ward = d.ward
  WHERE d.superseded_at IS NULL AND d.date BETWEEN $1::date AND $2::date
    AND ($6::jsonb ->> 'attribution' IS NULL OR coalesce(d.attribution, 'none') = $6::jsonb ->> 'attribution')
    AND ($6::jsonb ->> 'reason' IS NULL OR coalesce(d.delay_reason, 'none') = $6::jsonb ->> 'reason')
    AND ($6::jsonb ->> 'list' IS NULL OR d.delay_list = $6::jsonb ->> 'list')
    AND ($6::jsonb ->> 'owner' IS NULL OR coalesce(d.owner, 'none') = $6::jsonb ->> 'owner')
    AND ($6::jsonb ->> 'organisation' IS NULL OR d.organisation = $6::jsonb ->> 'organisation')
    AND ($6::jsonb ->> 'site' IS NULL OR coalesce(w.site, 'none') = $6::jsonb ->> 'site')
    AND ($6::jsonb ->> 'directorate' IS NULL OR coalesce(w.directorate, 'none') = $6::jsonb ->> 'directorate')
    AND ($6::jsonb ->> 'serviceLine' IS NULL OR coalesce(w."serviceLine", 'none') = $6::jsonb ->> 'serviceLine')
    AND ($6::jsonb ->> 'ward' IS NULL OR d.ward = $6::jsonb ->> 'ward')
    AND ($6::jsonb ->> 'authority' IS NULL OR coalesce(d.authority, 'none') = $6::jsonb ->> 'authority')
    AND ($6::jsonb ->> 'careType' IS NULL OR coalesce(d.care_type, 'none') = $6::jsonb ->> 'careType')
    AND ($6::jsonb ->> 'constraint' IS NULL OR coalesce(d."constraint", 'none') = $6::jsonb ->> 'constraint')
    AND ($4::jsonb ->> 'organisation' IS NULL OR d.organisation = $4::jsonb ->> 'organisation')
    AND ($4::jsonb ->> 'ward' IS NULL OR d.ward = $4::jsonb ->> 'ward')
    -- A council: its residents, those whose residence nobody knows, and what is put to it.
    AND ($4::jsonb ->> 'council' IS NULL OR d.authority IS NULL
      OR $4::jsonb ->> 'council' IN (d.authority, d.owner, d.other_owner))
)
-- Each day with the codes it is grouped under, in the order in which GROUP_COLUMNS names them; null where not asked.
, grouped AS (
  SELECT closed.*, ARRAY[
    CASE WHEN 'attribution' = ANY ($7::text[]) THEN attribution END,
    -- A reason's code says something only in its list.
    CASE WHEN 'reason' = ANY ($7::text[]) THEN list END,
    CASE WHEN 'reason' = ANY ($7::text[]) THEN reason END,
    CASE WHEN 'owner' = ANY ($7::text[]) THEN owner END,
    CASE WHEN 'organisation' = ANY ($7::text[]) THEN organisation END,
    CASE WHEN 'site' = ANY ($7::text[]) THEN site END,
    CASE WHEN 'directorate' = ANY ($7::text[]) THEN directorate END,
    CASE WHEN 'serviceLine' = ANY ($7::text[]) THEN service_line END,
    CASE WHEN 'ward' = ANY ($7::text[]) THEN ward END,
    CASE WHEN 'authority' = ANY ($7::text[]) THEN authority END,
    CASE WHEN 'careType' = ANY ($7::text[]) THEN care_type END,
    CASE WHEN 'constraint' = ANY ($7::text[]) THEN "constraint" END
  ]::text[] AS codes
  FROM closed
)
