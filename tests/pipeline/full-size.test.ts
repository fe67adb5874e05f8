import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { env, resourceUsage } from 'node:process';
import { expect, it } from 'vitest';
import { useTestshire } from '../support/testshire.ts';
import { asOnAServer } from '../support/threads.ts';

/**
 * A file of full size with something wrong in every row still gives its report, counts everything and lists the first
 * thousand of each kind. A tenth of full size by default; WAGGLE_ROWS=1000000 for all of it.
 */
const ROWS = Number(env.WAGGLE_ROWS ?? 100_000);
const LISTED = 1000;
const MOST_KILOBYTES = 2 * 1024 ** 2;
const TIMEOUT_MS = 600_000;

const { openHome } = useTestshire('absence');

const HEADER =
  'period,pupil_id,school_urn,dspl_area,sen_provision,phase,sessions_possible,sessions_attended,sessions_authorised,sessions_unauthorised,reduced_timetable';

const good = (index: number) => `2024-07,P${index},900101,DSPL 1,E,primary,34,33,1,0,N`;

it.each([
  {
    what: 'an unknown area, each another',
    row: (index: number) => good(index).replace('DSPL 1', `Camelot ${index}`),
    kinds: { 'foreign-key': 1 },
  },
  {
    what: 'several things',
    row: (index: number) => `2024-0,,900101,Camelot ${index},Q${index},primary,many ${index},-1,99,0,maybe`,
    kinds: { 'type-error': 2, 'foreign-key': 1, 'constraint-error': 5, 'primary-key': 1 },
    fewer: { 'primary-key': 1 },
  },
  {
    what: 'a cell too few',
    row: (index: number) => good(index).replace(',primary', ''),
    kinds: { 'missing-cell': 1 },
  },
  {
    what: 'the key of the row before',
    row: () => good(1),
    kinds: { 'primary-key': 1 },
    fewer: { 'primary-key': 1 },
  },
])(
  '$what in every row of a large file: all are counted, a thousand of each kind are listed',
  async ({ row, kinds, fewer }) => {
    asOnAServer();
    const home = await openHome();
    const path = join(home.home.root, 'attendance_2024-07.csv');
    await writeRows(path, row);
    const {
      files: [report],
    } = await home.ingest(path);
    expect(report).toMatchObject({ outcome: 'rejected', rows: ROWS, quarantined: ROWS });
    const all = Object.entries(kinds).map(([code, times]) => [
      code,
      times * ROWS - (fewer?.[code as 'primary-key'] ?? 0),
    ]);
    expect(report?.counts).toEqual(Object.fromEntries(all));
    for (const [code, times] of Object.entries(kinds))
      expect(report?.findings.filter((finding) => finding.code === code)).toHaveLength(times * LISTED);
    expect(resourceUsage().maxRSS).toBeLessThan(MOST_KILOBYTES);
  },
  TIMEOUT_MS,
);

async function writeRows(path: string, row: (index: number) => string): Promise<void> {
  const file = await open(path, 'w');
  await file.write(`${HEADER}\n`);
  for (let start = 0; start < ROWS; start += 10_000) {
    const rows = Array.from({ length: Math.min(10_000, ROWS - start) }, (_, index) => row(start + index));
    await file.write(`${rows.join('\n')}\n`);
  }
  await file.close();
}
