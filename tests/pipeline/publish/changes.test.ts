import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { changesText } from '../../../bin/print-changes.ts';
import type { Change } from '../../../indicators/series.ts';
import { silent } from '../../../pipeline/effects.ts';
import { run } from '../../../pipeline/run.ts';
import { onNewest, type TestHome, testHome } from '../../support/home.ts';
import {
  COMPLAINTS,
  NORTH,
  ON_TIME,
  type PlainIndicator,
  REQUESTS,
  SOUTH,
  SUSPENSIONS,
  testPartnership,
} from '../../support/partnership.ts';
import { complaint, csv, exclusion, headcount, issued, request } from '../../support/rows.ts';
import { SUSPENDED } from '../../support/testshire.ts';

/** What a run says of figures that an earlier snapshot showed as finished. */

const COUNTED: PlainIndicator = { ...SUSPENDED, grains: ['month', 'quarter'] };

async function homeOf(indicators: Record<string, PlainIndicator>, today?: string) {
  const partnership = await testPartnership(indicators);
  const home = await testHome({ partnership: partnership.folder, ...(today && { today }) });
  return { partnership, home };
}

/** `county month 2024-05: 3 -> 1, exclusions_2024-05.csv`. */
function told(changes: Change[]): string[] {
  return changes.map(({ area, grain, period, was, is, because }) => {
    const causes = [...(because.definition ? ['definition'] : []), ...because.files];
    return `${area} ${grain} ${period}: ${counted(was)} -> ${is ? counted(is) : 'none'}, ${causes.join(' ') || 'nothing'}`;
  });
}

function counted({ numerator, denominator }: Change['was']): string {
  return denominator === null ? String(numerator) : `${numerator}/${denominator}`;
}

