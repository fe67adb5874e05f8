import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSamples } from '../../data-samples/samples.ts';
import { Folder } from './folder.ts';

/** Folders of samples, each as it is written on a day, for the tests of one file; the caller removes what it has written. */
export class Written {
  readonly #directories: string[] = [];

  async on(today: string, progress?: (done: number, total: number) => void): Promise<Folder> {
    const directory = mkdtempSync(join(tmpdir(), 'waggle-samples-'));
    this.#directories.push(directory);
    const { names } = await writeSamples(directory, { now: new Date(today), ...(progress && { progress }) });
    return new Folder(directory, names);
  }

  remove(): void {
    for (const directory of this.#directories) rmSync(directory, { recursive: true });
  }
}
