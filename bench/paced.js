import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * @typedef {object} Paced
 * @property {number} perSecond requests that were due
 * @property {number} p99 in milliseconds, each from when it was due
 * @property {number} failed
 */

/** Asks one address at an even pace over many connections, whether or not the answers keep up. Who asks as fast as it is
 *  answered measures throughput twice: with 100 connections each waits for the other 99.
 * @param {string} url @param {{ connections: number, seconds: number, perSecond: number }} how
 * @returns {Promise<Paced>} */
export async function paced(url, { connections, seconds, perSecond }) {
  const every = (1000 * connections) / perSecond;
  const begun = performance.now() + every;
  const asked = await Promise.all(
    Array.from({ length: connections }, (_, index) =>
      askEvenly(new URL(url), begun + (every * index) / connections, every, begun + seconds * 1000),
    ),
  );
  const waits = asked.flatMap((one) => one.waits).sort((one, other) => one - other);
  const failed = asked.reduce((sum, one) => sum + one.failed, 0);
  return { perSecond, p99: waits[Math.ceil(0.99 * waits.length) - 1] ?? Number.NaN, failed };
}

/** One connection: it asks again when the next is due, and not before it has its answer.
 * @param {URL} url @param {number} first @param {number} every @param {number} end */
async function askEvenly({ hostname, port, host, pathname, search }, first, every, end) {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  const request = `GET ${pathname}${search} HTTP/1.1\r\nhost: ${host}\r\n\r\n`;
  const waits = [];
  let failed = 0;
  for (let due = first; due < end; due += every) {
    const early = due - performance.now();
    if (early > 0) await delay(early);
    if (socket.destroyed) return { waits, failed: failed + 1 };
    socket.write(request);
    if (!(await answered(socket))) failed += 1;
    waits.push(performance.now() - due);
  }
  socket.destroy();
  return { waits, failed };
}

/** Whether the answer is a good one, once all of it is here.
 * @param {import('node:net').Socket} socket @returns {Promise<boolean>} */
function answered(socket) {
  return new Promise((resolve) => {
    let head = '';
    let missing = Number.NaN;
    const finish = (/** @type {boolean} */ isGood) => {
      socket.off('data', read).off('close', broken);
      resolve(isGood);
    };
    const broken = () => finish(false);
    const read = (/** @type {Buffer} */ part) => {
      if (!Number.isNaN(missing)) missing -= part.length;
      else {
        head += part.toString('latin1');
        const [above, ...body] = head.split('\r\n\r\n');
        const length = /content-length: (\d+)/i.exec(above ?? '')?.[1];
        if (body.length > 0) missing = Number(length) - body.join('\r\n\r\n').length;
      }
      if (missing <= 0) finish(head.startsWith('HTTP/1.1 200'));
    };
    socket.on('data', read).on('close', broken);
  });
}
