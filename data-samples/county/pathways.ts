import { MONTHS } from '../calendar.ts';
import { seeded } from '../random.ts';
import {
  SPEECH_ADVICE_IN_SIX_WEEKS,
  WAITING_FOR_SPECIAL_SCHOOL,
  WAITING_FOR_SPECIAL_SCHOOL_OVER_A_YEAR,
} from '../totals.ts';

export interface Pathway {
  name: string;
  provider: string;
  /** Waiting at each month's end. */
  waiting: readonly number[];
  /** In an ordinary month. */
  referrals: number;
  /** Of those who leave the list; the others are seen. */
  shareDischarged: number;
  /** 1: strictly the longest waits first; 0: in no order. */
  inOrder: number;
  /** Above its share of children where an area refers more. */
  referredMoreByPressure: boolean;
  people: 'plans' | 'assessments' | 'anyone';
  /** Of those seen in each month, within six weeks. */
  seenInSixWeeks?: readonly number[];
  /** Waiting for more than a year at a month's end, where that figure is published. */
  overAYear?: ReadonlyMap<string, number>;
}

const COMMUNITY = 'Community Health Trust';
const HOSPITAL = 'Acute Hospital Trust';
const MENTAL_HEALTH = 'Mental Health Trust';
const COUNCIL = 'County Council';

const LAST_MONTH = MONTHS.length - 1;

function trend(name: string, from: number, to: number): readonly number[] {
  const random = seeded('waiting', name);
  return MONTHS.map(({ index }) => {
    const expected = from + ((to - from) * index) / LAST_MONTH;
    const wobble = index === LAST_MONTH ? 0 : 0.03 * (random() - 0.5) * Math.min(expected, 900);
    return Math.round(expected + wobble);
  });
}

function health(name: string, provider: string, waiting: [number, number], referrals: number): Pathway {
  return {
    name,
    provider,
    waiting: trend(name, ...waiting),
    referrals,
    shareDischarged: 0.12,
    inOrder: 0.75,
    referredMoreByPressure: false,
    people: 'anyone',
  };
}

export const PATHWAYS: readonly Pathway[] = [
  {
    ...health('salt_ehcna', COMMUNITY, [168, 118], 110),
    shareDischarged: 0,
    people: 'assessments',
    seenInSixWeeks: SPEECH_ADVICE_IN_SIX_WEEKS,
  },
  health('salt', COMMUNITY, [390, 340], 95),
  health('occupational_therapy', COMMUNITY, [215, 190], 45),
  health('physiotherapy', COMMUNITY, [90, 80], 34),
  { ...health('autism', COMMUNITY, [3_400, 4_870], 205), inOrder: 0.85, referredMoreByPressure: true },
  { ...health('adhd', MENTAL_HEALTH, [3_480, 5_015], 215), inOrder: 0.85, referredMoreByPressure: true },
  health('audiology', HOSPITAL, [190, 125], 64),
  health('cypmhs', MENTAL_HEALTH, [430, 365], 150),
  {
    name: 'special_school_place',
    provider: COUNCIL,
    waiting: WAITING_FOR_SPECIAL_SCHOOL,
    referrals: 22,
    shareDischarged: 0.2,
    inOrder: 0.1,
    referredMoreByPressure: false,
    people: 'plans',
    overAYear: WAITING_FOR_SPECIAL_SCHOOL_OVER_A_YEAR,
  },
  health('portage', COUNCIL, [46, 42], 12),
  health('short_breaks', COUNCIL, [82, 96], 15),
  health('learning_disability_health_check', COMMUNITY, [66, 52], 18),
];
