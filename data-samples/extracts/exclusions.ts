import { drawArea, spelled } from '../areas.ts';
import { isoDate, MONTHS, type Month } from '../calendar.ts';
import { FIRST_PERSON, personId } from '../county/children.ts';
import type { County } from '../county/county.ts';
import { isOnRoll } from '../county/plans.ts';
import { isPresent, type Pupil, schoolPhase } from '../county/pupils.ts';
import type { SampleExtract } from '../extract.ts';
import { at, pick, type Random, seeded, spread, weighted } from '../random.ts';
import { schoolDays } from '../school-terms.ts';
import { PERMANENT_EXCLUSIONS_BY_YEAR, SUSPENSIONS_BY_YEAR } from '../totals.ts';

type Kind = 'suspension' | 'permanent';
type Provision = 'E' | 'K' | 'N';

interface Excluded {
  personId: string;
  area: number;
  phase: 'primary' | 'secondary' | 'special';
}

const AREA_NAMES = spelled('joined');

/** January to December, beside the number of school days. */
const SEASON = [1.05, 1.02, 1.08, 0.95, 0.98, 1, 0.72, 0, 0.82, 1.05, 1.2, 1];
const PUPILS_WITHOUT_SEN_AT_RISK = 6_000;
const ABSENCE_OF_PUPILS_AT_RISK = 0.18;
const CHANCES = { primary: 0.1, secondary: 1, special: 0.25 };

const drawProvision = {
  suspension: weighted([
    ['E', 0.13],
    ['K', 0.37],
    ['N', 0.5],
  ] as const),
  permanent: weighted([
    ['E', 0.07],
    ['K', 0.42],
    ['N', 0.51],
  ] as const),
};

const drawReason = weighted([
  ['DB', 0.44],
  ['VA', 0.15],
  ['PP', 0.13],
  ['VP', 0.05],
  ['PA', 0.08],
  ['DM', 0.04],
  ['DA', 0.03],
  ['OW', 0.03],
  ['RA', 0.02],
  ['BU', 0.01],
  ['SM', 0.01],
  ['TH', 0.005],
  ['MT', 0.005],
]);

const drawReasonCount = weighted([
  [1, 0.66],
  [2, 0.25],
  [3, 0.09],
]);

const drawSessionsLost = weighted([
  [1, 0.1],
  [2, 0.38],
  [4, 0.22],
  [6, 0.14],
  [10, 0.12],
  [20, 0.03],
  [30, 0.01],
]);

export const exclusions: SampleExtract = {
  name: 'exclusions',
  newline: '\n',
  columns: [
    'exclusion_id',
    'pupil_id',
    'dspl_area',
    'sen_provision',
    'phase',
    'kind',
    'started_on',
    'sessions_lost',
    'reason_1',
    'reason_2',
    'reason_3',
  ],
  rows: (county) => {
    const suspensions = monthlyCounts(SUSPENSIONS_BY_YEAR);
    const permanent = monthlyCounts(PERMANENT_EXCLUSIONS_BY_YEAR);
    return (month) =>
      exclusionsOf(county, month, at(suspensions, month.index), at(permanent, month.index)).map(
        (row, index) => `X${month.text.replace('-', '')}${String(index + 1).padStart(4, '0')},${row}`,
      );
  },
};

const withoutSen = pupilsWithoutSen(seeded('pupils without SEN'));

function pupilsWithoutSen(random: Random): Excluded[] {
  return Array.from({ length: PUPILS_WITHOUT_SEN_AT_RISK }, (_, number) => ({
    personId: personId(FIRST_PERSON.noSen + number),
    area: drawArea(random),
    phase: random() < 0.5 ? 'secondary' : 'primary',
  }));
}

function monthlyCounts(totals: ReadonlyMap<number, number>): number[] {
  return [...totals].flatMap(([year, total]) => {
    const months = MONTHS.filter((month) => month.year === year);
    return spread(
      total,
      months.map((month) => schoolDays(month).length * at(SEASON, month.number - 1)),
    );
  });
}

function exclusionsOf(county: County, month: Month, suspensions: number, permanent: number): string[] {
  const days = schoolDays(month);
  if (days.length === 0) return [];
  const random = seeded('exclusions', month.text);
  const atRisk = pupilsAtRisk(county, month);
  const kinds: Kind[] = [...Array(suspensions).fill('suspension'), ...Array(permanent).fill('permanent')];
  return kinds
    .map((kind) => ({ kind, startedOn: pick(random, days) }))
    .toSorted((a, b) => a.startedOn - b.startedOn)
    .map(({ kind, startedOn }) => row(random, atRisk, kind, startedOn));
}

/** Few enough that the same pupils are suspended again and again. */
function pupilsAtRisk({ plans, senSupport }: County, month: Month): Record<Provision, readonly Excluded[]> {
  const atRisk = (pupil: Pupil) => pupil.absence > ABSENCE_OF_PUPILS_AT_RISK && isPresent(pupil, month);
  const asExcluded = (pupil: Pupil): Excluded => ({
    personId: pupil.personId,
    area: pupil.area,
    phase: schoolPhase(pupil, month),
  });
  return {
    E: plans.filter((plan) => atRisk(plan) && isOnRoll(plan, month)).map(asExcluded),
    K: senSupport.filter(atRisk).map(asExcluded),
    N: withoutSen,
  };
}

function row(
  random: Random,
  atRisk: Record<Provision, readonly Excluded[]>,
  kind: Kind,
  startedOn: number,
): string {
  const provision = drawProvision[kind](random);
  const pupil = drawPupil(random, atRisk[provision]);
  return [
    pupil.personId,
    AREA_NAMES[pupil.area],
    provision,
    pupil.phase,
    kind,
    isoDate(startedOn),
    kind === 'permanent' ? '' : drawSessionsLost(random),
    ...reasons(random),
  ].join(',');
}

function drawPupil(random: Random, pupils: readonly Excluded[]): Excluded {
  const pupil = pick(random, pupils);
  return random() < CHANCES[pupil.phase] ? pupil : drawPupil(random, pupils);
}

function reasons(random: Random): [string, string, string] {
  const different = new Set(Array.from({ length: drawReasonCount(random) }, () => drawReason(random)));
  const [first = '', second = '', third = ''] = different;
  return [first, second, third];
}
