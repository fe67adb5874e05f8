import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where Waggle itself lies: its catalogue and its command. */
export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
export const launcher = join(projectRoot, 'bin', 'waggle.js');
