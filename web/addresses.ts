import type { FrameworkId } from '../indicators/partnership-schema.ts';
import type { Grain } from '../indicators/series.ts';
import type { ChartKind, ChartSize } from './props/charts.ts';
import type { Filters } from './props/indicator.ts';

/** Every address that pages link to, in one place. */

interface ChartView extends Filters {
  kind: ChartKind;
  size: ChartSize;
  /** The column by which it is broken down. */
  breakdown?: string | undefined;
  /** The last day of the trend, where it is not to go on to the latest. */
  to?: string | undefined;
  /** Whether what stands around it on a page is to be written on it. */
  headed?: 'yes';
}

type ChartEnding = 'svg' | 'png' | 'vl.json' | 'vg.json';

export function chartAddress(indicator: string, view: ChartView, ending: ChartEnding = 'svg'): string {
  const { kind, area, grain, size, breakdown, to, headed } = view;
  const asked = query({ kind, area, grain, size, breakdown, to, headed });
  return `/charts/${encodeURIComponent(indicator)}.${ending}?${asked}`;
}

export type SeriesFormat = 'json' | 'csv' | 'arrow' | 'xlsx' | 'parquet';

export function seriesAddress(indicator: string, filters: Filters, format: SeriesFormat): string {
  const { area, grain } = filters;
  return `/api/v1/indicators/${encodeURIComponent(indicator)}/series?${query({ area, grain, format })}`;
}

export function indicatorAddress(
  indicator: string,
  filters: { area?: string; grain?: Grain; breakdown?: string } = {},
): string {
  return withQuery(`/indicators/${encodeURIComponent(indicator)}`, {
    area: filters.area === 'county' ? undefined : filters.area,
    grain: filters.grain,
    breakdown: filters.breakdown,
  });
}

export function frameworkAddress(framework: FrameworkId, item?: string, area?: string): string {
  const path = item === undefined ? `/${framework}` : `/${framework}/${encodeURIComponent(item)}`;
  return withQuery(path, { area: area === 'county' ? undefined : area });
}

/** The overview of an area, narrowed to what is asked for. */
export function overviewAddress(
  filter: { area?: string; item?: string; status?: string; tier?: string; special?: 'on'; q?: string } = {},
): string {
  return withQuery('/', { ...filter, area: filter.area === 'county' ? undefined : filter.area });
}

export function areaAddress(area?: string): string {
  return area === undefined ? '/areas' : `/areas/${encodeURIComponent(area)}`;
}

export function definitionsAddress(filter: { q?: string; letter?: string; item?: string } = {}): string {
  return withQuery('/definitions', filter);
}

export function fileAddress(sha256?: string): string {
  return sha256 === undefined ? '/files' : `/files/${encodeURIComponent(sha256)}`;
}

export function readingAddress(): string {
  return '/reading';
}

/** Where files are loaded; what became of an upload, where one is named. */
export function uploadAddress(run?: string): string {
  return run === undefined ? '/upload' : `/upload/${encodeURIComponent(run)}`;
}

export function runFindingsAddress(run: string): string {
  return `/api/v1/runs/${encodeURIComponent(run)}/findings.csv`;
}

/** A file's findings as CSV. */
export function findingsAddress(sha256: string): string {
  return `/api/v1/files/${encodeURIComponent(sha256)}/findings?format=csv`;
}

export function reportAddress(): string {
  return '/report';
}

/** What stands at the foot of every printed page of a report. */
export const REPORT_FOOT = '/report/foot.css';

function withQuery(path: string, values: Record<string, string | undefined>): string {
  const text = query(values);
  return text === '' ? path : `${path}?${text}`;
}

function query(values: Record<string, string | undefined>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return new URLSearchParams(given).toString();
}
