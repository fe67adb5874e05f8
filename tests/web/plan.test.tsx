import { describe, expect, it } from 'vitest';
import { type MilestoneReport, reportedPlan } from '../../indicators/plan.ts';
import {
  onTimeWords,
  overdueWords,
  planWords,
  pressingSteps,
  standingWords,
  stepsOf,
} from '../../web/components/plan/milestones.ts';
import { PlanPage } from '../../web/pages/PlanPage.tsx';
import type { PlanFilter } from '../../web/props/plan.ts';
import { renderPage } from '../../web/render.ts';
import { frame, overviewOf } from './fixtures.ts';

const TODAY = '2025-01-15';
const milestone = (letter: string, due?: string) => ({
  id: `pap-1-${letter}`,
  title: `Step ${letter}`,
  ...(due && { due }),
});

const plan = {
  actions: [
    {
      ref: 'PAP 1',
      area: ['AI2'],
      title: 'Plans on time',
      lead: 'Head of SEND; Head of Health',
      indicators: ['ehcp-count', 'ehcp-issued-20-weeks', 'asd-waiting', 'ehcp-audited-good'],
      milestones: [
        milestone('a', '2024-01-31'),
        milestone('b', '2024-11-30'),
        milestone('c', '2025-03-31'),
        milestone('d', '2026-12-31'),
        { ...milestone('e'), lead: 'Head of Schools' },
      ],
    },
  ],
};

const report = (
  letter: string,
  status: MilestoneReport['status'],
  changes: Partial<MilestoneReport> = {},
) => ({
  ...{ id: `pap-1-${letter}`, status, updated_on: '2024-12-20', due_on: null, done_on: null, evidence: null },
  ...changes,
});

const actions = reportedPlan(
  plan,
  [
    report('a', 'done', { done_on: '2024-02-03' }),
    report('b', 'on_track', { evidence: 'Waits for posts to be filled' }),
    report('d', 'at_risk'),
  ],
  TODAY,
);

const decisions = [
  {
    ...{
      id: 'D1',
      decided_on: '2024-12-11',
      board: 'Executive Board',
      decision: 'Ask for ten more writers.',
    },
    ...{ indicator: 'ehcp-issued-20-weeks', period: '2024-11', value: 0.544 },
    ...{ owner: 'Director', due_on: '2025-02-28', outcome: null },
  },
];

