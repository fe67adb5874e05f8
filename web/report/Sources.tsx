import { isLate } from '../../indicators/gaps.ts';
import { periodWords, shortDate } from '../../indicators/period-words.ts';
import { wholeNumber } from '../../indicators/words.ts';
import { DataTable } from '../components/DataTable.tsx';
import { capitalised, counted } from '../words.ts';
import { Part } from './Part.tsx';
import { qualityNotes } from './quality.ts';
import { anchor, type ReportEntry, type ReportFiles } from './report.ts';

interface SourcesProps {
  number: string;
  files: ReportFiles[];
  entries: ReportEntry[];
  today: string;
}

/** What the figures rest on, and what to bear in mind. */
export function ReportSources({ number, files, entries, today }: SourcesProps) {
  const noted = entries.filter((entry) => qualityNotes(entry).length > 0);
  return (
    <Part number={number} title="Sources and data quality" kind="sources">
      <p>
        The figures are counted from {counted(files.length, 'extract')}. A row with errors is set aside until
        it is put right, and is in no figure.
      </p>
      <DataTable
        caption="The extracts behind this report"
        captionHidden
        columns={[
          { head: 'Extract' },
          { head: 'From' },
          { head: 'Newest' },
          { head: 'Files', figure: true },
          { head: 'Rows', figure: true },
          { head: 'Set aside', figure: true },
          { head: 'Next due' },
        ]}
        rows={files.map((one) => ({
          key: one.name,
          cells: [
            one.title,
            one.source,
            one.newest === null ? 'none yet' : newestWords(one.newest),
            wholeNumber(one.files),
            wholeNumber(one.rows),
            wholeNumber(one.setAside),
            dueWords(one, today),
          ],
        }))}
      />
      <h3>Notes on data quality</h3>
      {noted.length === 0 && <p>There is nothing to note for the indicators of this report.</p>}
      <ul class="pack-notes">
        {noted.map((entry) => (
          <li key={entry.number}>
            <a href={`#${anchor(entry.number)}`}>
              {entry.number} {entry.indicator.title}
            </a>
            : {qualityNotes(entry).join(' ')}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Dec 2024, where it stands in a column. */
function newestWords(period: string): string {
  const words = capitalised(periodWords(period));
  return /^\d{4}-\d{2}$/.test(period) ? words.replace(/^(\w{3})\w*/, '$1') : words;
}

function dueWords({ dueOn }: ReportFiles, today: string): string {
  if (dueOn === null) return '';
  return isLate({ due_on: dueOn }, today) ? `Late: ${shortDate(dueOn)}` : shortDate(dueOn);
}
