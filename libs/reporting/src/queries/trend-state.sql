-- $1 from  $2 to  $3 scope: jsonb  $4 wards: jsonb rows  $5 filters: jsonb: what a reader must know of the dates
-- of the wards that are counted. For a council those on which it has a day to count.
WITH told AS (
  SELECT c.organisation, c.ward, c.date, c.revision > 1 AS again, FALSE AS waits FROM closed_day c
  UNION ALL
  SELECT r.organisation, r.ward, r.date, FALSE, TRUE FROM restatement r
),
here AS (
  SELECT t.* FROM told t
  LEFT JOIN jsonb_to_recordset($4::jsonb)
    AS w(organisation text, ward text, site text, directorate text, "serviceLine" text)
    ON w.organisation = t.organisation AND w.ward = t.ward
  WHERE t.date BETWEEN $1::date AND $2::date
    AND ($5::jsonb ->> 'organisation' IS NULL OR t.organisation = $5::jsonb ->> 'organisation')
    AND ($5::jsonb ->> 'site' IS NULL OR coalesce(w.site, 'none') = $5::jsonb ->> 'site')
    AND ($5::jsonb ->> 'directorate' IS NULL OR coalesce(w.directorate, 'none') = $5::jsonb ->> 'directorate')
    AND ($5::jsonb ->> 'serviceLine' IS NULL OR coalesce(w."serviceLine", 'none') = $5::jsonb ->> 'serviceLine')
    AND ($5::jsonb ->> 'ward' IS NULL OR t.ward = $5::jsonb ->> 'ward')
    AND ($3::jsonb ->> 'organisation' IS NULL OR t.organisation = $3::jsonb ->> 'organisation')
    AND ($3::jsonb ->> 'ward' IS NULL OR t.ward = $3::jsonb ->> 'ward')
    AND ($3::jsonb ->> 'council' IS NULL OR EXISTS (
      SELECT FROM bed_day d
      WHERE d.organisation = t.organisation AND d.ward = t.ward AND d.date = t.date
        AND (d.authority IS NULL OR $3::jsonb ->> 'council' IN (d.authority, d.owner, d.other_owner))))
)
SELECT min(date) FILTER (WHERE NOT waits)::text AS "closedFrom",
  max(date) FILTER (WHERE NOT waits)::text AS "closedTo",
  count(DISTINCT (organisation, ward, date)) FILTER (WHERE again)::int AS restated,
  count(*) FILTER (WHERE waits)::int AS "toRestate"
FROM here
