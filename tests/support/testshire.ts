import { afterAll, beforeAll } from 'vitest';
import { copyOf, type HomeOptions, openTestHome, type TestHome, testHome } from './home.ts';
import {
  ABSENCE,
  COMPLAINTS,
  ON_TIME,
  openPartnership,
  type PlainIndicator,
  REQUESTS,
  type TestPartnership,
} from './partnership.ts';

/** One small partnership for all tests of a file, and homes that use it. */

export const SUSPENDED: PlainIndicator = {
  measure: { kind: 'count', extract: 'exclusions', date: 'started_on', where: "kind = 'suspension'" },
  grains: ['month'],
};

const indicators = {
  complaints: { ...COMPLAINTS, grains: ['month'] },
  requests: { ...REQUESTS, grains: ['month'] },
  'on-time': { ...ON_TIME, grains: ['month'] },
  absence: { ...ABSENCE, grains: ['month'] },
  suspended: SUSPENDED,
} satisfies Record<string, PlainIndicator>;

/** Makes Testshire before the tests of a file. Its homes go when their test ends, or are removed by who opens them.
 *  @param of the indicators that the tests look at: each more has to be worked out in every run */
export function useTestshire(...of: (keyof typeof indicators)[]) {
  let partnership: TestPartnership;
  beforeAll(async () => {
    const chosen = of.map((id) => [id, indicators[id]]);
    partnership = await openPartnership(of.length > 0 ? Object.fromEntries(chosen) : indicators);
  });
  afterAll(() => partnership.remove());
  const inTestshire = (options: HomeOptions = {}) => ({ partnership: partnership.folder, ...options });
  return {
    openHome: (options?: HomeOptions) => testHome(inTestshire(options)),
    openCopy: (pattern: TestHome) => copyOf(pattern, inTestshire()),
    openLastingHome: (options?: HomeOptions) => openTestHome(inTestshire(options)),
  };
}
