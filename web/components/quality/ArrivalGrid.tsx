import { dateWords } from '../../../indicators/period-words.ts';
import type { MonthlyExtract } from '../../props/quality.ts';
import { LineIcon } from '../marks/Icons.tsx';
import { ARRIVAL_WORDS, ARRIVALS, type Arrival, arrivalOf } from './arrivals.ts';

const PATHS: Record<Arrival, string> = {
  in: 'M3.5 8.5l3 3L12.5 5',
  in_late: 'M3.5 8.5l3 3L12.5 5M3 14.5h10',
  due: 'M8 4.5v4l2.5 1.6M8 1.8a6.2 6.2 0 1 0 .01 0z',
  late: 'M8 3v6.5M8 12.6v.6',
  missing: 'M4 4l8 8M12 4l-8 8',
  none: 'M8 7.9v.2',
};

interface ArrivalGridProps {
  extracts: MonthlyExtract[];
  months: string[];
}

/** Months across, extracts down: a shape and a word in each cell. */
export function ArrivalGrid({ extracts, months }: ArrivalGridProps) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard */}
      <section class="table-frame" tabIndex={0} aria-label="Files by extract and month">
        <table class="arrivals">
          <caption class="hidden" data-result>
            Files by extract, the last {months.length} months
          </caption>
          <thead>
            <tr>
              <td rowSpan={2} />
              {yearsOf(months).map(({ year, count }) => (
                <th key={year} scope="colgroup" colSpan={count}>
                  {year}
                </th>
              ))}
            </tr>
            <tr>
              {months.map((month) => (
                <th key={month} scope="col">
                  <abbr title={dateWords(month)}>
                    {dateWords(month).slice(0, 1)}
                    <span class="wide-only">{dateWords(month).slice(1, 3)}</span>
                  </abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {extracts.map((extract) => (
              <tr key={extract.name}>
                <th scope="row">{extract.title}</th>
                {months.map((month) => (
                  <td key={month} class={`arrival-${arrivalOf(extract, month)}`}>
                    <ArrivalShape arrival={arrivalOf(extract, month)} />
                    <span class="hidden">{ARRIVAL_WORDS[arrivalOf(extract, month)]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul class="key">
        {ARRIVALS.map((arrival) => (
          <li key={arrival}>
            <span class={`arrival-key arrival-${arrival}`}>
              <ArrivalShape arrival={arrival} />
            </span>
            {ARRIVAL_WORDS[arrival]}
          </li>
        ))}
      </ul>
    </>
  );
}

function ArrivalShape({ arrival }: { arrival: Arrival }) {
  return (
    <LineIcon>
      <path d={PATHS[arrival]} />
    </LineIcon>
  );
}

function yearsOf(months: string[]): { year: string; count: number }[] {
  const years = [...new Set(months.map((month) => month.slice(0, 4)))];
  return years.map((year) => ({ year, count: months.filter((month) => month.startsWith(year)).length }));
}
