import { dateWords } from '../indicators/period-words.ts';
import { dryRun } from '../pipeline/dry-run.ts';
import { freeze } from '../pipeline/publish/freeze.ts';
import { publishAnew } from '../pipeline/publish-anew.ts';
import { rebuild } from '../pipeline/rebuild.ts';
import { run } from '../pipeline/run.ts';
import type { RunReport } from '../pipeline/runs.ts';
import { type Settings, SettingsError } from '../pipeline/settings.ts';
import { deliveries, status } from '../pipeline/status.ts';
import { trace } from '../pipeline/trace.ts';
import { withdraw } from '../pipeline/withdraw.ts';
import { accessCommands } from './access-commands.ts';
import { catalogueCommands, sayFaults } from './catalogue-commands.ts';
import type { Command } from './command.ts';
import { disclosureCommands } from './disclosure-commands.ts';
import { soundCatalogue } from './faults.ts';
import { fitSamples, isEmpty } from './fit-samples.ts';
import { ingest, mayLoad } from './ingest.ts';
import { filesText, isFault, NOTHING_IN_INBOX, reportText, runText } from './print.ts';
import { statusText } from './print-status.ts';
import { traceText } from './print-trace.ts';
import { minuteByMinute, runSchedule } from './processes.ts';
import { reportCommand } from './report-command.ts';

const REFUSES = 'a file or a row was refused, or could not be read';

