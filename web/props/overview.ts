import type { FrameworkId } from '../../indicators/partnership-schema.ts';
import type { Comparison, Overview, OverviewRow, Point } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';

export const TIERS = ['headline', 'core', 'supporting', 'all'] as const;
type Tier = (typeof TIERS)[number];

/** An item of a framework, as an address names it: "bees:be-safe". */
export interface ItemChosen {
  framework: FrameworkId;
  item: string;
}

/** What a reader has asked the overview for; null or empty where nothing was. */
export interface OverviewFilter {
  area: string;
  item: ItemChosen | null;
  status: OverviewRow['status'] | null;
  tier: Tier | null;
  /** Only where a change is real. */
  special: boolean;
  q: string;
}

/** A monthly extract whose newest file should be here by now. */
export interface LateExtract {
  name: string;
  title: string;
  /** The months for which no file has come, oldest first. */
  months: string[];
  /** Since the first of them was due. */
  days: number;
}

/** Whether the regular files have come. */
export interface Arrivals {
  /** How many extracts come month by month. */
  expected: number;
  late: LateExtract[];
  /** The indicators that have figures and wait for newer ones. */
  waiting: string[];
  unlike: UnlikeFiles;
}

/** By indicator: the months, or years, whose files the checks found unlike those before them, oldest first. */
export type UnlikeFiles = Record<string, string[]>;

/** A locality's part in a county's figure. */
export interface AreaStanding {
  area: string;
  latest: Point;
  /** The same time a year earlier. */
  yearBefore: Point | null;
  /** With the county's figure of the same period. */
  comparison: Comparison | null;
}

/** By indicator: how the localities stand, for those that need attention. */
export type Standings = Record<string, AreaStanding[]>;

/** How far a plan is behind. */
export interface PlanLateness {
  milestones: number;
  /** Whether anything was reported of any of them: without it nobody knows what is done. */
  reported: boolean;
  late: number;
  /** The day on which the first of the late ones was due; null where no day was agreed that has passed. */
  since: string | null;
}

export interface OverviewProps {
  frame: Frame;
  overview: Overview;
  filter: OverviewFilter;
  arrivals: Arrivals;
  standings: Standings;
  /** Of the county's plan; null for an area, and without a plan. */
  plan: PlanLateness | null;
  /** The day that decides what is late. */
  today: string;
}
