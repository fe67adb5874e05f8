-- The yearly parent carer survey: one row for each parent or carer who answered, however many questions.
SELECT min(dspl_area) AS dspl_area, min(responded_on) AS responded_on
FROM survey_responses
WHERE survey = 'parent-carer-annual' AND respondent = 'parent_carer'
GROUP BY response_id
