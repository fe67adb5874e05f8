import type { FileReport } from '../../indicators/series.ts';
import type { Assets, Frame } from './frame.ts';

/** A file that was uploaded, and what became of it; null until that is known. */
export interface UploadedFile {
  file: string;
  sha256: string;
  bytes: number;
  report: FileReport | null;
}

/** `waiting` when nothing here loads files: the schedule takes them from the inbox. */
type RunState = 'waiting' | 'running' | 'done' | 'failed';

/** One upload on its way from the inbox to the figures. */
export interface UploadRun {
  id: string;
  state: RunState;
  files: UploadedFile[];
  /** Why it failed. */
  message: string | null;
  /** What the pipeline has said so far. */
  lines: string[];
}

export interface UploadProps {
  frame: Frame | null;
  assets: Assets;
  mostBytes: number;
  /** Proves that the form was sent by who was shown it. */
  csrf?: string;
  /** Why the last attempt was refused. */
  problem: string | null;
}

export interface UploadRunProps {
  frame: Frame | null;
  assets: Assets;
  run: UploadRun;
}