describe('a past figure that changes is listed', () => {
  it('where a month is restated: in every area and period that it counts in, the county first', async () => {
    const { home } = await homeOf({ suspended: COUNTED });
    await home.deliver({
      'exclusions_2024-04.csv': csv(exclusion('X1', '2024-04-16')),
      'exclusions_2024-05.csv': csv(...['X2', 'X3', 'X4'].map((id) => exclusion(id, '2024-05-07'))),
      'exclusions_2024-06.csv': csv(exclusion('X5', '2024-06-03')),
    });
    const corrected = csv(exclusion('X6', '2024-05-20', { dspl_area: '2' }));
    const { changes } = await home.deliver({
      'exclusions_2024-05 corrected.csv': corrected,
      'exclusions_2024-07.csv': csv(exclusion('X7', '2024-07-02')),
    });
    expect(told(changes)).toEqual([
      'county month 2024-05: 3 -> 1, exclusions_2024-05 corrected.csv',
      'county quarter FY2024Q1: 5 -> 3, exclusions_2024-05 corrected.csv',
      `${NORTH} month 2024-05: 3 -> 0, exclusions_2024-05 corrected.csv`,
      `${NORTH} quarter FY2024Q1: 5 -> 2, exclusions_2024-05 corrected.csv`,
      `${SOUTH} month 2024-05: 0 -> 1, exclusions_2024-05 corrected.csv`,
      `${SOUTH} quarter FY2024Q1: 0 -> 1, exclusions_2024-05 corrected.csv`,
    ]);
    expect(changes[0]).toEqual({
      indicator: 'suspended',
      title: 'A figure',
      unit: 'count',
      average: false,
      area: 'county',
      area_name: 'Testshire',
      grain: 'month',
      period: '2024-05',
      was: { value: 3, numerator: 3, denominator: null },
      is: { value: 1, numerator: 1, denominator: null },
      because: { files: ['exclusions_2024-05 corrected.csv'], definition: false, updated: false },
    });
  });

  it('where a row comes late: a plan of July that only the file of August has', async () => {
    const { home } = await homeOf({ 'on-time': { ...ON_TIME, grains: ['month'] } });
    // 22 July is the 140th day after 4 March; 24 July the 141st after 5 March.
    await home.deliver({ 'ehc_assessments_2024-07.csv': csv(issued('R1', '2024-03-04', '2024-07-22')) });
    const { changes } = await home.deliver({
      'ehc_assessments_2024-08.csv': csv(
        issued('R2', '2024-03-05', '2024-07-24'),
        request('R3', '2024-08-01'),
      ),
    });
    expect(told(changes)).toEqual([
      'county month 2024-07: 1/1 -> 1/2, ehc_assessments_2024-08.csv',
      `${NORTH} month 2024-07: 1/1 -> 1/2, ehc_assessments_2024-08.csv`,
    ]);
    expect(changes[0]).toMatchObject({ was: { value: 1 }, is: { value: 0.5 } });
  });

  it('where a head count is corrected: in the months that were counted with it', async () => {
    const { home } = await homeOf({ rate: { ...SUSPENSIONS, grains: ['month'] } });
    const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06'];
    const exclusions = months.map((month, index) => {
      return [`exclusions_${month}.csv`, csv(exclusion(`X${index}`, `${month}-08`))] as const;
    });
    await home.deliver({
      ...Object.fromEntries(exclusions),
      'pupils_2024-01.csv': csv(headcount('2024-01-18', 'DSPL 1', 100)),
      'pupils_2024-05.csv': csv(headcount('2024-05-16', 'DSPL 1', 80)),
    });
    // A head count holds for the periods that end on its day or later, until the next one.
    const { changes } = await home.deliver({
      'pupils_2024-05b.csv': csv(headcount('2024-05-16', 'DSPL 1', 50)),
      'exclusions_2024-02b.csv': csv(exclusion('X8', '2024-02-08', { kind: 'permanent' })),
      'exclusions_2024-07.csv': csv(exclusion('X9', '2024-07-08')),
    });
    expect(told(changes.filter(({ area }) => area === 'county'))).toEqual([
      'county month 2024-02: 1/100 -> 0/100, exclusions_2024-02b.csv',
      'county month 2024-05: 1/80 -> 1/50, pupils_2024-05b.csv',
      'county month 2024-06: 1/80 -> 1/50, pupils_2024-05b.csv',
    ]);
  });

  it('where a file that had been replaced is sent again', async () => {
    const { home } = await homeOf({ complaints: { ...COMPLAINTS, grains: ['month'] } });
    const both = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-02'));
    await home.deliver({ 'complaints_2024-07.csv': both });
    const other = csv(complaint('C1', '2024-07-01', { kind: 'compliment' }));
    const second = await home.deliver({ 'complaints_2024-07 second.csv': other });
    const third = await home.deliver({ 'complaints_2024-07 third.csv': both });
    expect(told(second.changes)[0]).toBe('county month 2024-07: 2 -> 1, complaints_2024-07 second.csv');
    expect(told(third.changes)[0]).toBe('county month 2024-07: 1 -> 2, complaints_2024-07 third.csv');
  });

  it('where the catalogue now counts something else, and no file is blamed', async () => {
    const { home, partnership } = await homeOf({ complaints: { ...COMPLAINTS, grains: ['month'] } });
    await home.deliver({
      'complaints_2024-07.csv': csv(
        complaint('C1', '2024-07-01'),
        complaint('C2', '2024-07-02'),
        complaint('C3', '2024-07-03', { kind: 'compliment' }),
      ),
    });
    await partnership.edit('testshire/indicators/complaints.yaml', "'complaint'", "'compliment'");
    const { changes } = await home.ingest();
    expect(told(changes)).toEqual([
      'county month 2024-07: 2 -> 1, definition',
      `${NORTH} month 2024-07: 2 -> 1, definition`,
    ]);
  });

  it('where Waggle itself is another release that counts in another way: nothing else is blamed', async () => {
    const { home } = await homeOf({ complaints: { ...COMPLAINTS, grains: ['month'] } });
    await home.deliver({ 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) });
    // As if the release before had counted it twice.
    await onNewest(home, "UPDATE full_point SET value = 2, numerator = 2 WHERE area = 'county'");
    const settings = { ...(await home.settings()), code: 'the next release' };
    const { changes } = await run(settings, { ...silent, now: () => new Date('2025-01-15T09:00:00Z') });
    expect(changes).toMatchObject([{ because: { files: [], definition: false, updated: true } }]);
    expect(changesText(changes)).toEqual([
      'A past figure changed:',
      '  A figure, Testshire, July 2024: was 2, is 1, because Waggle itself was updated and now works it out in another way.',
    ]);
  });

  it('where the term was given other days', async () => {
    const terms = [{ id: 'AY2023T3', start: '2024-04-15', end: '2024-07-23' }];
    const partnership = await testPartnership(
      { complaints: { ...COMPLAINTS, grains: ['term'], tile_grain: 'term' } },
      undefined,
      { terms },
    );
    const home = await testHome({ partnership: partnership.folder });
    await home.deliver({
      ...{ 'complaints_2024-04.csv': csv(complaint('C1', '2024-04-15')) },
      ...{ 'complaints_2024-05.csv': csv(complaint('C2', '2024-05-15')) },
      ...{ 'complaints_2024-06.csv': csv(complaint('C3', '2024-06-15')) },
      ...{ 'complaints_2024-07.csv': csv(complaint('C4', '2024-07-01')) },
    });
    await partnership.edit('testshire/calendar.yaml', '2024-04-15', '2024-04-16');
    expect(told((await home.ingest()).changes)[0]).toBe('county term AY2023T3: 4 -> 3, definition');
  });

  it('where an indicator is no longer counted by the month: the figure is gone', async () => {
    const { home, partnership } = await homeOf({ suspended: COUNTED });
    await home.deliver({ 'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')) });
    await partnership.edit('testshire/indicators/suspended.yaml', '- month\n', '');
    await partnership.edit('testshire/indicators/suspended.yaml', 'tile_grain: month', 'tile_grain: quarter');
    expect(told((await home.ingest()).changes)[0]).toBe('county month 2024-05: 1 -> none, definition');
  });
});

