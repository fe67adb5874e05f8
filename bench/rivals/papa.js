import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { openLoader } from './loader.js';
import { attendanceRow } from './row.js';

/** Row by row in JavaScript: Papa Parse reads the file as a stream, zod checks each row. The start of the process is not timed.
 *  Arguments: the file; and a database to make, where the rows are to be loaded too. */

const [csv = '', database] = process.argv.slice(2);
const begun = performance.now();
const loader = database ? await openLoader(csv, database) : null;
const counted = await readRows((row) => loader?.append(row));
loader?.close();
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, ...counted }));

/** @param {(row: import('./row.js').AttendanceRow) => void} take
 * @returns {Promise<{ rows: number, failures: number }>} */
function readRows(take) {
  let rows = 0;
  let failures = 0;
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(csv), {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data }) => {
        for (const cells of data) {
          const checked = attendanceRow.safeParse(cells);
          rows += 1;
          if (checked.success) take(checked.data);
          else failures += 1;
        }
      },
      complete: () => resolve({ rows, failures }),
      error: reject,
    });
  });
}
