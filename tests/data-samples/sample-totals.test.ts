import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { LOADING_MS } from '../support/sample-home.ts';
import { columnsOf, type Folder, sampleFiles } from './folder.ts';

/** What the sample rows add up to: the figures that have been published. */

const MILLISECONDS_PER_DAY = 86_400_000;

let samples: Folder;
beforeAll(async () => {
  samples = await sampleFiles();
}, LOADING_MS);

function days(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_PER_DAY;
}

function share(rows: readonly string[][], counts: (row: string[]) => boolean): [number, number] {
  return [rows.filter(counts).length, rows.length];
}

describe('plans and requests', () => {
  const issued = (from: string, to: string, exceptions = 'N') =>
    samples
      .newest('ehc_assessments', 'request_id', 'requested_on', 'plan_issued_on', 'exception')
      .filter(
        ([, , on = '', exception = '']) => on >= from && on <= `${to}-31` && exceptions.includes(exception),
      );

  it.each([
    ['2022-01', '2022-12', 502, 1_541],
    ['2023-01', '2023-12', 525, 1_306],
    ['2024-01', '2024-12', 957, 1_699],
    ['2024-01', '2024-07', 575, 991],
  ])('issued from %s to %s within 20 weeks are %i of %i', (from, to, onTime, all) => {
    expect(share(issued(from, to), ([, asked = '', on = '']) => days(asked, on) <= 140)).toEqual([
      onTime,
      all,
    ]);
  });

  it.each([
    ['2022', 1_585],
    ['2023', 1_363],
    ['2024', 1_781],
  ])('issued in %s are %i with the exceptions', (year, all) => {
    expect(issued(`${year}-01`, `${year}-12`, 'NY')).toHaveLength(all);
  });

  it.each([
    ['2022', 2_695],
    ['2023', 2_849],
    ['2024', 3_343],
  ])('requested in %s are %i', (year, requests) => {
    const received = samples.newest('ehc_assessments', 'request_id', 'requested_on');
    expect(received.filter(([, on = '']) => on.startsWith(year))).toHaveLength(requests);
  });

  it('differ between areas, none far from the county', () => {
    const inYear = samples
      .newest('ehc_assessments', 'request_id', 'dspl_area', 'requested_on', 'plan_issued_on')
      .filter(([, , , on = '']) => on.startsWith('2024'));
    const shares = Array.from({ length: 9 }, (_, index) => {
      const plans = inYear.filter(([, area]) => area === `dspl-${index + 1}`);
      const [onTime, all] = share(plans, ([, , asked = '', on = '']) => days(asked, on) <= 140);
      return onTime / all;
    });
    expect(Math.min(...shares)).toBeGreaterThan(0.4);
    expect(Math.max(...shares)).toBeLessThan(0.72);
    expect(Math.max(...shares) - Math.min(...shares)).toBeGreaterThan(0.12);
  });

  it.each([
    ['2023-01', 10_486],
    ['2024-01', 11_897],
    ['2024-12', 12_920],
  ])('maintained at the end of %s are %i', (month, plans) => {
    expect(samples.month('ehc_plans', month, 'plan_id')).toHaveLength(plans);
  });

  it('last from month to month with the same person', () => {
    const july = new Map(samples.month('ehc_plans', '2024-07', 'plan_id', 'person_id') as [string, string][]);
    const august = samples.month('ehc_plans', '2024-08', 'plan_id', 'person_id');
    const kept = august.filter(([plan = '']) => july.has(plan));
    expect(kept.length).toBeGreaterThan(0.97 * august.length);
    expect(kept.every(([plan = '', person]) => july.get(plan) === person)).toBe(true);
  });

  it('have a snapshot entry for each plan issued that month', () => {
    const newPlans = samples
      .month('ehc_assessments', '2024-07', 'person_id', 'plan_issued_on')
      .filter(([, on = '']) => on.startsWith('2024-07'));
    const maintained = new Set(samples.month('ehc_plans', '2024-07', 'person_id').flat());
    expect(newPlans.every(([person = '']) => maintained.has(person))).toBe(true);
  });
});

describe('annual reviews', () => {
  const onTime = (month: string) => {
    const due = samples
      .month('ehc_plans', month, 'review_due_on', 'review_completed_on')
      .filter(([on = '']) => on.startsWith(month));
    const [kept, all] = share(due, ([on = '', completed = '']) => completed !== '' && completed <= on);
    return kept / all;
  };

  it('due in July 2023 were on time in exactly 9%', () => {
    expect(onTime('2023-07')).toBe(0.09);
  });

  it('rise to about 31% by December 2024', () => {
    expect(onTime('2022-06')).toBeCloseTo(0.12, 1);
    expect(onTime('2024-12')).toBeCloseTo(0.31, 2);
  });
});

