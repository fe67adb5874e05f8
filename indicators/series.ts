/** What a series and its points are. Shared by the pipeline (which computes them), the server and the pages. */

export const GRAINS = [
  'week',
  'month',
  'quarter',
  'term',
  'academic_year',
  'financial_year',
  'calendar_year',
  'rolling_year',
] as const;
export type Grain = (typeof GRAINS)[number];

export type Level = 'full' | 'protected';
export const UNITS = ['percent', 'count', 'rate', 'days', 'weeks', 'hours', 'score', 'ratio'] as const;
export type Unit = (typeof UNITS)[number];

/** A unit as it is said: a rank is of unit score and a difference between shares of unit percent, but neither is said
 *  as one. `pts` are points where there is little room. */
export type SpokenUnit = Unit | 'rank' | 'points' | 'pts';
export type Polarity = 'higher_is_better' | 'lower_is_better' | 'neither';

/** Missing is never zero, and hidden is neither. */
export type PointStatus = 'ok' | 'suppressed' | 'missing' | 'not_applicable';

/** Where a value stands against its target; null where there is no value or no target. */
export type Rag = 'met' | 'on_track' | 'off_track';

/** The SPC rule that made a point special, first match wins. */
export type SpcFlag =
  | 'common_cause'
  | 'above_limit'
  | 'below_limit'
  | 'rising_trend'
  | 'falling_trend'
  | 'two_of_three_high'
  | 'two_of_three_low'
  | 'run_above_mean'
  | 'run_below_mean';

/** The variation icon: that of the last point. `*_high` and `*_low` say which way the figure moved. */
export type Variation =
  | 'common_cause'
  | 'improvement_high'
  | 'improvement_low'
  | 'concern_high'
  | 'concern_low'
  | 'neither_high'
  | 'neither_low';

/** Whether the process can be relied on to hit its target. */
export type Assurance = 'consistently_passes' | 'consistently_fails' | 'hit_or_miss';

/** Recent trend of an annual series. */
export type Trend = 'rising' | 'falling' | 'no_change';

/** How an area or a value compares with a reference, by whether its 95% interval excludes it. */
export type Comparison = 'better' | 'similar' | 'worse' | 'higher' | 'lower';

export interface SpcPoint {
  mean: number;
  lower: number;
  upper: number;
  flag: SpcFlag;
}

/** One value of a series. Fractions, not percentages, in `value`; dates are ISO days, `end` is the period's last day. */
export interface Point {
  period: string;
  start: string;
  end: string;
  /** False while the period is not over, or while files for its last months have not arrived. */
  complete: boolean;
  /** The last day that the point's data cover: `end` when complete. */
  covered_to: string;
  status: PointStatus;
  /** Rows of the period that had errors and were left out, whatever their area. */
  quarantined: number;
  numerator: number | null;
  denominator: number | null;
  value: number | null;
  lower: number | null;
  upper: number | null;
  target: number | null;
  trajectory: number | null;
  rag: Rag | null;
  spc: SpcPoint | null;
}

export interface BenchmarkPoint {
  period: string;
  start: string;
  end: string;
  numerator: number | null;
  denominator: number | null;
  value: number;
  /** How many of the comparator's councils have data, and how many it has: 9 of 10 neighbours. */
  councils_with_data: number | null;
  councils: number | null;
}

/** A comparator's values through time. `label` is its name for readers: "England", "Statistical neighbours". */
export interface Benchmark {
  comparator: string;
  label: string;
  source: string;
  points: BenchmarkPoint[];
}

/** A council's figure in the Department's open data. */
export interface CouncilFigure {
  council: string;
  period: string;
  numerator: number;
  denominator: number | null;
  value: number;
}

/** Where the council stands among all that have a figure for a period: place 1 is the best, or the highest where neither
 *  way is better; so is the first quarter of them. */
export interface CouncilPlace {
  period: string;
  place: number;
  of: number;
  quartile: 1 | 2 | 3 | 4;
  /** Place 1 is the best council and not just the highest. */
  isBest: boolean;
  /** The statistical neighbours' places among the same councils; null of one that has no figure. */
  neighbours: { council: string; place: number | null }[];
}

export interface Summary {
  variation: Variation | null;
  assurance: Assurance | null;
  trend: Trend | null;
  sentence: string;
}

