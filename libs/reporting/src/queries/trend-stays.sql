-- $8 series: 'delayed-days', 'not-agreed' of these, or the colour of the days: 'red', 'green', 'unreviewed'  $9 most
, behind AS (
  SELECT organisation, stay, (array_agg(ward ORDER BY date DESC))[1] AS ward, count(*)::int AS days,
    min(date) AS first, max(date) AS last
  FROM closed
  WHERE CASE $8::text
    WHEN 'delayed-days' THEN at_midnight AND delay IS NOT NULL
    WHEN 'not-agreed' THEN at_midnight AND delay IS NOT NULL AND delay_state NOT IN ('agreed', 'settled')
    WHEN 'unreviewed' THEN due AND NOT reviewed
    ELSE due AND reviewed AND colour = $8::text
  END
  GROUP BY organisation, stay
  ORDER BY days DESC, organisation, stay
  LIMIT $9
)
SELECT b.organisation, b.stay, b.ward, b.days, b.first::text AS first, b.last::text AS last, s.view,
  CASE WHEN p.patient IS NULL THEN NULL ELSE
    jsonb_build_object('patient', p.patient, 'localId', p.local_id, 'nhsNumber', p.nhs_number,
      'familyName', p.family_name, 'givenName', p.given_name, 'dateOfBirth', p.date_of_birth,
      'sex', p.sex, 'similarName', p.similar_name)
  END AS patient
FROM behind b
JOIN stay s ON s.organisation = b.organisation AND s.stay = b.stay
LEFT JOIN patient p ON p.organisation = s.organisation AND p.patient = s.patient
ORDER BY b.days DESC, b.organisation, b.stay
