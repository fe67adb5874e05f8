import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../bin/project.ts';

/** An installation without what builds it: whatever tries to build it anew fails. */
async function installation({ isNewer }: { isNewer: boolean }) {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'waggle-built-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folders = ['build/waggle', 'data-samples', 'indicators', 'pipeline', 'server', 'web'];
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
  for (const name of ['waggle.js', 'built.js', 'build.js'])
    await cp(join(projectRoot, 'bin', name), join(root, 'bin', name));
  await writeFile(join(root, 'package.json'), '{ "type": "module" }');
  const built = join(root, 'build', 'waggle', 'cli.js');
  await writeFile(built, 'export const main = async () => 0;');
  const source = join(root, 'pipeline', 'run.ts');
  await writeFile(source, '');
  await utimes(isNewer ? built : source, 0, 0);
  const node = (script: string) =>
    new Promise((resolve) => {
      execFile(process.execPath, [join(root, 'bin', script)], (error, stdout, stderr) =>
        resolve({ exitCode: error ? error.code : 0, stdout, stderr }),
      );
    });
  return { root, node };
}

it('what is built is not built again as long as no source is newer', async () => {
  const { node } = await installation({ isNewer: false });
  const nothingSaid = { exitCode: 0, stdout: '', stderr: '' };
  expect(await node('build.js')).toEqual(nothingSaid);
  expect(await node('waggle.js')).toEqual(nothingSaid);
});

it('where a source is newer and nothing can be built, that is said in a sentence', async () => {
  const { root, node } = await installation({ isNewer: true });
  const { exitCode, stderr } = (await node('waggle.js')) as { exitCode: number; stderr: string };
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    new RegExp(
      `^Waggle’s sources in ${root}/ are newer than what was built of them, and this account could not build it anew \\(.*vite.*\\)\\. Run npm ci in that folder, as the account that it belongs to, and start again\\.\\n$`,
    ),
  );
});
