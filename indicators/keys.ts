import type { Extract } from './extract-schema.ts';

type Keyed = Pick<Extract, 'supersede' | 'period' | 'primaryKey'>;

/** Where a row's period is part of its key, rows that compete are of the same period, and the last to come wins: that
 *  another row of its file is of a newer period says nothing. */
export function keyWithPeriod({ period, primaryKey }: Omit<Keyed, 'supersede'>): boolean {
  return period.every((name) => primaryKey.includes(name));
}

/** Whether rows of two periods may have one key, and both count: a file replaces its own periods alone. */
export function mayRepeatKeys(extract: Keyed): boolean {
  return extract.supersede === 'period' && extract.primaryKey.length > 0 && !keyWithPeriod(extract);
}
