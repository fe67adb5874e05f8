import type { Extract } from '../../../indicators/extract-schema.ts';
import type { FileRecord, FileReport } from '../../../indicators/series.ts';
import { wholeNumber } from '../../../indicators/words.ts';
import { counted } from '../../words.ts';

type Rows = Pick<FileReport, 'outcome' | 'rows' | 'quarantined'>;

/** How many rows a file has, and what became of them. */
export function rowsTakenWords({ outcome, rows, quarantined }: Rows): string {
  if (outcome === 'rejected')
    return rows === 0 ? 'None read' : `${counted(rows, 'row')}, none of them taken in`;
  return `${counted(rows, 'row')}, ${wholeNumber(quarantined)} set aside`;
}

/** The cell of a table: of a file that was refused as a whole no row was set aside. */
export function setAsideCell({ outcome, quarantined }: Pick<FileRecord, 'outcome' | 'quarantined'>): string {
  return outcome === 'rejected' ? '–' : wholeNumber(quarantined);
}

/** Why a few bad rows keep all others out. */
export function RefusalRule({ file, extract }: { file: Rows; extract: Extract | undefined }) {
  if (file.outcome !== 'rejected' || file.rows === 0 || !extract) return null;
  const share = Number((100 * extract.thresholds.error_rows).toFixed(1));
  return (
    <p>
      A file is refused as a whole where more than {share}% of its rows have errors, or where an error
      concerns all of it. Correct what is named below, and send the whole file again.
    </p>
  );
}
