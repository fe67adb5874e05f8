import { plain } from './areas.ts';
import { columnsUsed } from './expressions.ts';
import type { Extract, Feeds } from './extract-schema.ts';

/** Extracts whose rows become part of another extract's facts: the modules of a statutory return, for instance. */

export interface Feeder extends Extract {
  feeds: Feeds;
}

/** The extracts that feed another, in the catalogue's order. */
export function feedersOf({ name }: Extract, extracts: readonly Extract[]): Feeder[] {
  return extracts.filter((one): one is Feeder => one.feeds?.extract === name);
}

/** What a fed row must have. The locality is left out: who feeds need not know it. */
export function requiredColumns({ fields }: Extract): string[] {
  return fields.filter((field) => field.constraints?.required && !field.area).map(({ name }) => name);
}

/** The feeder that decides which rows there are: it fills every column that a row must have. */
export function mainFeeder(extract: Extract, feeders: readonly Feeder[]): Feeder | null {
  const required = requiredColumns(extract);
  return feeders.find(({ feeds }) => required.every((name) => name in feeds.columns)) ?? null;
}

/** The columns of an extract that another's facts are made with. */
export function feedingColumns({ fields, derived, feeds }: Extract): Set<string> {
  if (!feeds) return new Set();
  const names = fields.map(({ name }) => name);
  const texts = [...Object.values(feeds.columns), ...(feeds.covers ? [feeds.covers] : [])];
  const used = columnsUsed(texts, [...names, ...Object.keys(derived)]);
  const behind = Object.entries(derived).flatMap(([name, sql]) => (used.has(name) ? [sql] : []));
  return columnsUsed([...texts, ...behind], names);
}

/** Whether a heading is one that the export has and that is left out on purpose. */
export function isNeverLoaded(label: string, { never_loaded }: Extract): boolean {
  return never_loaded.some((heading) => plain(heading) === plain(label));
}
