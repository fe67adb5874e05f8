import type { Catalogue } from '../../indicators/schema.ts';
import type { Grain } from '../../indicators/series.ts';
import type { Row, Warehouse } from '../warehouse/warehouse.ts';
import type { ViewsAtHand } from './at-hand.ts';
import type { CountedPeriod } from './coverage.ts';
import type { Counted } from './points.ts';

/** What the facts say of a measure: its periods, grain by grain, and what was counted for a period and an area. */
export interface Figures {
  grains: GrainPeriods[];
  count: Count;
  /** The last month that was delivered; null of figures that are not made of months. */
  newest: string | null;
}

export interface GrainPeriods {
  grain: Grain;
  periods: CountedPeriod[];
}

export type Count = (period: string, area: string) => Counted;

/** What figures are made with. The warehouse has the facts and the table `area`; `today` is an ISO day. */
export interface Bench {
  warehouse: Warehouse;
  catalogue: Catalogue;
  today: string;
  /** The last month that counts, where a figure is held against one that is not known any further. */
  upTo?: string;
  /** The months for which each extract has been delivered, each with the day on which the last file for it came. */
  delivered: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** The rows of each of the published measures, in the order of their periods. */
  published: ReadonlyMap<string, Row[]>;
  viewsAtHand: ViewsAtHand;
}
