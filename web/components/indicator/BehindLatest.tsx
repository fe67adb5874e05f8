import type { CheckResult, Lineage, LineageFile } from '../../../indicators/lineage.ts';
import { pointPeriodWords } from '../../../indicators/period-words.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import type { Point } from '../../../indicators/series.ts';
import { spokenUnit, wholeNumber } from '../../../indicators/words.ts';
import { rowsOf, rowWords, type ToldApart } from '../../lineage-words.ts';
import { counted, countedWords, figureWords } from '../../words.ts';
import { FileName } from './FileName.tsx';

interface BehindLatestProps {
  indicator: Indicator;
  latest: Point | null;
  lineage: Lineage | null;
  opensFiles: boolean;
}

/** The files, rows and checks that the figure on the tile is made of. */
export function BehindLatest({ indicator, latest, lineage, opensFiles }: BehindLatestProps) {
  if (!latest || !lineage) return null;
  const { files, rows, quarantined, checks, period, split } = lineage;
  const told = { measure: indicator.measure, period, split };
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
          {rowWords(told, rows, orNone)}; {setAsideWords(quarantined)}
        </dd>
        <dt>Files</dt>
        <dd>
          <Files files={files} told={told} opens={opensFiles} />
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

interface FilesProps {
  files: LineageFile[];
  told: ToldApart;
  opens: boolean;
}

function Files({ files, told, opens }: FilesProps) {
  const list = (
    <ul class="sources">
      {files.map((file) => (
        <li key={file.sha256}>
          <FileName file={file} opens={opens} />: {rowWords(told, rowsOf(file), orNone)}
          {file.quarantined > 0 ? `; ${setAsideWords(file.quarantined)}` : ''}
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

function setAsideWords(quarantined: number): string {
  return `${orNone(quarantined)} set aside`;
}

function orNone(count: number): string {
  return count === 0 ? 'none' : wholeNumber(count);
}
