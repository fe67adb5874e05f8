-- Times of missing education whose first six months are over: one row for each child and time, dated on the day the
-- six months ended. Left out are times that began before the first list, since those that were short are not on any
-- list, and children who left the list within the six months without coming back to education, as by moving away.
WITH lists AS (
  SELECT min(date_trunc('month', snapshot_on)) AS first_on, max(snapshot_on) AS last_on
  FROM missing_education
),

spells AS (
  SELECT
    person_id,
    since_on,
    CAST(since_on + to_months(6) AS DATE) AS six_months_on,
    arg_max(dspl_area, snapshot_on) AS dspl_area,
    arg_max(sen_provision, snapshot_on) AS sen_provision,
    min(reengaged_on) AS reengaged_on,
    max(snapshot_on) AS last_listed_on
  FROM missing_education
  WHERE status = 'missing_education'
  GROUP BY person_id, since_on
)

SELECT
  spells.six_months_on,
  spells.person_id,
  spells.dspl_area,
  spells.sen_provision,
  spells.since_on,
  spells.reengaged_on
FROM spells
JOIN lists ON spells.since_on >= lists.first_on AND spells.six_months_on <= lists.last_on
WHERE spells.reengaged_on IS NOT NULL OR spells.last_listed_on >= spells.six_months_on
