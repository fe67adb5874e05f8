import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Waggle itself lies, whether it runs from its sources or from what was built of them. */
export const projectRoot = rootAbove(fileURLToPath(import.meta.url));
export const launcher = join(projectRoot, 'bin', 'waggle.js');

function rootAbove(path: string): string {
  const folder = dirname(path);
  return existsSync(join(folder, 'package.json')) ? folder : rootAbove(folder);
}