/** One indicator for one area and grain through time. */
export interface Series {
  indicator: string;
  area: string;
  grain: Grain;
  level: Level;
  snapshot: string;
  points: Point[];
  benchmarks: Benchmark[];
  /** The county's place in the latest year, whatever time is asked for; null for a locality. */
  councils: CouncilPlace | null;
  summary: Summary;
  /** The same figures taken apart, where that was asked for. */
  breakdown?: Pick<Breakdown, 'by' | 'label' | 'groups'>;
}

/** A series taken apart by a column of its extract: one group each primary need, say, or phase. */
export interface Breakdown {
  indicator: string;
  area: string;
  grain: Grain;
  level: Level;
  /** The column, as in the catalogue's `breakdowns`. */
  by: string;
  /** The column in words: Primary need. */
  label: string;
  groups: BreakdownGroup[];
}

export interface BreakdownGroup {
  /** The column's value in the extract; null for rows in which it is blank. */
  group: string | null;
  /** The value in words: Autism. */
  label: string;
  points: Point[];
}

/** One area's point beside the county's for the same period. */
export interface AreaPoint {
  area: string;
  name: string;
  point: Point;
  comparison: Comparison | null;
}

export interface AreasCompared {
  indicator: string;
  grain: Grain;
  period: string | null;
  level: Level;
  snapshot: string;
  county: Point | null;
  areas: AreaPoint[];
  /** False where the reader may see only some of them. */
  all_areas: boolean;
}

/** One indicator's row of the overview: what a tile shows. */
export interface OverviewRow {
  indicator: string;
  area: string;
  grain: Grain;
  latest: Point | null;
  previous: Point | null;
  /** The next target due, or the last one passed. */
  target: { value: number; by: string; text: string } | null;
  /** `awaiting_data` when no file for the indicator has arrived, `no_figure` when files have, but none is known for this
   *  area or there was nothing to count, `no_target` when nothing was agreed, `hidden` when no figure of it may be shown,
   *  `in_doubt` when a file behind the figure differs much from those before, so that it is not judged. */
  status: Rag | 'in_doubt' | 'no_target' | 'hidden' | 'no_figure' | 'awaiting_data';
  variation: Variation | null;
  assurance: Assurance | null;
  sentence: string;
  /** The points behind the small picture, at the tile's trend grain. */
  trend: { grain: Grain; points: Point[] };
}

export interface Overview {
  area: string;
  level: Level;
  snapshot: string;
  rows: OverviewRow[];
}

export type FileOutcome = 'accepted' | 'accepted_with_findings' | 'rejected';
export type FileState = 'received' | 'accepted' | 'rejected' | 'superseded' | 'withdrawn';
export type Severity = 'error' | 'warning';

/** One failure of a check. `row` is the number a person sees in Excel: the header is row 1. */
export interface Finding {
  severity: Severity;
  code: string;
  row: number | null;
  column: string | null;
  value: string | null;
  message: string;
  remedy: string;
}

/** What `check --json`, the ledger and the API say of one delivered file. */
export interface FileReport {
  file: string;
  sha256: string;
  extract: string | null;
  period: string | null;
  outcome: FileOutcome;
  rows: number;
  quarantined: number;
  findings: Finding[];
  counts: Record<string, number>;
}

/** A delivery as the ledger keeps it. */
export interface FileRecord extends Omit<FileReport, 'findings'> {
  state: FileState;
  received_at: string;
  /** The months (or years) that the file's rows fall in, oldest first. */
  periods: string[];
}

/** A finished figure that the snapshot before showed, and that is now another or gone. */
export interface Change {
  indicator: string;
  title: string;
  unit: SpokenUnit;
  /** Of so many, and no part of them: a mean, a median, a percentile. */
  average: boolean;
  area: string;
  area_name: string;
  grain: Grain;
  period: string;
  was: Figure;
  is: Figure | null;
  because: {
    /** The files that came, were withdrawn or no longer fit since, and that bear on the figure. */
    files: string[];
    /** Whether the catalogue now defines the indicator, or the extracts it is counted from, in another way. */
    definition: boolean;
    /** Whether Waggle itself was another release when the earlier figure was made. */
    updated: boolean;
  };
}

export type Figure = Pick<Point, 'value' | 'numerator' | 'denominator'>;

export interface SnapshotInfo {
  id: string;
  published_at: string;
  /** The last day that any series covers. */
  data_to: string | null;
  /** What a board that was shown it calls it; null of one that is not frozen. */
  name: string | null;
  /** The moment in which it was frozen. */
  frozen_at?: string;
}
