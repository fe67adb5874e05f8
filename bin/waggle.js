#!/usr/bin/env node
import { pathToFileURL } from 'node:url';
import { program } from './built.js';

const { main } = await import(pathToFileURL(await program()).href);
process.exitCode = await main(process.argv.slice(2));
