import type { FrameworkId } from '../../indicators/partnership-schema.ts';
import type { ReportedAction } from '../../indicators/plan.ts';
import type { Overview } from '../../indicators/series.ts';
import type { Matter } from '../components/attention.ts';
import type { Frame } from '../props.ts';
import type { Status } from '../words.ts';

export const TIERS_SHOWN = ['headline', 'core', 'supporting', 'all'] as const;
export type TierShown = (typeof TIERS_SHOWN)[number];

/** What a reader has chosen to see, as the address says it; null and empty where nothing was chosen. */
export interface OverviewChoice {
  item: { framework: FrameworkId; id: string } | null;
  status: Status | null;
  tier: TierShown | null;
  /** Only figures that have moved beyond chance. */
  special: boolean;
  q: string;
}

/** How the regular files stand. */
export interface Arrivals {
  regular: number;
  late: { title: string; due_on: string }[];
  /** The indicators whose newest figures wait for a late file. */
  waiting: Set<string>;
}

/** Where in the county a figure needs attention; areas by their names. */
export interface Where {
  areas: number;
  /** In which it is getting worse beyond chance. */
  worsening: string[];
  /** Which are clearly worse than the county, by their intervals. */
  clearlyWorse: string[];
  /** The one or two areas that make at least half of the county's change for the worse; none of what is no count. */
  halfOfChange: string[];
}

/** A matter for a leader, and where it is. */
export interface PlacedMatter extends Matter {
  where: Where | null;
}

export interface OverviewProps {
  frame: Frame;
  overview: Overview;
  choice: OverviewChoice;
  arrivals: Arrivals;
  concerns: PlacedMatter[];
  /** How many more concerns there are than those shown. */
  moreConcerns: number;
  good: Matter[];
}

/** A bee, an ambition, an area for improvement or an outcome, and how its indicators stand. */
export interface FrameworkItemProps {
  frame: Frame;
  framework: FrameworkId;
  item: string;
  overview: Overview;
  arrivals: Arrivals;
  /** The plan's actions for this item; of an area for improvement. */
  actions: ReportedAction[];
  /** An ISO day. */
  today: string;
}
