import type { ComponentChildren } from 'preact';
import type { Finding } from '../../../indicators/series.ts';
import { wholeNumber } from '../../../indicators/words.ts';
import { counted } from '../../words.ts';
import { DataTable } from '../DataTable.tsx';

/** A file with the same fault in every row has thousands; the CSV has them all. */
const MOST_SHOWN = 200;

interface FindingsTableProps {
  findings: Finding[];
  caption?: string;
}

/** What was found in a file, where, and what to do: as it can be sent back to who made the file. */
export function FindingsTable({ findings, caption = 'What was found, and what to do' }: FindingsTableProps) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <p>
        {counted(errors, 'error')} and {counted(findings.length - errors, 'warning')}. Rows are numbered as in
        Excel: the header is row 1.
      </p>
      <DataTable
        caption={caption}
        captionHidden
        columns={[
          { head: 'What was found' },
          { head: 'Kind' },
          { head: 'Row', figure: true },
          { head: 'Column' },
          { head: 'Value' },
          { head: 'What to do' },
        ]}
        rows={findings
          .slice(0, MOST_SHOWN)
          .map(({ severity, code, row, column, value, message, remedy }, index) => ({
            key: `${code}/${row}/${index}`,
            cells: [
              datesWhole(message),
              severity === 'error' ? 'Error' : 'Warning',
              row === null ? 'whole file' : wholeNumber(row),
              column ?? '',
              value === null ? '' : <code key="value">{datesWhole(value)}</code>,
              datesWhole(remedy),
            ],
          }))}
      />
      {findings.length > MOST_SHOWN && (
        <p class="quiet">
          These are the first {MOST_SHOWN}; the CSV has all {wholeNumber(findings.length)}.
        </p>
      )}
    </>
  );
}

/** A date is not broken at its hyphens. */
function datesWhole(text: string): ComponentChildren {
  const parts = text.split(/(\b\d{4}-\d{2}-\d{2}\b)/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} class="unbroken">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
