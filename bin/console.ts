import cliProgress from 'cli-progress';
import type { Effects, Progress } from '../pipeline/effects.ts';

/** The terminal as the pipeline sees it. Everything but a command's answer goes to standard error. */
export function consoleEffects(clock: Date | null, quiet: boolean): Effects {
  return {
    now: () => clock ?? new Date(),
    log: (line) => process.stderr.write(`${line}\n`),
    progress: (label, total) => {
      if (total === 0 || quiet) return { step: () => {}, end: () => {} };
      return process.stderr.isTTY ? bar(label, total) : lines(label, total);
    },
  };
}

function bar(label: string, total: number): Progress {
  const format = `${label.padEnd(24)} {bar} {percentage}%  {value} of {total}  {eta_formatted} left`;
  const drawn = new cliProgress.SingleBar(
    { format, hideCursor: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  drawn.start(total, 0);
  return { step: (done = 1) => drawn.increment(done), end: () => drawn.stop() };
}

const LONG_WORK_MS = 3000;

/** Where lines cannot be drawn over: one for each quarter of the work, once it has taken a while. */
function lines(label: string, total: number): Progress {
  const begun = Date.now();
  let done = 0;
  const step = (more = 1) => {
    const before = Math.floor((done / total) * 4);
    done += more;
    const quarter = Math.floor((done / total) * 4) > before;
    if (quarter && Date.now() - begun > LONG_WORK_MS) process.stderr.write(`${label}: ${done} of ${total}\n`);
  };
  return { step, end: () => {} };
}
