import { expect, it, vi } from 'vitest';
import { TODAY, testHome } from '../support/home.ts';
import { waggleHere } from '../support/in-process.ts';
import { COMPLAINTS, testPartnership } from '../support/partnership.ts';
import { JULY } from './typed.ts';

/** In a container the uid often has no line in /etc/passwd: node:os then knows no account. */
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  userInfo: () => {
    throw new Error('A system error occurred: uv_os_get_passwd returned ENOENT');
  },
}));

it('a command that has published succeeds where the account has no name, and is recorded by its number', async () => {
  const { folder } = await testPartnership({ complaints: COMPLAINTS }, ['complaints']);
  const home = await testHome();
  await home.drop('complaints_2024-07.csv', JULY);
  const env = { WAGGLE_HOME: home.home.root, WAGGLE_PARTNERSHIP: folder, WAGGLE_NOW: TODAY };
  expect(await waggleHere(['ingest'], env)).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await waggleHere(['audit', '--json'], env);
  expect(JSON.parse(stdout)).toMatchObject({
    entries: [{ event: 'ingest', who: `account uid ${process.getuid?.()}` }],
  });
});
