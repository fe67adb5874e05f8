import type { Effects } from './effects.ts';
import { inWorkshop } from './in-workshop.ts';
import { bringUpToDate, publishIfChanged } from './run.ts';
import { type RunReport, recorded } from './runs.ts';
import type { Settings } from './settings.ts';

/** Publishes the figures of what is loaded, whether or not they have changed. The inbox is not looked at. */
export async function publishAnew(settings: Settings, effects: Effects): Promise<RunReport> {
  return inWorkshop(settings, effects, (workshop) =>
    recorded(workshop, async (time) => {
      const report = await bringUpToDate(workshop, time, [], false);
      if (report.snapshot || report.unfinished.length > 0) return report;
      return { ...report, ...(await publishIfChanged(workshop, time, { anew: true })) };
    }),
  );
}
