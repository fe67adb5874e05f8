import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { FileRecord } from '../../indicators/series.ts';
import { wholeNumber } from '../../indicators/words.ts';
import { fileAddress, uploadAddress } from '../addresses.ts';
import { DataTable } from '../components/DataTable.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import { FileOutcome } from '../components/quality/FileOutcome.tsx';
import { setAsideCell } from '../components/quality/RowsTaken.tsx';
import type { FilesProps } from '../props/files.ts';
import type { Frame } from '../props/frame.ts';
import { capitalised, counted } from '../words.ts';

/** Every delivery, and what became of it. */
export function FilesPage({ frame, files }: FilesProps) {
  const rejected = files.filter(({ outcome }) => outcome === 'rejected');
  return (
    <Page frame={frame} title="Files">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>Files behind the figures</h1>
      <Freshness snapshot={frame.snapshot} />
      {files.length === 0 ? <NoFiles /> : <p class="lede">{summaryWords(files.length, rejected.length)}</p>}
      <p>
        <a href={uploadAddress()}>Load files</a>
      </p>
      {rejected.length > 0 && <FileTable frame={frame} files={rejected} caption="Files that were rejected" />}
      {byExtract(frame, files).map(({ title, accepted }) => (
        <ExtractFiles key={title} frame={frame} title={title} files={accepted} />
      ))}
    </Page>
  );
}

interface ExtractGroup {
  title: string;
  accepted: FileRecord[];
}

/** Accepted files in the order of their extracts' titles, the newest first as they come. */
function byExtract({ catalogue }: Frame, files: FileRecord[]): ExtractGroup[] {
  return catalogue.extracts
    .map(({ name, title }) => ({
      title,
      accepted: files.filter(({ extract, outcome }) => extract === name && outcome !== 'rejected'),
    }))
    .filter(({ accepted }) => accepted.length > 0)
    .sort((a, b) => a.title.localeCompare(b.title));
}

/** Hundreds of files are too many to read down: each extract opens on its own. */
function ExtractFiles({ frame, title, files }: FilesProps & { title: string }) {
  const rows = files.reduce((sum, file) => sum + file.rows, 0);
  const setAside = files.reduce((sum, { quarantined }) => sum + quarantined, 0);
  const latest =
    files
      .map(({ received_at }) => received_at)
      .sort()
      .at(-1) ?? '';
  return (
    <details class="extract">
      <summary>
        <span class="extract-title">{title}</span>{' '}
        <span class="quiet">
          {counted(files.length, 'file')}, {counted(rows, 'row')}, {wholeNumber(setAside)} set aside; the last
          received {dateWords(latest.slice(0, 10))}
        </span>
      </summary>
      <FileTable frame={frame} files={files} caption={title} />
    </details>
  );
}

function summaryWords(all: number, rejected: number): string {
  const start = `${counted(all, 'file has', 'files have')} arrived.`;
  if (rejected === 0) return `${start} None was rejected.`;
  const which = rejected === 1 ? 'it' : 'each';
  return `${start} ${counted(rejected, 'was', 'were')} rejected, and changed no figure: open ${which} to see what to put right.`;
}

function NoFiles() {
  return (
    <p class="lede">
      No file has arrived yet. Drop the CSV extracts into the <code>inbox</code> folder of Waggle’s data.
    </p>
  );
}

function FileTable({ frame, files, caption }: FilesProps & { caption: string }) {
  const titles = new Map(frame.catalogue.extracts.map(({ name, title }) => [name, title]));
  if (files.length === 0) return null;
  return (
    <DataTable
      caption={caption}
      columns={[
        { head: 'File' },
        { head: 'Extract' },
        { head: 'Period' },
        { head: 'Outcome' },
        { head: 'Rows', figure: true },
        { head: 'Set aside', figure: true },
        { head: 'Received' },
      ]}
      rows={files.map((file) => ({
        key: file.sha256,
        cells: [
          <a key="link" href={fileAddress(file.sha256)}>
            {file.file}
          </a>,
          file.extract === null ? 'not recognised' : (titles.get(file.extract) ?? file.extract),
          file.period === null ? '' : capitalised(periodWords(file.period)),
          <FileOutcome key="outcome" file={file} />,
          wholeNumber(file.rows),
          setAsideCell(file),
          dateWords(file.received_at.slice(0, 10)),
        ],
      }))}
    />
  );
}
