import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Effects } from '../pipeline/effects.ts';
import type { Settings } from '../pipeline/settings.ts';
import { type Server, serve } from '../server/serve.ts';
import { readSettings } from '../server/settings.ts';
import type { Ingest } from '../server/uploads/runs.ts';
import type { Answer } from './answer.ts';
import { fitSamples, isEmpty } from './fit-samples.ts';
import { ingest } from './ingest.ts';
import { toldToStop, waggle, waggleToEnd } from './processes.ts';
import { projectRoot } from './project.ts';

/** The dashboard in this process, the pipeline in others; sample data when there is nothing yet. */
export async function start(
  settings: Settings,
  effects: Effects,
  answer: (answer: Answer) => void,
): Promise<void> {
  const first = (await isEmpty(settings.home)) && (await fitSamples(settings));
  if (first) await fillWithSamples(settings, effects);
  const server = await serveDashboard(effects, ingest);
  const told = toldToStop();
  answer({
    lines: welcome(settings, server.url, first || settings.sampleData),
    json: { url: server.url },
    exitCode: 0,
  });
  const scheduler = keepScheduling(effects);
  await told;
  scheduler.stop();
  await server.close();
}

/** What DuckDB holds for the rows that it gave is let go when they are collected, and V8, which sees only the rows, is in
 *  no hurry: under load the server grew by 900 MB. So it collects before its own heap has grown by a fifth. And it sweeps
 *  up what is young by itself: where few cores are all at work, it would wait longer for its helpers. */
function collectInTime(): void {
  setFlagsFromString('--heap-growing-percent=20');
  setFlagsFromString('--no-parallel-scavenge');
}

/** @param load what loads uploads at once; null where they wait for the schedule */
export function serveDashboard(effects: Effects, load: Ingest | null): Promise<Server> {
  collectInTime();
  return serve(readSettings(process.env), {
    log: effects.log,
    assets: join(projectRoot, 'build', 'web'),
    ...(load && { ingest: load }),
  });
}

async function fillWithSamples(settings: Settings, effects: Effects): Promise<void> {
  effects.log(
    `${settings.home.root} is empty, so Waggle fills it with invented sample data; this takes about a minute.`,
  );
  const { samples } = await import('./samples.ts');
  await samples(settings, effects);
  await waggleToEnd('ingest');
}

function welcome({ home }: Settings, url: string, sampleData: boolean): string[] {
  return [
    '',
    `The dashboard is at ${url}`,
    ...(sampleData
      ? [
          'Its figures are samples: the rows are invented, the totals are the partnership’s published ones.',
          `For your own figures, stop Waggle, empty ${home.root}, drop your CSV files into ${home.inbox} and start again.`,
        ]
      : []),
    `Drop CSV files into ${home.inbox}; they are loaded at the next run of the schedule, or at once with: npx waggle ingest`,
    'Stop with Ctrl+C.',
  ];
}

/** The schedule runs beside the dashboard; when it ends unasked, or cannot be begun, it is started again. */
function keepScheduling(effects: Effects): { stop(): void } {
  let stopping = false;
  let child: ChildProcess;
  const begin = () => {
    child = waggle('schedule', '--quiet');
    child.stdout?.pipe(process.stderr);
    const ended = once(child, 'exit').then(
      () => child.exitCode ?? child.signalCode,
      (error: Error) => error.message,
    );
    void ended.then((how) => {
      if (stopping) return;
      effects.log(`The schedule ended (${how}); it is started again in a minute.`);
      setTimeout(begin, 60_000).unref();
    });
  };
  begin();
  return {
    stop: () => {
      stopping = true;
      child.kill('SIGTERM');
    },
  };
}
