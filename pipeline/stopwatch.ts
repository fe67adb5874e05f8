/** The stages of a run, as run.ts goes through them. */
type Stage = 'catch_up' | 'take_in' | 'define_facts' | 'compute' | 'compare' | 'publish' | 'delete_old_files';
export type Seconds = Partial<Record<Stage, number>>;

export interface Stopwatch {
  seconds: Seconds;
  time<T>(stage: Stage, work: () => Promise<T>): Promise<T>;
}

/** Measures by the machine’s own time: the clock that the effects bring may stand still. */
export function stopwatch(): Stopwatch {
  const seconds: Seconds = {};
  return {
    seconds,
    time: async (stage, work) => {
      const begun = performance.now();
      const result = await work();
      seconds[stage] = Math.round((seconds[stage] ?? 0) * 1000 + performance.now() - begun) / 1000;
      return result;
    },
  };
}
