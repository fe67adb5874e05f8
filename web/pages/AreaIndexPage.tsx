import type { Area } from '../../indicators/partnership-schema.ts';
import { areaAddress } from '../addresses.ts';
import {
  comparedCount,
  isBeyondChance,
  measuresOf,
  STANDING_WORDS,
  type Standing,
  type Standings,
  standingsOf,
} from '../components/area/profile.ts';
import { GetForm } from '../components/forms/GetForm.tsx';
import type { Choice } from '../components/forms/SelectField.tsx';
import { StandingShape } from '../components/marks/Verdict.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Freshness } from '../components/page/Freshness.tsx';
import { Page } from '../components/page/Page.tsx';
import type { AreaIndexProps } from '../props/areas.ts';
import { areaChoice, capitalised, counted, howMany, listWords } from '../words.ts';

export const TIER_CHOICES: Choice[] = [
  { value: 'headline', text: 'Headline' },
  { value: 'core', text: 'Headline and core' },
  { value: 'all', text: 'All' },
];

const COUNTED: Standing[] = ['better', 'similar', 'worse'];

/** All localities where they lie, and how each stands beside the county. */
export function AreaIndexPage({ frame, profiles, tier }: AreaIndexProps) {
  const { partnership, indicators } = frame.catalogue;
  const placed = partnership.areas.toSorted((one, other) => place(one) - place(other));
  const only = placed.length === 1 ? placed[0] : null;
  const standings = (area: Area) =>
    standingsOf(measuresOf(indicators, profiles.find((one) => one.area === area.id)?.rows ?? [], tier));
  return (
    <Page frame={frame} title="Areas">
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>
        {partnership.areas.length === 0
          ? 'Areas'
          : `How ${only ? areaChoice(only) : `each ${partnership.locality}`} stands beside ${partnership.county}`}
      </h1>
      <Freshness snapshot={frame.snapshot} />
      {partnership.areas.length === 0 ? (
        <p class="lede">
          {partnership.name} is shown as a whole: its figures are not parted by area. <a href="/">Overview</a>
        </p>
      ) : (
        <>
          <GetForm
            action={areaAddress()}
            fields={[{ name: 'tier', label: 'Indicators', choices: TIER_CHOICES, chosen: tier }]}
          />
          <p class="lede" data-result>
            {spreadWords(
              placed.map((area) => ({ area, counts: standings(area) })),
              partnership.county,
            )}
          </p>
          <p>
            Better and worse mean clearly so: the 95% interval of the area’s figure misses{' '}
            {partnership.county}’s. Two or three of fifty would do so by chance alone.
          </p>
          <ul class={only ? 'area-map area-alone' : 'area-map'}>
            {placed.map((area) => (
              <AreaTile key={area.id} area={area} counts={standings(area)} />
            ))}
          </ul>
          <p class="quiet">
            {placed.length > 1 && 'The tiles lie roughly as the areas do. '}Numbers of children or cases are
            not compared, because areas differ in size.
          </p>
        </>
      )}
    </Page>
  );
}

/** Reading order: row by row, from the top left. */
function place({ tile: [column, row] }: Area): number {
  return row * 100 + column;
}

function AreaTile({ area, counts }: { area: Area; counts: Standings }) {
  const [column, row] = area.tile;
  const compared = comparedCount(counts);
  return (
    <li class={`at-column-${column} at-row-${row}`}>
      <h2>
        <a href={areaAddress(area.id)}>{areaChoice(area)}</a>
      </h2>
      {compared === 0 ? (
        <p class="quiet">No figures to compare yet</p>
      ) : (
        <>
          <StandingBar counts={counts} />
          <ul class="tile-counts">
            {COUNTED.map((standing) => (
              <li key={standing} class={`stands-${standing}`}>
                <StandingShape standing={standing} /> <strong>{counts[standing]}</strong>{' '}
                {STANDING_WORDS[standing].toLowerCase()}
              </li>
            ))}
          </ul>
        </>
      )}
    </li>
  );
}

/** As wide as the tile, in the order of the list below it, which says what each part is. */
function StandingBar({ counts }: { counts: Standings }) {
  const total = COUNTED.reduce((sum, standing) => sum + counts[standing], 0);
  const share = (standing: Standing) => (total === 0 ? 0 : (counts[standing] / total) * 100);
  return (
    <svg
      class="tile-bar"
      viewBox="0 0 100 8"
      width="100"
      height="8"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {COUNTED.map((standing, index) => (
        <rect
          key={standing}
          class={`stands-${standing}`}
          x={COUNTED.slice(0, index).reduce((sum, before) => sum + share(before), 0)}
          width={share(standing)}
          height="8"
        />
      ))}
    </svg>
  );
}

interface Spread {
  area: Area;
  counts: Standings;
}

/** Which areas differ on more indicators than chance would bring, the most first. */
function spreadWords(all: Spread[], county: string): string {
  const [only, ...others] = all;
  if (only && others.length === 0) return aloneWords(only);
  if (all.every(({ counts }) => comparedCount(counts) === 0))
    return `No area can be compared with ${county} yet.`;
  const apart = all
    .filter(({ counts }) => isBeyondChance(counts))
    .toSorted((one, other) => apartCount(other) - apartCount(one));
  const most = apart.filter(
    (one) => apart.length <= NAMED || apartCount(one) === apartCount(apart[0] ?? one),
  );
  const names = listWords(most.map(({ area, counts }) => `${areaChoice(area)} (${apartWords(counts)})`));
  const beyond = `clearly from ${county} on more indicators than chance alone would bring`;
  if (apart.length === 0) return `No area differs ${beyond}.`;
  if (apart.length <= NAMED) return `${names} ${apart.length === 1 ? 'differs' : 'differ'} ${beyond}.`;
  const count = `${capitalised(howMany(apart.length))} of ${howMany(all.length)} areas differ ${beyond}`;
  return most.length <= NAMED ? `${count}, most of all ${names}.` : `${count}.`;
}

/** As many areas as are named with their numbers. */
const NAMED = 3;

function apartCount({ counts }: Spread): number {
  return counts.better + counts.worse;
}

/** "9 worse, 3 better". */
function apartWords({ better, worse }: Standings): string {
  return [...(worse > 0 ? [`${worse} worse`] : []), ...(better > 0 ? [`${better} better`] : [])].join(', ');
}

/** Of the one area that its own group sees. */
function aloneWords({ area, counts: { better, worse } }: Spread): string {
  return `${areaChoice(area)} is clearly better on ${counted(better, 'indicator')} and clearly worse on ${worse}.`;
}
