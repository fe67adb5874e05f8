import type { Grain, Point } from '../../indicators/series.ts';
import { LETTER_WIDTH } from './theme.ts';

/** Where periods lie on the horizontal axis: milliseconds, each point in the middle of its period. */

const DAY = 86_400_000;

export function startOf(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

/** The first moment after a day. */
export function endOf(day: string): number {
  return startOf(day) + DAY;
}

export function middleOf(period: { start: string; end: string }): number {
  return (startOf(period.start) + endOf(period.end)) / 2;
}

/** The first moment after a month. */
export function endOfMonth(month: string): number {
  return Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1);
}

interface TimeAxis {
  values: number[];
  labels: string[];
}

const YEARS: Grain[] = ['calendar_year', 'financial_year', 'academic_year'];

/** Years are named under their points; shorter periods at each January, or more often where that is but once. As many
 *  labels as the width has room for. */
export function timeAxis(grain: Grain, points: Point[], from: number, to: number, width: number): TimeAxis {
  const all = YEARS.includes(grain) ? yearLabels(points) : turnsOfYear(from, to, width > 300);
  const room = Math.max(...all.labels.map((label) => label.length)) * LETTER_WIDTH + 12;
  const every = Math.max(1, Math.ceil((room * all.values.length) / width));
  const keep = (_: unknown, index: number) => index % every === 0;
  return { values: all.values.filter(keep), labels: all.labels.filter(keep) };
}

const MONTHS_APART = [12, 6, 3, 1];

function turnsOfYear(from: number, to: number, isWide: boolean): TimeAxis {
  for (const apart of MONTHS_APART) {
    const values = turnsBetween(from, to, apart);
    const label = apart === 12 && !isWide ? yearOf : monthLabel;
    if (values.length > 1) return { values, labels: values.map(label) };
  }
  return { values: [from], labels: [monthLabel(from)] };
}

/** The beginnings of each January and of what lies so many months apart from it. */
function turnsBetween(from: number, to: number, apart: number): number[] {
  const [first, last] = [monthNumber(from - DAY) + 1, monthNumber(to)];
  const months = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return months
    .filter((month) => month % apart === 0)
    .map((month) => Date.UTC(Math.floor(month / 12), month % 12));
}

function monthNumber(moment: number): number {
  const day = new Date(moment);
  return day.getUTCFullYear() * 12 + day.getUTCMonth();
}

function yearLabels(points: Point[]): TimeAxis {
  return { values: points.map(middleOf), labels: points.map(({ period }) => yearLabel(period)) };
}

/** CY2024 → 2024; FY2024 and AY2024 → 2024/25. */
function yearLabel(period: string): string {
  const year = Number(period.slice(2, 6));
  return period.startsWith('CY') ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
}

function yearOf(moment: number): string {
  return String(new Date(moment).getUTCFullYear());
}

function monthLabel(moment: number): string {
  return new Date(moment).toLocaleDateString('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' });
}

/** A Vega expression that turns a tick into its label. */
export function labelExpression(axis: TimeAxis): string {
  const labels = Object.fromEntries(
    axis.values.map((value, index) => [String(value), axis.labels[index] ?? '']),
  );
  return `(${JSON.stringify(labels)})[toString(datum.value)]`;
}
