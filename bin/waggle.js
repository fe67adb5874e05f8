#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { NotBuiltError, program } from './built.js';

try {
  const { main } = await import(pathToFileURL(await program()).href);
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof NotBuiltError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
