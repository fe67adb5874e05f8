import { AREAS, drawArea } from '../areas.ts';
import { isoDate, MONTHS, type Month, monthAt, monthIndexOf } from '../calendar.ts';
import { at, between, draw, exponential, type Random, seeded, weekdayBetween, weighted } from '../random.ts';
import {
  EXCEPTIONS_ISSUED,
  EXCEPTIONS_ISSUED_ON_TIME,
  PLANS_ISSUED,
  PLANS_ISSUED_AFTER_A_YEAR,
  PLANS_ISSUED_ON_TIME,
} from '../totals.ts';
import { type Child, FIRST_PERSON, personId, receptionYearOf } from './children.ts';
import { drawNeed } from './codes.ts';
import { decisionDay, type Fate, fatesWithoutPlan } from './request-fates.ts';
import { RequestLoad, type RequestMonth } from './request-load.ts';

export interface Request extends Child, Fate {
  requestId: string;
  need: string;
  source: string;
}

type Unnumbered = Omit<Request, 'requestId' | 'personId'>;

// SEND Regulations 2014, reg. 13(2): 20 weeks from the request.
const STATUTORY_DAYS = 140;
const DAYS_IN_YEAR = 365;

const drawSource = weighted([
  ['school', 0.61],
  ['parent', 0.33],
  ['young_person', 0.02],
  ['health', 0.02],
  ['social_care', 0.02],
]);

const drawYearGroup = weighted(
  [0.04, 0.1, 0.13, 0.11, 0.1, 0.09, 0.08, 0.08, 0.07, 0.06, 0.05, 0.04, 0.025, 0.015, 0.006, 0.004].map(
    (share, index) => [index - 2, share] as const,
  ),
);

/** Every request from 2021 on that was still open in January 2022 or came later, oldest first. */
export function requestsOfCounty(): Request[] {
  const load = new RequestLoad();
  const issued = MONTHS.flatMap((month) => plansIssuedIn(month, load));
  return numbered([...issued, ...load.months.flatMap(requestsWithoutPlan)]);
}

function plansIssuedIn(month: Month, load: RequestLoad): Unnumbered[] {
  const random = seeded('plans issued', month.text);
  const overAYear = at(PLANS_ISSUED_AFTER_A_YEAR, month.index);
  const plain = waitsOf(random, month, PLANS_ISSUED, PLANS_ISSUED_ON_TIME, overAYear);
  const excepted = waitsOf(random, month, EXCEPTIONS_ISSUED, EXCEPTIONS_ISSUED_ON_TIME, 0);
  return [
    ...plain.map((wait) => issuedRequest(random, month, wait, load, false)),
    ...excepted.map((wait) => issuedRequest(random, month, wait, load, true)),
  ];
}

interface Wait {
  area: number;
  drawDays: (random: Random) => number;
}

function waitsOf(
  random: Random,
  month: Month,
  issued: readonly number[],
  onTime: readonly number[],
  overAYear: number,
): Wait[] {
  const areas = Array.from({ length: at(issued, month.index) }, () => drawArea(random));
  const { drawn, rest } = draw(random, areas, at(onTime, month.index), (area) => at(AREAS, area).punctuality);
  return [
    ...drawn.map((area) => ({ area, drawDays: daysOnTime })),
    ...rest.map((area, index) => ({ area, drawDays: index < overAYear ? daysOverAYear : daysLate })),
  ];
}

function daysOnTime(random: Random): number {
  return STATUTORY_DAYS - Math.floor(random() ** 2 * 45);
}

function daysLate(random: Random): number {
  return Math.min(DAYS_IN_YEAR, STATUTORY_DAYS + 1 + Math.floor(exponential(random, 60)));
}

function daysOverAYear(random: Random): number {
  return DAYS_IN_YEAR + between(random, 1, 110);
}

function issuedRequest(
  random: Random,
  month: Month,
  wait: Wait,
  load: RequestLoad,
  exception: boolean,
): Unnumbered {
  const issuedOn = weekdayBetween(random, month.firstDay, month.lastDay);
  const requestedOn = load.leastLoaded([1, 2, 3].map(() => issuedOn - wait.drawDays(random)));
  return {
    ...asked(random, wait.area, monthAt(monthIndexOf(requestedOn))),
    requestedOn,
    decision: 'assess',
    decisionOn: decisionDay(random, requestedOn),
    outcome: 'issue',
    outcomeOn: issuedOn - between(random, 10, 24),
    issuedOn,
    exception,
  };
}

function requestsWithoutPlan(requests: RequestMonth): Unnumbered[] {
  const random = seeded('requests without plan', requests.month.text);
  return fatesWithoutPlan(random, requests).map((fate) => ({
    ...asked(random, drawArea(random), requests.month),
    ...fate,
  }));
}

function asked(random: Random, area: number, month: Month) {
  return {
    area,
    receptionYear: receptionYearOf(drawYearGroup(random), month),
    need: drawNeed(random),
    source: drawSource(random),
  };
}

function numbered(requests: Unnumbered[]): Request[] {
  const oldestFirst = requests.toSorted((a, b) => a.requestedOn - b.requestedOn);
  return oldestFirst.map((request, index) => ({
    ...request,
    requestId: `EHCNA-${isoDate(request.requestedOn).slice(0, 4)}-${String(index + 1).padStart(5, '0')}`,
    personId: personId(FIRST_PERSON.requests + index),
  }));
}
