import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';

/** Where the sample data are being loaded, and where it is said that they are. */
export interface SampleHome {
  root: string;
  door: string;
}

/** How long that may take, for hooks that wait for it. */
export const LOADING_MS = 600_000;

/** The home of the sample data, once all are loaded and published. */
export async function sampleHome(): Promise<string> {
  const { root, door } = inject('sampleHome');
  const wrong = await text(connect(door));
  if (wrong) throw new Error(wrong);
  return root;
}
