-- Children with at least one sign that they may need help to take part in education: one row for each child and month.
WITH roll AS (
  SELECT
    pupil_id AS person,
    last_day(period) AS month_end,
    min(dspl_area) AS dspl_area,
    min(phase) AS phase,
    sum(sessions_possible) > 0
      AND 2 * sum(sessions_authorised + sessions_unauthorised) >= sum(sessions_possible) AS missed_half,
    bool_or(reduced_timetable = 'Y') AS part_time
  FROM attendance
  GROUP BY pupil_id, last_day(period)
),

outside AS (
  SELECT
    person_id AS person,
    last_day(snapshot_on) AS month_end,
    min(dspl_area) AS dspl_area,
    bool_or(status = 'missing_education') AS missing,
    bool_or(status = 'alternative_provision') AS alternative
  FROM missing_education
  WHERE reengaged_on IS NULL OR reengaged_on > snapshot_on
  GROUP BY person_id, last_day(snapshot_on)
),

listed AS (
  SELECT month_end FROM roll
  UNION ALL
  SELECT month_end FROM outside
  UNION ALL
  SELECT last_day(snapshot_on) AS month_end FROM waiting_lists
),

months AS (
  SELECT month_end FROM listed GROUP BY month_end
),

sign AS (
  SELECT person, month_end, dspl_area, 'missed half' AS kind FROM roll WHERE missed_half
  UNION ALL
  SELECT person, month_end, dspl_area, 'part-time timetable' AS kind FROM roll WHERE part_time
  UNION ALL
  SELECT person, month_end, dspl_area, 'missing education' AS kind FROM outside WHERE missing
  UNION ALL
  SELECT person_id, last_day(snapshot_on), dspl_area, 'long wait' AS kind
  FROM waiting_lists
  WHERE status = 'waiting' AND referred_on + to_years(1) <= snapshot_on
  UNION ALL
  SELECT exclusions.pupil_id, months.month_end, exclusions.dspl_area, 'suspension' AS kind
  FROM months
  JOIN exclusions
    ON exclusions.started_on <= months.month_end
    AND exclusions.started_on + to_years(1) > months.month_end
  WHERE exclusions.kind = 'suspension'
)

SELECT
  coalesce(min(roll.dspl_area), min(outside.dspl_area), min(sign.dspl_area)) AS dspl_area,
  sign.month_end,
  min(roll.phase) AS phase,
  count(roll.person) > 0 AS on_roll,
  coalesce(bool_or(outside.alternative), false) AS in_alternative_provision,
  count(DISTINCT sign.kind) AS signs
FROM sign
LEFT JOIN roll ON roll.person = sign.person AND roll.month_end = sign.month_end
LEFT JOIN outside ON outside.person = sign.person AND outside.month_end = sign.month_end
GROUP BY sign.person, sign.month_end
