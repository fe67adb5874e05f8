import type { TestHome } from '../support/home.ts';

/** The statutory person-level return as councils' systems export it: one file for each module. */

export const HEADINGS = {
  sen2_person:
    'Person ID,Surname,Forename,Dob (ccyy-mm-dd),Gender,Ethnicity,Postcode,UPN - Unique Pupil Number,ULN - Young Persons Unique Learner Number,UPN and ULN unavailable reason',
  sen2_requests:
    'Person ID,Requests Record ID,Date Request Was Received,Initial Request Whilst In RYA,Request Outcome Date,Request Outcome,Request Mediation,Request Tribunal,Exported - Child Or Young Person Moves Out Of LA Before Assessment Is Completed,New start date',
  sen2_assessment:
    'Person ID,Requests Record ID,Assessment Outcome To Issue EHCP,Assessment Outcome Date,Assessment Mediation,Assessment Tribunal,Other Mediation,Other Tribunal,Twenty Weeks Time Limit Exceptions Apply',
  sen2_named_plan:
    'Person ID,Request Records ID,EHC Plan Start Date,Residential Settings,Worked based learning activity,Personal budget taken up,Personal budget - organised arrangements,Personal budget - direct payments,Date EHC Plan Ceased,Reason EHC Plan Ceased',
  sen2_active_plans:
    'Person ID,Request Records ID,EHC Plan (Transfer),Residential Settings,Worked based learning activity,EHCP review decisions date',
};
export type Module = keyof typeof HEADINGS;
export const MODULES = Object.keys(HEADINGS) as Module[];

const ROWS: Record<Module, string[]> = {
  sen2_person: ['P1,Example,Ann,2016-02-03,2,WBRI,ZZ1 1AA,Z900000000001,,'],
  sen2_requests: ['P1,R1,04/03/2024,0,10/07/2024,Y,0,0,,'],
  sen2_assessment: ['P1,R1,Y,15/07/2024,0,0,0,0,0'],
  sen2_named_plan: ['P1,R1,30/07/2024,,,0,,,,'],
  sen2_active_plans: ['P1,R1,0,,,'],
};

export function module(name: Module, rows: string[] = ROWS[name]): string {
  return [HEADINGS[name], ...rows, ''].join('\n');
}

/** Requests with all that became of them: number, received, decided, how, assessment closed, how, exception, plan. The
 *  plan of R01 is of the 140th day, that of R02 of the day after. */
export const REQUESTS = cases(`
R01  2023-10-02  2023-11-10 Y  2024-02-12 Y  0  2024-02-19
R02  2023-10-03  2023-11-10 Y  2024-02-20 Y  0  2024-02-21
R03  2023-12-04  2024-01-12 N  -          -  -  -
R04  2023-12-05  2024-01-15 Y  2024-04-22 Y  1  2024-05-20
R05  2024-01-08  2024-02-16 Y  2024-05-06 Y  0  2024-05-13
R06  2024-01-09  2024-02-19 Y  2024-05-13 N  0  -
R07  2024-02-05  2024-03-15 Y  2024-06-03 Y  0  2024-06-24
R08  2024-03-04  2024-04-12 W  -          -  -  -
R09  2024-03-05  2024-04-15 Y  2024-07-08 Y  -  2024-07-22
R10  2024-06-03  2024-07-10 N  -          -  -  -
R11  2024-07-01  -          A  -          -  -  -
R12  2024-04-02  2024-05-10 Y  2024-07-15 Y  0  2024-07-30
R13  2024-05-07  2024-06-14 Y  -          A  0  -
`);

export function cases(table: string) {
  const lines = table.trim().split('\n');
  return lines.map((line) => {
    const cells = line.split(/ +/).map((cell) => (cell === '-' ? '' : cell));
    const [
      id = '',
      received = '',
      decided = '',
      request = '',
      closed = '',
      outcome = '',
      exception = '',
      issued = '',
    ] = cells;
    return { id, received, decided, request, closed, outcome, exception, issued };
  });
}

/** The same requests, written out by hand as the council's own extract has them. */
export const OWN =
  `request_id,person_id,dspl_area,requested_on,request_source,decision_on,decision,outcome_on,outcome,plan_issued_on,exception,primary_need,phase,team
R01,P-R01,,2023-10-02,,2023-11-10,assess,2024-02-12,issue,2024-02-19,N,,,
R02,P-R02,,2023-10-03,,2023-11-10,assess,2024-02-20,issue,2024-02-21,N,,,
R03,P-R03,,2023-12-04,,2024-01-12,do_not_assess,,,,,,,
R04,P-R04,,2023-12-05,,2024-01-15,assess,2024-04-22,issue,2024-05-20,Y,,,
R05,P-R05,,2024-01-08,,2024-02-16,assess,2024-05-06,issue,2024-05-13,N,,,
R06,P-R06,,2024-01-09,,2024-02-19,assess,2024-05-13,do_not_issue,,N,,,
R07,P-R07,,2024-02-05,,2024-03-15,assess,2024-06-03,issue,2024-06-24,N,,,
R08,P-R08,,2024-03-04,,2024-04-12,withdrawn,,,,,,,
R09,P-R09,,2024-03-05,,2024-04-15,assess,2024-07-08,issue,2024-07-22,,,,
R10,P-R10,,2024-06-03,,2024-07-10,do_not_assess,,,,,,,
R11,P-R11,,2024-07-01,,,,,,,,,,
R12,P-R12,,2024-04-02,,2024-05-10,assess,2024-07-15,issue,2024-07-30,N,,,
R13,P-R13,,2024-05-07,,2024-06-14,assess,,,,N,,,
`.replaceAll(/^(R\d+,P-R\d+,)/gm, '$11');

type Case = (typeof REQUESTS)[number];
const requestRow = ({ id, received, decided, request }: Case) =>
  `P-${id},${id},${received},0,${decided},${request},0,0,,`;
const assessmentRow = ({ id, outcome, closed, exception }: Case) =>
  `P-${id},${id},${outcome},${closed},0,0,0,0,${exception}`;
const planRow = ({ id, issued }: Case) => `P-${id},${id},${issued},,,0,,,,`;

export function modules(given: Case[] = REQUESTS, name = (module: Module) => `${module}.csv`) {
  return {
    [name('sen2_requests')]: module('sen2_requests', given.map(requestRow)),
    [name('sen2_assessment')]: module(
      'sen2_assessment',
      given.filter(({ outcome }) => outcome).map(assessmentRow),
    ),
    [name('sen2_named_plan')]: module('sen2_named_plan', given.filter(({ issued }) => issued).map(planRow)),
  };
}

export const RECEIVED = {
  '2024-01': '2',
  '2024-02': '1',
  '2024-03': '2',
  '2024-04': '1',
  '2024-05': '1',
  '2024-06': '1',
  '2024-07': '1',
};
export const ON_TIME = { '2024-02': '1/2', '2024-05': '1/1', '2024-06': '1/1', '2024-07': '1/1' };

export const received = (home: TestHome, area = 'county') => home.figures('ehcna-requests', area, 'month');
export const onTime = (home: TestHome, area = 'county') =>
  home.figures('ehcp-issued-20-weeks', area, 'month');
