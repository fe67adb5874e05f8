import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { FileReport } from '../../indicators/series.ts';
import type { UploadedFile, UploadRun } from '../../web/props/upload.ts';

/** What a run of the pipeline says while it works, and at its end. */
export type IngestEvent =
  | { kind: 'progress'; line: string }
  | { kind: 'done'; files: FileReport[] }
  | { kind: 'failed'; message: string };

/** Loads what is in the inbox, in a process of its own. */
export type Ingest = () => AsyncIterable<IngestEvent>;

const RUNS_KEPT = 100;

/** The uploads since the server began: one is loaded after the other. */
export class Runs {
  readonly #runs = new Map<string, Run>();
  #last: Promise<void> = Promise.resolve();

  constructor(
    private readonly ingest: Ingest | null,
    private readonly log: (line: string) => void,
  ) {}

  start(files: UploadedFile[]): Run {
    const run = new Run(files, this.ingest ? 'running' : 'waiting');
    this.#runs.set(run.view.id, run);
    const [oldest] = this.#runs.keys();
    if (this.#runs.size > RUNS_KEPT && oldest !== undefined) this.#runs.delete(oldest);
    const { ingest } = this;
    if (ingest) this.#last = this.#last.then(() => run.follow(ingest, this.log));
    return run;
  }

  find(id: string): Run | null {
    return this.#runs.get(id) ?? null;
  }

  /** Lets go of everybody who follows a run: the server is to stop. */
  close(): void {
    for (const run of this.#runs.values()) run.letGo();
  }
}

/** One upload, which anybody may follow from its beginning. */
export class Run {
  readonly view: UploadRun;
  readonly #news = new EventEmitter();
  #isLetGo = false;

  constructor(files: UploadedFile[], state: UploadRun['state']) {
    this.view = { id: randomUUID(), state, files, message: null, lines: [] };
    this.#news.setMaxListeners(0);
  }

  async follow(ingest: Ingest, log: (line: string) => void): Promise<void> {
    try {
      for await (const event of ingest()) this.#note(event);
      if (this.view.state === 'running') this.#note(ENDED_WITHOUT_A_WORD);
    } catch (error) {
      log(`Loading an upload failed: ${error instanceof Error ? error.stack : error}`);
      this.#note(ENDED_WITHOUT_A_WORD);
    }
  }

  #note(event: IngestEvent): void {
    const { view } = this;
    if (event.kind === 'progress') view.lines.push(event.line);
    if (event.kind === 'failed') Object.assign(view, { state: 'failed', message: event.message });
    if (event.kind === 'done') {
      for (const one of view.files)
        one.report = event.files.find(({ sha256 }) => sha256 === one.sha256) ?? null;
      view.state = 'done';
    }
    this.#news.emit('news');
  }

  get isOver(): boolean {
    return this.view.state !== 'running' || this.#isLetGo;
  }

  letGo(): void {
    this.#isLetGo = true;
    this.#news.emit('news');
  }

  /** What has been said from the beginning, and then as it comes, until the end. */
  async *lines(): AsyncGenerator<string> {
    for (let told = 0; ; ) {
      while (told < this.view.lines.length) yield this.view.lines[told++] ?? '';
      if (this.isOver) return;
      await once(this.#news, 'news');
    }
  }

  /** Until it is over, or so long. */
  async ended(mostMs: number): Promise<void> {
    const signal = AbortSignal.timeout(mostMs);
    while (!this.isOver && !signal.aborted) await once(this.#news, 'news', { signal }).catch(() => {});
  }
}

const ENDED_WITHOUT_A_WORD: IngestEvent = {
  kind: 'failed',
  message: 'The run that should have loaded them broke off. The files wait in the inbox for the next one.',
};
