import type { Catalogue } from '../../indicators/schema.ts';
import type { SnapshotInfo } from '../../indicators/series.ts';
import { catalogueShown } from '../../indicators/shown-grains.ts';
import { Cache } from '../cache.ts';
import type { Pool } from './pool.ts';
import { isVisible, type Sight } from './sight.ts';

const ANSWERS_REMEMBERED = 200;

/** A snapshot as somebody may see it. Queries take this, and cannot tell that there is more. */
export interface SnapshotView {
  readonly info: SnapshotInfo;
  readonly sampleData: boolean;
  /** Whether the catalogue has all areas, so that something may be said of all. */
  readonly hasAllAreas: boolean;
  readonly catalogue: Catalogue;
  /** Answers that all who see the same may share, and nobody else. */
  readonly remembered: Cache;
  rows: Pool['rows'];
  /** Whether there is such a table, which those of earlier releases may lack. */
  has(table: string): boolean;
}

/** A part of a snapshot: the areas, the level and the tables that a sight lets through. */
export class LimitedView implements SnapshotView {
  readonly sampleData: boolean;
  readonly hasAllAreas: boolean;
  readonly catalogue: Catalogue;
  readonly remembered = new Cache(ANSWERS_REMEMBERED);

  constructor(
    private readonly whole: SnapshotView,
    private readonly sight: Sight,
    readonly pool: Pool,
  ) {
    this.sampleData = whole.sampleData;
    this.catalogue = catalogueShown(withAreas(whole.catalogue, sight.areas), sight.level);
    this.hasAllAreas = areasIn(this.catalogue) === areasIn(whole.catalogue);
  }

  /** A board's name for it may come later. */
  get info(): SnapshotInfo {
    return this.whole.info;
  }

  rows: Pool['rows'] = (sql, values) => this.pool.rows(sql, values);

  has(table: string): boolean {
    return isVisible(table, this.sight) && this.whole.has(table);
  }
}

function areasIn({ partnership }: Catalogue): number {
  return partnership.areas.length;
}

/** An area that may not be seen is not in the catalogue either, so that it is answered as one that does not exist. */
function withAreas(catalogue: Catalogue, areas: Sight['areas']): Catalogue {
  if (areas === null) return catalogue;
  const { partnership } = catalogue;
  const seen = partnership.areas.filter((area) => areas.includes(area.id));
  return { ...catalogue, partnership: { ...partnership, areas: seen } };
}
