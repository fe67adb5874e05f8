import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import { indicatorAddress } from '../addresses.ts';
import { type Matter, mattersOf } from './attention.ts';
import { HexIcon } from './Icons.tsx';

const CONCERNS_SHOWN = 5;
const GOOD_SHOWN = 6;

interface AttentionProps {
  indicators: Indicator[];
  rows: OverviewRow[];
}

/** What needs attention, in sentences. */
export function Attention({ indicators, rows }: AttentionProps) {
  const { concerns } = mattersOf(indicators, rows);
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      {concerns.length === 0 && <p>{calm(rows)}</p>}
      <MatterList matters={concerns} shown={CONCERNS_SHOWN} />
    </section>
  );
}

function calm(rows: OverviewRow[]): string {
  const awaiting = rows.filter(({ status }) => status === 'awaiting_data').length;
  if (awaiting === rows.length) return 'There are no figures yet.';
  const known = awaiting === 0 ? '' : ' of what has figures';
  return `Nothing${known} is off track, and no figure is getting worse beyond its usual range.`;
}

/** What goes well, side by side. */
export function GoingWell({ indicators, rows }: AttentionProps) {
  const { good } = mattersOf(indicators, rows);
  if (good.length === 0) return null;
  return (
    <section class="going-well" aria-labelledby="going-well">
      <h2 id="going-well">What is going well</h2>
      <MatterList matters={good} shown={GOOD_SHOWN} />
    </section>
  );
}

function MatterList({ matters, shown }: { matters: Matter[]; shown: number }) {
  if (matters.length === 0) return null;
  const more = matters.length - shown;
  return (
    <ul class="matters">
      {matters.slice(0, shown).map((matter) => (
        <MatterItem key={matter.indicator.id} {...matter} />
      ))}
      {more > 0 && (
        <li class="more">
          <a href="#indicators">{more} more below</a>
        </li>
      )}
    </ul>
  );
}

function MatterItem({ indicator, row, tone, sentence, detail }: Matter) {
  return (
    <li>
      <HexIcon tone={tone} />
      <div>
        <p>
          <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>: {sentence}
        </p>
        <p class="quiet">{detail}.</p>
      </div>
    </li>
  );
}
