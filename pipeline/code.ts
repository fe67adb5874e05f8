import { randomUUID } from 'node:crypto';

declare const WAGGLE_CODE: string | undefined;

/** Tells the code that makes figures from any other: the build puts its digest in. Run from its sources, Waggle may be
 *  another program in the next process, so each process has a mark of its own. */
export const CODE = `${typeof WAGGLE_CODE === 'string' ? WAGGLE_CODE : randomUUID()} on Node ${process.version}`;
