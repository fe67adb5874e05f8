import { type Month, monthAt, monthIndexOf } from '../calendar.ts';
import { at, spread } from '../random.ts';
import { REQUEST_SEASON, REQUESTS_BY_YEAR } from '../totals.ts';

export interface RequestMonth {
  month: Month;
  received: number;
  /** Plans that these requests led to within the samples. */
  issued: number;
  /** Plans that they had led to before January 2022. */
  issuedBefore: number;
}

const FIRST_INDEX = -12;
const SHARE_ISSUED_BEFORE_2022 = [0.55, 0.55, 0.55, 0.5, 0.5, 0.45, 0.38, 0.2, 0.05];

/** Keeps the requests that became plans in step with the requests received, month by month. */
export class RequestLoad {
  readonly months: RequestMonth[] = [...REQUESTS_BY_YEAR.values()]
    .flatMap((total) => spread(total, REQUEST_SEASON))
    .map((received, position) => ({
      month: monthAt(FIRST_INDEX + position),
      received,
      issued: 0,
      issuedBefore: received * (SHARE_ISSUED_BEFORE_2022[position] ?? 0),
    }));

  /** Of several possible days of a request, the one in whose month the fewest have become plans; counts it. */
  leastLoaded(days: readonly number[]): number {
    const byLoad = days.toSorted((a, b) => this.load(a) - this.load(b));
    const day = at(byLoad, 0);
    this.monthOf(day).issued += 1;
    return day;
  }

  private load(day: number): number {
    const { issued, issuedBefore, received } = this.monthOf(day);
    return (issued + issuedBefore) / received;
  }

  private monthOf(day: number): RequestMonth {
    return at(this.months, Math.max(0, monthIndexOf(day) - FIRST_INDEX));
  }
}
