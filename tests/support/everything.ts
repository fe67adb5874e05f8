import type { TestHome } from './home.ts';

/** All that the newest snapshot says, but its number and its moment. */
export async function everything(home: TestHome) {
  return {
    ...(await figures(home)),
    files: await home.published('SELECT * FROM file ORDER BY ALL'),
    findings: await home.published('SELECT * FROM finding ORDER BY ALL'),
  };
}

/** All that it says of indicators; comparators in their order too. */
export async function figures(home: TestHome) {
  return {
    dataTo: await home.published('SELECT data_to FROM snapshot'),
    points: await home.published('SELECT * FROM full_point ORDER BY ALL'),
    breakdowns: await home.published('SELECT * FROM full_breakdown ORDER BY ALL'),
    summaries: await home.published('SELECT * FROM full_summary ORDER BY ALL'),
    counted: await home.published('SELECT * FROM full_counted_rows ORDER BY ALL'),
    people: await home.published('SELECT * FROM group_people ORDER BY ALL'),
    benchmarks: await home.published('SELECT * FROM benchmark ORDER BY indicator, rowid'),
    councils: await home.published('SELECT * FROM council ORDER BY ALL'),
  };
}
