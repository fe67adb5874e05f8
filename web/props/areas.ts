import type { Comparison, OverviewRow, PointStatus } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';

/** An area's figure, or the county's, for the period in which they stand beside one another. */
export interface BesideFigure {
  status: PointStatus;
  value: number | null;
  lower: number | null;
  upper: number | null;
}

/** One indicator of a locality beside the county. */
export interface ProfileRow {
  row: OverviewRow;
  comparison: Comparison | null;
  /** The county's figure for the same period; null where it has none. */
  county: BesideFigure | null;
  /** The other areas' figures for the same period. */
  others: BesideFigure[];
  /** The county has a figure, of this period or another. */
  countyHas: boolean;
}

export interface AreaProfile {
  area: string;
  rows: ProfileRow[];
}

export const PROFILE_TIERS = ['headline', 'core', 'all'] as const;
type ProfileTier = (typeof PROFILE_TIERS)[number];

/** What of a profile is shown. */
export interface ProfileFilter {
  /** `core` shows the headline indicators too, `all` every one. */
  tier: ProfileTier;
  /** An item of the framework that the partnership leads with; null for all. */
  item: string | null;
}

export interface AreaProps {
  frame: Frame;
  profile: AreaProfile;
  filter: ProfileFilter;
}

export interface AreaIndexProps {
  frame: Frame;
  profiles: AreaProfile[];
  tier: ProfileTier;
}
