import { fileAddress } from '../addresses.ts';
import { Button } from '../components/forms/Button.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { FramedPage } from '../components/page/FramedPage.tsx';
import type { UploadProps } from '../props/upload.ts';

const TITLE = 'Load files';

/** A plain form, which a script makes show its progress. */
export function UploadPage({ frame, assets, csrf = '', mostBytes, problem }: UploadProps) {
  return (
    <FramedPage frame={frame} assets={assets} title={problem ? `Error: ${TITLE}` : TITLE}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: 'Files', href: fileAddress() },
        ]}
      />
      {problem && (
        <div class="govuk-error-summary" role="alert" aria-labelledby="problem">
          <h2 class="govuk-error-summary__title" id="problem">
            Nothing was loaded
          </h2>
          <p>
            <a href="#files">{problem}</a>
          </p>
        </div>
      )}
      <h1>{TITLE}</h1>
      <p class="lede">
        Choose the CSV files as the suppliers sent them. Each is checked at once; a file that is not good
        changes no figure, and you are told which rows are wrong and what to do.
      </p>
      <form
        class="upload"
        action={`/upload?${new URLSearchParams({ csrf })}`}
        method="post"
        encType="multipart/form-data"
        data-upload
      >
        <label class="govuk-label" for="files">
          CSV files
        </label>
        <p class="govuk-hint" id="files-hint">
          Drop files here or choose them. Named like <code>attendance_2024-07.csv</code>; at most{' '}
          {Math.round(mostBytes / 1024 ** 2)} MB each.
        </p>
        <input
          class="govuk-file-upload drop"
          id="files"
          name="files"
          type="file"
          multiple
          required
          accept=".csv,.txt,text/csv"
          aria-describedby="files-hint"
        />
        <Button>Check and load</Button>
        <div class="upload-progress" role="status" aria-live="polite" />
      </form>
      <p>
        <a href={fileAddress()}>Files that have arrived before</a>
      </p>
    </FramedPage>
  );
}
