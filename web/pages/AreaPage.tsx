import { leadingFramework } from '../../indicators/frameworks.ts';
import type { Partnership } from '../../indicators/partnership-schema.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { areaAddress, indicatorAddress, overviewAddress } from '../addresses.ts';
import { Numbers } from '../components/area/Numbers.tsx';
import { Profile } from '../components/area/Profile.tsx';
import {
  comparedCount,
  type Measure,
  measuresOf,
  standingsOf,
  standsOut,
} from '../components/area/profile.ts';
import { StandsOut } from '../components/area/StandsOut.tsx';
import { type Field, GetForm } from '../components/forms/GetForm.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import { groupsOf } from '../documents/groups.ts';
import { byPeriods, shownPeriods } from '../hidden-periods.ts';
import type { AreaProfile, AreaProps, ProfileFilter } from '../props/areas.ts';
import { areaShort, areaTag, areaTitle, counted, isComparable, listWords } from '../words.ts';
import { TIER_CHOICES } from './AreaIndexPage.tsx';

/** A locality beside the county: what stands out, then every indicator as a profile. */
export function AreaPage({ frame, profile, filter }: AreaProps) {
  const { catalogue } = frame;
  const { partnership } = catalogue;
  const name = areaTitle(partnership, profile.area);
  const names = {
    area: areaShort(partnership, profile.area),
    county: partnership.county,
    tag: areaTag(partnership, profile.area),
  };
  const measures = shownMeasures(catalogue, profile.rows, filter);
  const known = measures.filter(({ row }) => row.latest !== null);
  const comparable = known.filter(({ indicator }) => isComparable(indicator.unit));
  const numbers = known.filter(({ indicator }) => !isComparable(indicator.unit));
  return (
    <Page frame={frame} title={`${name}, beside ${names.county}`}>
      <Breadcrumb
        crumbs={[
          { text: 'Overview', href: '/' },
          { text: 'Areas', href: areaAddress() },
        ]}
      />
      <h1>{name}</h1>
      <Freshness snapshot={frame.snapshot} />
      <GetForm action={areaAddress(profile.area)} fields={fieldsOf(catalogue, filter)} />
      <Lede measures={known} names={names} />
      <OffTrack {...profile} />
      {known.length > 0 && <StandsOut out={standsOut(known)} county={names.county} />}
      <section id="profile" aria-labelledby="profile-title">
        <h2 id="profile-title">
          {names.area} beside {names.county}
        </h2>
        {known.length > 0 && (
          <p class="quiet">
            The vertical line is {names.county}; a mark to its right is better, or higher where neither way is
            better. The bar through the mark is where the figure may lie but for chance (the 95% interval):
            only when it misses the line is the difference called better or worse, and even then two or three
            of fifty would be by chance alone. Figures from fewer than ten are shown, not compared.
            {partnership.areas.length > 1 && ` Small strokes are the other ${partnership.locality}s.`} Each
            row has a scale of its own.
          </p>
        )}
        {groupsShown(catalogue, comparable, filter).map(({ id, title, measures }) => (
          <Profile key={id} title={title} measures={measures} names={names} />
        ))}
      </section>
      <Numbers measures={numbers} names={names} />
      <Without measures={measures} names={names} partnership={partnership} isAll={known.length === 0} />
    </Page>
  );
}

function Lede({ measures, names }: { measures: Measure[]; names: { area: string; county: string } }) {
  const counts = standingsOf(measures);
  const compared = comparedCount(counts);
  if (measures.length === 0)
    return (
      <p class="lede" data-result>
        There is no figure for {names.area} yet that can be shown. Why not stands below.
      </p>
    );
  if (compared === 0)
    return (
      <p class="lede" data-result>
        No figure can be compared with {names.county}.
      </p>
    );
  const beside = [
    `clearly better on ${counts.better || 'none'}`,
    `clearly worse on ${counts.worse || 'none'}`,
    // Where neither way is better.
    ...(counts.higher > 0 ? [`clearly higher on ${counts.higher}`] : []),
    ...(counts.lower > 0 ? [`clearly lower on ${counts.lower}`] : []),
    `similar on ${counts.similar || 'none'}`,
  ];
  return (
    <p class="lede" data-result>
      Of {counted(compared, 'indicator')} that can be compared with {names.county}, {names.area} is{' '}
      {listWords(beside)}.
    </p>
  );
}

