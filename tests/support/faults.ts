import { relative } from 'node:path';
import { CatalogueError, loadCatalogue } from '../../indicators/catalogue.ts';
import type { TestPartnership } from './partnership.ts';

/** Every fault of a catalogue as a person sees it, without the folder that the test happens to use. */
export async function faultsOf({ folder, path }: TestPartnership): Promise<string[]> {
  const error = await loadCatalogue(folder).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null) return [];
  if (!(error instanceof CatalogueError)) throw error;
  return error.faults.map(
    ({ file, line, column, message }) => `${relative(path(''), file)}:${line}:${column} ${message}`,
  );
}
