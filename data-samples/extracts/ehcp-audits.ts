import { AREAS, drawArea, spelled } from '../areas.ts';
import { isIn, isoDate, MONTHS, type Month } from '../calendar.ts';
import type { SampleExtract } from '../extract.ts';
import { at, draw, type Random, seeded, spread, weekdayBetween, weighted } from '../random.ts';
import { AUDITS, type AuditedQuarter } from '../totals.ts';

type Grade = 'outstanding' | 'good' | 'requires_improvement' | 'inadequate';

interface Audit {
  auditedOn: number;
  area: number;
  planType: 'new' | 'amended' | 'annual_review';
  good: boolean;
}

const AREA_NAMES = spelled('id');
const GRADES: readonly Grade[] = ['outstanding', 'good', 'requires_improvement', 'inadequate'];
const SHARES_OF_QUARTER = [0.3, 0.34, 0.36];
const SHARE_WITHOUT_AREA = 0.025;
const INVISION_FROM = '2023-07';

const drawPlanType = weighted([
  ['new', 0.55],
  ['amended', 0.45],
] as const);
const drawGoodGrade = weighted([
  ['good', 0.9],
  ['outstanding', 0.1],
] as const);
const drawOtherGrade = weighted([
  ['requires_improvement', 0.68],
  ['inadequate', 0.32],
] as const);
const drawStep = weighted([
  [-1, 0.2],
  [0, 0.55],
  [1, 0.25],
]);

export const ehcpAudits: SampleExtract = {
  name: 'ehcp_audits',
  newline: '\n',
  columns: [
    'audit_id',
    'audited_on',
    'dspl_area',
    'plan_type',
    'tool',
    'grade',
    'child_voice_grade',
    'education_advice_grade',
    'health_advice_grade',
    'social_care_advice_grade',
  ],
  rows: () => {
    const audits = AUDITS.flatMap(auditsOfQuarter).toSorted((a, b) => a.auditedOn - b.auditedOn);
    const numbered = audits.map((audit, index) => ({ ...audit, number: index + 1 }));
    return (month) => {
      const random = seeded('audit grades', month.text);
      return numbered
        .filter(({ auditedOn }) => isIn(month, auditedOn))
        .map((audit) => row(random, audit, audit.number, month));
    };
  },
};

function auditsOfQuarter({ from, newAndAmended, annualReviews }: AuditedQuarter): Audit[] {
  const random = seeded('audits', from);
  const first = MONTHS.findIndex(({ text }) => text === from);
  const months = MONTHS.slice(first, first + 3);
  return [
    ...graded(random, months, newAndAmended, () => drawPlanType(random)),
    ...graded(random, months, annualReviews, () => 'annual_review'),
  ];
}

function graded(
  random: Random,
  months: readonly Month[],
  totals: AuditedQuarter['newAndAmended'],
  planType: () => Audit['planType'],
): Audit[] {
  const byMonth = spread(totals.audited, SHARES_OF_QUARTER);
  const audits = months.flatMap((month, index) =>
    Array.from({ length: at(byMonth, index) }, () => ({
      auditedOn: weekdayBetween(random, month.firstDay, month.lastDay),
      area: drawArea(random),
      planType: planType(),
      good: false,
    })),
  );
  const { drawn } = draw(random, audits, totals.goodOrOutstanding, ({ area }) => at(AREAS, area).punctuality);
  for (const audit of drawn) audit.good = true;
  return audits;
}

function row(
  random: Random,
  { auditedOn, area, planType, good }: Audit,
  number: number,
  month: Month,
): string {
  const grade = good ? drawGoodGrade(random) : drawOtherGrade(random);
  return [
    `A${String(number).padStart(5, '0')}`,
    isoDate(auditedOn),
    random() < SHARE_WITHOUT_AREA ? '' : AREA_NAMES[area],
    planType,
    month.text < INVISION_FROM ? 'In-house audit' : 'Invision 360',
    grade,
    ...Array.from({ length: 3 }, () => near(random, grade)),
    random() < 0.3 ? '' : near(random, grade),
  ].join(',');
}

/** The grade of one part of a plan: the overall grade, or one step from it. */
function near(random: Random, grade: Grade): Grade {
  const position = GRADES.indexOf(grade) + drawStep(random);
  return at(GRADES, Math.min(GRADES.length - 1, Math.max(0, position)));
}
