import { spelled } from '../areas.ts';
import { isIn, isoDate, MONTHS, type Month, monthAt } from '../calendar.ts';
import type { Child } from '../county/children.ts';
import type { County } from '../county/county.ts';
import { isPresent } from '../county/pupils.ts';
import { known, type SampleExtract } from '../extract.ts';
import { at, draw, type Random, seeded, spread, weekdayBetween, weighted } from '../random.ts';

type Kind = 'mediation' | 'tribunal';

interface Dispute {
  child: Child;
  nameless: boolean;
  kind: Kind;
  openedOn: number;
  about: About;
  closedOn: number;
  outcome: string;
}

const AREA_NAMES = spelled('spaced');
const SHARE_WITHOUT_CHILD = 0.02;

const OPENED_BY_YEAR: Record<Kind, ReadonlyMap<number, number>> = {
  mediation: new Map([
    [2022, 268],
    [2023, 304],
    [2024, 337],
  ]),
  tribunal: new Map([
    [2022, 402],
    [2023, 451],
    [2024, 498],
  ]),
};

/** January to December: most placements are named in spring, and families appeal in the weeks after. */
const SEASON = [0.9, 0.95, 1.25, 1.2, 1.25, 1.1, 1, 0.7, 0.85, 0.95, 1, 0.85];

const ABOUT = ['refusal_to_assess', 'refusal_to_issue', 'content', 'placement'] as const;
type About = (typeof ABOUT)[number];
const SHARES_ABOUT: Record<Kind, readonly number[]> = {
  mediation: [0.36, 0.09, 0.35, 0.2],
  tribunal: [0.26, 0.06, 0.33, 0.35],
};

const DAYS_OPEN: Record<Kind, [fewest: number, most: number]> = { mediation: [18, 66], tribunal: [84, 392] };

const SHARE_OF_MEDIATIONS_SETTLED = new Map([
  [2022, 0.57],
  [2023, 0.61],
  [2024, 0.7],
]);
const drawSettled = weighted([
  ['agreed', 0.8],
  ['conceded', 0.2],
]);
const drawUnsettled = weighted([
  ['dismissed', 0.72],
  ['withdrawn', 0.28],
]);
const drawAppealOutcome = weighted([
  ['upheld', 0.31],
  ['conceded', 0.31],
  ['agreed', 0.24],
  ['withdrawn', 0.12],
  ['dismissed', 0.02],
]);

export const disputes: SampleExtract = {
  name: 'disputes',
  newline: '\n',
  columns: ['dispute_id', 'person_id', 'dspl_area', 'kind', 'opened_on', 'about', 'closed_on', 'outcome'],
  rows: (county) => {
    const opened = MONTHS.flatMap((month) => openedIn(month, county));
    const numbered = opened.map((dispute, index) => ({
      ...dispute,
      disputeId: `D${String(index + 1).padStart(5, '0')}`,
    }));
    return (month) =>
      numbered
        .filter(({ openedOn, closedOn }) => isIn(month, openedOn) || isIn(month, closedOn))
        .map((dispute) => row(dispute.disputeId, dispute, month));
  },
};

function openedIn(month: Month, county: County): Dispute[] {
  const random = seeded('disputes', month.text);
  const disputants = ABOUT.map((about) => childrenIn(month, county, about));
  const kinds: readonly Kind[] = ['mediation', 'tribunal'];
  const opened = kinds.flatMap((kind) => {
    const numbers = spread(openedOf(kind, month), SHARES_ABOUT[kind]);
    return ABOUT.flatMap((about, index) =>
      draw(random, at(disputants, index), at(numbers, index)).drawn.map((child) =>
        dispute(random, month, kind, about, child),
      ),
    );
  });
  return opened.toSorted((a, b) => a.openedOn - b.openedOn);
}

function openedOf(kind: Kind, month: Month): number {
  return at(spread(OPENED_BY_YEAR[kind].get(month.year) ?? 0, SEASON), month.number - 1);
}

/** Whom such a dispute can be about: children refused in the two months before, or those with a plan. */
function childrenIn(month: Month, { requests, plans }: County, about: About): readonly Child[] {
  const recently = (day: number | null) =>
    day !== null && day >= monthAt(month.index - 2).firstDay && day < month.firstDay;
  if (about === 'refusal_to_assess')
    return requests.filter(
      ({ decision, decisionOn }) => decision === 'do_not_assess' && recently(decisionOn),
    );
  if (about === 'refusal_to_issue')
    return requests.filter(({ outcome, outcomeOn }) => outcome === 'do_not_issue' && recently(outcomeOn));
  return plans.filter((plan) => isPresent(plan, month));
}

function dispute(random: Random, month: Month, kind: Kind, about: About, child: Child): Dispute {
  const openedOn = weekdayBetween(random, month.firstDay, month.lastDay);
  const [fewest, most] = DAYS_OPEN[kind];
  return {
    child,
    nameless: random() < SHARE_WITHOUT_CHILD,
    kind,
    openedOn,
    about,
    closedOn: weekdayBetween(random, openedOn + fewest, openedOn + most),
    outcome: kind === 'tribunal' ? drawAppealOutcome(random) : mediationOutcome(random, month.year),
  };
}

function mediationOutcome(random: Random, year: number): string {
  const settled = random() < (SHARE_OF_MEDIATIONS_SETTLED.get(year) ?? 0);
  return settled ? drawSettled(random) : drawUnsettled(random);
}

function row(disputeId: string, dispute: Dispute, month: Month): string {
  const { child, nameless, kind, openedOn, about, closedOn, outcome } = dispute;
  const closed = known(closedOn, month);
  return [
    disputeId,
    nameless ? '' : child.personId,
    nameless ? '' : at(AREA_NAMES, child.area),
    kind,
    isoDate(openedOn),
    about,
    closed ? isoDate(closedOn) : '',
    closed ? outcome : '',
  ].join(',');
}
