import type { Framework, FrameworkId } from '../../indicators/partnership-schema.ts';
import type { ReportedMilestone } from '../../indicators/plan.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { OverviewRow, Series } from '../../indicators/series.ts';
import type { Frame } from '../props/frame.ts';
import type { BehindTheFigure, Responses } from '../props/indicator.ts';
import type { AreaStanding } from '../props/overview.ts';

/** What a board report is made of: the server fills it, the page lays it out. */

export const REPORT_TIERS = ['headline', 'core', 'all'] as const;
export type ReportTier = (typeof REPORT_TIERS)[number];

export const TIER_CHOICES: Record<ReportTier, string> = {
  headline: 'Headline indicators',
  core: 'Headline and core indicators',
  all: 'All indicators',
};

export interface ReportProps {
  frame: Frame;
  choice: ReportChoice;
  sections: ReportSection[];
  /** Of the indicators that serve the same items and are of a lower tier than was asked for. */
  outside: OverviewRow[];
  milestones: ReportMilestone[];
  /** How many milestones the whole plan has. */
  planned: number;
  files: ReportFiles[];
  /** The day on which it is judged what is late; of an earlier snapshot the day on which it was published. */
  today: string;
  /** The day on which the report was asked for. */
  madeOn: string;
}

/** What was asked for. */
export interface ReportChoice {
  framework: FrameworkId;
  /** Those of the framework's items that were asked for; all of them where none was. */
  items: string[];
  area: string;
  /** The month or quarter up to which figures are shown; null for the latest. */
  period: string | null;
  /** Its last day. */
  to: string | null;
  /** There are figures of later days. */
  earlier: boolean;
  tier: ReportTier;
  /** The months and quarters to choose from, the newest first. */
  periods: { months: string[]; quarters: string[] };
}

/** One item of the framework. */
export interface ReportSection {
  number: string;
  item: Framework['items'][number];
  rows: OverviewRow[];
  entries: ReportEntry[];
  /** Indicators that are in full under an item before this one. */
  elsewhere: ReportEntry[];
  /** Indicators without a figure, by why there is none. */
  without: { status: OverviewRow['status']; indicators: Indicator[] }[];
}

export interface ReportEntry {
  /** Its place in the report: 2.3. */
  number: string;
  indicator: Indicator;
  row: OverviewRow;
  /** The trend, up to the period of the report. */
  series: Series;
  /** Titles of its extracts that should have come by now. */
  late: string[];
  /** The months, or years, whose files the checks found unlike those before them, oldest first. */
  unlike: string[];
  /** How the localities stand, where it needs attention; none in a locality's own report. */
  standings: AreaStanding[];
  /** What is said and done about it, where it needs attention; null of an earlier time. */
  responses: Responses | null;
}

export interface ReportMilestone extends ReportedMilestone {
  action: { ref: string; title: string };
}

export type ReportFiles = BehindTheFigure['extracts'][number] & {
  source: string;
  setAside: number;
  /** The newest month, and the day by which the next is due. */
  newest: string | null;
  dueOn: string | null;
};

/** The anchor of a numbered part: 2.3 is at #part-2-3. */
export function anchor(number: string): string {
  return `part-${number.replaceAll('.', '-')}`;
}
