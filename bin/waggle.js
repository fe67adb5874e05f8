#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { NotBuiltError, program } from './built.js';

// Who stops listening, as head does, does not stop the work.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (!('code' in error && error.code === 'EPIPE')) throw error;
  });

try {
  const { main } = await import(pathToFileURL(await program()).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NotBuiltError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
