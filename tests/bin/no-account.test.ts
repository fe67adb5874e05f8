import { expect, it } from 'vitest';
import { testHome } from '../support/home.ts';
import { JULY, useWaggle } from './typed.ts';

const waggle = useWaggle();

/** In a container the uid often has no line in /etc/passwd: node:os then knows no account. */
const NO_ACCOUNT = `data:text/javascript,${encodeURIComponent(`
  import os from 'node:os';
  import { syncBuiltinESMExports } from 'node:module';
  os.userInfo = () => { throw new Error('uv_os_get_passwd returned ENOENT'); };
  syncBuiltinESMExports();
`)}`;

it('a command that has published succeeds where the account has no name, and is recorded by its number', async () => {
  const home = await testHome();
  await home.drop('complaints_2024-07.csv', JULY);
  const env = { NODE_OPTIONS: `--import=${NO_ACCOUNT}` };
  expect(await waggle(home, ['ingest'], env)).toMatchObject({ exitCode: 0, stderr: '' });
  const { stdout } = await waggle(home, ['audit', '--json'], env);
  expect(JSON.parse(stdout)).toMatchObject({
    entries: [{ event: 'ingest', who: `account uid ${process.getuid?.()}` }],
  });
});
