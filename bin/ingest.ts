import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { access, constants, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { FileReport } from '../indicators/series.ts';
import type { Home } from '../pipeline/settings.ts';
import { BUSY } from '../pipeline/warehouse/storage-errors.ts';
import type { IngestEvent } from '../server/uploads/runs.ts';
import { waggleHeard } from './processes.ts';

const BUSY_TRIES = 120;
const BUSY_MS = 2500;

/** What `ingest --json` says at its end; its reports of files are the pipeline’s own. */
const answerSchema = z.union([
  z.object({ files: z.array(z.custom<FileReport>()) }),
  z.object({ error: z.string() }),
]);

/** Whether this account may load files: where the pipeline has a user of its own, nobody else may write to the archive, and
 *  what others made before its first run would be in its way. */
export async function mayLoad({ root, archive }: Home): Promise<boolean> {
  try {
    await access(archive, constants.W_OK);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
  }
  const found = await stat(root).catch(() => null);
  return found === null || process.getuid === undefined || found.uid === process.getuid();
}

/** Loads the inbox in another process, and tells how it goes; waits for a run that is at work already. */
export async function* ingest(): AsyncGenerator<IngestEvent> {
  for (let tries = 1; ; tries += 1) {
    const child = waggleHeard('ingest', '--json');
    const answered = answerOf(child);
    for await (const line of linesOf(child)) yield { kind: 'progress', line };
    const answer = await answered;
    if ('files' in answer) return yield { kind: 'done', files: answer.files };
    if (!answer.error.startsWith(BUSY) || tries === BUSY_TRIES)
      return yield { kind: 'failed', message: answer.error };
    if (tries === 1) yield { kind: 'progress', line: 'Another run is at work; this one waits for it.' };
    await delay(BUSY_MS);
  }
}

async function* linesOf({ stderr }: ChildProcess): AsyncGenerator<string> {
  if (!stderr) return;
  for await (const line of createInterface({ input: stderr })) if (line.trim() !== '') yield line;
}

/** Also where the process could not be begun at all, as when memory is short: that must not end the dashboard. */
async function answerOf(child: ChildProcess): Promise<z.infer<typeof answerSchema>> {
  try {
    const [said] = await Promise.all([child.stdout ? text(child.stdout) : '', once(child, 'close')]);
    return answerSchema.parse(JSON.parse(said));
  } catch {
    const code = child.exitCode ?? child.signalCode;
    const what = child.pid === undefined ? 'could not be begun' : `ended without an answer (${code})`;
    return { error: `The run ${what}. The files wait in the inbox for the next one.` };
  }
}
