import { parseArgs } from 'node:util';
import { CatalogueError } from '../indicators/catalogue.ts';
import { didYouMean } from '../indicators/nearest.ts';
import { readSettings } from '../pipeline/settings.ts';
import { recordCommand } from './access-commands.ts';
import type { Answer } from './answer.ts';
import { type Command, OPTIONS, type Options } from './command.ts';
import { commands } from './commands.ts';
import { consoleEffects } from './console.ts';
import { NOTHING_CHANGES } from './faults.ts';
import { projectRoot } from './project.ts';

const FAILED = 1;
const WRONG_USAGE = 2;

/** Errors whose message is written for the person at the keyboard. */
const SAID_PLAINLY = new Set([
  'SettingsError',
  'CatalogueError',
  'BusyError',
  'StorageError',
  'DamageError',
  'ExpressionError',
  'UserError',
  'UsageError',
  'FreezeError',
  'ReportError',
]);

/** Commands that would have changed the figures. */
const LOADING = new Set(['ingest', 'schedule', 'rebuild', 'withdraw', 'publish']);

/** Commands that need nothing of the pipeline's folders, and run as the server's user. */
const SERVERS_OWN = new Set(['serve', 'audit', 'user add', 'user remove', 'user log-out', 'user list']);

/** Runs a command line and gives the exit code: 0 all well, 1 a file refused or something failed, 2 wrong usage. */
export async function main(argv: string[]): Promise<number> {
  const given = read(argv);
  if ('wrong' in given) return usage(given.wrong, argv.includes('--json'));
  const { name, command, words, options, json, quiet } = given;
  let exitCode = 0;
  try {
    const settings = await readSettings(process.env, projectRoot, { pipeline: !SERVERS_OWN.has(name) });
    let published = false;
    const answer = (given: Answer) => {
      exitCode = given.exitCode;
      published = isNews(given.json);
      print(given, json, quiet);
    };
    await command.run(settings, consoleEffects(settings.now, quiet), words, answer, options);
    await recordCommand(settings, name, words, { published, exitCode, level: options.level });
    return exitCode;
  } catch (error) {
    return fail(name, error, json);
  }
}

type Given =
  | { name: string; command: Command; words: string[]; options: Options; json: boolean; quiet: boolean }
  | { wrong: string };

function read(argv: string[]): Given {
  const parsed = arguments_(argv);
  if ('wrong' in parsed) return parsed;
  const { values, positionals } = parsed;
  if (values.help || positionals.length === 0) return { wrong: '' };
  const two = positionals.slice(0, 2).join(' ');
  const first = positionals[0] ?? '';
  const names = Object.keys(commands);
  const name = names.includes(two) ? two : first;
  const command = names.includes(name) ? commands[name] : undefined;
  if (!command) {
    const given = didYouMean(two, names) ? two : first;
    return { wrong: `There is no command “${given}”${didYouMean(given, names) || '.'}` };
  }
  const words = positionals.slice(name.split(' ').length);
  const own = OWN_OPTIONS.flatMap((option) =>
    values[option] === undefined ? [] : [`--${option}=${values[option]}`],
  );
  if (command.takes === 'words of its own') words.push(...own);
  else if (own.length > 0) return { wrong: `waggle ${name} takes no ${own[0]?.split('=')[0]}.` };
  const said = values.out === undefined ? words : [values.out];
  if (values.out !== undefined && command.takes !== 'nothing, or --out')
    return { wrong: `waggle ${name} writes no file that --out could name.` };
  if (command.takes.startsWith('nothing') && words.length > 0)
    return { wrong: `waggle ${name} takes no “${words[0]}”.` };
  if (command.takes === 'some files' && words.length === 0)
    return { wrong: `waggle ${name} needs at least one file.` };
  if (command.takes === 'one SHA' && words.length !== 1)
    return { wrong: `waggle ${name} needs the SHA-256 of one file; npx waggle files lists them.` };
  if (command.takes === 'indicator, area and period' && words.length !== 3)
    return {
      wrong: `waggle ${name} needs an indicator, an area and a period, as in: waggle ${name} ehcp-issued-20-weeks county 2024-07`,
    };
  if (command.takes === 'a name' && words.length === 0)
    return { wrong: `waggle ${name} needs a name, as in: waggle ${name} "Board January 2025"` };
  const options = optionsOf(values);
  const strange = OPTIONS.find((option) => options[option] && !command.options?.includes(option));
  if (strange) return { wrong: `waggle ${name} knows no --${strange}.` };
  return { name, command, words: said, options, json: values.json ?? false, quiet: values.quiet ?? false };
}

function optionsOf(values: Options): Options {
  const given = OPTIONS.map((option) => [option, values[option]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** Options that some commands take and others do not know. */
const OWN_OPTIONS = ['role', 'from', 'to', 'user'] as const;

function arguments_(argv: string[]) {
  const flag = { type: 'boolean' } as const;
  const words = { type: 'string', multiple: true } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        ...{ json: flag, help: flag, quiet: flag, out: text },
        ...{ framework: words, item: words, area: words, period: words, tier: words, snapshot: words },
        ...{ level: words },
        ...{ role: text, from: text, to: text, user: text },
      },
    });
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function usage(wrong: string, json: boolean): number {
  if (wrong && json) {
    process.stdout.write(`${JSON.stringify({ error: wrong }, null, 2)}\n`);
    return WRONG_USAGE;
  }
  const width = Math.max(...Object.values(commands).map((command) => command.usage.length));
  const list = Object.values(commands).map((command) => `  ${command.usage.padEnd(width)}  ${command.help}`);
  const lines = [...(wrong ? [wrong, ''] : []), 'npx waggle <command> [--json]', '', ...list];
  (wrong ? process.stderr : process.stdout).write(`${lines.join('\n')}\n`);
  return wrong ? WRONG_USAGE : 0;
}

/** A quiet run speaks up only when a file was refused or figures were published. */
function print({ lines, json: document, exitCode }: Answer, json: boolean, quiet: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else if (!quiet || exitCode !== 0 || isNews(document)) process.stdout.write(`${lines.join('\n')}\n`);
}

function isNews(document: unknown): boolean {
  return (
    typeof document === 'object' && document !== null && 'snapshot' in document && document.snapshot !== null
  );
}

function fail(name: string, error: unknown, json: boolean): number {
  const known = error instanceof Error && SAID_PLAINLY.has(error.name);
  const message = known
    ? plainMessage(name, error)
    : `waggle ${name} failed: ${error instanceof Error ? error.stack : error}`;
  if (json) {
    const faults = error instanceof CatalogueError ? { faults: error.faults } : {};
    process.stdout.write(`${JSON.stringify({ error: message, ...faults }, null, 2)}\n`);
  } else process.stderr.write(`${message}\n`);
  return known && (error.name === 'SettingsError' || error.name === 'UsageError') ? WRONG_USAGE : FAILED;
}

function plainMessage(name: string, error: Error): string {
  const stops = error instanceof CatalogueError && LOADING.has(name);
  return stops ? `${error.message}\n${NOTHING_CHANGES}` : error.message;
}
