import type { Finding } from '../../indicators/series.ts';
import { dateWords, periodWords, wholeNumber } from '../../indicators/words.ts';
import { fileAddress } from '../addresses.ts';
import { Breadcrumb } from '../components/Breadcrumb.tsx';
import { DataTable } from '../components/DataTable.tsx';
import { FileOutcome } from '../components/FileOutcome.tsx';
import { Page } from '../components/Page.tsx';
import type { FileProps } from '../props.ts';
import { capitalised, counted } from '../words.ts';

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
        <dd>
          {wholeNumber(file.rows)}, {wholeNumber(file.quarantined)} set aside
        </dd>
        <dt>Fingerprint (SHA-256)</dt>
        <dd>
          <code>{file.sha256}</code>
        </dd>
      </dl>
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        {findings.length === 0 ? <p>Every check was passed.</p> : <Findings findings={findings} />}
      </section>
    </Page>
  );
}

function Findings({ findings }: { findings: Finding[] }) {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <p>
        {counted(errors, 'error')} and {counted(findings.length - errors, 'warning')}. Rows are numbered as in
        Excel: the header is row 1.
      </p>
      <DataTable
        caption="What was found, and what to do"
        captionHidden
        columns={[
          { head: 'What was found' },
          { head: 'Kind' },
          { head: 'Row', figure: true },
          { head: 'Column' },
          { head: 'Value' },
          { head: 'What to do' },
        ]}
        rows={findings.map(({ severity, code, row, column, value, message, remedy }, index) => ({
          key: `${code}/${row}/${index}`,
          cells: [
            message,
            severity === 'error' ? 'Error' : 'Warning',
            row === null ? 'whole file' : wholeNumber(row),
            column ?? '',
            value === null ? '' : <code key="value">{value}</code>,
            remedy,
          ],
        }))}
      />
    </>
  );
}
