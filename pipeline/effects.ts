/** Clock and console come in by argument, so that a test fixes them. */
export interface Effects {
  now(): Date;
  log(line: string): void;
  /** Begins a stretch of work of `total` steps. */
  progress(label: string, total: number): Progress;
}

export interface Progress {
  step(done?: number): void;
  end(): void;
}

export const silent: Effects = {
  now: () => new Date(),
  log: () => {},
  progress: () => ({ step: () => {}, end: () => {} }),
};
