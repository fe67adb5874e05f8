import { parsePeriod } from '../../indicators/periods.ts';
import type { Folder } from './folder.ts';

/** Figures that two files of the samples hold. Each is said twice, as partners send it and as the rows of another file
 *  count it; by period and area, `2024-12 county` or `CY2024 dspl-3`. */

export type Figures = Record<string, number>;
export type Column = 'numerator' | 'denominator' | 'value';

const AREAS = Array.from({ length: 9 }, (_, index) => `dspl-${index + 1}`);
const NAMES = new Map(AREAS.map((id) => [id.replace('dspl-', 'DSPL '), id]));

/** What partners have sent of a measure, of some areas and periods. */
export function sent(samples: Folder, measure: string, column: Column, kept = ''): Figures {
  const rows = samples.all('published_measures', 'measure', 'comparator', 'period', 'area', column);
  return Object.fromEntries(
    rows
      .filter(([name, comparator, , , figure]) => name === measure && comparator === '' && figure !== '')
      .map(([, , period, area, figure]) => [`${period} ${area}`, Number(figure)] as const)
      .filter(([place]) => place.includes(kept)),
  );
}

/** How many a county's share was of in one period, under the name of another that ends on the same day. */
export function sentIn(samples: Folder, measure: string, period: string, as: string): Figures {
  const figures = sent(samples, measure, 'denominator', `${period} county`);
  return Object.fromEntries(Object.values(figures).map((figure) => [`${as} county`, figure]));
}

/** Plans of January in the county and its areas, as the plans' files list them. */
export function plansInJanuary(samples: Folder): Figures {
  return figuresBy(['2022', '2023', '2024'], (year) =>
    samples
      .month('ehc_plans', `${year}-01`, 'dspl_area')
      .map(([area = '']) => [`CY${year}`, area, 1] as const),
  );
}

export function plansIssued(samples: Folder): Figures {
  const issued = samples.newest('ehc_assessments', 'request_id', 'plan_issued_on').map(([, on = '']) => on);
  return Object.fromEntries(
    ['2022', '2023', '2024'].map((year) => [
      `CY${year} county`,
      issued.filter((on) => on.startsWith(year)).length,
    ]),
  );
}

/** Pupils of January's census. @param provisions Letters of those who count, `EK` */
export function pupils(samples: Folder, provisions: string): Figures {
  return figuresBy(['2021', '2022', '2023'], (year) =>
    samples
      .month('pupils', `${Number(year) + 1}-01`, 'dspl_area', 'sen_provision', 'headcount')
      .filter(([, provision = '']) => provisions.includes(provision))
      .map(([area = '', , headcount]) => [`AY${year}`, area, Number(headcount)] as const),
  );
}

function figuresBy(
  years: string[],
  rowsOf: (year: string) => (readonly [period: string, area: string, count: number])[],
): Figures {
  const figures: Figures = {};
  for (const [period, area, count] of years.flatMap(rowsOf)) {
    for (const place of [`${period} county`, `${period} ${NAMES.get(area)}`]) {
      figures[place] = (figures[place] ?? 0) + count;
    }
  }
  return figures;
}

/** Milestones due by the end of each month of 2024, and those of them that were done in time. */
export function milestones(samples: Folder, counted: 'due' | 'on time'): Figures {
  const reported = samples.month('milestones', '2024-12', 'due_on', 'done_on');
  const months = samples.months('milestones').filter((month) => month.startsWith('2024'));
  return Object.fromEntries(
    months.map((month) => {
      const due = reported.filter(([on = '']) => on !== '' && on <= `${month}-31`);
      const onTime = due.filter(([on = '', done = '']) => done !== '' && done <= on);
      return [`${month} county`, counted === 'due' ? due.length : onTime.length];
    }),
  );
}

export function waitingForMentalHealth(samples: Folder, month: string): Figures {
  const rows = samples.month('waiting_lists', month, 'pathway', 'status');
  const waiting = rows.filter(([pathway, status]) => pathway === 'cypmhs' && status === 'waiting');
  return { [`${month} county`]: waiting.length };
}

