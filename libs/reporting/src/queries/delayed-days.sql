-- Nights with an open delay, by bucket and group, and over all.
, held AS (
  SELECT bucket, codes, organisation, stay, count(*) AS days,
    count(*) FILTER (WHERE delay_state NOT IN ('agreed', 'settled')) AS not_agreed
  FROM grouped
  WHERE at_midnight AND delay IS NOT NULL
  GROUP BY 1, 2, 3, 4
)
SELECT (GROUPING(h.bucket) = 1) AS total, h.bucket::text AS bucket, h.codes,
  coalesce(sum(h.days), 0)::int AS days, count(DISTINCT s.patient)::int AS patients,
  coalesce(sum(h.not_agreed), 0)::int AS "notAgreed"
FROM held h JOIN stay s ON s.organisation = h.organisation AND s.stay = h.stay
GROUP BY GROUPING SETS ((h.bucket, h.codes), ())
ORDER BY 1, 2, 3
