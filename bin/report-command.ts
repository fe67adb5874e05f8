import { join, resolve } from 'node:path';
import { counted } from '../web/words.ts';
import type { Command, Options } from './command.ts';
import { projectRoot } from './project.ts';

/** The board report as a file to send round or print. */
export const reportCommand: Command = {
  usage: 'report [--out FILE.pdf]',
  help: 'Writes the board report as a PDF; --framework, --item, --area, --period, --tier, --snapshot choose what is in it.',
  takes: 'nothing, or --out',
  options: ['framework', 'item', 'area', 'period', 'tier', 'snapshot'],
  run: async (_settings, effects, [out = 'board-report.pdf'], answer, options) => {
    const { printReport } = await import('./report.ts');
    const file = resolve(out);
    const address = `/report${queryOf(options)}`;
    const assets = join(projectRoot, 'build', 'web');
    const { pages, title } = await printReport({ address, file, assets, log: effects.log });
    answer({
      lines: [`${title}: ${counted(pages, 'page')}, in ${file}.`],
      json: { file, title, pages },
      exitCode: 0,
    });
  },
};

function queryOf(options: Options): string {
  const given = Object.entries(options).flatMap(([name, values]) =>
    values.map((value) => [name, value] satisfies [string, string]),
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
