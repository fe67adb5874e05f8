import { dateWords } from '../../indicators/words.ts';
import { indicatorAddress, overviewAddress, qualityAddress } from '../addresses.ts';
import type { Arrivals, PlacedMatter, Where } from '../props/overview.ts';
import { capitalised, counted, howMany, listWords } from '../words.ts';
import type { Matter } from './attention.ts';
import { HexIcon } from './Icons.tsx';

const AREAS_NAMED = 3;

interface AttentionProps {
  area: string;
  matters: PlacedMatter[];
  /** How many more there are. */
  more: number;
  arrivals: Arrivals;
  /** What to say where nothing needs attention. */
  calm: string;
}

/** What needs attention, in sentences: figures first, then the files that are late. */
export function Attention({ area, matters, more, arrivals, calm }: AttentionProps) {
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      {matters.length === 0 && <p>{calm}</p>}
      <ul class="matters">
        {matters.map((matter) => (
          <MatterItem key={matter.indicator.id} {...matter} />
        ))}
        {arrivals.late.length > 0 && <LateFiles arrivals={arrivals} />}
        {more > 0 && (
          <li class="more">
            <p>
              <a href={overviewAddress(area, { status: 'off_track' })}>All that is off track</a>, and{' '}
              <a href={overviewAddress(area, { special: '1' })}>all that has really changed</a>
            </p>
          </li>
        )}
      </ul>
    </section>
  );
}

/** What goes well, side by side. */
export function GoingWell({ area, matters }: { area: string; matters: Matter[] }) {
  if (matters.length === 0) return null;
  return (
    <section class="going-well" aria-labelledby="going-well">
      <h2 id="going-well">What is going well</h2>
      <ul class="matters">
        {matters.map((matter) => (
          <MatterItem key={matter.indicator.id} {...matter} where={null} />
        ))}
      </ul>
      <p class="quiet">
        <a href={overviewAddress(area, { status: 'met' })}>All targets that are met</a>
      </p>
    </section>
  );
}

function MatterItem({ indicator, row, tone, sentence, detail, where }: PlacedMatter) {
  const place = where ? whereWords(where) : '';
  return (
    <li>
      <HexIcon tone={tone} />
      <div>
        <p>
          <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>: {sentence}
        </p>
        <p class="quiet">
          {detail}.{place && ` ${place}.`}
        </p>
      </div>
    </li>
  );
}

function LateFiles({ arrivals: { late, waiting } }: { arrivals: Arrivals }) {
  const first = late.toSorted((one, other) => one.due_on.localeCompare(other.due_on))[0];
  if (!first) return null;
  const [is, was] = late.length === 1 ? ['is', 'it was'] : ['are', 'the first was'];
  return (
    <li>
      <HexIcon tone="late" />
      <div>
        <p>
          <a href={qualityAddress()}>{counted(late.length, 'file')}</a> {is} late:{' '}
          {listWords(late.map(({ title }) => title))}.
        </p>
        <p class="quiet">
          {capitalised(was)} due on {dateWords(first.due_on)}.{' '}
          {waiting.size > 0 && `${counted(waiting.size, 'indicator')} cannot be brought up to date.`}
        </p>
      </div>
    </li>
  );
}

/** Where in the county it is, where the figures say so; empty where they do not. */
export function whereWords({ areas, worsening, clearlyWorse, halfOfChange }: Where): string {
  if (worsening.length > 0) return `In ${ofAreas(worsening, areas)}`;
  if (halfOfChange.length > 0) return `At least half of the change is in ${listWords(halfOfChange)}`;
  if (clearlyWorse.length > 0) return `Clearly worse than the county in ${ofAreas(clearlyWorse, areas)}`;
  return '';
}

function ofAreas(named: string[], areas: number): string {
  if (named.length <= AREAS_NAMED) return listWords(named);
  return named.length === areas
    ? `all ${howMany(areas)} areas`
    : `${howMany(named.length)} of ${howMany(areas)} areas`;
}
