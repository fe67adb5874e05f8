import { createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PERSON_KEY, type TestHome } from '../support/home.ts';
import { attendance, csv } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

const { openHome } = useTestshire();

describe('people', () => {
  const ids = ['UPN-H801-SECRET-1', 'Ünïcode SECRET 2', `SECRET-3-${'x'.repeat(80)}`];

  it('are known by a pseudonym alone: their identifiers are in no warehouse, snapshot or report', async () => {
    const home = await openHome();
    const good = ids.map((id) => attendance('2024-07', id, 34, 1, { school_urn: 'FOUND-AS-IT-CAME' }));
    const bad = ids.map((id) =>
      attendance('2024-06', id, 34, 1, { dspl_area: 'Camelot', sen_provision: '' }),
    );
    const whole = csv(...ids.map((id) => attendance('2024-05', id, 34, 1)));
    const { files } = await home.deliver({
      'attendance_2024-07.csv': csv(...good),
      'attendance_2024-06.csv': csv(...bad, ...bad),
      'attendance_2024-05.csv': whole.slice(0, -12),
      'attendance_2024-04.csv': whole.replace(/N\n$/, '"N\n'),
    });
    expect(files.map(({ outcome }) => outcome)).toEqual(['accepted', 'rejected', 'rejected', 'rejected']);

    const kept = await filesOf(home);
    expect(kept.map(({ path }) => path.replace(/[0-9a-f]{64}/, 'SHA')).sort()).toEqual([
      ...files.map(() => 'archive/SHA.json'),
      ...files.slice(1).map(() => 'quarantine/SHA/findings.csv'),
      ...files.slice(1).map(() => 'quarantine/SHA/report.json'),
      'snapshots/snapshot-000001.duckdb',
      'warehouse.duckdb',
    ]);
    for (const { path, bytes } of kept) expect([path, bytes.includes('SECRET')]).toEqual([path, false]);
    // The search would find them: what identifies nobody stands in the warehouse as it came.
    const warehouse = kept.find(({ path }) => path === 'warehouse.duckdb');
    expect(warehouse?.bytes.includes('FOUND-AS-IT-CAME')).toBe(true);
  });

  it.each([
    ['a short key', PERSON_KEY],
    ['a key longer than a block of the digest', 'k€y '.repeat(30)],
  ])('have HMAC-SHA-256’s first 16 bytes for a pseudonym, with %s', async (_with, personKey) => {
    const home = await openHome({ personKey });
    const rows = ids.map((id, index) => attendance('2024-07', ` ${id} `, 34, index));
    await home.deliver({ 'attendance_2024-07.csv': csv(...rows) });
    expect(await pseudonyms(home)).toEqual(ids.map((id) => pseudonym(id, personKey)));
  });

  it('get new pseudonyms, the same in every month, when the key changes', async () => {
    const home = await openHome();
    await home.deliver({ 'attendance_2024-06.csv': csv(attendance('2024-06', 'P1', 34, 1)) });
    expect(await pseudonyms(home)).toEqual([pseudonym('P1', PERSON_KEY)]);
    home.keyed('another key that is long enough');
    await home.deliver({ 'attendance_2024-07.csv': csv(attendance('2024-07', 'P1', 34, 2)) });
    const anew = pseudonym('P1', 'another key that is long enough');
    expect(await pseudonyms(home)).toEqual([anew, anew]);
  });

  it('lose none to who only looks with another key', async () => {
    const home = await openHome();
    await home.deliver({ 'attendance_2024-06.csv': csv(attendance('2024-06', 'P1', 34, 1)) });
    home.keyed('another key that is long enough');
    await expect(home.status()).rejects.toThrow(
      /were loaded by another catalogue, or with another WAGGLE_PERSON_KEY/,
    );
    home.keyed(PERSON_KEY);
    expect((await home.status()).files).toMatchObject([{ outcome: 'accepted', rows: 1 }]);
  });
});

function pseudonym(id: string, key: string): string {
  return createHmac('sha256', key).update(id).digest('hex').slice(0, 32);
}

async function pseudonyms(home: TestHome): Promise<string[]> {
  const rows = await home.facts(
    'SELECT pupil_id::VARCHAR AS pupil FROM facts.attendance ORDER BY sessions_authorised',
  );
  return rows.map(({ pupil }) => String(pupil).replaceAll('-', ''));
}

/** All that the pipeline has written of its own: not the files themselves, which are kept as they came. */
async function filesOf({ home }: TestHome) {
  const entries = await readdir(home.root, { recursive: true, withFileTypes: true });
  const asTheyCame = [join(home.root, 'archive'), join(home.root, 'sent')];
  const own = entries.filter(
    (entry) => entry.isFile() && !(asTheyCame.includes(entry.parentPath) && entry.name.endsWith('.csv')),
  );
  return Promise.all(
    own.map(async (entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: path.slice(home.root.length + 1), bytes: await readFile(path) };
    }),
  );
}
