import type { Lineage } from '../../indicators/lineage.ts';
import type { Comment, Decision, ReportedAction } from '../../indicators/plan.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { AreasCompared, FileRecord, Grain, Overview, Point, Series } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';
import type { LateExtract } from './overview.ts';

export interface IndicatorProps {
  frame: Frame;
  indicator: Indicator;
  /** The series for the chosen area and grain. */
  series: Series;
  /** The county's series at the same grain, for the locality's page to stand beside. */
  county: Series;
  /** The trend as SVG, wide and narrow: it comes with the page and is there with its first paint. Null where there is nothing
   *  to draw. */
  trend: { wide: string; narrow: string } | null;
  /** Areas compared in the tile grain's latest period. */
  areas: AreasCompared;
  /** The nine areas' trends at a grain coarse enough to read, for the small pictures side by side. */
  areaSeries: Series[];
  /** The overview row of the chosen area: status, target, variation and sentence. */
  row: Overview['rows'][number];
  /** The figures taken apart by the column that was chosen; null where there is nothing to take apart. */
  breakdown: BrokenDown | null;
  /** The columns by which it may be taken apart, with their words. */
  breakdowns: { by: string; label: string }[];
  /** What the partnership says and does about the figure. */
  responses: Responses;
  /** Decides what is overdue. */
  today: string;
  files: BehindTheFigure;
  /** The late extracts that its figures come from. */
  late: LateExtract[];
  /** The months, or years, whose files the checks found unlike those before them, oldest first. */
  unlike: string[];
  /** What the row's latest figure is made of; null where there is none yet, or where the snapshot does not say. */
  lineage: Lineage | null;
}

/** Comments on an indicator's figures, what boards decided because of them, and the actions that are to change them. */
export interface Responses {
  comments: Comment[];
  decisions: Decision[];
  actions: ReportedAction[];
}

/** An indicator taken apart by a column: its groups in one period, and their trends. */
export interface BrokenDown {
  by: string;
  /** The column in words: Primary need. */
  label: string;
  period: string | null;
  /** The figure of all groups together. */
  whole: Point | null;
  groups: { group: string; label: string; point: Point }[];
  /** At the longest grain that has enough points to show a trend; of the whole, and of each group. */
  trends: { grain: Grain; whole: Point[]; groups: { group: string; label: string; points: Point[] }[] };
}

/** The deliveries that an indicator's figures rest on. */
export interface BehindTheFigure {
  extracts: { name: string; title: string; files: number; rows: number; latest: FileRecord | null }[];
}

/** The filters of a page, as its GET form sends them. */
export interface Filters {
  area: string;
  grain: Grain;
}
