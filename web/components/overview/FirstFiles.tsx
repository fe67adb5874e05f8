import { extractsBehind } from '../../../indicators/measures.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { uploadAddress } from '../../addresses.ts';
import type { Frame } from '../../props/frame.ts';
import { counted } from '../../words.ts';
import { exampleName, IntoInbox } from '../IntoInbox.tsx';
import { shownOf } from './overviewFilter.ts';

const SHOWN = 5;

/** Before there is any figure: which files would bring most of them, and what to do with these. */
export function FirstFiles({ frame, rows }: { frame: Frame; rows: OverviewRow[] }) {
  const { catalogue, seesFiles = true } = frame;
  const files = filesAwaited(frame, rows);
  if (files.length === 0 || rows.some(({ status }) => status !== 'awaiting_data' && status !== 'no_figure'))
    return null;
  return (
    <section class="first-files" aria-labelledby="first-files">
      <h2 id="first-files">What to send first</h2>
      <p>The files from which most indicators are counted:</p>
      <ul class="matters">
        {files.slice(0, SHOWN).map(({ extract, count }) => (
          <li key={extract.name}>
            <div>
              <p>
                <strong>{extract.title}</strong>: {counted(count, 'indicator waits', 'indicators wait')} for
                it
              </p>
              <p class="quiet">
                Named like <code>{exampleName(extract.name, catalogue)}</code>. It comes from:{' '}
                {extract.source}.
              </p>
            </div>
          </li>
        ))}
      </ul>
      {seesFiles && (
        <p>
          <a href={uploadAddress()}>Load the CSV files here</a>, or drop them <IntoInbox />
        </p>
      )}
    </section>
  );
}

/** The extracts that have not come, with how many indicators are counted from each first; those of most first. */
function filesAwaited({ catalogue }: Frame, rows: OverviewRow[]) {
  const awaited = shownOf(catalogue.indicators, rows)
    .filter(({ row }) => row.status === 'awaiting_data')
    .map(({ indicator }) => extractsBehind(indicator.measure, catalogue)[0]);
  return catalogue.extracts
    .map((extract) => ({ extract, count: awaited.filter((name) => name === extract.name).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);
}
