import { brotliDecompressSync } from 'node:zlib';
import { Reader } from './reader.js';

/**
 * What the readers ask, each in their own role, with the answer that came when all was quiet.
 *
 * @typedef {import('./reader.js').Asked} Asked
 * @typedef {import('./reader.js').Came} Came
 * @typedef {{ asked: Asked, role: string, right: Came }} Question
 */

const PAGE = { accept: 'text/html' };

/** @param {string} role @param {{ indicator: string, area: string }} names @returns {Asked[]} */
const goodFor = (role, { indicator, area }) => [
  { path: '/healthz' },
  { path: '/api/v1/catalogue' },
  { path: '/api/v1/overview' },
  { path: '/api/v1/overview?area=county' },
  { path: `/api/v1/indicators/${indicator}/series` },
  { path: `/api/v1/indicators/${indicator}/areas` },
  { path: `/charts/${indicator}.svg` },
  { path: '/', headers: PAGE },
  { path: '/areas', headers: PAGE },
  { path: `/indicators/${indicator}`, headers: PAGE },
  ...(role === 'public' ? [] : [{ path: `/areas/${area}`, headers: PAGE }]),
];

const BAD = [
  '/api/v1/overview?area=county&area=county',
  '/api/v1/overview?area=%27%20OR%201%3D1--',
  '/indicators/%zz',
  `/indicators/${'x'.repeat(5_000)}`,
  '/api/v1/overview?__proto__[x]=1',
  '/files/..%2f..%2fwarehouse.duckdb',
  '/api/v1/overview?snapshot=../../etc/passwd',
  '/charts/none.svg?size=%F0%9F%92%A5',
];

export const NO_HTTP = [
  'hello\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: zz\r\n\r\n',
  `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
];

/** @param {string} url a dashboard without log-in, where one may see what others see @returns {Promise<Question[]>} */
export async function questionsFor(url) {
  const reader = new Reader(url);
  const names = await namesIn(reader);
  /** @type {Question[]} */
  const questions = [];
  for (const role of ['analyst', 'public', `area:${names.area}`]) {
    const own = await headersOf(url, role);
    for (const asked of goodFor(role, names))
      questions.push(...(await waysToAsk(reader, withHeaders(asked, own), role)));
    for (const path of BAD) questions.push(await quiet(reader, { path, headers: own }, role, 4));
  }
  reader.close();
  refuseAlike(questions);
  return questions;
}

/** @param {Reader} reader */
async function namesIn(reader) {
  const { areas } = await json(reader, '/api/v1/catalogue');
  const { rows } = await json(reader, '/api/v1/overview');
  return { indicator: String(rows[0].indicator), area: String(areas[0].id) };
}

/** @param {Reader} reader @param {string} path */
async function json(reader, path) {
  return JSON.parse(String((await reader.ask({ path })).body));
}

/** The cookie of somebody who looks as this role; an analyst needs none.
 *  @param {string} url @param {string} role @returns {Promise<Record<string, string>>} */
async function headersOf(url, role) {
  if (role === 'analyst') return {};
  const body = new URLSearchParams({ role });
  const { headers } = await fetch(`${url}/role`, { method: 'POST', body, redirect: 'manual' });
  return { cookie: headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

/** @param {Reader} reader @param {Asked} asked @param {string} role @returns {Promise<Question[]>} */
async function waysToAsk(reader, asked, role) {
  const plain = await quiet(reader, asked, role);
  const { etag } = plain.right.headers;
  const empty = Buffer.alloc(0);
  const ways = [
    plain,
    { ...plain, asked: { ...asked, method: 'HEAD' }, right: { ...plain.right, body: empty } },
  ];
  if (etag) {
    const known = withHeaders(asked, { 'if-none-match': etag });
    ways.push({ ...plain, asked: known, right: { ...plain.right, status: 304, body: empty } });
    ways.push({ ...plain, asked: withHeaders(asked, { 'if-none-match': anothers(asked.path, etag) }) });
  }
  return asked.headers?.accept ? ways : [...ways, await packed(reader, plain)];
}

/** What one role's answers are known by, which tells another role nothing. @type {Map<string, string>} */
const firstTags = new Map();

/** @param {string} path @param {string} etag */
function anothers(path, etag) {
  const first = firstTags.get(path) ?? '"of nobody"';
  firstTags.set(path, etag);
  return first;
}

/** @param {Reader} reader @param {Question} plain */
async function packed(reader, { asked, role, right }) {
  const question = await quiet(reader, withHeaders(asked, { 'accept-encoding': 'br' }), role);
  const { body, headers } = question.right;
  const unpacked = headers['content-encoding'] === 'br' ? brotliDecompressSync(body) : body;
  if (!unpacked.equals(right.body)) throw new Error(`${asked.path} is another when it is packed`);
  return question;
}

/** A question with what the answer to it is while nobody else asks.
 *  @param {Reader} reader @param {Asked} asked @param {string} role @param {number} hundreds of its status
 *  @returns {Promise<Question>} */
async function quiet(reader, asked, role, hundreds = 2) {
  const right = await reader.ask(asked);
  if (Math.floor(right.status / 100) !== hundreds)
    throw new Error(
      `${asked.path.slice(0, 80)} as ${role} is a ${right.status}: ${right.body.subarray(0, 200)}`,
    );
  return { asked, role, right };
}

/** @param {Asked} asked @param {Record<string, string>} headers @returns {Asked} */
function withHeaders(asked, headers) {
  return { ...asked, headers: { ...asked.headers, ...headers } };
}

/** Were the roles answered alike, an answer given to the wrong one would not be noticed. @param {Question[]} questions */
function refuseAlike(questions) {
  const [one, ...others] = questions.filter(
    ({ asked, right }) => asked.path === '/api/v1/overview' && right.status === 200 && right.body.length > 0,
  );
  if (!others.some(({ right }) => one && !one.right.body.equals(right.body)))
    throw new Error('Everybody sees the same figures here: the home must hold protected ones.');
}
