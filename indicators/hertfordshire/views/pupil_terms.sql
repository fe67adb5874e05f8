-- What each pupil could attend and missed in a school term, all schools together: one row for each pupil and term.
-- Terms are September to December, January to March and April to August; a term is dated by its last month. That column has
-- the name of the extract’s, by which Waggle knows it for a month: a term is then whole when the files of its months are in.
-- Area, phase and SEN provision are those of the pupil’s last month in the term.
WITH monthly AS (
  SELECT
    pupil_id,
    CASE
      WHEN month(period) >= 9 THEN make_date(year(period), 12, 1)
      WHEN month(period) <= 3 THEN make_date(year(period), 3, 1)
      ELSE make_date(year(period), 7, 1)
    END AS term_on,
    strftime(period, '%Y-%m') || school_urn AS latest,
    dspl_area,
    phase,
    sen_provision,
    sessions_possible,
    sessions_authorised + sessions_unauthorised AS sessions_missed
  FROM attendance
)

SELECT
  term_on AS period,
  pupil_id,
  arg_max(dspl_area, latest) AS dspl_area,
  arg_max(phase, latest) AS phase,
  arg_max(sen_provision, latest) AS sen_provision,
  CAST(sum(sessions_possible) AS BIGINT) AS sessions_possible,
  CAST(sum(sessions_missed) AS BIGINT) AS sessions_missed
FROM monthly
GROUP BY term_on, pupil_id
HAVING sum(sessions_possible) > 0