describe('audits', () => {
  const goodShare = (months: string[], types: string[]) => {
    const audits = months
      .flatMap((month) => samples.month('ehcp_audits', month, 'plan_type', 'grade'))
      .filter(([type = '']) => types.includes(type));
    const [good, all] = share(audits, ([, grade = '']) => grade === 'good' || grade === 'outstanding');
    return good / all;
  };

  it.each([
    ['July to September 2023', ['2023-07', '2023-08', '2023-09'], 0.05],
    ['October to December 2023', ['2023-10', '2023-11', '2023-12'], 0.14],
    ['April to June 2024', ['2024-04', '2024-05', '2024-06'], 0.362],
  ])('of %s are good or outstanding as published, whatever was audited', (_, months, published) => {
    expect(goodShare(months, ['new', 'amended'])).toBe(published);
    expect(goodShare(months, ['new', 'amended', 'annual_review'])).toBe(published);
  });

  it('sometimes say no area', () => {
    const areas = samples.all('ehcp_audits', 'dspl_area').flat();
    const blank = areas.filter((area) => area === '').length;
    expect(blank).toBeGreaterThan(0);
    expect(blank).toBeLessThan(0.05 * areas.length);
  });
});

describe('complaints', () => {
  it.each([
    ['complaint', '2022-04', '2023-03', 530],
    ['complaint', '2023-01', '2023-12', 535],
    ['complaint', '2024-01', '2024-12', 571],
    ['compliment', '2022-04', '2023-03', 207],
    ['compliment', '2023-01', '2023-12', 168],
    ['compliment', '2024-01', '2024-12', 369],
  ])('of kind %s from %s to %s are %i', (kind, from, to, contacts) => {
    const received = samples
      .newest('complaints', 'contact_id', 'kind', 'received_on')
      .filter(([, which, on = '']) => which === kind && on >= from && on <= `${to}-31`);
    expect(received).toHaveLength(contacts);
  });
});

describe('waiting lists', () => {
  const waiting = (pathway: string, month: string) =>
    samples
      .month('waiting_lists', month, 'pathway', 'status', 'referred_on', 'person_id')
      .filter(([which, status]) => which === pathway && status === 'waiting');

  it('for a special school place are 391 in June 2023', () => {
    expect(waiting('special_school_place', '2023-06')).toHaveLength(391);
    expect(waiting('special_school_place', '2024-12')).toHaveLength(318);
  });

  it('of more than a year for a special school place are 170 in September 2023', () => {
    const long = waiting('special_school_place', '2023-09').filter(
      ([, , referred = '']) => referred < '2022-09-30',
    );
    expect(long).toHaveLength(170);
  });

  it('for autism grow from about 3,400 to about 4,870', () => {
    expect(waiting('autism', '2022-01').length / 3_400).toBeCloseTo(1, 1);
    expect(waiting('autism', '2024-12').length / 4_870).toBeCloseTo(1, 1);
  });

  it('keep whoever still waits, with the same referral', () => {
    const june = new Map(waiting('autism', '2024-06').map(([, , referred, person]) => [person, referred]));
    const july = waiting('autism', '2024-07').filter(([, , referred = '']) => referred < '2024-07');
    expect(july.every(([, , referred, person]) => june.get(person) === referred)).toBe(true);
  });

  it('show a contact once, in the month it happened', () => {
    const seen = samples
      .all(
        'waiting_lists',
        'snapshot_on',
        'person_id',
        'pathway',
        'referred_on',
        'status',
        'first_contact_on',
      )
      .filter(([, , , , status]) => status === 'seen');
    expect(seen.every(([on = '', , , , , contact = '']) => contact.slice(0, 7) === on.slice(0, 7))).toBe(
      true,
    );
    expect(new Set(seen.map((row) => row.slice(1, 4).join())).size).toBe(seen.length);
  });

  it.each([
    ['2022', 0.4, 0.52],
    ['2024', 0.7, 0.8],
  ])('for speech advice to an assessment are seen in six weeks: %s', (year, least, most) => {
    const seen = samples
      .months('waiting_lists')
      .filter((month) => month.startsWith(year))
      .flatMap((month) =>
        samples.month('waiting_lists', month, 'pathway', 'status', 'referred_on', 'first_contact_on'),
      )
      .filter(([pathway, status]) => pathway === 'salt_ehcna' && status === 'seen');
    const [soon, all] = share(seen, ([, , referred = '', contact = '']) => days(referred, contact) <= 42);
    expect(soon / all).toBeGreaterThan(least);
    expect(soon / all).toBeLessThan(most);
  });
});

