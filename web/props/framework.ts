import type { FrameworkId } from '../../indicators/partnership-schema.ts';
import type { ReportedAction } from '../../indicators/plan.ts';
import type { Overview } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';
import type { Arrivals, Standings } from './overview.ts';

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
