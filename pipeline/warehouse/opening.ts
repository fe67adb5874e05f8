import { readFile, rm, writeFile } from 'node:fs/promises';

/**
 * How often the warehouse has been begun to be opened without coming to an end. Where DuckDB itself breaks down on a
 * damaged file, nothing is left of the process but this mark beside the file.
 */
export const OPENING_MARK = '.opening';

export const MOST_OPENINGS = 3;

/** Counts one more opening and gives how many there had been before. */
export async function beginOpening(warehouse: string): Promise<number> {
  const mark = `${warehouse}${OPENING_MARK}`;
  const before = Number.parseInt(await readFile(mark, 'utf8').catch(() => ''), 10) || 0;
  // On a full disk there is no mark; the work itself then says that it is full.
  await writeFile(mark, `${before + 1}\n`, { mode: 0o600 }).catch(() => {});
  return before;
}

export async function endOpening(warehouse: string): Promise<void> {
  await rm(`${warehouse}${OPENING_MARK}`, { force: true });
}
