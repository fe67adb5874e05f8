import { COUNTY } from '../../indicators/areas.ts';
import { periodWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Figure } from '../../indicators/series.ts';
import { spokenUnit, valueWords, wholeNumber } from '../../indicators/words.ts';
import { fileAddress, indicatorAddress } from '../addresses.ts';
import { DataTable } from '../components/DataTable.tsx';
import { GetForm } from '../components/forms/GetForm.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import { ArrivalGrid } from '../components/quality/ArrivalGrid.tsx';
import { arrivalsWords } from '../components/quality/arrivals.ts';
import { FileOutcome } from '../components/quality/FileOutcome.tsx';
import { GapsMap } from '../components/quality/GapsMap.tsx';
import { setAsideCell } from '../components/quality/RowsTaken.tsx';
import { MONTHS_SHOWN, type Quality, type QualityProps } from '../props/quality.ts';
import { areaName, capitalised, counted, countedWords, listWords } from '../words.ts';

const CHANGES_SHOWN = 15;

/** Whether the figures can be trusted: what came when, what was found in it, what is missing, what changed. */
export function QualityPage({ frame, quality, months, chosen }: QualityProps) {
  return (
    <Page frame={frame} title="Data quality">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>Can we trust the figures?</h1>
      <Freshness snapshot={frame.snapshot} />
      <p class="lede">{arrivalsWords(quality)}</p>
      <p class="lede">{trustWords(quality)}</p>
      <section aria-labelledby="arrivals">
        <h2 id="arrivals">Files, month by month</h2>
        {quality.monthly.length > 0 && (
          <>
            <GetForm
              action="/quality"
              fields={[
                {
                  name: 'months',
                  label: 'Months',
                  chosen,
                  choices: MONTHS_SHOWN.map((value) => ({ value, text: `The last ${value}` })),
                },
              ]}
            />
            <ArrivalGrid extracts={quality.monthly} months={months} />
          </>
        )}
        <OtherExtracts quality={quality} />
        {frame.seesFiles !== false && (
          <p>
            <a href={fileAddress()}>Every file that has arrived</a>
          </p>
        )}
      </section>
      <section aria-labelledby="gaps">
        <h2 id="gaps">Which indicators have their data</h2>
        <GapsMap gaps={quality.gaps} catalogue={frame.catalogue} />
      </section>
      {frame.seesFiles !== false && <Findings quality={quality} />}
      <SetAsideRows quality={quality} />
      <Changes frame={frame} quality={quality} />
    </Page>
  );
}

function trustWords(quality: Quality): string {
  const { gaps, setAside, changes } = quality;
  const { arrived, late, never } = gaps.all;
  const rows = setAside.reduce((total, one) => total + one.setAside, 0);
  const indicators = `${arrived} of ${counted(arrived + late + never, 'indicator')} have their data`;
  const waits = `${late === 0 ? 'none waits' : counted(late, 'waits', 'wait')} for a late file, ${never} never had any`;
  const aside =
    rows === 0
      ? 'No row of an accepted file had to be set aside'
      : `${counted(rows, 'row was', 'rows were')} set aside`;
  const changed =
    changes.length === 0
      ? 'no past figure changed at the last publication'
      : `${counted(changes.length, 'past figure')} changed at the last publication`;
  return `${indicators}; ${waits}.${refusedWords(quality)} ${aside}, and ${changed}.`;
}

/** Beside words that all is up to date it is said that nothing is late because of what was refused. */
function refusedWords({ refused, late, monthly }: Quality): string {
  if (refused === 0) return '';
  const words = ` ${counted(refused, 'file was', 'files were')} refused, and no good one has come instead`;
  return late.length === 0 && monthly.length > 0
    ? `${words}; no regular extract is late because of ${refused === 1 ? 'it' : 'them'}.`
    : `${words}.`;
}

function OtherExtracts({ quality: { yearly, never } }: { quality: Quality }) {
  return (
    <dl class="others">
      {yearly.length > 0 && (
        <>
          <dt>Without a monthly date</dt>
          <dd>
            {listWords(
              yearly.map(
                ({ title, latest }) =>
                  `${title} (${latest ? `newest: ${periodWords(latest)}` : 'no month is said'})`,
              ),
            )}
          </dd>
        </>
      )}
      {never.length > 0 && (
        <>
          <dt>Never arrived</dt>
          <dd>{listWords(never.map(({ title }) => title))}</dd>
        </>
      )}
    </dl>
  );
}

