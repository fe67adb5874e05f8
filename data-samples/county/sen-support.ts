import { drawArea } from '../areas.ts';
import { MONTHS, type Month } from '../calendar.ts';
import { at, draw, type Random, seeded, weighted } from '../random.ts';
import { FIRST_PERSON, personId, receptionYearOf, yearGroup } from './children.ts';
import { drawAbsence, type Pupil } from './pupils.ts';
import { drawMainstreamSchools } from './schools.ts';

const ABSENCE = { frequent: 0.245, severe: 0.034 };

/** January to December: the register of SEN support grows through a school year. */
const PUPILS_BY_MONTH = [
  25_440, 25_490, 25_540, 25_570, 25_610, 25_640, 25_650, 25_650, 25_240, 25_290, 25_340, 25_390,
];
const LEAVERS_IN_SEPTEMBER = 0.07;
const LEAVERS_IN_OTHER_MONTHS = 0.004;

const drawYearGroup = weighted(
  [46, 74, 88, 96, 100, 102, 102, 90, 86, 82, 78, 74, 14, 8].map((weight, group) => [group, weight] as const),
);

const drawJoiningYearGroup = weighted(
  [150, 130, 110, 90, 80, 70, 50, 80, 40, 30, 20, 10].map((weight, group) => [group, weight] as const),
);

/** Every pupil on SEN support in some month from 2022 to 2024. */
export function senSupportOfCounty(): Pupil[] {
  const pupils: Pupil[] = [];
  let current: Pupil[] = [];
  for (const month of MONTHS) {
    const random = seeded('SEN support', month.text);
    const staying = leave(random, current, month);
    const joining = Array.from(
      { length: at(PUPILS_BY_MONTH, month.number - 1) - staying.length },
      (_, position) => newPupil(random, pupils.length + position, month),
    );
    pupils.push(...joining);
    current = [...staying, ...joining];
  }
  return pupils;
}

function leave(random: Random, pupils: readonly Pupil[], month: Month): Pupil[] {
  const share = month.number === 9 ? LEAVERS_IN_SEPTEMBER : LEAVERS_IN_OTHER_MONTHS;
  const { drawn } = draw(random, pupils, Math.round(pupils.length * share));
  for (const pupil of drawn) pupil.lastMonth = month.index - 1;
  for (const pupil of pupils) if (hasLeftSchool(pupil, month)) pupil.lastMonth = month.index - 1;
  return pupils.filter((pupil) => pupil.lastMonth >= month.index);
}

// Some of those who miss least stay for the sixth form.
function hasLeftSchool(pupil: Pupil, month: Month): boolean {
  const lastYearGroup = pupil.absence < 0.028 ? 13 : 11;
  return month.number === 9 && yearGroup(pupil, month) > lastYearGroup;
}

function newPupil(random: Random, number: number, month: Month): Pupil {
  const area = drawArea(random);
  const group = month.index === 0 ? drawYearGroup(random) : drawJoiningYearGroup(random);
  return {
    personId: personId(FIRST_PERSON.senSupport + number),
    area,
    receptionYear: receptionYearOf(group, month),
    absence: drawAbsence(random, ABSENCE),
    ...drawMainstreamSchools(random, area),
    firstMonth: month.index,
    lastMonth: MONTHS.length - 1,
  };
}
