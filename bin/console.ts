import cliProgress from 'cli-progress';
import { wholeNumber } from '../indicators/words.ts';
import type { Effects, Progress, Step } from '../pipeline/effects.ts';
import { forTerminal } from './for-terminal.ts';

/** The terminal as the pipeline sees it. Everything but a command's answer goes to standard error. */
export function consoleEffects(clock: Date | null, quiet: boolean): Effects {
  let shown: Shown | null = null;
  return {
    now: () => clock ?? new Date(),
    log: (line) => process.stderr.write(`${forTerminal(line, '\n')}\n`),
    progress: (label, total) => {
      if (total === 0 || quiet) return { begin: () => {}, step: () => {}, end: () => {} };
      shown = process.stderr.isTTY ? bar(label, total) : lines(label, total);
      return shown;
    },
    reached: (step, rows) => shown?.reached(step, rows),
  };
}

/** Progress that also shows how far the piece at hand has come. */
interface Shown extends Progress {
  reached(step: Step, rows?: number): void;
}

/** What is being done once a step is over, and how much of a file's time is then behind. */
const NEXT: Partial<Record<Step, { doing: string; share: number }>> = {
  received: { doing: 'reading', share: 0.1 },
  read: { doing: 'checking', share: 0.6 },
  checked: { doing: 'loading', share: 0.7 },
};

function bar(label: string, total: number): Shown {
  const format = `${label.padEnd(24)} {bar} {percentage}%  {rows}{doing}  {eta_formatted} left`;
  const drawn = new cliProgress.SingleBar(
    { format, hideCursor: true, stream: process.stderr },
    cliProgress.Presets.shades_classic,
  );
  let done = 0;
  let piece = 0;
  let rowsBefore = 0;
  let rowsNow = 0;
  const draw = (value: number, doing: string) => {
    const rows = rowsBefore + rowsNow;
    drawn.update(value, { doing, rows: rows > 0 ? `${wholeNumber(rows)} rows  ` : '' });
  };
  drawn.start(total, 0, { rows: '', doing: '' });
  return {
    begin: (size) => {
      piece = size;
    },
    step: (more = 1) => {
      done += more;
      rowsBefore += rowsNow;
      rowsNow = 0;
      draw(done, '');
    },
    reached: (step, rows) => {
      rowsNow = rows ?? rowsNow;
      const next = NEXT[step];
      if (next) draw(done + next.share * piece, next.doing);
    },
    end: () => drawn.stop(),
  };
}

const LONG_WORK_MS = 3000;

/** Where lines cannot be drawn over: one for each quarter of the work, once it has taken a while. */
function lines(label: string, total: number): Shown {
  const begun = Date.now();
  let done = 0;
  let rowsRead = 0;
  const step = (more = 1) => {
    const before = Math.floor((done / total) * 4);
    done += more;
    const quarter = Math.floor((done / total) * 4) > before;
    if (!quarter || Date.now() - begun <= LONG_WORK_MS) return;
    const rows = rowsRead > 0 ? `, ${wholeNumber(rowsRead)} rows` : '';
    process.stderr.write(`${label}: ${Math.round((done / total) * 100)}%${rows}\n`);
  };
  return {
    begin: () => {},
    step,
    reached: (name, rows) => {
      if (name === 'read') rowsRead += rows ?? 0;
    },
    end: () => {},
  };
}
