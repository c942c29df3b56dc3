-- $7 by
, held AS (
  SELECT bucket,
    CASE WHEN 'attribution' = ANY ($7::text[]) THEN attribution END AS attribution,
    -- A reason's code says something only in its list.
    CASE WHEN 'reason' = ANY ($7::text[]) THEN list END AS list,
    CASE WHEN 'reason' = ANY ($7::text[]) THEN reason END AS reason,
    CASE WHEN 'owner' = ANY ($7::text[]) THEN owner END AS owner,
    CASE WHEN 'organisation' = ANY ($7::text[]) THEN organisation END AS organisation,
    CASE WHEN 'site' = ANY ($7::text[]) THEN site END AS site,
    CASE WHEN 'directorate' = ANY ($7::text[]) THEN directorate END AS directorate,
    CASE WHEN 'serviceLine' = ANY ($7::text[]) THEN service_line END AS service_line,
    CASE WHEN 'ward' = ANY ($7::text[]) THEN ward END AS ward,
    CASE WHEN 'authority' = ANY ($7::text[]) THEN authority END AS authority,
    CASE WHEN 'careType' = ANY ($7::text[]) THEN care_type END AS care_type,
    CASE WHEN 'constraint' = ANY ($7::text[]) THEN "constraint" END AS "constraint",
    organisation AS trust, stay, count(*) AS days,
    count(*) FILTER (WHERE delay_state NOT IN ('agreed', 'settled')) AS not_agreed
  FROM closed
  WHERE at_midnight AND delay IS NOT NULL
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, trust, closed.stay
)
SELECT (GROUPING(h.bucket) = 1) AS total, h.bucket::text AS bucket,
  h.attribution, h.list, h.reason, h.owner, h.organisation, h.site, h.directorate,
  h.service_line AS "serviceLine", h.ward, h.authority, h.care_type AS "careType", h."constraint",
  coalesce(sum(h.days), 0)::int AS days, count(DISTINCT s.patient)::int AS patients,
  coalesce(sum(h.not_agreed), 0)::int AS "notAgreed"
FROM held h JOIN stay s ON s.organisation = h.trust AND s.stay = h.stay
GROUP BY GROUPING SETS (
  (h.bucket, h.attribution, h.list, h.reason, h.owner, h.organisation, h.site, h.directorate,
    h.service_line, h.ward, h.authority, h.care_type, h."constraint"), ())
ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
