import type { Level } from '../indicators/series.ts';
import type { SnapshotView } from './snapshots/view.ts';

/** What a request may read: one snapshot, at one level. Every query takes these and nothing else. */
export interface Figures {
  snapshot: SnapshotView;
  level: Level;
}

/** Figures for a level live in tables of their own: no query at one level names another's. */
export function pointTable({ level }: Figures): string {
  return `${level}_point`;
}

export function countedRowsTable({ level }: Figures): string {
  return `${level}_counted_rows`;
}

export function summaryTable({ level }: Figures): string {
  return `${level}_summary`;
}

export function breakdownTable({ level }: Figures): string {
  return `${level}_breakdown`;
}
