import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { schedule } from '../../pipeline/schedule.ts';
import { SettingsError } from '../../pipeline/settings.ts';

const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2025-01-15T09:00:30Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A job that ends when the test says so, and how often it has begun. */
function jobByHand() {
  const running: (() => void)[] = [];
  let begun = 0;
  return {
    begun: () => begun,
    end: () => running.shift()?.(),
    run: () => {
      begun += 1;
      return new Promise<void>((resolve) => running.push(resolve));
    },
  };
}

describe('the schedule', () => {
  it('runs at once, and then at each tick', async () => {
    const job = vi.fn(async () => {});
    await start('*/10 * * * *', job);
    expect(job).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(9 * MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(20 * MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(4);
  });

  it('never runs two at a time: ticks during a run pass', async () => {
    const job = jobByHand();
    const started = start('* * * * *', job.run);
    job.end();
    await started;
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(job.begun()).toBe(2);
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(job.begun()).toBe(2);
    job.end();
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(job.begun()).toBe(3);
    job.end();
  });

  it('goes on after a run that failed, and says so', async () => {
    const failed = vi.fn();
    const job = vi.fn(async () => {
      throw new Error('The disk is full.');
    });
    await start('* * * * *', job, failed);
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(3);
    expect(failed).toHaveBeenCalledTimes(3);
    expect(failed).toHaveBeenLastCalledWith(new Error('The disk is full.'));
  });

  it('stops when told to', async () => {
    const job = vi.fn(async () => {});
    const running = await start('* * * * *', job);
    await running.stop();
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(1);
  });

  it('keeps the partnership’s clock: nine in the morning is nine in London, in summer too', async () => {
    vi.setSystemTime(new Date('2025-07-15T07:59:30Z'));
    const job = vi.fn(async () => {});
    await start('0 9 * * *', job);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(job).toHaveBeenCalledTimes(2);
  });

  it('refuses an expression that is none, and does not run', async () => {
    const job = vi.fn(async () => {});
    const starting = schedule('every ten minutes', 'Europe/London', job, () => {});
    await expect(starting).rejects.toThrow(SettingsError);
    await expect(starting).rejects.toThrow(
      '“every ten minutes” is not a cron expression; */10 * * * * means',
    );
    expect(job).not.toHaveBeenCalled();
  });
});

async function start(
  expression: string,
  job: () => Promise<void>,
  failed: (error: unknown) => void = () => {},
) {
  const running = await schedule(expression, 'Europe/London', job, failed);
  onTestFinished(() => running.stop());
  return running;
}