describe('no change is listed', () => {
  const july = { 'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')) };
  const indicators = { complaints: COMPLAINTS, requests: REQUESTS };

  it('by a first run, by a file sent again, by a new month, or where nothing came', async () => {
    const { home } = await homeOf(indicators);
    const august = { 'complaints_2024-08.csv': csv(complaint('C2', '2024-08-01')) };
    for (const files of [july, july, august]) {
      const { snapshot, changes } = await home.deliver(files);
      expect(snapshot).not.toBeNull();
      expect(changes).toEqual([]);
    }
    expect((await home.ingest()).changes).toEqual([]);
  });

  it('of a month that was not over when it was published', async () => {
    const { home } = await homeOf(indicators, '2024-07-20');
    await home.deliver(july);
    const more = csv(complaint('C1', '2024-07-01'), complaint('C2', '2024-07-19'));
    expect((await home.deliver({ 'complaints_2024-07.csv': more })).changes).toEqual([]);
  });

  it('by other words for an indicator', async () => {
    const { home, partnership } = await homeOf(indicators);
    await home.deliver(july);
    await partnership.edit('testshire/indicators/complaints.yaml', 'Children wait.', 'Families wait.');
    const { snapshot, changes } = await home.ingest();
    expect(snapshot?.id).toBe('snapshot-000002');
    expect(changes).toEqual([]);
  });
});

describe('the snapshot before', () => {
  it('decides which files are new, also where the warehouse had to be made anew', async () => {
    const { home } = await homeOf({ suspended: { ...SUSPENDED, grains: ['month'] } });
    await home.deliver({ 'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')) });
    const { changes: none } = await home.rebuild();
    expect(none).toEqual([]);
    await home.drop(
      'exclusions_2024-05b.csv',
      csv(exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08')),
    );
    const { changes } = await home.rebuild();
    expect(told(changes)[0]).toBe('county month 2024-05: 1 -> 2, exclusions_2024-05b.csv');
  });

  it('that cannot be read is named, and stops nothing', async () => {
    const { home } = await homeOf({ suspended: SUSPENDED });
    await writeFile(join(home.home.snapshots, 'snapshot-000007.duckdb'), 'no database');
    const { snapshot, changes } = await home.deliver({
      'exclusions_2024-05.csv': csv(exclusion('X1', '2024-05-07')),
    });
    expect(snapshot?.id).toBe('snapshot-000008');
    expect(changes).toEqual([]);
    expect(home.said).toEqual([
      'snapshot-000007 cannot be read, so the run cannot say which past figures have changed since.',
      'snapshot-000007 cannot be read: what it hid from area groups and the public is looked up in the snapshot before it.',
    ]);
  });

  it('is followed by one that has the list', async () => {
    const { home } = await homeOf({ suspended: SUSPENDED });
    await restatedMay(home);
    const kept = await home.published(
      `SELECT period, was_value, value, files, definition FROM full_change WHERE area = 'county'`,
    );
    const files = '["exclusions_2024-05b.csv"]';
    expect(kept).toEqual([{ period: '2024-05', was_value: 1, value: 2, files, definition: false }]);
    const tables = await home.published(
      `SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%change%'`,
    );
    expect(tables, 'nobody else reads of changes').toEqual([{ table_name: 'full_change' }]);
  });
});

async function restatedMay(home: TestHome): Promise<void> {
  const [one, two] = [exclusion('X1', '2024-05-07'), exclusion('X2', '2024-05-08')];
  await home.deliver({ 'exclusions_2024-05.csv': csv(one) });
  await home.deliver({ 'exclusions_2024-05b.csv': csv(one, two) });
}
