import { readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INDICATOR_TABLES } from '../../indicators/snapshot.ts';
import { copyOf, onNewest, openTestHome, type TestHome } from '../support/home.ts';
import type { TestPartnership } from '../support/partnership.ts';
import { ALL_OF_FEW, august, fewInTestshire, firstFiles, mark, newestPath, workedOut } from './unchanged.ts';

/** Nothing is taken over from a snapshot that is damaged: few indicators are enough to have rows in all of its tables. */

describe('after a snapshot that is damaged all is worked out anew', () => {
  let partnership: TestPartnership;
  let pattern: TestHome;
  beforeAll(async () => {
    partnership = await fewInTestshire();
    pattern = await openTestHome({ partnership: partnership.folder });
    const { files } = await pattern.deliver(await filesOfFew());
    expect(files.filter(({ outcome }) => outcome === 'rejected')).toEqual([]);
    await mark(pattern);
  });
  afterAll(async () => {
    await pattern.remove();
    await partnership.remove();
  });

  function marked(): Promise<TestHome> {
    return copyOf(pattern, { partnership: partnership.folder });
  }

  it.each<[string, (home: TestHome) => Promise<void>]>([
    ['is gone', async (home) => rm(await newestPath(home))],
    ['is no snapshot', async (home) => writeFile(await newestPath(home), 'nothing')],
    ['was cut short', async (home) => cutShort(await newestPath(home))],
    ['is an earlier release’s', (home) => onNewest(home, 'DROP TABLE computed_from')],
    ['knows nothing of what it was made from', (home) => onNewest(home, 'DELETE FROM computed_from')],
    ['has lost a table', (home) => onNewest(home, 'DROP TABLE council')],
  ])('where it %s', async (_what, spoil) => {
    const home = await marked();
    await spoil(home);
    const { snapshot } = await home.deliver(august);
    expect(snapshot).not.toBeNull();
    expect(await workedOut(home, ALL_OF_FEW)).toEqual(ALL_OF_FEW);
  });

  it('where it is damaged inside, wherever figures lie', async () => {
    const blocks = await blocksOfFigures(pattern);
    expect(blocks.length).toBeGreaterThanOrEqual(INDICATOR_TABLES.length - 1);
    for (const block of blocks) {
      const home = await marked();
      await spoilBlock(await newestPath(home), block);
      expect((await home.deliver(august)).snapshot).not.toBeNull();
      expect(await workedOut(home, ALL_OF_FEW)).toEqual(ALL_OF_FEW);
      await home.remove();
    }
  });

  it.each([['first'], ['last']])('or what has changed, where its %s block is damaged', async (which) => {
    const home = await marked();
    const size = (await readFile(await newestPath(home))).length;
    await spoilBlock(
      await newestPath(home),
      which === 'first' ? 0 : Math.floor((size - HEADERS) / BLOCK) - 1,
    );
    expect((await home.deliver(august)).snapshot).not.toBeNull();
    expect([ALL_OF_FEW, ['complaints', 'compliments']]).toContainEqual(await workedOut(home, ALL_OF_FEW));
  });
});

async function filesOfFew(): Promise<Record<string, string | Buffer>> {
  const ofFew = Object.entries(await firstFiles()).filter(([name]) => /^(complaints|ehc|dfe)_/.test(name));
  return Object.fromEntries(ofFew);
}

/** The blocks of the newest snapshot in which what may be taken over lies: most tables have one of their own. */
async function blocksOfFigures(home: TestHome): Promise<number[]> {
  const rows = await home.published(
    INDICATOR_TABLES.map((table) => `SELECT block_id FROM pragma_storage_info('${table}')`).join(' UNION '),
  );
  return rows.map(({ block_id: block }) => Number(block)).filter((block) => block >= 0);
}

// DuckDB’s files: three headers, then blocks, each with its checksum.
const HEADERS = 3 * 4096;
const BLOCK = 16_384;

async function spoilBlock(path: string, block: number): Promise<void> {
  const bytes = await readFile(path);
  const place = HEADERS + block * BLOCK + 100;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place);
  await writeFile(path, bytes);
}

async function cutShort(path: string): Promise<void> {
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length / 2));
}
