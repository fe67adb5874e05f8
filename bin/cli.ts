import { parseArgs } from 'node:util';
import { z } from 'zod';
import { CatalogueError } from '../indicators/catalogue.ts';
import { didYouMean } from '../indicators/nearest.ts';
import { readSettings } from '../pipeline/settings.ts';
import { recordCommand } from './access-commands.ts';
import type { Answer } from './answer.ts';
import { type Command, OPTIONS, type Option, type Options } from './command.ts';
import { commands } from './commands.ts';
import { consoleEffects } from './console.ts';
import { NOTHING_CHANGES } from './faults.ts';
import { forTerminal } from './for-terminal.ts';
import { projectRoot } from './project.ts';
import { commandList, commandUsage } from './usage.ts';

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

/** Commands that read no row about a person. */
const KEYLESS = new Set([
  ...['catalogue check', 'catalogue docs', 'catalogue schema', 'samples'],
  ...['freeze', 'report', 'export', 'disclosure audit'],
]);

/** Runs a command line and gives the exit code: 0 all well, 1 a file refused or something failed, 2 wrong usage. */
export async function main(argv: string[]): Promise<number> {
  const given = read(argv);
  if ('help' in given) return say(given.help, argv.includes('--json'));
  if ('wrong' in given) return wrongUsage(given.wrong, argv.includes('--json'));
  const { name, command, words, options, json, quiet } = given;
  let exitCode = 0;
  try {
    const pipeline = !SERVERS_OWN.has(name);
    const key = pipeline && !KEYLESS.has(name);
    const settings = await readSettings(process.env, projectRoot, { pipeline, key });
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
  | { help: string[] }
  | { wrong: string };

function read(argv: string[]): Given {
  const given = commandIn(argv);
  const wrong = wrongOption(argv, given?.command);
  if (wrong) return { wrong };
  const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options: ALL_OPTIONS });
  if (positionals.length === 0) return { help: commandList(Object.values(commands)) };
  if (!given) return unknownCommand(positionals, values.help ?? false);
  const { name, command } = given;
  if (values.help) return { help: commandUsage(command) };
  const options = optionsOf(values);
  const strange = OPTIONS.find((option) => options[option] && !command.options?.includes(option));
  if (strange) return { wrong: `waggle ${name} knows no --${strange}.` };
  if (values.out !== undefined && command.takes !== 'nothing, or --out')
    return { wrong: `waggle ${name} writes no file that --out could name.` };
  const words = positionals.slice(name.split(' ').length);
  const unfit = wrongWords(name, command, words);
  if (unfit) return { wrong: unfit };
  const said = values.out === undefined ? words : [values.out];
  return { name, command, words: said, options, json: values.json ?? false, quiet: values.quiet ?? false };
}

/** The command that is named, whatever else is said. */
function commandIn(argv: string[]): { name: string; command: Command } | null {
  const { positionals } = parseArgs({ args: argv, strict: false, options: ALL_OPTIONS });
  const names = [positionals.slice(0, 2).join(' '), positionals[0] ?? ''];
  const name = names.find((one) => Object.hasOwn(commands, one));
  const command = name === undefined ? undefined : commands[name];
  return name !== undefined && command ? { name, command } : null;
}

function unknownCommand([first = '', second]: string[], helpAsked: boolean): Given {
  const names = Object.keys(commands);
  const group = names.filter((one) => one.startsWith(`${first} `));
  if (helpAsked && group.length > 0)
    return { help: commandList(group.flatMap((one) => commands[one] ?? [])) };
  const two = second === undefined ? first : `${first} ${second}`;
  const given = didYouMean(two, names) ? two : first;
  return { wrong: `There is no command “${given}”${didYouMean(given, names) || '.'}` };
}

