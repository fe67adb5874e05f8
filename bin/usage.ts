import type { Command, Option } from './command.ts';

/** What a command is told by, in words: of all commands a list, of one all there is to know. */

const ARGUMENTS: Partial<Record<Command['takes'], string>> = {
  files: 'FILE is a CSV file, as it was sent; without any, it is all that waits in the inbox.',
  'some files': 'FILE is a CSV file, as it was sent.',
  'one SHA': 'SHA is a file’s SHA-256, or 6 or more of its first characters; npx waggle files lists them.',
  'indicator, area and period':
    'INDICATOR and AREA are ids, as in a page’s address; PERIOD is as 2024-07, FY2024Q1, AY2024T1, FY2024, AY2024 or CY2024.',
  'a name': 'NAME is what the board will know it by, as "Board January 2025".',
  'nothing, or --out': '--out says where to write.',
};

const OPTION_WORDS: Record<Option, string> = {
  framework: 'bees, ambitions, improvement or outcomes: what the report is arranged by',
  item: 'the id of one part of the framework; may be said several times',
  area: 'the id of an area, as in the address of its page; the county unless said',
  period: 'a month (2024-07) or a quarter (FY2024Q1); the newest unless said',
  tier: 'which indicators are in it; headline unless said',
  snapshot: 'the id of a snapshot, or the name under which it was frozen',
  level: 'protected, what everybody may see, or full, for those who may see everything',
  role: 'analyst, leader, area:<id> or public',
  from: 'the first day, as 2025-01-15, or a month',
  to: 'the last day, as 2025-01-15, or a month',
  user: 'what one person did, by the name that the pages and this list say',
};

/** One command: its arguments, its options and its exit codes. */
export function commandUsage({ usage, help, takes, options = [], fails }: Command): string[] {
  const words = ARGUMENTS[takes];
  const own = options.map((option) => [`--${option}`, OPTION_WORDS[option]] as const);
  const all = [
    ...own,
    ['--json', 'the answer as one JSON document'],
    ['--quiet', 'only what is new or wrong'],
  ];
  return [
    `npx waggle ${usage}`,
    '',
    help,
    ...(words ? [words] : []),
    '',
    ...all.map(([option, said]) => `  ${option?.padEnd('--framework'.length)}  ${said}`),
    '',
    `Exit code: 0 all is well; 1 ${fails ? `${fails}, or ` : ''}something failed; 2 wrong usage.`,
  ];
}

export function commandList(commands: Command[]): string[] {
  const width = Math.max(...commands.map(({ usage }) => usage.length));
  return [
    'npx waggle <command> [--json]',
    '',
    ...commands.map(({ usage, help }) => `  ${usage.padEnd(width)}  ${help}`),
    '',
    'npx waggle <command> --help says more of one.',
  ];
}
