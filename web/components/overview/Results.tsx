import type { Catalogue } from '../../../indicators/schema.ts';
import type { Overview } from '../../../indicators/series.ts';
import { overviewAddress } from '../../addresses.ts';
import type { Arrivals, OverviewFilter } from '../../props/overview.ts';
import { counted } from '../../words.ts';
import { foundWords } from './asked.ts';
import { CompactList } from './CompactList.tsx';
import { Grouped } from './Grouped.tsx';
import { NOTHING_CHOSEN, type Shown, thatFit } from './overviewFilter.ts';
import { Tiles } from './Tiles.tsx';

interface ResultsProps {
  catalogue: Catalogue;
  overview: Overview;
  filter: OverviewFilter;
  arrivals: Arrivals;
  /** The last day of the newest data. */
  dataTo: string | null;
  found: Shown[];
}

type FoundProps = Omit<ResultsProps, 'arrivals' | 'dataTo'>;

/** "12 of 233 indicators are off track". */
export function resultWords({ catalogue, overview, filter, found }: FoundProps): string {
  const { count, asked } = foundWords(found, overview, filter, catalogue.partnership);
  return `${count} ${asked}`.trim();
}

/** The same as a line of the page, with the way back. */
export function ResultLine({ catalogue, overview, filter, found }: FoundProps) {
  const { count, asked } = foundWords(found, overview, filter, catalogue.partnership);
  return (
    <p class="result" data-result>
      <strong>{count}</strong>
      {asked === '' ? '' : ` ${asked}`}.{' '}
      <a href={overviewAddress({ area: filter.area })} data-live>
        Clear filters
      </a>
    </p>
  );
}

/** Headline indicators as tiles, the others a line each. */
export function Results({ catalogue, overview, filter, arrivals, dataTo, found }: ResultsProps) {
  if (found.length === 0) return <NothingFound catalogue={catalogue} overview={overview} filter={filter} />;
  const headline = found.filter(({ indicator }) => indicator.tier === 'headline');
  const others = found.filter(({ indicator }) => indicator.tier !== 'headline');
  const isOneList = filter.item !== null || filter.q !== '' || others.length < 12;
  return (
    <>
      {headline.length > 0 && (
        <section aria-labelledby="headline">
          <h2 id="headline">Headline indicators ({headline.length})</h2>
          <Tiles
            indicators={headline.map(({ indicator }) => indicator)}
            rows={headline.map(({ row }) => row)}
            behind={{ arrivals, dataTo }}
          />
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others">
            {headline.length > 0 ? 'Other indicators' : 'Indicators'} ({others.length})
          </h2>
          {isOneList ? (
            <CompactList shown={others} />
          ) : (
            <Grouped shown={others} partnership={catalogue.partnership} area={filter.area} />
          )}
        </section>
      )}
    </>
  );
}

/** Which single choice to give up, with what that would find. */
function NothingFound({
  catalogue,
  overview,
  filter,
}: Pick<ResultsProps, 'catalogue' | 'overview' | 'filter'>) {
  const all = overview.rows.flatMap((row) => {
    const indicator = catalogue.indicators.find(({ id }) => id === row.indicator);
    return indicator ? [{ indicator, row }] : [];
  });
  const looser = CHOICES.flatMap(({ key, words }) => {
    const without = { ...filter, [key]: NOTHING_CHOSEN[key] };
    const count = thatFit(all, without).length;
    return isChosen(filter, key) && count > 0 ? [{ key, words, count, address: addressOf(without) }] : [];
  });
  return (
    <section class="nothing" aria-label="Nothing fits">
      <ul>
        {looser.map(({ key, words, count, address }) => (
          <li key={key}>
            <a href={address} data-live>
              {words}
            </a>
            : {counted(count, 'indicator')}
          </li>
        ))}
        <li>
          <a href={overviewAddress({ area: filter.area })} data-live>
            Start again from the overview
          </a>
        </li>
        <li>
          <a href="/definitions">Look through all definitions</a>
        </li>
      </ul>
    </section>
  );
}

type Choice = Exclude<keyof OverviewFilter, 'area'>;

const CHOICES: { key: Choice; words: string }[] = [
  { key: 'q', words: 'Without the words searched for' },
  { key: 'status', words: 'With any status' },
  { key: 'special', words: 'With usual variation too' },
  { key: 'item', words: 'Whatever it serves' },
  { key: 'tier', words: 'In any tier' },
];

function isChosen(filter: OverviewFilter, key: Choice): boolean {
  return filter[key] !== NOTHING_CHOSEN[key];
}

/** The address of what is asked for; at least one thing always is, so that it stays a list. */
function addressOf({ area, item, status, tier, special, q }: OverviewFilter): string {
  return overviewAddress({
    area,
    ...(item && { item: `${item.framework}:${item.item}` }),
    ...(status && { status }),
    tier: tier ?? 'all',
    ...(special && { special: 'on' as const }),
    ...(q !== '' && { q }),
  });
}
