import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CatalogueError, loadCatalogue } from '../../indicators/catalogue.ts';
import { openPartnership, type TestPartnership, testPartnership } from '../support/partnership.ts';

const EXTRACTS = [
  'ehc_assessments',
  'ehc_plans',
  'sen2_active_plans',
  'sen2_assessment',
  'sen2_named_plan',
  'sen2_person',
  'sen2_requests',
];

/** Every fault as a person sees it, without the folder that the test happens to use. */
async function faults(partnership: TestPartnership): Promise<string[]> {
  const error = await loadCatalogue(partnership.folder).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return [];
  if (!(error instanceof CatalogueError)) throw error;
  return error.faults.map(
    ({ file, line, message }) => `${relative(partnership.path(''), file)}:${line} ${message}`,
  );
}

async function lineOf(partnership: TestPartnership, file: string, text: string): Promise<number> {
  const whole = await readFile(partnership.path(file), 'utf8');
  return whole.slice(0, whole.indexOf(text)).split('\n').length;
}

let untouched: TestPartnership;
beforeAll(async () => {
  untouched = await openPartnership({}, EXTRACTS);
});
afterAll(() => untouched.remove());

it('the modules of SEN2 as shipped have no fault', async () => {
  expect(await faults(untouched)).toEqual([]);
});

describe('a fault of an extract that feeds another is said with its place', () => {
  it.each<[what: string, extract: string, from: string, to: string, line: string, message: string]>([
    [
      'an extract that there is not',
      'sen2_requests',
      'extract: ehc_assessments',
      'extract: ehc_assesments',
      'extract: ehc_assesments',
      'there is no extract "ehc_assesments"; did you mean "ehc_assessments"?',
    ],
    [
      'itself',
      'sen2_requests',
      'extract: ehc_assessments',
      'extract: sen2_requests',
      'extract: sen2_requests',
      'an extract cannot feed itself',
    ],
    [
      'an extract that feeds another',
      'sen2_active_plans',
      'extract: ehc_plans',
      'extract: sen2_requests',
      'extract: sen2_requests',
      'sen2_requests feeds ehc_assessments and cannot be fed itself',
    ],
    [
      'a column that there is not',
      'sen2_requests',
      'decision_on: outcome_on',
      'decison_on: outcome_on',
      'decison_on:',
      '"decison_on" is not a field of ehc_assessments; did you mean "decision_on"?',
    ],
    [
      'a column worked out from others, which nobody can fill',
      'sen2_requests',
      'decision_on: outcome_on',
      'days_to_issue: outcome_on',
      'days_to_issue:',
      '"days_to_issue" is not a field of ehc_assessments',
    ],
    [
      'an expression over what is no column of its own',
      'sen2_named_plan',
      'plan_issued_on: started_on',
      'plan_issued_on: start_on',
      'plan_issued_on:',
      '"plan_issued_on" uses "start_on", which is no column of the extract; did you mean "started_on"?',
    ],
    [
      'an expression that the fence keeps out',
      'sen2_named_plan',
      'plan_issued_on: started_on',
      "plan_issued_on: getenv('HOME')",
      'plan_issued_on:',
      '"plan_issued_on" may not use the function getenv()',
    ],
    [
      'a date that is none',
      'sen2_named_plan',
      'plan_issued_on: started_on',
      'plan_issued_on: cease_reason',
      'plan_issued_on:',
      '"plan_issued_on" is not a date',
    ],
    [
      'a code that is a date',
      'sen2_assessment',
      'outcome_on: outcome_on',
      'primary_need: outcome_on',
      'primary_need:',
      '"primary_need" is not a text',
    ],
    [
      'a person who is not pseudonymised',
      'sen2_requests',
      'person_id: person_id',
      'person_id: request_record_id',
      'person_id: request_record_id',
      '"person_id" is not a column with person: true',
    ],
    [
      'a column that two fill',
      'sen2_requests',
      'decision_on: outcome_on',
      'outcome_on: outcome_on',
      'outcome_on: outcome_on',
      '"outcome_on" of ehc_assessments is filled by sen2_assessment too',
    ],
    [
      'a key that is not filled',
      'sen2_named_plan',
      '    request_id: request_record_id\n',
      '',
      'columns:',
      '"request_id", of the primaryKey of ehc_assessments, must be filled too',
    ],
    [
      'a key that two rows could have',
      'sen2_named_plan',
      'primaryKey: [request_record_id]',
      'primaryKey: [request_record_id, started_on]',
      'columns:',
      'two rows could fill the same row of ehc_assessments: its key (request_id) must be filled with the whole primaryKey of sen2_named_plan, also started_on',
    ],
    [
      'rows without what every row must have',
      'sen2_active_plans',
      '    person_id: person_id\n',
      '',
      'columns:',
      'no extract that feeds ehc_plans fills all that its rows must have: snapshot_on, plan_id, person_id',
    ],
    [
      'a condition for the months covered that is none',
      'sen2_requests',
      "covers: outcome IN ('Y', 'Yes', 'N', 'No')",
      'covers: outcome',
      'covers:',
      '"covers" is no condition that is true or false',
    ],
    [
      'a day from the name that is no date',
      'sen2_active_plans',
      '    aliases: [EHC Plan (Transfer)]',
      '    from_name: true',
      'from_name: true\n  - name: residential',
      '"transferred_in" is not a date, and a file’s name gives a date',
    ],
    [
      'a heading never loaded that is loaded',
      'sen2_person',
      '  - Surname',
      '  - GENDER',
      '- GENDER',
      '"GENDER" is loaded, as the field gender',
    ],
  ])('%s', async (_what, extract, from, to, at, message) => {
    const partnership = await testPartnership({}, EXTRACTS);
    const file = `extracts/${extract}.yaml`;
    await partnership.edit(file, from, to);
    const line = await lineOf(partnership, file, at);
    expect(await faults(partnership)).toContain(`${file}:${line} ${message}`);
  });

  it('of a fed extract that cannot be read nothing more is said', async () => {
    const partnership = await testPartnership({}, EXTRACTS);
    await partnership.edit('extracts/ehc_assessments.yaml', 'supersede: key', 'supersede: keys');
    expect(await faults(partnership)).toEqual([
      expect.stringMatching(/^extracts\/ehc_assessments\.yaml:\d+ "supersede" must be one of/),
    ]);
  });
});
