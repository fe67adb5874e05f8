import { dayOf, type Month } from '../calendar.ts';
import { quoted } from '../csv.ts';
import { known, type SampleExtract } from '../extract.ts';

interface Decision {
  on: string;
  board: keyof typeof BOARDS;
  decision: string;
  /** The figure that the board had before it. */
  figure: [indicator: string, period: string, value: number];
  owner: string;
  due: string;
  outcome?: { from: string; text: string };
}

const BOARDS = { executive: 'SEND Executive Board', assurance: 'SEND Partnership and Assurance Board' };
const COMMISSIONING = "Assistant Director for Children's Commissioning, Hertfordshire and West Essex ICB";
const NEURODIVERSITY = 'Programme Director for Children and Young People, Hertfordshire and West Essex ICB';
const INCLUSION = 'Director of Inclusion and Skills';
const ACCESS = 'Head of Access, Inclusion and Alternative Provision';
const QUALITY = 'Quality Assurance and Audit Manager';
const PLACES = 'Head of School Planning';
const RESOLUTION = 'Service Manager, Resolution and Reconciliation';

/** The figures are those of totals.ts and of the other samples. */
// biome-ignore format: a table
const DECISIONS: readonly Decision[] = [
  { on: '2024-01-24', board: 'executive', decision: 'Share statutory casework among five services by the end of April, so that more people write plans.', figure: ['ehcp-issued-20-weeks', 'CY2023', 0.402], owner: INCLUSION, due: '2024-04-30', outcome: { from: '2024-05-15', text: "All five services hold cases; 59% of April's plans were on time." } },
  { on: '2024-01-24', board: 'executive', decision: 'Every part-time timetable is entered in the online portal, and those over six weeks are looked at each week.', figure: ['part-time-timetables-ehcp', '2023-12', 348], owner: ACCESS, due: '2024-03-31', outcome: { from: '2024-04-17', text: '338 pupils in March, 10 fewer than in December.' } },
  { on: '2024-01-30', board: 'assurance', decision: 'One manager leads on annual reviews, and the longest overdue come first.', figure: ['annual-review-on-time', '2023-12', 0.121], owner: INCLUSION, due: '2024-06-30', outcome: { from: '2024-07-17', text: '21% of reviews were on time in June, up from 12%.' } },
  { on: '2024-02-21', board: 'executive', decision: 'Audit half as many plans again and give every writer feedback within a week.', figure: ['ehcp-audited-good', 'FY2023Q3', 0.14], owner: QUALITY, due: '2024-04-30', outcome: { from: '2024-05-15', text: '260 plans audited from January to March, after 150; 24% were good or outstanding.' } },
  { on: '2024-02-27', board: 'assurance', decision: 'Pay for Saturday clinics for speech and language assessments until July.', figure: ['salt-assessed-6-weeks', '2024-01', 0.64], owner: COMMISSIONING, due: '2024-07-31', outcome: { from: '2024-08-21', text: '77% were assessed within six weeks in July; the clinics go on.' } },
  { on: '2024-02-27', board: 'assurance', decision: 'Recruit five more resolution staff, and call every family within two days of a complaint.', figure: ['complaints-count', 'CY2023', 535], owner: RESOLUTION, due: '2024-04-30', outcome: { from: '2024-06-19', text: 'Posts filled by June; calls within two days are now the rule.' } },
  { on: '2024-03-20', board: 'executive', decision: 'Open two more special school classrooms on existing sites in September.', figure: ['special-school-waiting', '2024-02', 344], owner: PLACES, due: '2024-09-30', outcome: { from: '2024-10-16', text: '322 children waited in September, 22 fewer than in February.' } },
  { on: '2024-03-20', board: 'executive', decision: 'Open the neurodiversity support hub on two evenings a week for families who wait.', figure: ['asd-waiting', '2024-02', 4_437], owner: NEURODIVERSITY, due: '2024-06-30', outcome: { from: '2024-07-17', text: 'Evenings are fully booked; the waiting list still grows.' } },
  { on: '2024-03-26', board: 'assurance', decision: 'Each service brings its twenty oldest assessments to a weekly meeting.', figure: ['ehcp-issued-20-weeks', '2024-02', 0.5448], owner: INCLUSION, due: '2024-05-31', outcome: { from: '2024-06-19', text: '61% of plans were on time in May.' } },
  { on: '2024-04-17', board: 'executive', decision: 'Pause audits of annual reviews for a quarter and rewrite their tool with parents.', figure: ['annual-review-audited-good', 'FY2023Q4', 0.233], owner: 'SEND Quality Assurance Team Manager', due: '2024-07-31', outcome: { from: '2024-10-16', text: 'The new tool is in use since July; 38% of reviews audited were good or outstanding.' } },
  { on: '2024-04-23', board: 'assurance', decision: 'Use clinic days of a neighbouring trust for hearing tests.', figure: ['audiology-waiting', '2024-03', 143], owner: 'Deputy Director of Operations, Hertfordshire Community Trust', due: '2024-09-30', outcome: { from: '2024-10-22', text: '130 children waited in September, 13 fewer.' } },
  { on: '2024-04-23', board: 'assurance', decision: 'Every family has a call from its coordinator in weeks 6 and 16 of an assessment.', figure: ['parent-ehcp-process-satisfaction', 'FY2023', 0.5], owner: INCLUSION, due: '2024-06-30', outcome: { from: '2024-07-23', text: '61% of parents were satisfied in April to June.' } },
  { on: '2024-05-15', board: 'executive', decision: "All who write plans take the SEND Academy's course on the voice of the child.", figure: ['ehcp-audited-good', 'FY2023Q4', 0.238], owner: 'Team Manager, Learning and Development', due: '2024-07-31', outcome: { from: '2024-07-23', text: '36% of plans audited in April to June were good or outstanding.' } },
  { on: '2024-05-15', board: 'executive', decision: 'No part-time timetable begins without a chaired meeting with the family.', figure: ['part-time-timetables-ehcp', '2024-04', 322], owner: ACCESS, due: '2024-09-30', outcome: { from: '2024-10-16', text: '271 pupils in September, 51 fewer than in April.' } },
  { on: '2024-05-21', board: 'assurance', decision: 'Mental health services send every waiting family advice and a number to ring.', figure: ['cypmhs-waiting', '2024-04', 383], owner: COMMISSIONING, due: '2024-07-31', outcome: { from: '2024-09-24', text: 'All providers send it since August.' } },
  { on: '2024-06-19', board: 'executive', decision: 'Schools write up annual reviews on one shared form, so that nobody types them again.', figure: ['annual-review-on-time', '2024-05', 0.199], owner: INCLUSION, due: '2024-10-31', outcome: { from: '2024-11-20', text: '27% of reviews were on time in October.' } },
  { on: '2024-06-25', board: 'assurance', decision: 'Bring the business case for a single autism and ADHD pathway forward to September.', figure: ['adhd-waiting', '2024-05', 4_715], owner: NEURODIVERSITY, due: '2024-09-30', outcome: { from: '2024-10-22', text: 'Heard in October, a month late, and agreed.' } },
  { on: '2024-06-25', board: 'assurance', decision: 'A named officer for each child who has waited more than a year for a special school place.', figure: ['special-school-waiting-1-year', '2024-05', 143], owner: PLACES, due: '2024-09-30', outcome: { from: '2024-10-22', text: '125 children in September, 18 fewer.' } },
  { on: '2024-07-17', board: 'executive', decision: 'Two more speech and language therapists until December.', figure: ['salt-assessed-6-weeks', '2024-06', 0.743], owner: COMMISSIONING, due: '2024-12-31' },
  { on: '2024-07-23', board: 'assurance', decision: 'Show every team ten of the best plans, and why they are good.', figure: ['ehcp-audited-good', 'FY2024Q1', 0.362], owner: QUALITY, due: '2024-09-30', outcome: { from: '2024-10-22', text: '39% were good or outstanding in July to September.' } },
  { on: '2024-07-23', board: 'assurance', decision: 'Offer schools a call with an educational psychologist before they ask for an assessment.', figure: ['ehcna-requests', 'CY2023', 2_849], owner: 'Principal Educational Psychologist', due: '2024-12-31' },
  { on: '2024-08-21', board: 'executive', decision: 'Keep agency psychologists until the new starters are trained.', figure: ['ehcp-issued-20-weeks', '2024-07', 0.61], owner: INCLUSION, due: '2024-11-30', outcome: { from: '2024-12-11', text: 'Kept; timeliness fell all the same in the autumn, to 54% in November.' } },
  { on: '2024-09-18', board: 'executive', decision: 'Ask all who give advice for a plan to cover the summer holidays.', figure: ['ehcp-issued-20-weeks', '2024-08', 0.559], owner: 'Designated Clinical Officer', due: '2025-03-31' },
  { on: '2024-09-24', board: 'assurance', decision: 'Pass each compliment on to the people it is about, and begin each meeting with one.', figure: ['compliments-count', 'FY2024Q1', 88], owner: RESOLUTION, due: '2024-10-31', outcome: { from: '2024-11-26', text: 'Done at both boards since October.' } },
  { on: '2024-09-24', board: 'assurance', decision: 'Review what short breaks are offered at weekends, with parents.', figure: ['short-break-waiting', '2024-08', 96], owner: 'Head of Improvement and Transformation', due: '2025-01-31' },
  { on: '2024-10-16', board: 'executive', decision: 'A weekly call on late advice with health and psychology.', figure: ['ehcp-issued-20-weeks', '2024-09', 0.522], owner: INCLUSION, due: '2024-12-31' },
  { on: '2024-10-22', board: 'assurance', decision: 'Look one by one at the part-time timetables that have run for more than a term.', figure: ['part-time-timetables-ehcp', '2024-09', 271], owner: ACCESS, due: '2024-12-20', outcome: { from: '2024-12-17', text: '258 pupils in November, 13 fewer than in September.' } },
  { on: '2024-10-22', board: 'assurance', decision: 'Move four officers from new assessments to annual reviews until March.', figure: ['annual-review-on-time', '2024-09', 0.241], owner: INCLUSION, due: '2025-03-31' },
  { on: '2024-11-20', board: 'executive', decision: 'Audit health advice and social care advice on their own, where grades are lowest.', figure: ['ehcp-audited-good', 'FY2024Q2', 0.39], owner: QUALITY, due: '2025-02-28' },
  { on: '2024-11-26', board: 'assurance', decision: 'Share what complaints teach with frontline managers every month, not every quarter.', figure: ['complaints-count', 'FY2024Q2', 135], owner: RESOLUTION, due: '2025-01-31' },
  { on: '2024-12-11', board: 'executive', decision: 'Ask the council for ten more permanent plan writers from April.', figure: ['ehcp-issued-20-weeks', '2024-11', 0.544], owner: INCLUSION, due: '2025-02-28' },
  { on: '2024-12-17', board: 'assurance', decision: 'Make the Saturday clinics for speech and language permanent.', figure: ['salt-assessed-6-weeks', '2024-11', 0.827], owner: COMMISSIONING, due: '2025-03-31' },
];

export const decisions: SampleExtract = {
  name: 'decisions',
  newline: '\r\n',
  columns: [
    'decision_id',
    'decided_on',
    'board',
    'decision',
    'indicator',
    'period',
    'value',
    'owner',
    'due_on',
    'outcome',
  ],
  isDue: ({ text }) => DECISIONS.some(({ on }) => on.startsWith(text)),
  rows: () => (month) =>
    DECISIONS.filter(({ on }) => known(dayOf(on), month)).map((decision, index) =>
      row(index + 1, decision, month),
    ),
};

function row(
  number: number,
  { on, board, decision, figure, owner, due, outcome }: Decision,
  month: Month,
): string {
  const isKnown = outcome !== undefined && known(dayOf(outcome.from), month);
  return [
    `D${String(number).padStart(3, '0')}`,
    on,
    BOARDS[board],
    quoted(decision),
    ...figure,
    quoted(owner),
    due,
    isKnown ? quoted(outcome.text) : '',
  ].join(',');
}
