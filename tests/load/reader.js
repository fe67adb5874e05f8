import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/**
 * @typedef {object} Asked
 * @property {string} path
 * @property {string} [method]
 * @property {Record<string, string>} [headers]
 *
 * @typedef {object} Came
 * @property {number} status
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {Buffer} body as it came, perhaps packed
 */

/** One connection, which asks one thing after another. */
export class Reader {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @param {Asked} asked @returns {Promise<Came>} */
  async ask({ path, method = 'GET', headers = {} }) {
    const asking = request(this.url, { path, method, headers, agent: this.#agent });
    /** @type {Promise<import('node:http').IncomingMessage>} */
    const answer = new Promise((resolve, reject) => asking.on('response', resolve).on('error', reject));
    asking.end();
    const came = await answer;
    return { status: came.statusCode ?? 0, headers: came.headers, body: await buffer(came) };
  }

  close() {
    this.#agent.destroy();
  }
}

/** Asks and hangs up: at once, or when the answer begins. @param {string} url @param {Asked} asked @param {boolean} atOnce */
export async function breakOff(url, { path, headers = {} }, atOnce) {
  const socket = await connected(url);
  socket.write(lines('GET', path, headers));
  if (!atOnce) await Promise.race([once(socket, 'data'), once(socket, 'close')]);
  socket.destroy();
}

/** Asks for all at once on one connection, and answers what came, in order.
 * @param {string} url @param {Asked[]} all @returns {Promise<Came[]>} */
export async function askTogether(url, all) {
  const socket = await connected(url);
  const last = all.length - 1;
  const texts = all.map(({ path, method = 'GET', headers = {} }, index) =>
    lines(method, path, index === last ? { ...headers, connection: 'close' } : headers),
  );
  socket.write(texts.join(''));
  return answersIn(await buffer(socket));
}

/** Says what is no HTTP, and answers what came back. @param {string} url @param {string} text */
export async function say(url, text) {
  const socket = await connected(url);
  socket.end(text);
  return String(await buffer(socket));
}

/** Begins a request that never ends. @param {string} url @returns {Promise<import('node:net').Socket>} */
export async function dawdle(url) {
  const socket = await connected(url);
  socket.write('GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ');
  return socket.resume();
}

/** @param {string} url */
async function connected(url) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket.on('error', () => {});
}

/** @param {string} method @param {string} path @param {Record<string, string>} headers */
function lines(method, path, headers) {
  const all = Object.entries({ host: 'localhost', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `${method} ${path} HTTP/1.1\r\n${all.join('')}\r\n`;
}

/** @param {Buffer} bytes @returns {Came[]} */
function answersIn(bytes) {
  const found = [];
  for (let from = 0; from < bytes.length; ) {
    const body = bytes.indexOf('\r\n\r\n', from) + 4;
    const [first = '', ...rest] = bytes.toString('latin1', from, body - 4).split('\r\n');
    const headers = Object.fromEntries(rest.map((line) => line.toLowerCase().split(/: (.*)/, 2)));
    const status = Number(first.split(' ')[1]);
    const to = body + (status === 304 ? 0 : Number(headers['content-length']));
    if (!(to > from)) throw new Error(`${first} does not say how long it is`);
    found.push({ status, headers, body: bytes.subarray(body, to) });
    from = to;
  }
  return found;
}
