import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { JULY, useWaggle } from './typed.ts';

const waggle = useWaggle();

it('the audit trail tells of the exports that happened, each with its level, and of no other', async () => {
  const home = await testHome();
  const out = join(home.home.root, 'out');
  const exported = (...words: string[]) => waggle(home, ['export', ...words]);
  expect(await exported('--level', 'full', '--out', out)).toMatchObject({ exitCode: 1 });
  await home.drop('complaints_2024-07.csv', JULY);
  await waggle(home, ['ingest']);
  expect(await exported('--level', 'all', '--out', out)).toMatchObject({ exitCode: 2 });
  expect(await exported('--level', 'full', '--out', out)).toMatchObject({ exitCode: 0 });
  expect(await exported('--level', 'protected', '--out', out)).toMatchObject({ exitCode: 0 });
  const { stdout } = await waggle(home, ['audit', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    entries: [
      { event: 'ingest', who: expect.stringMatching(/^account ./) },
      { event: 'export', detail: `full ${out}` },
      { event: 'export', detail: `protected ${out}` },
    ],
  });
});
