import type { Lineage } from '../indicators/lineage.ts';
import type { FrameworkId } from '../indicators/partnership-schema.ts';
import type { Comment, Decision, ReportedAction } from '../indicators/plan.ts';
import type { Catalogue, Indicator } from '../indicators/schema.ts';
import type {
  AreasCompared,
  FileRecord,
  Finding,
  Grain,
  Overview,
  Point,
  Series,
  SnapshotInfo,
} from '../indicators/series.ts';
import type { Arrivals, Standings } from './props/overview.ts';

/** What the server gives a page. A page is a function from these to markup: it asks for nothing and decides nothing. */

/** What every page has around it. */
export interface Frame {
  /** The page's address, with its query: marks the current place in the navigation. */
  path: string;
  catalogue: Catalogue;
  snapshot: SnapshotInfo;
  /** The figures are invented sample data, and the page must say so. */
  sampleData: boolean;
  assets: Assets;
  /** The same page with the latest figures; only of one that was asked for an earlier snapshot by name. */
  latest?: string;
  /** Deliveries and findings may be looked at; unless said they may. */
  seesFiles?: boolean;
  /** How the data arrive may be looked at; unless said it may. */
  seesQuality?: boolean;
  /** Who is looking, and how they change that. */
  viewer?: ViewerProps | null;
}

export interface ViewerProps {
  mode: 'open' | 'local' | 'oidc';
  role: string;
  name: string | null;
  /** Proves that a form was sent by who was shown it. */
  csrf: string;
  /** The areas whose groups' view can be tried, where there is no log-in. */
  areas: { id: string; name: string }[];
  path: string;
}

export interface LogInProps {
  assets: Assets;
  mode: 'local' | 'oidc';
  csrf: string;
  name: string;
  returnTo: string;
  /** What was wrong with the last try. */
  problem: string | null;
  loggedOut: boolean;
}

export interface Assets {
  /** The style sheet itself: it comes with the page, whose first paint then waits for nothing else. */
  style: string;
  /** The script's address. */
  script: string;
}

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
  files: BehindTheFigure;
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

/** A bee, an ambition or an area for improvement, and how its indicators stand. */
export interface FrameworkItemProps {
  frame: Frame;
  framework: FrameworkId;
  item: string;
  overview: Overview;
  arrivals: Arrivals;
  standings: Standings;
  /** The improvement plan's actions for this item, and the day that decides what is late. */
  actions: ReportedAction[];
  today: string;
}

export interface FrameworkIndexProps {
  frame: Frame;
  framework: FrameworkId;
  overview: Overview;
}

export interface FilesProps {
  frame: Frame;
  files: FileRecord[];
}

export interface FileProps {
  frame: Frame;
  file: FileRecord;
  findings: Finding[];
}

export interface ProblemProps {
  frame: Frame | null;
  assets: Assets;
  status: number;
  title: string;
  detail: string;
}

/** The filters of a page, as its GET form sends them. */
export interface Filters {
  area: string;
  grain: Grain;
}

/** The charts that `/charts/:indicator` can draw. */
export const CHART_KINDS = ['trend', 'areas', 'area-trends', 'breakdown', 'breakdown-trends'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Drawn for each width, so that letters are never smaller than 14 px: for a whole page, for a column of it, and for a
 *  phone. Only pictures side by side use the whole page. */
export const CHART_SIZES = ['wide', 'narrow', 'full'] as const;
export type ChartSize = (typeof CHART_SIZES)[number];
