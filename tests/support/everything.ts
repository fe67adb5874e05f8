import type { TestHome } from './home.ts';

/** All that the newest snapshot says, but its number and its moment. */
export async function everything(home: TestHome) {
  return {
    points: await home.published('SELECT * FROM full_point ORDER BY ALL'),
    summaries: await home.published('SELECT * FROM full_summary ORDER BY ALL'),
    files: await home.published('SELECT * FROM file ORDER BY ALL'),
    findings: await home.published('SELECT * FROM finding ORDER BY ALL'),
  };
}
