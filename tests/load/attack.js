import { NO_HTTP, questionsFor } from './questions.js';
import { askTogether, breakOff, dawdle, Reader, say } from './reader.js';

/**
 * Many readers at once, each on a connection of its own: they ask what they may and what they may not, pack several
 * questions into one, hang up amid an answer, say what is no HTTP. Every answer is held against the one that came when
 * all was quiet.
 *
 * @typedef {import('./questions.js').Question} Question
 * @typedef {import('./reader.js').Came} Came
 *
 * @typedef {object} Seen
 * @property {number} answered
 * @property {number} refused as they should be
 * @property {number} brokenOff
 * @property {number} faults of the server: 5xx
 * @property {number} lost connections
 * @property {string[]} wrong what was asked, what came and what should have: the first few in full
 * @property {number} wrongs
 */

/** @param {string} url @param {{ connections: number, more: (turn: number) => boolean, ready?: () => Promise<void> }} how
 *  `more` says whether a reader has another turn; `ready` is told when all is known and nothing has begun.
 *  @returns {Promise<Seen>} */
export async function attack(url, { connections, more, ready = async () => {} }) {
  const questions = await questionsFor(url);
  await ready();
  /** @type {Seen} */
  const seen = { answered: 0, refused: 0, brokenOff: 0, faults: 0, lost: 0, wrong: [], wrongs: 0 };
  const slow = await Promise.all(Array.from({ length: connections / 20 }, () => dawdle(url)));
  await Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const reader = new Reader(url);
      // Each begins elsewhere in the list, so that all kinds of question are asked at any time.
      for (let turn = 0; more(turn); turn += 1)
        await oneTurn(reader, questions, index * 7 + turn, seen).catch((error) => {
          seen.lost += 1;
          console.error(`A connection was lost: ${error}`);
        });
      reader.close();
    }),
  );
  for (const socket of slow) socket.destroy();
  return seen;
}

/** @param {Reader} reader @param {Question[]} questions @param {number} number @param {Seen} seen */
async function oneTurn(reader, questions, number, seen) {
  const question = questions[number % questions.length];
  if (!question) throw new Error('there is nothing to ask');
  if (number % 11 === 0) {
    const text = NO_HTTP[(number / 11) % NO_HTTP.length] ?? '';
    judgeRefusal(await say(reader.url, text), text, seen);
  }
  if (number % 13 === 0) await askWhatIsGivenUp(reader, question, number, seen);
  if (number % 17 === 0) await askThree(reader, questions, number, seen);
  judge(question, await reader.ask(question.asked), seen);
}

/** Hangs up on a question that nobody has asked before, and asks it at once again: the answer is being worked out for
 *  who has gone. @param {Reader} reader @param {Question} question @param {number} number @param {Seen} seen */
async function askWhatIsGivenUp(reader, question, number, seen) {
  const { asked } = question;
  const accept = `${asked.headers?.accept ?? '*/*'}, x/${number};q=0.1`;
  const { 'if-none-match': _, ...headers } = asked.headers ?? {};
  const anew = { ...asked, headers: { ...headers, accept } };
  if (asked.method === 'HEAD' || question.right.status !== 200) return;
  await breakOff(reader.url, anew, number % 2 === 0);
  seen.brokenOff += 1;
  judge({ ...question, asked: anew }, await reader.ask(anew), seen);
}

/** @param {Reader} reader @param {Question[]} questions @param {number} number @param {Seen} seen */
async function askThree(reader, questions, number, seen) {
  const three = [0, 1, 2].flatMap((more) => questions[(number * 5 + more) % questions.length] ?? []);
  const asked = three.filter(({ asked }) => asked.method !== 'HEAD');
  if (asked.length === 0) return;
  const came = await askTogether(
    reader.url,
    asked.map((question) => question.asked),
  );
  if (came.length !== asked.length)
    throw new Error(`${came.length} answers came to ${asked.length} questions`);
  for (const [index, answer] of came.entries()) {
    const question = asked[index];
    if (question) judge(question, answer, seen);
  }
}

/** @param {string} said @param {string} text @param {Seen} seen */
function judgeRefusal(said, text, seen) {
  seen.answered += 1;
  if (/^HTTP\/1\.1 4\d\d /.test(said)) seen.refused += 1;
  else
    note(
      seen,
      `${JSON.stringify(text.slice(0, 60))}: ${JSON.stringify(said.slice(0, 200))} came, not a refusal`,
    );
}

/** @param {Question} question @param {Came} came @param {Seen} seen */
function judge({ asked, role, right }, came, seen) {
  seen.answered += 1;
  if (came.status >= 500) seen.faults += 1;
  const isRight = came.status === right.status && bytesOf(came).equals(bytesOf(right));
  if (!isRight) {
    const { path, method = 'GET', headers } = asked;
    note(
      seen,
      `${method} ${path.slice(0, 80)} as ${role}, ${JSON.stringify(headers)}: ${difference(came, right)}`,
    );
  } else if (right.status >= 400) seen.refused += 1;
}

/** Forms are signed anew on each page. @param {Came} came */
function bytesOf({ headers, body }) {
  if (!headers['content-type']?.startsWith('text/html') || headers['content-encoding']) return body;
  return Buffer.from(body.toString('latin1').replaceAll(/name="csrf" value="[\w-]*"/g, ''), 'latin1');
}

/** @param {Came} came @param {Came} right */
function difference(came, right) {
  const [is, should] = [bytesOf(came), bytesOf(right)];
  const at = Math.max(0, is.findIndex((byte, index) => byte !== should[index]) - 40);
  const part = (/** @type {Buffer} */ bytes) => JSON.stringify(bytes.toString('utf8', at, at + 120));
  return `${came.status} of ${is.length} bytes came, not ${right.status} of ${should.length}; from byte ${at} ${part(is)}, not ${part(should)}`;
}

const WRITTEN_OUT = 5;

/** @param {Seen} seen @param {string} line */
function note(seen, line) {
  seen.wrongs += 1;
  if (seen.wrong.length < WRITTEN_OUT) seen.wrong.push(line);
}
