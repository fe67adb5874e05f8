import { beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../indicators/plan-schema.ts';
import { build, change, homeWith } from './home.ts';

/** Two snapshots of 15 January 2025. Of each, a file is due on 10 February and a milestone on 1 March. */

const plan: Plan = {
  actions: [
    {
      ref: '1.1',
      title: 'Issue plans in time',
      area: ['AI2'],
      indicators: ['plans-on-time'],
      lead: 'Head of Service',
      milestones: [{ id: '1-1-a', title: 'More caseworkers are in post', due: '2025-03-01' }],
    },
  ],
};

let home: string;
beforeEach(async () => {
  home = await homeWith(1, 2);
  for (const number of [1, 2])
    await change(
      home,
      number,
      `INSERT INTO freshness VALUES ('ehc_assessments', '2024-07', '2025-02-10');
       UPDATE catalogue SET document = json_merge_patch(document, '${JSON.stringify({ plan })}')`,
    );
});

async function asked(url: string, day: string): Promise<string> {
  const { app } = await build(home, undefined, undefined, { now: `${day}T10:00:00Z` });
  const { statusCode, body } = await app.inject({ url, headers: { accept: 'text/html' } });
  expect(statusCode, body).toBe(200);
  return body
    .replace(/<style[\s\S]*<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const EARLIER = 'snapshot=snapshot-000001';

describe('an earlier snapshot that is read years later', () => {
  it.each([
    ['/', 'of its 1 milestone, and the day of 1 has passed'],
    ['/improvement/AI2', '1 is late'],
    ['/indicators/plans-on-time', 'Late'],
    ['/plan', 'the day of 1 has passed'],
    ['/quality', 'wait for a late file'],
    ['/report', 'Late: 10 Feb 2025'],
    ['/api/v1/plan', '"late":true'],
    ['/api/v1/gaps', '"state":"late"'],
  ])('%s judges it by its own day, and the latest by today', async (path, late) => {
    const withoutToday = (text: string) => text.replace(/Report made \d+ \w+ \d{4}/, '');
    const then = await asked(`${path}?${EARLIER}`, '2025-01-15');
    expect(then).not.toContain(late);
    expect(withoutToday(await asked(`${path}?${EARLIER}`, '2026-11-22'))).toBe(withoutToday(then));
    expect(await asked(path, '2026-11-22')).toContain(late);
  });

  it('has a report made today', async () => {
    expect(await asked(`/report?${EARLIER}`, '2026-11-22')).toContain('Report made 22 November 2026');
  });
});
