import { dayOf } from '../calendar.ts';
import { quoted } from '../csv.ts';
import { known, type SampleExtract } from '../extract.ts';

interface Comment {
  on: string;
  indicator: string;
  /** The locality that it is about, where it is about one. */
  area?: string;
  period: string;
  role: string;
  text: string;
}

const INCLUSION = 'Director of Inclusion and Skills';
const STATUTORY = 'Head of Statutory SEND';
const QUALITY = 'Quality Assurance and Audit Manager';
const NEURODIVERSITY = 'Programme Director for Children and Young People, Hertfordshire and West Essex ICB';
const RESOLUTION = 'Service Manager, Resolution and Reconciliation';
const ACCESS = 'Head of Access, Inclusion and Alternative Provision';

/** Invented words about figures that the other samples hold. */
const COMMENTS: readonly Comment[] = [
  {
    on: '2024-05-10',
    indicator: 'ehcp-issued-20-weeks',
    period: '2024-04',
    role: STATUTORY,
    text: 'All five services have held cases since April. We expect the summer to stay near 60%.',
  },
  {
    on: '2024-05-14',
    indicator: 'complaints-count',
    period: '2024-04',
    role: RESOLUTION,
    text: 'More families complain about the delay of annual reviews than about new plans.',
  },
  {
    on: '2024-07-10',
    indicator: 'annual-review-on-time',
    period: '2024-06',
    role: INCLUSION,
    text: 'The oldest reviews come first, so the share on time will rise more slowly than the number done.',
  },
  {
    on: '2024-07-12',
    indicator: 'ehcp-audited-good',
    period: 'FY2024Q1',
    role: QUALITY,
    text: 'Feedback within a week of each audit is working: the voice of the child is clearer in the plans that were written since.',
  },
  {
    on: '2024-08-09',
    indicator: 'asd-waiting',
    period: '2024-07',
    role: NEURODIVERSITY,
    text: 'Referrals still outrun the clinics. Two more teams start in January 2025; the list will grow until then.',
  },
  {
    on: '2024-09-12',
    indicator: 'ehcp-issued-20-weeks',
    period: '2024-08',
    role: STATUTORY,
    text: 'Fewer plans are issued in August, and more of them late: schools give their advice before or after the holidays.',
  },
  {
    on: '2024-10-11',
    indicator: 'special-school-waiting',
    period: '2024-09',
    role: ACCESS,
    text: 'The new classrooms opened in September.',
  },
  {
    on: '2024-10-14',
    indicator: 'ehcp-issued-20-weeks',
    area: 'dspl-2',
    period: 'FY2024Q2',
    role: STATUTORY,
    text: 'Two caseworkers for Stevenage left in June. Their cases were shared out in August, and new staff started in October.',
  },
  {
    on: '2024-11-12',
    indicator: 'ehcp-issued-20-weeks',
    period: '2024-10',
    role: STATUTORY,
    text: 'The fall since June comes from advice that was asked for in the summer holidays and arrived late. It is not a change in how we work, and November’s cases look better.',
  },
  {
    on: '2024-11-13',
    indicator: 'absence-send',
    period: '2024-10',
    role: ACCESS,
    text: 'Absence follows the season of colds as in earlier years. Schools with the greatest rise have had a visit.',
  },
  {
    on: '2024-12-11',
    indicator: 'asd-waiting',
    period: '2024-11',
    role: NEURODIVERSITY,
    text: 'The list has grown every month this year. The support hub’s evenings are full, and a third evening is planned from spring.',
  },
  {
    on: '2024-12-12',
    indicator: 'complaints-count',
    period: '2024-11',
    role: RESOLUTION,
    text: 'Calls within two days settle more concerns before they become complaints; the autumn peak came all the same.',
  },
];

export const commentary: SampleExtract = {
  name: 'commentary',
  newline: '\r\n',
  columns: ['comment_id', 'indicator', 'area', 'period', 'written_on', 'author_role', 'text'],
  isDue: ({ text }) => COMMENTS.some(({ on }) => on.startsWith(text)),
  rows: () => (month) =>
    COMMENTS.filter(({ on }) => known(dayOf(on), month)).map((comment, index) => row(index + 1, comment)),
};

function row(number: number, { on, indicator, area = '', period, role, text }: Comment): string {
  const id = `C${String(number).padStart(3, '0')}`;
  return [id, indicator, area, period, on, quoted(role), quoted(text)].join(',');
}
