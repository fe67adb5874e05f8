import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { parse, stringify } from 'yaml';
import {
  copyOf,
  type HomeOptions,
  openTestHome,
  shippedPartnership,
  type TestHome,
  testHome,
} from './home.ts';

/** Hertfordshire as shipped, with all its extracts but these of its indicators alone: working out the others takes longer
 *  than what a test looks at. Its homes go when their test ends, or are removed by who opens them. */
export function useShipped(...indicators: string[]) {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'waggle-test-shipped-'));
    const partnership = join(root, 'shipped');
    await cp(join(shippedPartnership, '..', 'extracts'), join(root, 'extracts'), { recursive: true });
    await cp(join(shippedPartnership, 'views'), join(partnership, 'views'), { recursive: true });
    await mkdir(join(partnership, 'indicators'));
    const shipped: object = parse(await readFile(join(shippedPartnership, 'partnership.yaml'), 'utf8'));
    await writeFile(join(partnership, 'partnership.yaml'), stringify({ ...shipped, order: indicators }));
    for (const name of ['calendar.yaml', ...indicators.map((id) => `indicators/${id}.yaml`)])
      await copyFile(join(shippedPartnership, name), join(partnership, name));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  const inShipped = (options: HomeOptions = {}) => ({ partnership: join(root, 'shipped'), ...options });
  return {
    openHome: (options?: HomeOptions) => testHome(inShipped(options)),
    openLastingHome: (options?: HomeOptions) => openTestHome(inShipped(options)),
    openCopy: (pattern: TestHome) => copyOf(pattern, inShipped()),
  };
}
