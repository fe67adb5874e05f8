import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSamples } from '../../data-samples/samples.ts';
import { SCHOOLS } from '../../data-samples/totals.ts';
import { LOADING_MS } from '../support/sample-home.ts';
import {
  apart,
  type Column,
  childrenWithSend,
  type Figures,
  milestones,
  percentBeforeBoards,
  plansInJanuary,
  plansIssued,
  pupils,
  sent,
  sentIn,
  sharesSinceDone,
  waitingForMentalHealth,
  waitVariation,
} from './agreement.ts';
import { columnsOf, Folder, readTable, sampleFiles } from './folder.ts';

const COLUMNS = {
  ehc_assessments:
    'request_id person_id dspl_area requested_on request_source decision_on decision outcome_on outcome plan_issued_on exception primary_need phase team',
  ehc_plans:
    'snapshot_on plan_id person_id dspl_area school_urn school_dspl_area placement out_of_county primary_need phase review_due_on review_completed_on team caseworker_id',
  ehcp_audits:
    'audit_id audited_on dspl_area plan_type tool grade child_voice_grade education_advice_grade health_advice_grade social_care_advice_grade',
  waiting_lists: 'snapshot_on person_id dspl_area pathway provider referred_on status first_contact_on',
  attendance:
    'period pupil_id school_urn dspl_area sen_provision phase sessions_possible sessions_attended sessions_authorised sessions_unauthorised reduced_timetable',
  exclusions:
    'exclusion_id pupil_id dspl_area sen_provision phase kind started_on sessions_lost reason_1 reason_2 reason_3',
  complaints: 'contact_id received_on kind agency stage theme dspl_area due_on responded_on outcome',
  pupils: 'snapshot_on dspl_area phase sen_provision age_band headcount',
  survey_responses: 'response_id survey respondent dspl_area question answer responded_on',
  disputes: 'dispute_id person_id dspl_area kind opened_on about closed_on outcome',
  missing_education: 'snapshot_on person_id dspl_area status since_on sen_provision reengaged_on',
  milestones: 'milestone_id status updated_on due_on done_on evidence',
  decisions: 'decision_id decided_on board decision indicator period value owner due_on outcome',
  commentary: 'comment_id indicator area period written_on author_role text',
  published_measures: 'measure period area comparator numerator denominator value symbol source',
};

const KEYS = {
  ehc_assessments: ['request_id'],
  ehc_plans: ['plan_id'],
  ehcp_audits: ['audit_id'],
  waiting_lists: ['person_id', 'pathway', 'provider', 'referred_on'],
  attendance: ['pupil_id', 'school_urn'],
  exclusions: ['exclusion_id'],
  complaints: ['contact_id'],
  pupils: ['dspl_area', 'phase', 'sen_provision', 'age_band'],
  survey_responses: ['survey', 'response_id', 'question'],
  disputes: ['dispute_id'],
  missing_education: ['snapshot_on', 'person_id', 'status', 'since_on'],
  milestones: ['milestone_id'],
  decisions: ['decision_id'],
  commentary: ['comment_id'],
  published_measures: ['measure', 'period', 'area', 'comparator'],
};

const EXTRACTS = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
const MAY_LIE_AHEAD = ['due_on', 'review_due_on'];

const steps: number[] = [];
let samples: Folder;
let earlier: Folder;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'waggle-samples-'));
  const { names } = await writeSamples(directory, {
    now: new Date('2022-08-05'),
    progress: (done, total) => steps.push(done, total),
  });
  earlier = new Folder(names, (name) => join(directory, name));
  samples = await sampleFiles();
}, LOADING_MS);
afterAll(() => rm(directory, { recursive: true }));

function hash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

describe('the files', () => {
  it('are one for each month and extract, and nothing else is left in the folder', async () => {
    expect((await readdir(directory)).toSorted()).toEqual(earlier.names.toSorted());
    for (const extract of [
      'ehc_assessments',
      'ehc_plans',
      'ehcp_audits',
      'waiting_lists',
      'exclusions',
      'complaints',
    ]) {
      expect(samples.months(extract)).toHaveLength(36);
    }
    expect(samples.months('attendance').filter((month) => month.endsWith('-08'))).toEqual([]);
    expect(samples.months('attendance')).toHaveLength(33);
    expect(new Set(samples.months('pupils').map((month) => month.slice(5)))).toEqual(
      new Set(['01', '05', '10']),
    );
  });

  it('are reported as they are written', () => {
    const total = earlier.names.length;
    expect(steps.slice(0, 2)).toEqual([1, total]);
    expect(steps.slice(-2)).toEqual([total, total]);
  });

  it.each(EXTRACTS)('of %s have its columns in order', (extract) => {
    for (const month of samples.months(extract)) {
      const [header = ''] = readFileSync(samples.path(`${extract}_${month}.csv`), 'utf8').split(/\r?\n/, 1);
      expect(header).toBe(COLUMNS[extract].replaceAll(' ', ','));
    }
  });

  it.each(EXTRACTS)(
    'of %s hold no date after their month, no key twice and one spelling of the areas',
    (extract) => {
      const areas = new Set<string>();
      for (const month of samples.months(extract)) {
        const table = samples.table(`${extract}_${month}.csv`);
        const dates = table.columns.filter((name) => name.endsWith('_on') && !MAY_LIE_AHEAD.includes(name));
        for (const date of columnsOf(table, ...dates).flat()) if (date > `${month}-31`) expect.fail(date);
        const keys = columnsOf(table, ...KEYS[extract]).map((key) => key.join());
        expect(new Set(keys).size).toBe(keys.length);
        for (const [area = ''] of columnsOf(table, 'dspl_area')) areas.add(area);
      }
      areas.delete('');
      expect(areas.size).toBe(COLUMNS[extract].includes('dspl_area') ? 9 : 0);
    },
  );

  it('of an earlier day are the same files, only fewer', () => {
    const common = earlier.names.filter((name) => samples.names.includes(name));
    expect(common).toEqual(earlier.names);
    expect(earlier.months('ehc_plans').at(-1)).toBe('2022-07');
    expect(earlier.months('attendance').at(-1)).toBe('2022-07');
    const changed = common.filter((name) => hash(samples.path(name)) !== hash(earlier.path(name)));
    expect(changed).toEqual([]);
  });
});

