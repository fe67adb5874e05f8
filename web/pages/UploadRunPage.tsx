import type { Extract } from '../../indicators/extract-schema.ts';
import { periodWords } from '../../indicators/period-words.ts';
import { fileAddress, runFindingsAddress, uploadAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { FramedPage } from '../components/page/FramedPage.tsx';
import { FileOutcome } from '../components/quality/FileOutcome.tsx';
import { FindingsTable } from '../components/quality/FindingsTable.tsx';
import { RefusalRule, rowsTakenWords } from '../components/quality/RowsTaken.tsx';
import type { UploadedFile, UploadRun, UploadRunProps } from '../props/upload.ts';
import { capitalised, counted } from '../words.ts';

/** What became of an upload: what was accepted, what was found, and what to send back. */
export function UploadRunPage({ frame, assets, run }: UploadRunProps) {
  const found = run.files.some(({ report }) => report && report.findings.length > 0);
  return (
    <FramedPage frame={frame} assets={assets} title={headingOf(run)}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: 'Files', href: fileAddress() },
          { text: 'Load files', href: uploadAddress() },
        ]}
      />
      <h1>{headingOf(run)}</h1>
      <p class="lede">{outcomeWords(run)}</p>
      {(run.state === 'running' || run.state === 'waiting') && (
        <p>
          <a href={uploadAddress(run.id)}>Look again</a>
        </p>
      )}
      {found && (
        <p>
          <a href={runFindingsAddress(run.id)}>All findings as CSV, to send back to the supplier</a>
        </p>
      )}
      {run.files.map((file) => (
        <FileSection
          key={file.sha256}
          file={file}
          state={run.state}
          extracts={frame?.catalogue.extracts ?? []}
        />
      ))}
      <p>
        <a href={uploadAddress()}>Load more files</a>
      </p>
    </FramedPage>
  );
}

function headingOf({ state, files }: UploadRun): string {
  switch (state) {
    case 'running':
      return 'The files are being loaded';
    case 'failed':
      return 'The files could not be loaded yet';
    case 'waiting':
      return 'The files wait to be loaded';
    default:
      return isAnyRefused(files) ? 'Not every file could be accepted' : 'The files have been loaded';
  }
}

function isAnyRefused(files: UploadedFile[]): boolean {
  return files.some(({ report }) => report?.outcome === 'rejected');
}

function outcomeWords({ state, files, message }: UploadRun): string {
  const waiting = files.filter(({ report }) => report === null);
  switch (state) {
    case 'running':
      return `${counted(files.length, 'file is', 'files are')} being checked and loaded. This can take a few minutes.`;
    case 'failed':
      return message ?? '';
    case 'waiting':
      return `${counted(waiting.length, 'file is', 'files are')} in the inbox. The next run of the schedule takes ${waiting.length === 1 ? 'it' : 'them'} in.`;
    default:
      return doneWords(files);
  }
}

function doneWords(files: UploadedFile[]): string {
  const refused = files.filter(({ report }) => report?.outcome === 'rejected').length;
  const accepted = files.filter(({ report }) => report && report.outcome !== 'rejected').length;
  const parts = [
    accepted > 0 &&
      `${counted(accepted, 'file was', 'files were')} accepted, and the figures are up to date.`,
    refused > 0 &&
      `${counted(refused, 'file was', 'files were')} rejected and changed no figure: below is what to put right.`,
    files.length > accepted + refused && 'What another run has taken in meanwhile is told of under Files.',
  ];
  return parts.filter(Boolean).join(' ');
}

function FileSection({
  file: { file, sha256, report },
  state,
  extracts,
}: {
  file: UploadedFile;
  state: UploadRun['state'];
  extracts: readonly Extract[];
}) {
  const id = `file-${sha256.slice(0, 12)}`;
  return (
    <section class="uploaded" aria-labelledby={id}>
      <h2 class="file-name" id={id}>
        {file}
      </h2>
      {report ? (
        <>
          <p class="signs">
            <FileOutcome file={{ outcome: report.outcome, state: 'accepted' }} />
            <span>{rowsWords(report)}</span>
          </p>
          <RefusalRule file={report} extract={extracts.find(({ name }) => name === report.extract)} />
          {report.findings.length === 0 ? (
            <p>Every check was passed.</p>
          ) : (
            <FindingsTable findings={report.findings} caption={`What was found in ${file}`} />
          )}
        </>
      ) : (
        state === 'done' && (
          <p>
            It was taken in by another run. <a href={fileAddress(sha256)}>What became of it</a>
          </p>
        )
      )}
    </section>
  );
}

function rowsWords(report: NonNullable<UploadedFile['report']>): string {
  const when = report.period === null ? '' : `${capitalised(periodWords(report.period))}. `;
  return `${when}${rowsTakenWords(report)}.`;
}
