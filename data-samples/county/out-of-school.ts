import { drawArea } from '../areas.ts';
import { MONTHS, type Month } from '../calendar.ts';
import { at, draw, exponential, type Random, seeded, weekdayBetween, wholeNumber } from '../random.ts';
import { type Child, FIRST_PERSON, personId, yearGroup } from './children.ts';
import type { County } from './county.ts';
import type { Pupil } from './pupils.ts';

type Status = 'missing_education' | 'elective_home_education' | 'alternative_provision' | 'awaiting_place';

export interface OutOfSchool extends Pick<Child, 'personId' | 'area'> {
  provision: 'E' | 'K' | 'N';
  status: Status;
  sinceOn: number;
}

/** Who is out of school at a month's end, and who came back to education during the month. */
export interface MonthOut {
  out: readonly OutOfSchool[];
  back: readonly (OutOfSchool & { backOn: number })[];
}

interface Flow {
  status: Status;
  /** In this status in January 2022 and in December 2024. */
  out: readonly [number, number];
  /** The share who leave it in an ordinary month, then and later. */
  leaving: readonly [number, number];
  /** Of those who leave; the others have moved away or grown too old. */
  shareBack: number;
  shareOnSenSupport: number;
}

export const FLOWS: readonly Flow[] = [
  {
    status: 'missing_education',
    out: [128, 96],
    leaving: [0.14, 0.23],
    shareBack: 0.9,
    shareOnSenSupport: 0.36,
  },
  {
    status: 'elective_home_education',
    out: [850, 1_000],
    leaving: [0.018, 0.018],
    shareBack: 0.45,
    shareOnSenSupport: 0.22,
  },
  {
    status: 'alternative_provision',
    out: [74, 92],
    leaving: [0.08, 0.08],
    shareBack: 0.8,
    shareOnSenSupport: 0.5,
  },
  { status: 'awaiting_place', out: [84, 62], leaving: [0.32, 0.4], shareBack: 0.95, shareOnSenSupport: 0.2 },
];

/** January to December: most places change hands in September. */
const LEAVING_SEASON = [1.05, 1, 1, 1.05, 0.9, 0.9, 0.7, 0.15, 2.2, 1.2, 1, 0.7];
const OUT_SEASON = [0.98, 1, 1.01, 1.02, 1.03, 1.04, 1.05, 1.05, 0.97, 0.96, 0.99, 1];
const OLDEST_YEAR_GROUP = 11;
const DAYS_PER_MONTH = 30.4;
const LONGEST_DAYS_OUT = 2_200;
const LAST_MONTH = MONTHS.length - 1;

/** Children without an EHC plan in one status, carried from one month's end to the next. */
export class OutOfSchoolList {
  private out: OutOfSchool[] = [];

  constructor(
    private readonly flow: Flow,
    private readonly newcomers: Newcomers,
  ) {}

  at(month: Month): MonthOut {
    const random = seeded('out of school', this.flow.status, month.text);
    const target = Math.round(between(this.flow.out, month) * at(OUT_SEASON, month.number - 1));
    if (month.index === 0) {
      this.out = this.outBefore(random, month, target);
      return { out: this.out, back: [] };
    }
    const usual = this.out.length * between(this.flow.leaving, month) * at(LEAVING_SEASON, month.number - 1);
    const leaving = Math.max(wholeNumber(random, usual), this.out.length - target);
    const { drawn, rest } = draw(random, this.out, leaving);
    this.out = [...rest, ...this.arrivals(random, month, target - rest.length)];
    return { out: this.out, back: this.comingBack(random, drawn, month) };
  }

  private outBefore(random: Random, month: Month, count: number): OutOfSchool[] {
    const monthsOut = 1 / this.flow.leaving[0];
    return Array.from({ length: count }, () => {
      const daysOut = Math.min(LONGEST_DAYS_OUT, Math.floor(exponential(random, monthsOut * DAYS_PER_MONTH)));
      const day = month.lastDay - daysOut;
      return this.newChild(random, weekdayBetween(random, day - 6, day));
    });
  }

  private arrivals(random: Random, month: Month, count: number): OutOfSchool[] {
    return Array.from({ length: count }, () => {
      const child = this.newChild(random, weekdayBetween(random, month.firstDay, month.lastDay));
      const pupil = child.provision === 'K' ? this.newcomers.fromSchool(month) : undefined;
      return pupil ? { ...child, personId: pupil.personId, area: pupil.area } : child;
    });
  }

  private newChild(random: Random, sinceOn: number): OutOfSchool {
    const { status, shareOnSenSupport } = this.flow;
    const provision = random() < shareOnSenSupport ? 'K' : 'N';
    return { personId: this.newcomers.newId(), area: drawArea(random), provision, status, sinceOn };
  }

  private comingBack(random: Random, leavers: readonly OutOfSchool[], month: Month): MonthOut['back'] {
    return leavers
      .filter(() => random() < this.flow.shareBack)
      .map((child) => ({ ...child, backOn: weekdayBetween(random, month.firstDay, month.lastDay) }));
  }
}

/** Finds children who go out of school: pupils on SEN support who have just left one, and others. */
export class Newcomers {
  private invented = 0;
  private readonly left = new Map<number, Pupil[]>();

  constructor(private readonly county: County) {}

  newId(): string {
    this.invented += 1;
    return personId(FIRST_PERSON.outOfSchool + this.invented);
  }

  /** Sooner those who missed most while they were there. */
  fromSchool(month: Month): Pupil | undefined {
    const left = this.left.get(month.index) ?? this.leavers(month);
    this.left.set(month.index, left);
    return left.shift();
  }

  private leavers(month: Month): Pupil[] {
    const left = this.county.senSupport.filter(
      (pupil) => pupil.lastMonth === month.index - 1 && yearGroup(pupil, month) <= OLDEST_YEAR_GROUP,
    );
    const random = seeded('left school', month.text);
    return draw(random, left, left.length, ({ absence }) => absence ** 2).drawn;
  }
}

function between([first, last]: readonly [number, number], month: Month): number {
  return first + ((last - first) * month.index) / LAST_MONTH;
}
