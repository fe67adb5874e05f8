import { spelled } from '../areas.ts';
import { dayOf, isIn, isoDate, type Month } from '../calendar.ts';
import { yearGroup } from '../county/children.ts';
import { EARLY_YEARS_TEAM, FRONT_DOOR_TEAM, NEW_TEAMS_FROM, phaseOf } from '../county/codes.ts';
import type { Request } from '../county/requests.ts';
import type { SampleExtract } from '../extract.ts';

const AREA_NAMES = spelled('id');
const firstDayOfNewTeams = dayOf(`${NEW_TEAMS_FROM}-01`);

export const ehcAssessments: SampleExtract = {
  name: 'ehc_assessments',
  newline: '\n',
  columns: [
    'request_id',
    'person_id',
    'dspl_area',
    'requested_on',
    'request_source',
    'decision_on',
    'decision',
    'outcome_on',
    'outcome',
    'plan_issued_on',
    'exception',
    'primary_need',
    'phase',
    'team',
  ],
  rows: ({ requests }) => {
    return (month) =>
      requests.filter((request) => hasNews(request, month)).map((request) => row(request, month));
  },
};

function hasNews({ requestedOn, decisionOn, outcomeOn, issuedOn }: Request, month: Month): boolean {
  return [requestedOn, decisionOn, outcomeOn, issuedOn].some((day) => day !== null && isIn(month, day));
}

/** The request as it stood at the month's end. */
function row(request: Request, month: Month): string {
  const phase = phaseOf(yearGroup(request, month));
  return [
    request.requestId,
    request.personId,
    AREA_NAMES[request.area],
    isoDate(request.requestedOn),
    request.source,
    ...step(request.decisionOn, request.decision, month),
    ...step(request.outcomeOn, request.outcome, month),
    step(request.issuedOn, null, month)[0],
    request.exception && request.decisionOn <= month.lastDay ? 'Y' : 'N',
    request.need,
    phase,
    phase === 'early_years' && request.requestedOn >= firstDayOfNewTeams ? EARLY_YEARS_TEAM : FRONT_DOOR_TEAM,
  ].join(',');
}

function step(day: number | null, result: string | null, month: Month): [date: string, result: string] {
  return day === null || day > month.lastDay ? ['', ''] : [isoDate(day), result ?? ''];
}
