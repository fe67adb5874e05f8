import { AREAS, spelled } from '../areas.ts';
import { dayOf, isIn, isoDate, type Month } from '../calendar.ts';
import { yearGroup } from '../county/children.ts';
import type { County } from '../county/county.ts';
import { isOnRoll } from '../county/plans.ts';
import { isPresent, type Pupil, schoolPhase } from '../county/pupils.ts';
import type { SampleExtract } from '../extract.ts';
import { at, spread } from '../random.ts';

const AREA_NAMES = spelled('spaced');

const CENSUS_DAYS = [
  '2022-01-20',
  '2022-05-19',
  '2022-10-06',
  '2023-01-19',
  '2023-05-18',
  '2023-10-05',
  '2024-01-18',
  '2024-05-16',
  '2024-10-03',
].map(dayOf);

const PHASES = ['primary', 'secondary', 'special'] as const;
const AGE_BANDS = ['under 5', '5 to 10', '11 to 15', '16 to 19'] as const;

/** Pupils without special educational needs, for each census: in January 2022 the others are 13.3% of all, as the strategy
 *  publishes. */
const WITHOUT_SEN = [224_200, 225_200, 223_900, 224_500, 225_600, 224_000, 224_300, 225_300, 223_700];

/** Shares of those pupils by phase and age; special schools have none. */
const WITHOUT_SEN_SHARES = {
  primary: [0.12, 0.385, 0.015, 0],
  secondary: [0, 0.005, 0.385, 0.09],
  special: [0, 0, 0, 0],
};

export const pupils: SampleExtract = {
  name: 'pupils',
  newline: '\n',
  columns: ['snapshot_on', 'dspl_area', 'phase', 'sen_provision', 'age_band', 'headcount'],
  isDue: (month) => censusIn(month) >= 0,
  rows: (county) => (month) => censusRows(county, month, censusIn(month)),
};

/** A census month's pupils in each area. @param provisions Letters of those who count, `EK` */
export function pupilsByArea(county: County, month: Month, provisions: string): number[] {
  const counts = [...headcounts(county, month, at(WITHOUT_SEN, censusIn(month)))];
  return AREA_NAMES.map((name) =>
    counts.reduce((sum, [key, count]) => {
      const [area, , provision = ''] = key.split(',');
      return area === name && provisions.includes(provision) ? sum + count : sum;
    }, 0),
  );
}

function censusIn(month: Month): number {
  return CENSUS_DAYS.findIndex((day) => isIn(month, day));
}

function censusRows(county: County, month: Month, census: number): string[] {
  const day = isoDate(at(CENSUS_DAYS, census));
  const counts = headcounts(county, month, at(WITHOUT_SEN, census));
  return [...counts].filter(([, count]) => count > 0).map(([group, count]) => `${day},${group},${count}`);
}

function headcounts({ plans, senSupport }: County, month: Month, withoutSen: number): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count);
  for (const plan of plans) {
    if (isPresent(plan, month) && isOnRoll(plan, month)) add(groupOf(plan, 'E', month), 1);
  }
  for (const pupil of senSupport) if (isPresent(pupil, month)) add(groupOf(pupil, 'K', month), 1);
  for (const [key, count] of withoutSenByGroup(withoutSen)) add(key, count);
  return new Map([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function groupOf(pupil: Pupil, provision: 'E' | 'K', month: Month): string {
  return group(pupil.area, schoolPhase(pupil, month), provision, ageBand(yearGroup(pupil, month)));
}

function group(area: number, phase: string, provision: 'E' | 'K' | 'N', age: string): string {
  return `${AREA_NAMES[area]},${phase},${provision},${age}`;
}

function ageBand(group: number): string {
  if (group <= 0) return AGE_BANDS[0];
  if (group <= 6) return AGE_BANDS[1];
  return group <= 11 ? AGE_BANDS[2] : AGE_BANDS[3];
}

function withoutSenByGroup(total: number): [key: string, count: number][] {
  const cells = AREAS.flatMap(({ share }, area) =>
    PHASES.flatMap((phase) =>
      AGE_BANDS.map((age, index) => ({
        key: group(area, phase, 'N', age),
        weight: share * at(WITHOUT_SEN_SHARES[phase], index),
      })),
    ),
  );
  const counts = spread(
    total,
    cells.map(({ weight }) => weight),
  );
  return cells.map(({ key }, index) => [key, at(counts, index)]);
}
