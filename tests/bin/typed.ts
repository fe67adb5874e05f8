import { afterAll, beforeAll } from 'vitest';
import { runWaggle } from '../support/command-line.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

export const JULY = csv(
  complaint('C1', '2024-07-01'),
  complaint('C2', '2024-07-02', { dspl_area: 'DSPL 2' }),
);
export const BAD = csv(
  complaint('C3', '2024-07-03'),
  complaint('C4', '2024-07-04', { dspl_area: 'Camelot' }),
);

/** The command line as it is typed in a partnership that counts complaints: another process, its exit code and what it
 *  prints. For the tests of one file. */
export function useWaggle(): typeof runWaggle {
  let testshire: TestPartnership;
  beforeAll(async () => {
    testshire = await openPartnership({ complaints: COMPLAINTS }, ['complaints', 'attendance']);
  });
  afterAll(() => testshire.remove());
  return (home, words, env = {}) => runWaggle(home, words, { WAGGLE_PARTNERSHIP: testshire.folder, ...env });
}
