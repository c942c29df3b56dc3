-- $1 from  $2 to  $3 ward or null, $4 organisation or null: what a reader must know of the dates in the span.
SELECT
  (SELECT min(date)::text FROM closed_day
    WHERE date BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR ward = $3)
      AND ($4::text IS NULL OR organisation = $4)) AS "closedFrom",
  (SELECT max(date)::text FROM closed_day
    WHERE date BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR ward = $3)
      AND ($4::text IS NULL OR organisation = $4)) AS "closedTo",
  (SELECT count(DISTINCT (organisation, ward, date))::int FROM closed_day
    WHERE date BETWEEN $1::date AND $2::date AND revision > 1 AND ($3::text IS NULL OR ward = $3)
      AND ($4::text IS NULL OR organisation = $4)) AS restated,
  (SELECT count(*)::int FROM restatement
    WHERE date BETWEEN $1::date AND $2::date AND ($3::text IS NULL OR ward = $3)
      AND ($4::text IS NULL OR organisation = $4)) AS "toRestate"
