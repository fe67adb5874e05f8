import type { Effects } from '../pipeline/effects.ts';
import type { Settings } from '../pipeline/settings.ts';
import type { Answer } from './answer.ts';

export interface Command {
  usage: string;
  help: string;
  /** Which words may follow: files, mostly. What is said after --out is the one word. */
  takes:
    | 'nothing'
    | 'nothing, or --out'
    | 'files'
    | 'some files'
    | 'one SHA'
    | 'indicator, area and period'
    | 'words of its own'
    | 'a name';
  /** What makes the exit code 1, but for what fails. */
  fails?: string;
  /** What else may be said: --area north. */
  options?: readonly Option[];
  run(
    settings: Settings,
    effects: Effects,
    words: string[],
    answer: (answer: Answer) => void,
    options: Options,
  ): Promise<void>;
}

export const OPTIONS = [
  ...(['framework', 'item', 'area', 'period', 'tier', 'snapshot', 'level'] as const),
  ...(['role', 'from', 'to', 'user'] as const),
] as const;
export type Option = (typeof OPTIONS)[number];
/** What was said after each option, once or several times. */
export type Options = Partial<Record<Option, string[]>>;