/** To be like the county may be to be off track with it. Said of every indicator, as the page that it leads to lists them. */
function OffTrack({ rows, area }: AreaProfile) {
  const { length: judged } = rows.filter(({ row }) => JUDGED.includes(row.status));
  const { length: off } = rows.filter(({ row }) => row.status === 'off_track');
  if (off === 0) return null;
  return (
    <p>
      Of all its figures with a target,{' '}
      <a href={overviewAddress({ area, status: 'off_track' })}>
        {off} of {judged} {off === 1 ? 'is' : 'are'} off track
      </a>
      .
    </p>
  );
}

const JUDGED = ['met', 'on_track', 'off_track'];

function fieldsOf({ partnership }: Catalogue, { tier, item }: ProfileFilter): Field[] {
  const leading = leadingFramework(partnership);
  const items = leading?.framework.items.map(({ id, title }) => ({ value: id, text: title })) ?? [];
  const tiers = { name: 'tier', label: 'Indicators', choices: TIER_CHOICES, chosen: tier };
  if (!leading) return [tiers];
  const every = { value: '', text: 'All' };
  return [
    tiers,
    { name: 'item', label: leading.framework.title, choices: [every, ...items], chosen: item ?? '' },
  ];
}

function shownMeasures(
  { partnership, indicators }: Catalogue,
  rows: AreaProps['profile']['rows'],
  { tier, item }: ProfileFilter,
): Measure[] {
  const leading = leadingFramework(partnership);
  const measures = measuresOf(indicators, rows, tier);
  if (!leading || item === null) return measures;
  return measures.filter(({ indicator }) => (indicator[leading.id] as string[]).includes(item));
}

/** Every indicator once, under the first item that it names; under the one chosen, if one is. */
function groupsShown(
  catalogue: Catalogue,
  measures: Measure[],
  { item }: ProfileFilter,
): { id: string; title: string; measures: Measure[] }[] {
  if (item !== null) {
    const chosen = leadingFramework(catalogue.partnership)?.framework.items.find(({ id }) => id === item);
    return measures.length > 0 ? [{ id: item, title: chosen?.title ?? item, measures }] : [];
  }
  return groupsOf(catalogue)
    .map(({ id, title, indicators }) => ({
      id,
      title,
      measures: measures.filter(({ indicator }) => indicators.includes(indicator)),
    }))
    .filter((group) => group.measures.length > 0);
}

interface WithoutProps {
  measures: Measure[];
  names: { area: string; county: string };
  partnership: Partnership;
  /** Nothing else is on the page. */
  isAll: boolean;
}

/** What has no figure for the area, in short and never left out. */
function Without({ measures, names, partnership, isAll }: WithoutProps) {
  const without = measures.filter(({ row }) => row.latest === null);
  const hidden = without.filter(({ row }) => row.status === 'hidden');
  const grains = hidden.flatMap(({ indicator }) => indicator.grains);
  const wholeOnly = without.filter(({ row, countyHas }) => row.status !== 'hidden' && countyHas);
  const others = without.filter(({ row, countyHas }) => row.status !== 'hidden' && !countyHas);
  const nothing = others.filter(({ row }) => row.status === 'no_figure');
  const awaiting = others.filter(({ row }) => row.status !== 'no_figure');
  return (
    <>
      <ShortList
        open={isAll}
        id="whole-only"
        title={`Known for ${names.county} alone`}
        words="These figures come for the whole area only, or none is known for this one yet."
        measures={wholeOnly}
        area="county"
      />
      <ShortList
        open={isAll}
        id="hidden-here"
        title="Hidden to protect children’s privacy"
        words={`These are counted ${byPeriods(grains, 'or')}. ${shownPeriods(grains, partnership)}`}
        measures={hidden}
      />
      <ShortList
        open={isAll}
        id="nothing-counted"
        title="Nothing to count"
        words="Files have arrived, but there was nothing in them to count."
        measures={nothing}
      />
      <ShortList
        open={isAll}
        id="awaiting-data"
        title="Awaiting data"
        words="No file with these figures has arrived yet, for any area."
        measures={awaiting}
      />
    </>
  );
}

interface ShortListProps {
  id: string;
  title: string;
  words: string;
  measures: Measure[];
  area?: string;
  open: boolean;
}

function ShortList({ id, title, words, measures, area, open }: ShortListProps) {
  if (measures.length === 0) return null;
  return (
    <details class="without" open={open}>
      <summary>
        <h2 id={id}>
          {title} ({measures.length})
        </h2>
      </summary>
      <p class="quiet">{words}</p>
      <ul class="short-list">
        {measures.map(({ indicator, row }) => (
          <li key={indicator.id}>
            <a href={indicatorAddress(indicator.id, { area: area ?? row.area })}>{indicator.title}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
