import { resolve } from 'node:path';
import { dateWords } from '../indicators/period-words.ts';
import { wholeNumber } from '../indicators/words.ts';
import { type Audit, type AuditedCount, auditDisclosure, type Share } from '../pipeline/disclosure/audit.ts';
import { exportFigures } from '../pipeline/publish/export.ts';
import { counted } from '../web/words.ts';
import type { Command } from './command.ts';

/** What is done before figures go out to everybody. */
export const disclosureCommands: Record<string, Command> = {
  'disclosure audit': {
    usage: 'disclosure audit',
    help: 'Tries to work out every hidden count from all that area groups and the public can see.',
    takes: 'nothing',
    fails: 'a hidden count can be worked out, or it cannot be said whether one can',
    run: async ({ home }, _effects, _words, answer) => {
      const audit = await auditDisclosure(home);
      if (!audit) {
        const lines = ['There is no snapshot with protected figures yet; npx waggle ingest publishes one.'];
        return answer({ lines, json: { error: lines[0] }, exitCode: 1 });
      }
      answer({ lines: auditText(audit), json: audit, exitCode: isSafe(audit) ? 0 : 1 });
    },
  },
  export: {
    usage: 'export --level protected --out DIR',
    help: 'Writes the figures that may be published, and what they mean, as CSV files.',
    takes: 'nothing, or --out',
    options: ['level'],
    run: async ({ home }, _effects, [out], answer, { level: [level, ...more] = [] }) => {
      if (out === undefined || more.length > 0 || (level !== 'protected' && level !== 'full'))
        return answer({ lines: [HOW_TO_EXPORT], json: { error: HOW_TO_EXPORT }, exitCode: 2 });
      const written = await exportFigures(home, level, resolve(out));
      if (!written) {
        const lines = ['There is nothing to export: no snapshot with such figures has been published.'];
        return answer({ lines, json: { error: lines[0] }, exitCode: 1 });
      }
      const { snapshot, folder, files } = written;
      const lines = [
        `${counted(files.length, 'file')} of ${snapshot} are in ${folder}: ${files.map(({ file, rows }) => `${file} (${wholeNumber(rows)} rows)`).join(', ')}.`,
        level === 'full' ? NOT_FOR_ALL : BEFORE_THEY_GO_OUT,
      ];
      answer({ lines, json: { level, ...written }, exitCode: 0 });
    },
  },
};

const HOW_TO_EXPORT =
  'waggle export needs a level and a folder, as in: waggle export --level protected --out published (or --level full, for those who may see everything).';

const BEFORE_THEY_GO_OUT = 'Before they go out: npx waggle disclosure audit.';

const NOT_FOR_ALL =
  'These are true figures of small groups of children: keep them among those who may see them, and publish none of them.';

const WHAT_TO_DO =
  'npx waggle publish hides anew by the rules of this release; run the audit again after it. If it still fails, keep these indicators to yourselves and report it: it is a fault of Waggle’s.';

const WHAT_EARLIER_ONES_TOLD =
  'What an earlier snapshot showed stays known. npx waggle publish hides anew by the rules of this release; where the older snapshots themselves tell it, and nobody outside has seen them, take their files out of snapshots/ and run the audit again.';

const MOST_NAMED = 20;

function isSafe({ revealed, undecided }: Audit): boolean {
  return revealed.length + undecided.length === 0;
}

function auditText(audit: Audit): string[] {
  const { snapshot, earlier, hidden, primary, secondary, shown, revealed, undecided } = audit;
  return [
    `${snapshot}${earlier.length > 0 ? `, with what ${counted(earlier.length, 'earlier snapshot')} showed` : ''}: ${counted(hidden, 'count')} hidden, ${wholeNumber(primary)} for being small and ${wholeNumber(secondary)} for what they would tell.`,
    `Of areas’ figures by quarter ${shareText(shown.all)} are shown; of headline indicators ${shareText(shown.headline)}.`,
    ...(isSafe(audit)
      ? ['None of the hidden counts can be worked out: each is left three values or more.']
      : []),
    ...(undecided.length > 0 ? [undecidedText(undecided)] : []),
    ...(revealed.length === 0
      ? []
      : [
          `${counted(revealed.length, 'hidden count')} can be worked out, or nearly: publish nothing of this snapshot.`,
          ...revealed.slice(0, MOST_NAMED).map(revealedText),
          ...(revealed.length > MOST_NAMED
            ? [`  and ${counted(revealed.length - MOST_NAMED, 'more', 'more')}; all of them with --json`]
            : []),
          earlier.length > 0 ? WHAT_EARLIER_ONES_TOLD : WHAT_TO_DO,
        ]),
  ];
}

function undecidedText(undecided: AuditedCount[]): string {
  const indicators = [...new Set(undecided.flatMap((one) => one.indicators))];
  return `Of ${counted(undecided.length, 'hidden count')} nobody can say whether it can be worked out, for what is shown beside contradicts itself (${indicators.join(', ')}): publish nothing of this snapshot. npx waggle publish writes it anew; if the audit still fails, report it: it is a fault of Waggle’s.`;
}

function shareText({ shown, figures }: Share): string {
  const share = figures > 0 ? ` (${Math.floor((shown / figures) * 100)}%)` : '';
  return `${wholeNumber(shown)} of ${wholeNumber(figures)}${share}`;
}

function revealedText({ indicators, by, place, days, least, greatest }: AuditedCount): string {
  const [start = days, end] = days.split('/');
  const period = end ? `${dateWords(start)} to ${dateWords(end)}` : dateWords(days);
  const range = least === greatest ? `is ${least}` : `is between ${least} and ${greatest ?? 'any number'}`;
  return `  ${indicators.join(', ')}: ${place}, ${period}${by ? `, by ${by}` : ''}: the count ${range}`;
}