function Findings({ quality: { findings } }: { quality: Quality }) {
  return (
    <section aria-labelledby="found">
      <h2 id="found">What the checks found</h2>
      {findings.length === 0 ? (
        <p class="none">The checks found nothing wrong in any file, and no file was rejected.</p>
      ) : (
        <DataTable
          caption="The newest files in which something was found"
          captionHidden
          columns={[
            { head: 'File' },
            { head: 'What was found' },
            { head: 'Outcome' },
            { head: 'Set aside', figure: true },
          ]}
          rows={findings.map(({ file, found }) => ({
            key: file.sha256,
            cells: [
              <a key="link" href={fileAddress(file.sha256)}>
                {file.file}
              </a>,
              <ul key="found" class="found">
                {found.map(({ message, count }) => (
                  <li key={message}>
                    {message}
                    {count > 1 && <span class="quiet"> {wholeNumber(count - 1)} more like it.</span>}
                  </li>
                ))}
              </ul>,
              <FileOutcome key="outcome" file={file} />,
              setAsideCell(file),
            ],
          }))}
        />
      )}
    </section>
  );
}

function SetAsideRows({ quality: { setAside } }: { quality: Quality }) {
  if (setAside.length === 0) return null;
  return (
    <section aria-labelledby="aside">
      <h2 id="aside">Rows set aside</h2>
      <DataTable
        caption="Rows with errors that no figure counts"
        captionHidden
        columns={[
          { head: 'Extract' },
          { head: 'Set aside', figure: true },
          { head: 'Of rows', figure: true },
          { head: 'Share', figure: true },
        ]}
        rows={setAside.map(({ extract, title, rows, setAside }) => ({
          key: extract,
          cells: [title, wholeNumber(setAside), wholeNumber(rows), shareWords(setAside, rows)],
        }))}
      />
    </section>
  );
}

/** Small shares want more digits than a figure does: 0.04%. */
function shareWords(part: number, whole: number): string {
  return whole === 0 ? '' : `${Number(((part / whole) * 100).toPrecision(2))}%`;
}

function Changes({ frame, quality: { changes } }: Pick<QualityProps, 'frame' | 'quality'>) {
  const { partnership, indicators } = frame.catalogue;
  const ofCounty = changes.filter(({ area }) => area === COUNTY);
  const shown = [...ofCounty, ...changes.filter(({ area }) => area !== COUNTY)].slice(0, CHANGES_SHOWN);
  const more = changes.length - shown.length;
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Past figures that changed</h2>
      {changes.length === 0 ? (
        <p class="none">No figure of a past period changed when these were published.</p>
      ) : (
        <DataTable
          caption="Past figures that changed when these were published"
          captionHidden
          columns={[
            { head: 'Indicator' },
            { head: 'Area' },
            { head: 'Period' },
            { head: 'Was', figure: true },
            { head: 'Is', figure: true },
            { head: 'Because of' },
          ]}
          rows={shown.flatMap(({ indicator: id, area, period, was, is, because }) => {
            const indicator = indicators.find((one) => one.id === id);
            if (!indicator) return [];
            return {
              key: `${id} ${area} ${period}`,
              cells: [
                <a key="link" href={indicatorAddress(id, { area })}>
                  {indicator.title}
                </a>,
                areaName(partnership, area),
                capitalised(periodWords(period)),
                wasWords(indicator, was),
                is ? wasWords(indicator, is) : 'none',
                becauseWords(because),
              ],
            };
          })}
        />
      )}
      {more > 0 && <p class="quiet">And {wholeNumber(more)} more.</p>}
    </section>
  );
}

function wasWords(indicator: Indicator, figure: Figure): string {
  if (figure.value === null) return 'none';
  const words = valueWords(spokenUnit(indicator), figure.value);
  const behind = countedWords(indicator, figure);
  return behind === '' ? words : `${words} (${behind})`;
}

function becauseWords({ files, definition, updated }: Quality['changes'][number]['because']): string {
  const causes = [...(definition ? ['a new definition'] : []), ...files.slice(0, 3)];
  if (files.length > 3) causes.push(`${files.length - 3} more files`);
  if (updated) causes.push('an update of Waggle');
  return causes.length === 0 ? 'not known' : listWords(causes);
}
