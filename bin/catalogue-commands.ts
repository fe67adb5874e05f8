import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { CatalogueError, loadCatalogue } from '../indicators/catalogue.ts';
import { editorSchemas } from '../indicators/editor-schemas.ts';
import { localDay } from '../indicators/periods.ts';
import type { Effects } from '../pipeline/effects.ts';
import type { Settings } from '../pipeline/settings.ts';
import { counted } from '../web/words.ts';
import type { Command } from './command.ts';
import { NOTHING_CHANGES } from './faults.ts';

/** The dashboard needs the last snapshot alone; whoever starts it should know why no other will come. */
export async function sayFaults({ partnership }: Settings, { log }: Effects): Promise<void> {
  try {
    await loadCatalogue(partnership);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    log(`${error.message}\n${NOTHING_CHANGES}`);
  }
}

/** What an analyst does with the catalogue itself. */
export const catalogueCommands: Record<string, Command> = {
  'catalogue check': {
    usage: 'catalogue check',
    help: 'Reads the catalogue and reports every fault with file and line.',
    takes: 'nothing',
    fails: 'the catalogue has a fault',
    run: async (settings, _effects, _words, answer) => {
      const { partnership, extracts, indicators } = await loadCatalogue(settings.partnership);
      const lines = [
        `${partnership.name}: ${indicators.length} indicators and ${extracts.length} extracts, no faults.`,
      ];
      answer({
        lines,
        json: { faults: [], indicators: indicators.length, extracts: extracts.length },
        exitCode: 0,
      });
    },
  },
  'catalogue docs': {
    usage: 'catalogue docs [--out FILE]',
    help: 'Writes what every indicator means as one page to read, print or send on: definitions.html.',
    takes: 'nothing, or --out',
    run: async (settings, effects, [out = 'definitions.html'], answer) => {
      const { renderDefinitions } = await import('../web/documents/Definitions.tsx');
      const catalogue = await loadCatalogue(settings.partnership);
      const day = localDay(effects.now(), catalogue.partnership.calendar);
      const file = resolve(out);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, renderDefinitions(catalogue, day));
      const indicators = catalogue.indicators.length;
      answer({
        lines: [`The definitions of ${counted(indicators, 'indicator')} are in ${file}.`],
        json: { file, indicators },
        exitCode: 0,
      });
    },
  },
  'catalogue schema': {
    usage: 'catalogue schema',
    help: 'Writes the JSON Schemas by which editors check and complete the catalogue’s files.',
    takes: 'nothing',
    run: async (settings, _effects, _words, answer) => {
      const folder = join(dirname(settings.partnership), 'json-schema');
      const schemas = editorSchemas();
      await mkdir(folder, { recursive: true });
      for (const [name, text] of schemas) await writeFile(join(folder, name), text);
      answer({
        lines: [`${schemas.size} schemas are in ${folder}.`],
        json: { folder, schemas: [...schemas.keys()] },
        exitCode: 0,
      });
    },
  },
};
