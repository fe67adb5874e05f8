import autocannon from 'autocannon';

/**
 * @typedef {object} Load
 * @property {number} perSecond requests answered
 * @property {number} p99 in milliseconds
 * @property {number} requests
 * @property {number} failed of whatever kind
 */

/** Asks one address over and over, each connection as soon as it has its answer.
 * @param {string} url @param {{ connections: number, seconds: number, headers?: Record<string, string> }} how
 * @returns {Promise<Load>} */
export async function load(url, { connections, seconds, headers = {} }) {
  const { requests, latency, errors, timeouts, non2xx } = await autocannon({
    ...{ url, connections, headers },
    duration: seconds,
  });
  return {
    perSecond: requests.average,
    p99: latency.p99,
    requests: requests.total,
    failed: errors + timeouts + non2xx,
  };
}
