import type { Catalogue } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { indicatorAddress } from '../../addresses.ts';
import type { Arrivals, LateExtract, Standings } from '../../props/overview.ts';
import { capitalised, counted, howMany } from '../../words.ts';
import { HexIcon } from '../marks/Icons.tsx';
import { lateBehind, lateWords, type Matter, mattersOf } from './attention.ts';
import { shownOf } from './overviewFilter.ts';

/** Concerns and late data together; the rest is for a board of its own. */
export const MATTERS_SHOWN = 6;
const GOOD_SHOWN = 3;

interface AttentionProps {
  catalogue: Catalogue;
  rows: OverviewRow[];
  arrivals: Arrivals;
  standings: Standings;
  /** Where all that are off track, or really change, are listed. */
  more: { offTrack: string; changing: string };
}

/** What needs attention, in sentences. */
export function Attention({ catalogue, rows, arrivals, standings, more }: AttentionProps) {
  const { concerns } = mattersOf(catalogue, rows, standings);
  const late = waitingFor(catalogue, rows, arrivals.late);
  const shown = concerns.slice(0, MATTERS_SHOWN - (late.extracts.length > 0 ? 1 : 0));
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      {concerns.length === 0 && <p class="calm">{calm(rows)}</p>}
      {(shown.length > 0 || late.extracts.length > 0) && (
        <ul class="matters">
          {shown.map((concern) => (
            <MatterItem key={concern.indicator.id} {...concern} />
          ))}
          <LateItem {...late} />
        </ul>
      )}
      {concerns.length > shown.length && <More rows={rows} {...more} />}
    </section>
  );
}

function More({ rows, offTrack, changing }: AttentionProps['more'] & { rows: OverviewRow[] }) {
  const off = rows.filter(({ status }) => status === 'off_track').length;
  return (
    <p class="more">
      {off > 0 && (
        <>
          <a href={offTrack}>{off === 2 ? 'Both' : `All ${off}`} off track</a> ·{' '}
        </>
      )}
      <a href={changing}>All with a real change</a>
    </p>
  );
}

function calm(rows: OverviewRow[]): string {
  const hidden = rows.filter(({ status }) => status === 'hidden').length;
  const without = hidden + rows.filter(({ status }) => isWithout(status)).length;
  if (without === rows.length)
    return hidden === 0 ? 'There are no figures yet.' : 'There are no figures that may be shown.';
  const known = without === 0 ? '' : ' of what has figures';
  return `Nothing${known} is off track, and no figure is getting worse beyond its usual range.`;
}

function isWithout(status: OverviewRow['status']): boolean {
  return status === 'awaiting_data' || status === 'no_figure';
}

/** What goes well, side by side. */
export function GoingWell({ catalogue, rows }: Pick<AttentionProps, 'catalogue' | 'rows'>) {
  const { good } = mattersOf(catalogue, rows);
  if (good.length === 0) return null;
  return (
    <section class="going-well" aria-labelledby="going-well">
      <h2 id="going-well">What is going well</h2>
      <ul class="matters">
        {good.slice(0, GOOD_SHOWN).map((matter) => (
          <MatterItem key={matter.indicator.id} {...matter} />
        ))}
      </ul>
    </section>
  );
}

function MatterItem({ indicator, row, tone, sentence, details }: Matter) {
  return (
    <li>
      <HexIcon tone={tone} />
      <div>
        <p>
          <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>: {sentence}
        </p>
        {details.length > 0 && <p class="quiet">{details.join('. ')}.</p>}
      </div>
    </li>
  );
}

interface Waiting {
  extracts: LateExtract[];
  /** How many of the indicators shown have figures from them. */
  count: number;
}

/** The late extracts on which these indicators rest. */
function waitingFor(catalogue: Catalogue, rows: OverviewRow[], late: LateExtract[]): Waiting {
  const behind = shownOf(catalogue.indicators, rows).map(({ indicator }) =>
    lateBehind(indicator, catalogue, late),
  );
  const names = new Set(behind.flat().map(({ name }) => name));
  return {
    extracts: late.filter(({ name }) => names.has(name)),
    count: behind.filter((extracts) => extracts.length > 0).length,
  };
}

/** Late files together, and how many figures wait for them. */
function LateItem({ extracts: [first, ...others], count }: Waiting) {
  if (!first) return null;
  return (
    <li>
      <HexIcon tone="plain" />
      <div>
        <p>
          <a href="/quality">{first.title}</a>: {lateWords(first)}
          {others.length > 0 && ` ${capitalised(othersLate(others.length))} late too.`}
        </p>
        <p class="quiet">
          {counted(count, 'indicator waits', 'indicators wait')} for {others.length === 0 ? 'it' : 'them'}.
        </p>
      </div>
    </li>
  );
}

function othersLate(count: number): string {
  return `${howMany(count)} other ${count === 1 ? 'extract is' : 'extracts are'}`;
}
