import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** How long the sample data may take to load, for hooks that wait for it. */
export const LOADING_MS = 600_000;

/** The home of the sample data, once all are loaded and published. */
export async function sampleHome(): Promise<string> {
  const home = inject('sampleHome');
  const wrong = existsSync(doorOf(home)) ? await text(connect(doorOf(home))) : '';
  if (wrong) throw new Error(wrong);
  return home;
}

/** Where to ask whether a home’s sample data are loaded yet; one that has no such door lies ready. */
export function doorOf(home: string): string {
  return join(home, 'door');
}