/** What is wrong with the words that follow; null where they fit. */
function wrongWords(name: string, { takes }: Command, words: string[]): string | null {
  if (takes.startsWith('nothing') && words.length > 0) return `waggle ${name} takes no “${words[0]}”.`;
  if (takes === 'some files' && words.length === 0) return `waggle ${name} needs at least one file.`;
  if (takes === 'one SHA' && words.length !== 1)
    return `waggle ${name} needs the SHA-256 of one file; npx waggle files lists them.`;
  if (takes === 'indicator, area and period' && words.length !== 3)
    return `waggle ${name} needs an indicator, an area and a period, as in: waggle ${name} ehcp-issued-20-weeks county 2024-07`;
  if (takes === 'a name' && words.length === 0)
    return `waggle ${name} needs a name, as in: waggle ${name} "Board January 2025"`;
  return null;
}

function optionsOf(values: Options): Options {
  const given = OPTIONS.map((option) => [option, values[option]] as const);
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

const FLAG = { type: 'boolean' } as const;
const HELP = { type: 'boolean', short: 'h' } as const;
const TEXT = { type: 'string' } as const;
const TEXTS = { type: 'string', multiple: true } as const;
const ALL_OPTIONS = {
  ...{ json: FLAG, quiet: FLAG, help: HELP, out: TEXT },
  ...(Object.fromEntries(OPTIONS.map((option) => [option, TEXTS])) as Record<Option, typeof TEXTS>),
} as const;

/** What is wrong with the options; null where they can be read. */
function wrongOption(argv: string[], command?: Command): string | null {
  const { tokens } = parseArgs({ args: argv, strict: false, tokens: true, options: ALL_OPTIONS });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.entries(ALL_OPTIONS).find(([one]) => one === name)?.[1];
    if (!option || !['-h', `--${name}`].includes(rawName))
      return `There is no option “${rawName}”${didYouMean(rawName, optionsFor(command)) || '.'}`;
    if (option.type === 'boolean' && value !== undefined) return `${rawName} takes no “${value}”.`;
    const isMissing = !value || (!inlineValue && value.startsWith('-'));
    if (option.type === 'string' && isMissing) return `${rawName} needs something after it: ${rawName}=….`;
  }
  return null;
}

function optionsFor({ takes = 'nothing', options = [] }: Partial<Command> = {}): string[] {
  const own = takes === 'nothing, or --out' ? ['out', ...options] : options;
  return ['json', 'quiet', 'help', ...own].map((name) => `--${name}`);
}

function wrongUsage(wrong: string, json: boolean): number {
  if (json) process.stdout.write(`${JSON.stringify({ error: wrong }, null, 2)}\n`);
  else process.stderr.write(`${[wrong, '', ...commandList(Object.values(commands))].join('\n')}\n`);
  return WRONG_USAGE;
}

function say(lines: string[], json: boolean): number {
  const help = lines.join('\n');
  process.stdout.write(`${json ? JSON.stringify({ help }, null, 2) : help}\n`);
  return 0;
}

/** A quiet run speaks up only when a file was refused or left in the inbox, or figures were published. */
function print({ lines, json: document, exitCode }: Answer, json: boolean, quiet: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  else if (!quiet || exitCode !== 0 || isNews(document) || isStanding(document)) {
    // The schedule says once what is the same at every run, if it is said as an error.
    const stream = quiet && isStanding(document) ? process.stderr : process.stdout;
    stream.write(`${lines.map((line) => forTerminal(line)).join('\n')}\n`);
  }
}

const standing = z.looseObject({
  ...{ files: z.tuple([]), unfinished: z.tuple([]), snapshot: z.null() },
  unreadable: z.array(z.unknown()).min(1),
});

/** Whether a run has nothing to tell but what lies in the inbox and is not taken. */
function isStanding(document: unknown): boolean {
  return standing.safeParse(document).success;
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
  } else process.stderr.write(`${forTerminal(message, '\n')}\n`);
  return known && (error.name === 'SettingsError' || error.name === 'UsageError') ? WRONG_USAGE : FAILED;
}

function plainMessage(name: string, error: Error): string {
  const stops = error instanceof CatalogueError && LOADING.has(name);
  return stops ? `${error.message}\n${NOTHING_CHANGES}` : error.message;
}
