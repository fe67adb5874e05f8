import type { CheckResult, Lineage, LineageFile } from '../../../indicators/lineage.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Point } from '../../../indicators/series.ts';
import { pointPeriodWords, spokenUnit, wholeNumber } from '../../../indicators/words.ts';
import { fileAddress } from '../../addresses.ts';
import { counted, countedWords, figureWords, isAverage } from '../../words.ts';

interface BehindLatestProps {
  indicator: Indicator;
  latest: Point | null;
  lineage: Lineage | null;
}

/** The files, rows and checks that the figure on the tile is made of. */
export function BehindLatest({ indicator, latest, lineage }: BehindLatestProps) {
  if (!latest || !lineage) return null;
  const { files, rows, quarantined, checks } = lineage;
  const fraction = countedWords(indicator, latest);
  return (
    <section class="facts">
      <h2>Behind the latest figure</h2>
      <dl>
        <dt>
          {figureWords(spokenUnit(indicator), latest)} in {pointPeriodWords(latest)}
        </dt>
        {fraction && <dd>{fraction}</dd>}
        <dt>Rows</dt>
        <dd>
          {rowWords(indicator, rows)}; {setAsideWords(quarantined)}
        </dd>
        <dt>Files</dt>
        <dd>
          <Files indicator={indicator} files={files} />
        </dd>
        <dt>Checks</dt>
        <dd>
          <Checks checks={checks} />
        </dd>
      </dl>
    </section>
  );
}

const FILES_IN_SIGHT = 3;

function Files({ indicator, files }: { indicator: Indicator; files: LineageFile[] }) {
  const list = (
    <ul class="sources">
      {files.map(({ sha256, file, numerator_rows, denominator_rows, quarantined }) => (
        <li key={sha256}>
          <a href={fileAddress(sha256)}>{file}</a>:{' '}
          {rowWords(indicator, { numerator: numerator_rows, denominator: denominator_rows })}
          {quarantined > 0 ? `; ${setAsideWords(quarantined)}` : ''}
        </li>
      ))}
    </ul>
  );
  if (files.length <= FILES_IN_SIGHT) return list;
  return (
    <details>
      <summary>{counted(files.length, 'file')}</summary>
      {list}
    </details>
  );
}

function Checks({ checks }: { checks: CheckResult[] }) {
  const failed = checks.filter(({ failures }) => failures > 0);
  const passed = checks.length - failed.length;
  return (
    <>
      {failed.length === 0
        ? `All ${checks.length} were passed.`
        : `${passed} of ${checks.length} were passed. Not by every row:`}
      {failed.length > 0 && (
        <ul class="sources">
          {failed.map(({ code, title, failures }) => (
            <li key={`${code} ${title}`}>
              {title} ({counted(failures, 'finding')})
            </li>
          ))}
        </ul>
      )}
      <details>
        <summary>What was checked</summary>
        <ul class="sources">
          {checks.map(({ code, title }) => (
            <li key={`${code} ${title}`}>{title}</li>
          ))}
        </ul>
      </details>
    </>
  );
}

interface Rows {
  numerator: number;
  denominator: number | null;
}

/** 58 in the numerator, 101 in the denominator; of what has no denominator, and of an average, the rows counted. */
function rowWords({ measure }: Indicator, { numerator, denominator }: Rows): string {
  if (denominator !== null && isAverage(measure)) return `${counted(denominator, 'row')} counted`;
  if (denominator === null) return `${counted(numerator, 'row')} counted`;
  return `${orNone(numerator)} in the numerator, ${orNone(denominator)} in the denominator`;
}

function setAsideWords(quarantined: number): string {
  return `${orNone(quarantined)} set aside`;
}

function orNone(count: number): string {
  return count === 0 ? 'none' : wholeNumber(count);
}
