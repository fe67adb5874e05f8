-- Suspensions and permanent exclusions from special schools and from specialist resource provisions: one row for each.
-- That a pupil is in a resource provision is in the list of EHC plans, as it was last before the exclusion began.
WITH placed AS (
  SELECT
    exclusions.exclusion_id,
    arg_max(ehc_plans.placement, ehc_plans.snapshot_on) AS placement
  FROM exclusions
  JOIN ehc_plans
    ON ehc_plans.person_id = exclusions.pupil_id
    AND ehc_plans.snapshot_on < exclusions.started_on
    AND ehc_plans.snapshot_on + to_months(2) >= exclusions.started_on
  GROUP BY exclusions.exclusion_id
)

SELECT
  exclusions.started_on,
  exclusions.pupil_id,
  exclusions.dspl_area,
  exclusions.phase,
  exclusions.sen_provision,
  exclusions.kind
FROM exclusions
LEFT JOIN placed ON placed.exclusion_id = exclusions.exclusion_id
WHERE exclusions.phase = 'special' OR placed.placement = 'resourced'
