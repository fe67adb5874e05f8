import { STEPS } from '../../pipeline/effects.ts';
import type { DamageTally } from './damage.ts';
import type { DiskTally } from './disk.ts';
import type { Tally } from './kills.ts';

/** What the crash test says of itself. */

export function killsText(tally: Tally, seconds: string): string[] {
  const rows = STEPS.map(
    (step) => [step, tally.atStep.get(step) ?? 0, tally.afterStep.get(step) ?? 0] as const,
  );
  return [
    'killed          at the step  soon after it',
    ...rows.map(([step, at, after]) => `${step.padEnd(14)}${cell(at)}${cell(after)}`),
    `at any time   ${cell(tally.atAnyTime)}`,
    '',
    `${tally.kills} kills in ${tally.homes} homes, ${tally.restarts} of them of a restart; ${seconds}.`,
    `${tally.recoveries} times all figures, facts, files and findings were those of an undisturbed run (${whole(tally.compared)} rows compared).`,
    `The dashboard was asked ${whole(tally.answers)} times, and answered each time with the figures of one of ${tally.snapshotsSeen} snapshots (${whole(tally.unchanged)} times 304).`,
    ...(tally.tooLate > 0 ? [`${tally.tooLate} runs had come to their end before their moment came.`] : []),
  ];
}

export function diskText(tally: DiskTally, mounted: boolean, seconds: string): string[] {
  const full = tally.runs.filter(({ last }) => last !== null);
  return [
    `A full disk ${full.length} times, and ${tally.runs.length - full.length} times just room enough; ${seconds}. Each time it was said plainly, nothing was`,
    'lost, and with room again all was as it should be. What was reached with so much room:',
    ...tally.runs.map(({ room, last }) => `  ${room.padEnd(32)}${last ?? 'all'}`),
    mounted
      ? `The dashboard on it answered ${whole(tally.answers)} times.`
      : 'No small disk can be mounted here; only the size of files was limited.',
  ];
}

export function damageText(tally: DamageTally, seconds: string): string[] {
  const { trials, repaired, atTheEnd, latent, brokenDown } = tally;
  return [
    `A damaged warehouse or log ${trials} times; ${seconds}. Moved aside and made anew by the same run ${repaired} times, by the`,
    `next run ${atTheEnd} times, found when all was read ${latent} times, not in the way ${trials - repaired - atTheEnd - latent} times; DuckDB itself broke`,
    `down ${brokenDown} times. The figures were right each time.`,
  ];
}

function cell(count: number): string {
  return String(count).padStart(13);
}

function whole(count: number): string {
  return count.toLocaleString('en-GB');
}