/** Whoever has a plan, or SEN support at a school that reports attendance; the autumn term of 2024 ends that month. */
export function childrenWithSend(samples: Folder, month: string): Figures {
  const support = samples.month('attendance', month, 'sen_provision').filter(([letter]) => letter === 'K');
  return { 'AY2024T1 county': samples.month('ehc_plans', month, 'plan_id').length + support.length };
}

/** Over some months, the longest of the areas' median waits for speech advice, divided by the shortest. */
export function waitVariation(samples: Folder, from: string, to: string): Figures {
  const columns = ['dspl_area', 'pathway', 'status', 'referred_on', 'first_contact_on'];
  const seen = samples
    .months('waiting_lists')
    .filter((month) => month >= from && month <= to)
    .flatMap((month) => samples.month('waiting_lists', month, ...columns))
    .filter(([, pathway, status]) => pathway === 'salt_ehcna' && status === 'seen');
  const medians = [...new Set(seen.map(([area]) => area))].map((area) => {
    const waits = seen.filter(([one]) => one === area);
    return median(waits.map(([, , , from = '', contact = '']) => Date.parse(contact) - Date.parse(from)));
  });
  return { [`${to} county`]: Math.max(...medians) / Math.min(...medians) };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** Measures whose areas do not add up to the county, by period. */
export function apart(samples: Folder): string[] {
  const rows = samples.all('published_measures', 'measure', 'period', 'area', 'numerator', 'denominator');
  const sums = new Map<string, { county: number[]; areas: number[] }>();
  for (const [measure, period, area, numerator, denominator] of rows) {
    if (denominator === '') continue;
    const place = `${measure} ${period}`;
    const sum = sums.get(place) ?? { county: [], areas: [0, 0, 0] };
    const counts = [Number(numerator), Number(denominator)];
    if (area === 'county') sum.county = counts;
    else sum.areas = [...counts, 1].map((count, index) => count + (sum.areas[index] ?? 0));
    sums.set(place, sum);
  }
  return [...sums].flatMap(([place, { county, areas }]) => {
    const [numerator, denominator, many] = areas;
    if (many === 0) return [];
    const isWhole = many === AREAS.length && numerator === county[0] && denominator === county[1];
    return isWhole ? [] : `${place}: areas ${areas}, county ${county}`;
  });
}

/** A measure's shares in the period in which a milestone was done and since. */
export function sharesSinceDone(samples: Folder, milestone: string, measure: string): number[] {
  const reported = samples.month('milestones', '2024-12', 'milestone_id', 'done_on');
  const [, doneOn = ''] = reported.find(([id]) => id === milestone) ?? [];
  const shares = Object.entries(sent(samples, measure, 'value'));
  return shares
    .filter(([place]) => (parsePeriod(place.split(' ')[0] ?? '')?.end ?? '') >= doneOn)
    .map(([, share]) => share);
}

/** What each decision says of plans issued in time, in whole percent, and what the plans say. */
export function percentBeforeBoards(samples: Folder): { said: Figures; counted: Figures } {
  const issued = samples
    .newest('ehc_assessments', 'request_id', 'requested_on', 'plan_issued_on', 'exception')
    .filter(([, , , exception]) => exception === 'N');
  const decisions = samples
    .newest('decisions', 'decision_id', 'indicator', 'period', 'value')
    .filter(([, indicator, period = '']) => indicator === 'ehcp-issued-20-weeks' && period.startsWith('20'));
  const percent = (share: number) => Math.round(100 * share);
  const counted = (month: string) => {
    const all = issued.filter(([, , on = '']) => on.startsWith(month));
    const days = all.map(([, asked = '', on = '']) => (Date.parse(on) - Date.parse(asked)) / 86_400_000);
    return days.filter((count) => count <= 140).length / all.length;
  };
  return {
    said: Object.fromEntries(decisions.map(([, , month, value]) => [month, percent(Number(value))])),
    counted: Object.fromEntries(decisions.map(([, , month = '']) => [month, percent(counted(month))])),
  };
}
