-- Children who miss education and wait for a special school place at the same month’s end: one row for each child
-- and month.
SELECT
  missing_education.snapshot_on,
  missing_education.person_id,
  arg_max(missing_education.dspl_area, missing_education.since_on) AS dspl_area,
  arg_max(missing_education.sen_provision, missing_education.since_on) AS sen_provision
FROM missing_education
JOIN waiting_lists
  ON waiting_lists.person_id = missing_education.person_id
  AND date_trunc('month', waiting_lists.snapshot_on) = date_trunc('month', missing_education.snapshot_on)
WHERE missing_education.status = 'missing_education'
  AND (missing_education.reengaged_on IS NULL OR missing_education.reengaged_on > missing_education.snapshot_on)
  AND waiting_lists.pathway = 'special_school_place'
  AND waiting_lists.status = 'waiting'
GROUP BY missing_education.snapshot_on, missing_education.person_id
