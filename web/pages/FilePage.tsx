import { dateWords, periodWords } from '../../indicators/period-words.ts';
import { fileAddress, findingsAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Page } from '../components/page/Page.tsx';
import { FileOutcome } from '../components/quality/FileOutcome.tsx';
import { FindingsTable } from '../components/quality/FindingsTable.tsx';
import { RefusalRule, rowsTakenWords } from '../components/quality/RowsTaken.tsx';
import type { FileProps } from '../props/files.ts';
import { capitalised } from '../words.ts';

/** One delivery: whether it was good, and if not which rows, why, and what to do. */
export function FilePage({ frame, file, findings }: FileProps) {
  const extract = frame.catalogue.extracts.find(({ name }) => name === file.extract);
  return (
    <Page frame={frame} title={file.file}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: 'Files', href: fileAddress() },
        ]}
      />
      <h1 class="file-name">{file.file}</h1>
      <p class="signs">
        <FileOutcome file={file} />
      </p>
      <dl class="across">
        <dt>Extract</dt>
        <dd>{extract?.title ?? file.extract ?? 'not recognised'}</dd>
        <dt>Period</dt>
        <dd>{file.period === null ? 'not known' : capitalised(periodWords(file.period))}</dd>
        <dt>Received</dt>
        <dd>{dateWords(file.received_at.slice(0, 10))}</dd>
        <dt>Rows</dt>
        <dd>{rowsTakenWords(file)}</dd>
        <dt>Fingerprint (SHA-256)</dt>
        <dd>
          <code>{file.sha256}</code>
        </dd>
      </dl>
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        <RefusalRule file={file} extract={extract} />
        {findings.length > 0 && (
          <p>
            <a href={findingsAddress(file.sha256)}>The findings as CSV, to send back to the supplier</a>
          </p>
        )}
        {findings.length === 0 ? <p>Every check was passed.</p> : <FindingsTable findings={findings} />}
      </section>
    </Page>
  );
}
