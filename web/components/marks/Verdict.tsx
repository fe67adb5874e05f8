import { STANDING_WORDS, type Standing } from '../area/profile.ts';

const PATHS: Record<Standing, string> = {
  better: 'M7 1.5l6 11H1z',
  worse: 'M7 12.5l-6-11h12z',
  similar: 'M7 2a5 5 0 1 0 .01 0z',
  higher: 'M7 1l6 6-6 6-6-6z',
  lower: 'M7 1l6 6-6 6-6-6z',
  few: 'M2 7h10',
  none: 'M2 7h10',
};

/** How an area stands beside the county: a shape, a word and a colour. */
export function Verdict({ standing }: { standing: Standing }) {
  return (
    <span class={`verdict stands-${standing}`}>
      <StandingShape standing={standing} />
      {STANDING_WORDS[standing]}
    </span>
  );
}

export function StandingShape({ standing }: { standing: Standing }) {
  return (
    <svg class="shape" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true" focusable="false">
      <path d={PATHS[standing]} />
    </svg>
  );
}