describe('attendance', () => {
  it.each([
    ['2023-09', 367],
    ['2024-12', 242],
  ])('of pupils with a plan, %s, shows %i on a reduced timetable', (month, pupils) => {
    const reduced = samples
      .month('attendance', month, 'sen_provision', 'reduced_timetable')
      .filter(([provision, flag]) => provision === 'E' && flag === 'Y');
    expect(reduced).toHaveLength(pupils);
  });

  it('adds up, session by session, to a plausible absence that is higher in winter', () => {
    const absence = new Map<string, number>();
    for (const month of samples.months('attendance')) {
      let possible = 0;
      let missed = 0;
      for (const row of samples.month(
        'attendance',
        month,
        'sessions_possible',
        'sessions_attended',
        'sessions_authorised',
        'sessions_unauthorised',
      )) {
        const [all = 0, attended = 0, authorised = 0, unauthorised = 0] = row.map(Number);
        if (attended + authorised + unauthorised !== all || attended < 0) expect.fail(row.join());
        possible += all;
        missed += authorised + unauthorised;
      }
      absence.set(month, missed / possible);
    }
    expect(Math.min(...absence.values())).toBeGreaterThan(0.1);
    expect(Math.max(...absence.values())).toBeLessThan(0.13);
    expect(absence.get('2023-12')).toBeGreaterThan(absence.get('2023-06') ?? 1);
  });

  it('speaks of the children that plans and census speak of', () => {
    const plans = new Set(samples.month('ehc_plans', '2024-05', 'person_id').flat());
    const pupils = samples
      .month('attendance', '2024-05', 'pupil_id', 'sen_provision')
      .filter(([, provision]) => provision === 'E');
    expect(pupils.every(([pupil = '']) => plans.has(pupil))).toBe(true);
    const counted = samples
      .month('pupils', '2024-05', 'sen_provision', 'headcount')
      .filter(([provision]) => provision === 'E')
      .reduce((sum, [, headcount]) => sum + Number(headcount), 0);
    expect(counted).toBe(pupils.length);
  });
});

describe('exclusions', () => {
  it('are 8,000 to 9,000 suspensions and about 100 permanent exclusions a year, none in August', () => {
    const kinds = samples.all('exclusions', 'kind', 'started_on');
    for (const year of ['2022', '2023', '2024']) {
      const inYear = kinds.filter(([, on = '']) => on.startsWith(year));
      const permanent = inYear.filter(([kind]) => kind === 'permanent').length;
      expect(permanent).toBeGreaterThan(90);
      expect(permanent).toBeLessThan(110);
      expect(inYear.length - permanent).toBeGreaterThan(8_000);
      expect(inYear.length - permanent).toBeLessThan(9_000);
    }
    expect(samples.month('exclusions', '2024-08', 'kind')).toEqual([]);
  });
});

describe('published measures and open data', () => {
  it('tell how many parents were satisfied with getting a plan', () => {
    const answers = samples
      .all('survey_responses', 'survey', 'respondent', 'question', 'answer', 'responded_on')
      .filter(
        ([survey, respondent, question]) =>
          [survey, respondent, question].join(' ') === 'ehcp-process parent_carer satisfied-process',
      );
    const satisfied = (from: string, to: string) => {
      const within = answers.filter(([, , , , day = '']) => day >= from && day <= to);
      return within.filter(([, , , answer]) => Number(answer) >= 4).length / within.length;
    };
    expect(satisfied('2023-04-01', '2024-03-31')).toBe(0.5);
    expect(satisfied('2024-04-01', '2024-06-30')).toBe(0.61);
  });

  it('give the department’s figures in its own shape', () => {
    const text = readFileSync(samples.path('dfe_timeliness_2025.csv'), 'utf8');
    expect(text.startsWith('\uFEFFtime_period,')).toBe(true);
    expect(text).toContain(',PC_plans_issued_20_weeks_ex,');
    const figures = columnsOf(
      samples.table('dfe_timeliness_2025.csv'),
      'time_period',
      'la_name',
      'plans_issued_20_weeks_ex',
      'plans_issued_den_ex',
      'plans_issued_gt_1_year',
    ).filter(([, name]) => name === 'Hertfordshire');
    expect(figures).toContainEqual(['2022', 'Hertfordshire', '502', '1541', 'x']);
    expect(figures).toContainEqual(['2024', 'Hertfordshire', '957', '1699', '50']);
  });
});
