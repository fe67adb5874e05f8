import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

/** A bare Fastify route that answers with a file's bytes, and nothing else. Argument: the file. */

const bytes = readFileSync(String(process.argv[2]));
const app = Fastify();
app.get('/', async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes));
console.log(JSON.stringify({ url: await app.listen({ host: '127.0.0.1', port: 0 }) }));