function page(filter: Partial<PlanFilter> = {}, changes: object = {}): string {
  return renderPage(
    <PlanPage
      frame={frame}
      actions={actions}
      decisions={decisions}
      rows={overviewOf().rows}
      today={TODAY}
      filter={{ status: null, lead: null, ...filter }}
      {...changes}
    />,
  );
}

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the plan', () => {
  it('is summed up in a sentence', () => {
    expect(planWords(stepsOf(actions), TODAY)).toBe(
      '1 of 5 milestones is done. 1 is late and 1 at risk; 1 falls due by 15 April 2025.',
    );
    const atRisk = stepsOf(actions).filter(({ standing }) => standing === 'at_risk');
    expect(planWords(atRisk, TODAY)).toContain('None is late and 1 is at risk;');
    expect(onTimeWords(atRisk, TODAY)).toContain('None is done and 1 is at risk;');
    const done = stepsOf(actions).filter(({ standing }) => standing === 'done');
    expect(planWords(done, TODAY)).toMatch(/None is late; none falls due by 15 April 2025\.$/);
  });

  it('answers the question of its heading', () => {
    expect(textOf(page())).toContain(
      'No: 1 of 5 milestones is late, by 6 weeks. 1 is done and 1 at risk; 1 falls due by 15 April 2025.',
    );
    const steps = stepsOf(reportedPlan(plan, [report('c', 'late')], TODAY));
    expect(onTimeWords(steps, TODAY)).toContain('No: 3 of 5 milestones are late, the longest by 11 months.');
    const inTime = steps.filter(({ standing }) => standing === 'not_reported');
    expect(onTimeWords(inTime, TODAY)).toContain(
      'Not known: nothing has been reported yet of its 2 milestones. None is done;',
    );
    const unsaid = stepsOf(reportedPlan(plan, [], TODAY));
    expect(onTimeWords(unsaid, TODAY)).toContain('of its 5 milestones, and the day of 2 has passed.');
    expect(pressingSteps(unsaid, TODAY).late.map((step) => standingWords(step, TODAY))).toEqual([
      'Not reported, due 11 months ago',
      'Not reported, due 6 weeks ago',
    ]);
    const done = stepsOf(actions).filter(({ standing }) => standing === 'done');
    expect(onTimeWords(done, TODAY)).toContain('Yes: its one milestone is not late. 1 is done;');
  });

  it('counts what was promised for a day gone by as late, whatever was reported', () => {
    const { late, soon } = pressingSteps(stepsOf(actions), TODAY);
    expect(late.map((step) => step.milestone.id)).toEqual(['pap-1-b']);
    expect(soon.map((step) => step.milestone.id)).toEqual(['pap-1-c']);
  });

  it('shows late milestones first, with lead, day, evidence and the indicators of their effect', () => {
    const text = textOf(page());
    const late = text.slice(text.indexOf('Late (1)'), text.indexOf('Due by 15 April'));
    for (const words of [
      '6 weeks late Due 30 November 2024',
      'Step b',
      'Head of SEND; Head of Health',
      'Waits for posts to be filled.',
      'Met New EHC plans issued within 20 weeks',
    ])
      expect(late).toContain(words);
    expect(text.indexOf('Late (1)')).toBeLessThan(text.indexOf('Due by 15 April 2025 (1)'));
    expect(text.indexOf('Due by 15 April 2025 (1)')).toBeLessThan(text.indexOf('All actions'));
  });

  it('names the indicators of an effect once for each action, and not again in the next row', () => {
    const late = [report('b', 'late'), report('c', 'late'), report('d', 'late')];
    const markup = page({}, { actions: reportedPlan(plan, late, TODAY) });
    const [, rows = ''] = markup.split('Late (4)');
    const list = rows.slice(0, rows.indexOf('All actions'));
    expect(list.match(/class="step-when"/g)).toHaveLength(4);
    expect(list.match(/class="effects"/g)).toHaveLength(1);
    expect(textOf(list)).toContain('Late Due 31 March 2025');
  });

  it('puts first, of the indicators of an effect, those that have a target and have not met it', () => {
    const target = { value: 0, by: '2025-01', text: '0 by January 2025' };
    const rows = overviewOf().rows.map((row) =>
      row.indicator === 'asd-waiting' ? { ...row, status: 'no_target', target } : row,
    );
    const [, first = ''] = page({}, { rows }).split('aria-label="Indicators that show the effect"');
    const shown = [...first.slice(0, first.indexOf('</ul>')).matchAll(/href="([^"]+)"/g)].map(([, to]) => to);
    expect(shown).toEqual([
      ...['asd-waiting', 'ehcp-audited-good', 'ehcp-issued-20-weeks'].map((id) => `/indicators/${id}`),
      '#pap-1',
    ]);
  });

  it('shows the status or the lead that its address names', () => {
    const atRisk = textOf(page({ status: 'at_risk' }));
    expect(atRisk).toContain('Step d');
    expect(atRisk).not.toContain('Step a');
    const schools = page({ lead: 'Head of Schools' });
    expect(textOf(schools)).toContain('Step e');
    expect(textOf(schools)).not.toContain('Step b');
    expect(schools).toContain('<option value="Head of Schools" selected>');
    expect(textOf(page({ lead: 'Nobody' }))).toContain('No milestone fits what was chosen.');
  });

  it('says which figure a board decided because of', () => {
    expect(textOf(page())).toContain(
      'Ask for ten more writers. New EHC plans issued within 20 weeks : 54% in November 2024 Executive Board, 11 Dec 2024 Director Due by 28 February 2025.',
    );
  });

  it('puts first the decisions whose day has passed and of which nobody has said what came', () => {
    const [decision] = decisions;
    const old = { ...decision, decided_on: '2024-06-05', owner: null };
    const done = { ...old, id: 'D2', decision: 'Ask again.', due_on: '2024-07-31', outcome: 'It was done.' };
    const late = { ...old, id: 'D3', decision: 'Call weekly.', due_on: '2024-12-31' };
    const text = textOf(page({}, { decisions: [decision, done, late] }));
    expect(text.indexOf('Call weekly.')).toBeLessThan(text.indexOf('Ask for ten more writers.'));
    expect(text).toContain('2 weeks late Was due by 31 December 2024; no outcome recorded.');
    expect(text.match(/ late Was due by/g)).toHaveLength(1);
    expect(text).toContain('by 31 July 2024 It was done.');
  });

  it('of a partnership without one says so', () => {
    const text = textOf(page({}, { actions: null, decisions: [] }));
    expect(text).toContain('has no plan with milestones in its catalogue');
    expect(text).toContain('No decision has been recorded yet');
  });
});

describe('how long something is overdue', () => {
  it.each([
    ['2025-01-14', '1 day'],
    ['2025-01-02', '13 days'],
    ['2024-12-31', '2 weeks'],
    ['2024-01-31', '11 months'],
  ])('since %s is %s', (due, words) => {
    expect(overdueWords(due, TODAY)).toBe(words);
  });
});
