import cron from 'node-cron';
import { SettingsError } from './settings.ts';

interface Schedule {
  /** Stops further runs; one under way goes on to its end. */
  stop(): Promise<void>;
}

/**
 * Runs the job at once and then whenever the cron expression says, never two at a time: a run that takes longer than
 * the interval lets the ticks it covers pass.
 */
export async function schedule(
  expression: string,
  timeZone: string,
  job: () => Promise<void>,
  failed: (error: unknown) => void,
): Promise<Schedule> {
  if (!cron.validate(expression)) {
    throw new SettingsError(
      `The partnership’s schedule “${expression}” is not a cron expression; */10 * * * * means every ten minutes.`,
    );
  }
  const attempt = () => job().catch(failed);
  await attempt();
  const task = cron.schedule(expression, attempt, {
    timezone: timeZone,
    noOverlap: true,
    suppressMissedWarning: true,
    logger: errorsTo(failed),
  });
  return { stop: async () => task.stop() };
}

/** A tick that finds the last run still at work is no news. */
function errorsTo(failed: (error: unknown) => void) {
  const nothing = () => {};
  return { info: nothing, warn: nothing, debug: nothing, error: failed };
}
