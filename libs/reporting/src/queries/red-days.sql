-- Days on which a round was due, by bucket and group, and over all.
, held AS (
  SELECT bucket, codes, organisation, stay,
    count(*) FILTER (WHERE reviewed AND colour = 'red') AS red,
    count(*) FILTER (WHERE reviewed AND colour = 'green') AS green,
    count(*) FILTER (WHERE NOT reviewed) AS unreviewed,
    count(*) FILTER (WHERE reviewed AND planned_only) AS planned_only
  FROM grouped
  WHERE due
    -- A day that nobody judged is no evidence of a constraint.
    AND (NOT 'constraint' = ANY ($7::text[]) OR (reviewed AND colour = 'red'))
  GROUP BY 1, 2, 3, 4
)
SELECT (GROUPING(h.bucket) = 1) AS total, h.bucket::text AS bucket, h.codes,
  coalesce(sum(h.red), 0)::int AS days, count(DISTINCT s.patient) FILTER (WHERE h.red > 0)::int AS patients,
  coalesce(sum(h.green), 0)::int AS green,
  count(DISTINCT s.patient) FILTER (WHERE h.green > 0)::int AS "greenPatients",
  coalesce(sum(h.unreviewed), 0)::int AS unreviewed,
  count(DISTINCT s.patient) FILTER (WHERE h.unreviewed > 0)::int AS "unreviewedPatients",
  coalesce(sum(h.planned_only), 0)::int AS "plannedOnly"
FROM held h JOIN stay s ON s.organisation = h.organisation AND s.stay = h.stay
GROUP BY GROUPING SETS ((h.bucket, h.codes), ())
ORDER BY 1, 2, 3
