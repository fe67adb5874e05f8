/**
 * @typedef {object} Measured
 * @property {number} seconds
 * @property {number | null} peakBytes
 *
 * @typedef {object} Contestant
 * @property {string} name
 * @property {number} times how often it is measured
 * @property {() => Promise<Measured>} run
 *
 * @typedef {object} Result
 * @property {string} name
 * @property {number[]} seconds of each turn, least first
 * @property {number | null} peakBytes the most of all turns
 */

/** Lets the contestants take turns, so that a busy minute of the machine's meets them all.
 * @param {Contestant[]} contestants
 * @param {(line: string) => void} say
 * @returns {Promise<Result[]>} */
export async function takeTurns(contestants, say) {
  const turns = contestants.map(({ name }) => ({ name, measured: /** @type {Measured[]} */ ([]) }));
  const rounds = Math.max(...contestants.map(({ times }) => times));
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, { name, times, run }] of contestants.entries()) {
      if (round > times) continue;
      const measured = await run();
      turns[index]?.measured.push(measured);
      say(`  ${name}, ${round} of ${times}: ${measured.seconds.toFixed(2)} s`);
    }
  }
  return turns.map(({ name, measured }) => ({ name, ...summary(measured) }));
}

/** @param {Measured[]} measured */
function summary(measured) {
  const peaks = measured.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    seconds: measured.map(({ seconds }) => seconds).sort((one, other) => one - other),
    peakBytes: peaks.length > 0 ? Math.max(...peaks) : null,
  };
}

/** The middle one of an odd number of turns. @param {Result} result */
export function median({ seconds }) {
  return seconds[Math.floor(seconds.length / 2)] ?? Number.NaN;
}
