import type { Month } from '../calendar.ts';
import { at, between, type Random, spread } from '../random.ts';
import type { RequestMonth } from './request-load.ts';

/** What became of a request. */
export interface Fate {
  requestedOn: number;
  decision: 'assess' | 'do_not_assess' | 'withdrawn';
  decisionOn: number;
  outcome: 'issue' | 'do_not_issue' | 'withdrawn' | null;
  outcomeOn: number | null;
  issuedOn: number | null;
  exception: boolean;
}

const SHARE_WITHOUT_PLAN_2021 = 0.36;
const SHARE_THAT_BECOME_PLANS = 0.56;
const FIRST_MONTH_WITH_OPEN_CASES = 20;

const SIX_WEEKS_DAYS = 42;
const SHARE_DECIDED_IN_SIX_WEEKS = 0.975;

/** SEND Regulations 2014, reg. 5: whether to assess is decided within six weeks. */
export function decisionDay(random: Random, requestedOn: number): number {
  const inTime = random() < SHARE_DECIDED_IN_SIX_WEEKS;
  return (
    requestedOn + (inTime ? between(random, 26, SIX_WEEKS_DAYS) : between(random, SIX_WEEKS_DAYS + 1, 63))
  );
}

const CLOSINGS: readonly { share: number; fate: (random: Random, requestedOn: number) => Fate }[] = [
  { share: 0.7, fate: (random, day) => decided('do_not_assess', day, decisionDay(random, day)) },
  { share: 0.03, fate: (random, day) => decided('withdrawn', day, day + between(random, 4, 38)) },
  { share: 0.21, fate: (random, day) => assessed(random, day, 'do_not_issue', between(random, 92, 128)) },
  { share: 0.06, fate: (random, day) => assessed(random, day, 'withdrawn', between(random, 66, 160)) },
];

const stillOpen = (random: Random, day: number): Fate => decided('assess', day, decisionDay(random, day));

function decided(decision: Fate['decision'], requestedOn: number, decisionOn: number): Fate {
  return {
    requestedOn,
    decision,
    decisionOn,
    outcome: null,
    outcomeOn: null,
    issuedOn: null,
    exception: false,
  };
}

function assessed(
  random: Random,
  requestedOn: number,
  outcome: Fate['outcome'],
  daysToOutcome: number,
): Fate {
  const decision = decided('assess', requestedOn, decisionDay(random, requestedOn));
  return { ...decision, outcome, outcomeOn: requestedOn + daysToOutcome };
}

/** The fates of a month's requests that led to no plan by the end of 2024. */
export function fatesWithoutPlan(random: Random, requests: RequestMonth): Fate[] {
  const { total, open } = withoutPlan(requests);
  const closings = spread(
    total - open,
    CLOSINGS.map(({ share }) => share),
  );
  return [
    ...times(open, () => stillOpen(random, anyDay(random, requests.month))),
    ...CLOSINGS.flatMap(({ fate }, index) =>
      times(at(closings, index), () => fate(random, anyDay(random, requests.month))),
    ),
  ];
}

function withoutPlan({ month, received, issued }: RequestMonth): { total: number; open: number } {
  if (month.index < 0) return { total: Math.round(received * SHARE_WITHOUT_PLAN_2021), open: 0 };
  const expected =
    month.index < FIRST_MONTH_WITH_OPEN_CASES ? 0 : Math.round(received * SHARE_THAT_BECOME_PLANS);
  return { total: received - issued, open: Math.max(0, expected - issued) };
}

function times<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

function anyDay(random: Random, month: Month): number {
  return between(random, month.firstDay, month.lastDay);
}
