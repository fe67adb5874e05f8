/** Clock and console come in by argument, so that a test fixes them. */
export interface Effects {
  now(): Date;
  log(line: string): void;
  /** Begins a stretch of work of `total` steps. */
  progress(label: string, total: number): Progress;
  /** A run has come so far: the console shows it, and a test may break it off there. */
  reached(step: Step, rows?: number): void;
}

/** What a run brings to an end one after the other: for each file, then for the figures. */
export const STEPS = [
  'received',
  'read',
  'checked',
  'archived',
  'loaded',
  'cleared',
  'computed',
  'written',
  'noted',
  'published',
] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  /** Begins the next piece, of so many steps. */
  begin(size: number): void;
  step(done?: number): void;
  end(): void;
}

export const silent: Effects = {
  now: () => new Date(),
  log: () => {},
  progress: () => ({ begin: () => {}, step: () => {}, end: () => {} }),
  reached: () => {},
};
