import { afterEach, describe, expect, it, vi } from 'vitest';
import { auditDisclosure } from '../../../pipeline/disclosure/audit.ts';
import { Solver } from '../../../pipeline/disclosure/linear.ts';
import { suppress } from '../../../pipeline/disclosure/suppress.ts';
import { type TestHome, testHome } from '../../support/home.ts';
import { COMPLAINTS, PLANS, testPartnership } from '../../support/partnership.ts';
import { complaint, csv, plan } from '../../support/rows.ts';
import { hideSmall, smallTable } from './tables.ts';

/** Where nothing can be protected any other way, nothing of it is shown: publishing goes on. */

const grains = ['month', 'quarter', 'calendar_year'] as const;

afterEach(() => vi.restoreAllMocks());

async function homeOfTwo(): Promise<TestHome> {
  const { folder } = await testPartnership(
    {
      complaints: {
        ...COMPLAINTS,
        title: 'Complaints received',
        grains: [...grains],
        breakdowns: ['agency'],
      },
      plans: { ...PLANS, title: 'Plans', grains: ['month', 'quarter'] },
    },
    ['complaints', 'ehc_plans'],
  );
  return testHome({ partnership: folder });
}

/** South has no complaint in the second quarter, and North two. */
function months(): Record<string, string> {
  const files = ['01', '02', '03', '04', '05', '06'].flatMap((month, index) => {
    const of = (area: string, many: number) =>
      Array.from({ length: many }, (_, each) =>
        complaint(`${area} ${month} ${each}`, `2023-${month}-10`, { dspl_area: area }),
      );
    const rows = index < 3 ? [...of('DSPL 1', 9), ...of('DSPL 2', 9)] : of('DSPL 1', index === 3 ? 2 : 0);
    const [header] = csv(complaint('', '')).split('\n');
    const plans = ['DSPL 1', 'DSPL 2'].flatMap((area) =>
      Array.from({ length: 20 }, (_, each) =>
        plan(`2023-${month}-${month === '02' ? '28' : '30'}`, `${area} ${each}`, { dspl_area: area }),
      ),
    );
    return [
      [`complaints_2023-${month}.csv`, rows.length > 0 ? csv(...rows) : `${header}\n`],
      [`ehc_plans_2023-${month}.csv`, csv(...plans)],
    ];
  });
  return Object.fromEntries(files);
}

async function statuses(home: TestHome, indicator: string): Promise<string[]> {
  const rows = await home.published(
    `SELECT status FROM protected_point WHERE indicator = $1
     UNION SELECT status FROM protected_breakdown WHERE indicator = $1 ORDER BY ALL`,
    [indicator],
  );
  return rows.map(({ status }) => String(status));
}

describe('a count that no way is found to protect', () => {
  it('is withheld, noughts and totals too, and the run says so in a sentence', async () => {
    const home = await homeOfTwo();
    vi.spyOn(Solver.prototype, 'with').mockReturnValue(undefined);
    const { snapshot } = await home.deliver(months());
    vi.restoreAllMocks();
    expect(snapshot?.id).toBe('snapshot-000001');
    expect(home.said.filter((line) => line.includes('area groups'))).toEqual([
      'No figures of “Complaints received” are shown to area groups and the public: no way was found to show some of them without telling those that protect children’s privacy by being hidden. Everybody else sees them as ever.',
    ]);
    expect(await statuses(home, 'complaints')).toEqual(['suppressed']);
    expect(await statuses(home, 'plans')).toEqual(['ok']);
    expect(await home.figures('complaints', 'dspl-1', 'quarter')).toMatchObject({ FY2023Q1: '2' });
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('is withheld too when the solver itself fails, and the run says what it said', async () => {
    const home = await homeOfTwo();
    vi.spyOn(Solver.prototype, 'with').mockImplementation(() => {
      throw new Error('out of memory');
    });
    expect((await home.deliver(months())).snapshot?.id).toBe('snapshot-000001');
    expect(home.said).toContain('While a way was looked for, this went wrong: out of memory');
    expect(await statuses(home, 'complaints')).toEqual(['suppressed']);
  });

  it('is shown again, but for what has to be hidden, as soon as there is a way', async () => {
    const home = await homeOfTwo();
    vi.spyOn(Solver.prototype, 'with').mockReturnValue(undefined);
    await home.deliver(months());
    vi.restoreAllMocks();
    await home.rebuild();
    expect(await statuses(home, 'complaints')).toEqual(['ok', 'suppressed']);
    expect((await auditDisclosure(home.home))?.revealed).toEqual([]);
  });

  it('is withheld with all that it hangs together with, and with nothing else', () => {
    const [part, whole, other] = [smallTable([[3, 9]]), smallTable([[9, 9]]), smallTable([[8, 8]])];
    part.wholes.add(whole);
    whole.parts.add(part);
    for (const table of [part, whole, other]) hideSmall(table);
    vi.spyOn(Solver.prototype, 'with').mockReturnValue(undefined);
    suppress([part, whole, other], Object.create(Solver.prototype) as Solver);
    expect([part, whole, other].map(({ withheld }) => withheld)).toEqual([true, true, false]);
    expect([...whole.cells.values()].every(({ hidden }) => hidden)).toBe(true);
    expect([...other.cells.values()].some(({ hidden }) => hidden)).toBe(false);
  });
});