describe('the hand-readable examples', () => {
  const path = (name: string) => join(import.meta.dirname, '../../data-samples/examples', `${name}.csv`);

  it.each(EXTRACTS)('of %s have its columns and few rows', (extract) => {
    const { columns, rows } = readTable(path(extract));
    expect(columns).toEqual(COLUMNS[extract].split(' '));
    expect(rows.length).toBeGreaterThan(7);
    expect(rows.length).toBeLessThan(13);
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
  });

  it.each(['dfe_timeliness', 'dfe_requests', 'dfe_annual_reviews'])(
    'of %s are shaped as the samples',
    (name) => {
      expect(readTable(path(name)).columns).toEqual(samples.table(`${name}_2025.csv`).columns);
    },
  );
});

describe('what partners send agrees with what another file says', () => {
  it.each<[measure: string, column: Column, places: string, counted: () => Figures]>([
    ['plan-actions-on-time', 'numerator', '', () => milestones(samples, 'on time')],
    ['plan-actions-on-time', 'denominator', '', () => milestones(samples, 'due')],
    ['ehcp-prevalence-0-25', 'numerator', '', () => plansInJanuary(samples)],
    ['ehcp-new-rate-0-25', 'numerator', '', () => plansIssued(samples)],
    ['sen-support-share', 'numerator', '', () => pupils(samples, 'K')],
    ['sen-support-share', 'denominator', '', () => pupils(samples, 'EKN')],
    ['send-identified-share', 'numerator', '', () => pupils(samples, 'EK')],
    ['send-identified-share', 'denominator', '', () => pupils(samples, 'EKN')],
    ['dspl-same-area-share', 'denominator', '', () => pupils(samples, 'EKN')],
    ['dspl-same-area-count', 'value', '', () => sent(samples, 'dspl-same-area-share', 'numerator')],
    [
      'providers-good-leadership-count',
      'value',
      '',
      () => sent(samples, 'providers-good-leadership-share', 'numerator', 'county'),
    ],
    ['calls-received', 'value', '', () => sent(samples, 'calls-answered', 'denominator')],
    [
      'staff-lived-experience',
      'denominator',
      '2024-06',
      () => sent(samples, 'send-staff-recruited', 'value', '2024-06'),
    ],
    ['cypmhs-waiting-well', 'denominator', '2024-04', () => waitingForMentalHealth(samples, '2024-04')],
    ['needs-met-locally', 'denominator', 'AY2024T1 county', () => childrenWithSend(samples, '2024-12')],
    [
      'send-identified-count',
      'value',
      'AY2023 county',
      () => sentIn(samples, 'needs-met-locally', 'AY2023T3', 'AY2023'),
    ],
    ['health-wait-variation', 'value', '2024-12', () => waitVariation(samples, '2024-10', '2024-12')],
    ['groupcall-coverage', 'denominator', '2024-12', () => ({ '2024-12 county': SCHOOLS })],
    ['mhst-school-coverage', 'denominator', 'AY2024T1 county', () => ({ 'AY2024T1 county': SCHOOLS })],
    ['schools-good-outstanding', 'denominator', 'CY2024 county', () => ({ 'CY2024 county': SCHOOLS })],
  ])('%s, %s %s', (measure, column, places, counted) => {
    const figures = sent(samples, measure, column, places);
    expect(figures).not.toEqual({});
    expect(figures).toEqual(counted());
  });

  it.each(['2024-03', '2024-12'])('in %s more pupils are on part-time timetables than with SEND', (month) => {
    const reduced = samples
      .month('attendance', month, 'reduced_timetable')
      .filter(([flag]) => flag === 'Y').length;
    const all = sent(samples, 'part-time-timetables-long', 'denominator', month)[`${month} county`];
    expect(all).toBeGreaterThan(reduced);
  });

  it('13.3% of pupils had SEND in 2021/22, as the strategy has it', () => {
    expect(sent(samples, 'send-identified-share', 'value', 'AY2021')['AY2021 county']).toBeCloseTo(0.133, 4);
  });

  it('the areas’ counts add up to the county’s', () => {
    expect(apart(samples)).toEqual([]);
  });

  it.each([
    ['ip-3-1-b', 'groupcall-coverage'],
    ['ip-1-8-e', 'salt-risk-assessed'],
    ['ip-1-10-a', 'cypmhs-adjustment-policy'],
    ['ip-2-4-c', 'audits-reported-to-board'],
    ['pap-2-3-a', 'workstreams-with-parent-carer'],
    ['pap-1-5-a', 'indicators-on-outcome-bees'],
  ])('since milestone %s is done, %s is complete', (milestone, measure) => {
    const shares = sharesSinceDone(samples, milestone, measure);
    expect(shares.length).toBeGreaterThan(3);
    expect(new Set(shares)).toEqual(new Set([1]));
  });

  it('the boards had before them what was so', () => {
    const { said, counted } = percentBeforeBoards(samples);
    expect(Object.keys(said).length).toBeGreaterThan(3);
    expect(said).toEqual(counted);
  });
});