export const commands: Record<string, Command> = {
  start: {
    usage: 'start',
    help: 'The dashboard and the schedule together; with sample data the first time. This is npm start.',
    takes: 'nothing',
    run: async (settings, effects, _words, answer) => {
      const { start } = await import('./start.ts');
      await start(settings, effects, answer);
    },
  },
  ingest: {
    usage: 'ingest [FILE…]',
    help: 'Loads the inbox’s files (or those named), works out the figures and publishes them.',
    takes: 'files',
    fails: REFUSES,
    run: async (settings, effects, words, answer) => {
      answer(runAnswer(settings, await run(settings, effects, words)));
    },
  },
  check: {
    usage: 'check FILE…',
    help: 'Checks files as ingest would, and changes nothing.',
    takes: 'some files',
    fails: 'a file or a row would be refused',
    run: async (settings, effects, words, answer) => {
      const reports = await dryRun(settings, effects, words);
      const lines = reportText(reports, 'would not be loaded', 'can be loaded');
      answer({ lines, json: { files: reports }, exitCode: refused(reports) });
    },
  },
  status: {
    usage: 'status',
    help: 'Which months of each extract have arrived, are due, late or missing; and the last run.',
    takes: 'nothing',
    run: async (settings, effects, _words, answer) => {
      const found = await status(settings, effects);
      answer({ lines: statusText(found), json: found, exitCode: 0 });
    },
  },
  files: {
    usage: 'files',
    help: 'Every file that has been delivered: whether it counts, its rows, and its SHA-256.',
    takes: 'nothing',
    run: async (settings, _effects, _words, answer) => {
      const files = await deliveries(settings);
      answer({ lines: filesText(files), json: { files }, exitCode: 0 });
    },
  },
  withdraw: {
    usage: 'withdraw SHA',
    help: 'Takes a file’s rows out of the figures; what it had superseded counts again.',
    takes: 'one SHA',
    fails: REFUSES,
    run: async (settings, effects, [sha = ''], answer) => {
      const { withdrawn, ...report } = await withdraw(settings, effects, sha);
      const { lines, json, exitCode } = runAnswer(settings, report);
      const first = `${withdrawn} is withdrawn: none of its rows count any more. To bring it back, deliver it again.`;
      const others = lines.filter((line) => line !== NOTHING_IN_INBOX);
      answer({ lines: [first, ...others], json: { withdrawn, ...json }, exitCode });
    },
  },
  trace: {
    usage: 'trace INDICATOR AREA PERIOD',
    help: 'What a figure is made of: its files, their rows by number, and what they were checked for.',
    takes: 'indicator, area and period',
    run: async (settings, effects, words, answer) => {
      const traced = await trace(settings, effects, words);
      answer({ lines: traceText(traced), json: traced.lineage, exitCode: 0 });
    },
  },
  samples: {
    usage: 'samples',
    help: 'Writes 36 months of invented sample extracts to the inbox.',
    takes: 'nothing',
    run: async (settings, effects, _words, answer) => {
      if (!(await fitSamples(settings)))
        throw new SettingsError(
          `The sample extracts have the areas of another partnership: that of ${settings.partnership} would refuse them. Drop your own files into ${settings.home.inbox}.`,
        );
      if (!settings.sampleData && !(await isEmpty(settings.home)))
        throw new SettingsError(
          `${settings.home.root} has files of your own: invented ones would take the place of the same months, and stop the clock. No sample was written. Name another, empty folder for the samples: WAGGLE_HOME=./samples npx waggle samples.`,
        );
      // What invents the sample data is loaded for nothing else.
      const { samples } = await import('./samples.ts');
      const written = await samples(settings, effects);
      const lines = [
        `${written.files} sample files, ${written.rows.toLocaleString('en-GB')} rows, are in ${settings.home.inbox}.`,
      ];
      answer({
        lines,
        json: { inbox: settings.home.inbox, files: written.files, rows: written.rows },
        exitCode: 0,
      });
    },
  },
  serve: {
    usage: 'serve',
    help: 'The dashboard alone; files that are uploaded wait for the schedule where this account may not load them.',
    takes: 'nothing',
    run: async (settings, effects, _words, answer) => {
      const { serveDashboard } = await import('./start.ts');
      await sayFaults(settings, effects);
      const load = (await mayLoad(settings.home)) ? ingest : null;
      const { url } = await serveDashboard(effects, load);
      answer({ lines: [`The dashboard is at ${url}.`], json: { url }, exitCode: 0 });
    },
  },
  schedule: {
    usage: 'schedule',
    help: 'Runs ingest now and on the partnership’s schedule, each time in a process of its own.',
    takes: 'nothing',
    run: async (settings, effects, _words, answer) => {
      const catalogue = await soundCatalogue(settings.partnership, effects.log, minuteByMinute());
      if (!catalogue) return;
      const { schedule: expression, calendar } = catalogue.partnership;
      answer({
        lines: [`The inbox is looked at on the schedule ${expression} (${calendar}).`],
        json: { schedule: expression, calendar },
        exitCode: 0,
      });
      await runSchedule(expression, calendar, effects);
    },
  },
  rebuild: {
    usage: 'rebuild',
    help: 'Makes the warehouse anew from the archive, and publishes.',
    takes: 'nothing',
    fails: REFUSES,
    run: async (settings, effects, _words, answer) => {
      answer(runAnswer(settings, await rebuild(settings, effects)));
    },
  },
  publish: {
    usage: 'publish',
    help: 'Publishes the figures anew from what is loaded, as after a change of the catalogue.',
    takes: 'nothing',
    fails: REFUSES,
    run: async (settings, effects, _words, answer) => {
      const { lines, json, exitCode } = runAnswer(settings, await publishAnew(settings, effects));
      answer({ lines: lines.filter((line) => line !== NOTHING_IN_INBOX), json, exitCode });
    },
  },
  freeze: {
    usage: 'freeze NAME',
    help: 'Labels the current figures as what a board was shown; they are kept, and open by that name.',
    takes: 'a name',
    run: async (settings, effects, words, answer) => {
      const frozen = await freeze(settings, effects, words.join(' '));
      const data = frozen.data_to ? `, with data to ${dateWords(frozen.data_to)},` : '';
      const lines = [
        `${frozen.id}${data} is frozen as “${frozen.name}”. It is never deleted, and opens at /?snapshot=${encodeURIComponent(frozen.name ?? '')}`,
      ];
      answer({ lines, json: frozen, exitCode: 0 });
    },
  },
  report: reportCommand,
  ...catalogueCommands,
  ...disclosureCommands,
  ...accessCommands,
};

function runAnswer(settings: Settings, report: RunReport) {
  const isIncomplete = report.unfinished.length > 0 || report.unreadable.some(isFault);
  return {
    lines: runText(report, settings.home.quarantine),
    json: report,
    exitCode: isIncomplete ? 1 : refused(report.files),
  };
}

/** A file or a row was refused. */
function refused(reports: RunReport['files']): number {
  return reports.some((report) => report.quarantined > 0 || report.outcome === 'rejected') ? 1 : 0;
}
