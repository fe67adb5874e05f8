import { expect, it } from 'vitest';
import { faultsOf } from '../support/faults.ts';
import { COMPLAINTS, type PlainIndicator, SUSPENSIONS, testPartnership } from '../support/partnership.ts';

/** What a figure cannot be broken down by is told before anything is counted. */

const CODES = 'figures are broken down by columns that hold codes or names';

async function faultsOfBreakdowns(indicator: PlainIndicator, ...breakdowns: string[]): Promise<string[]> {
  const testshire = await testPartnership({ figure: { ...indicator, breakdowns } });
  const faults = await faultsOf(testshire);
  return faults.map((fault) => fault.slice(fault.indexOf(' ') + 1));
}

it.each([
  ['codes', COMPLAINTS, ['agency', 'outcome'], []],
  ['a column that is worked out from others', COMPLAINTS, ['days_to_respond'], []],
  ['what its heads are counted by too', SUSPENSIONS, ['phase', 'sen_provision'], []],
  [
    'a column that there is not',
    COMPLAINTS,
    ['agency', 'themes'],
    ['"themes" is not a column of complaints; did you mean "theme"?'],
  ],
  ['what tells rows apart', COMPLAINTS, ['contact_id'], [`"contact_id" is another in each row: ${CODES}`]],
  ['people', SUSPENSIONS, ['pupil_id'], [`"pupil_id" is another in each row: ${CODES}`]],
  ['days', COMPLAINTS, ['due_on'], [`"due_on" is a date: ${CODES}`]],
  [
    'areas',
    COMPLAINTS,
    ['dspl_area'],
    ['"dspl_area" is the area, and every area has figures of its own already'],
  ],
  ['the same twice', COMPLAINTS, ['agency', 'agency'], ['"agency" is there twice']],
  [
    'what its heads are not counted by',
    SUSPENSIONS,
    ['phase', 'reason_1'],
    [
      'pupils, by which the rate of exclusions is worked out, has no column "reason_1", so it cannot say how many there are in each group',
    ],
  ],
])('a breakdown by %s', async (_what, indicator, breakdowns, expected) => {
  expect(await faultsOfBreakdowns(indicator, ...breakdowns)).toEqual(expected);
});

it('words for a code that there is not are a fault, with the code that was meant', async () => {
  const testshire = await testPartnership({ figure: COMPLAINTS });
  const agencies = 'constraints: { required: true, enum: [education, health, social_care] }';
  await testshire.edit('extracts/complaints.yaml', agencies, `${agencies}\n    labels: { helth: The NHS }`);
  const [fault, ...others] = await faultsOf(testshire);
  expect(fault).toContain('"helth" is not one of the codes of agency; did you mean "health"?');
  expect(others).toEqual([]);
});
