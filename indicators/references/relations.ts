import type { Checker } from '../checker.ts';
import { columnsOf, type Kind, quoted } from '../expressions.ts';
import type { Relation } from '../extract-schema.ts';
import { didYouMean } from '../nearest.ts';
import type { Source } from '../source.ts';

/** The extracts and views by name; null for one whose own file has faults, of which nothing more can be said. */
export type Relations = ReadonlyMap<string, Relation | null>;

/** Where in the catalogue a measure stands, and what it can be held against. */
export interface Place {
  path: PropertyKey[];
  relations: Relations;
  checker: Checker;
  fault: Source<unknown>['fault'];
}

export function relationAt(name: string, path: PropertyKey[], { relations, fault }: Place) {
  const relation = relations.get(name);
  if (relation) return { relation };
  return { faults: relation === null ? [] : [fault(path, noExtract(name, relations))] };
}

/** What is wrong with a column that an indicator names as its day or its number. */
export async function columnFault(
  name: string,
  extract: Relation,
  kind: Kind,
  checker: Checker,
): Promise<string | null> {
  const columns = columnsOf(extract);
  if (!columns.includes(name)) return noColumn(name, extract);
  const wrong = await checker.fault(quoted(name), extract, columns, kind);
  return wrong && `"${name}" of ${extract.name} ${wrong}`;
}

export function noColumn(name: string, extract: Relation): string {
  const columns = columnsOf(extract);
  return `"${name}" is not a column of ${extract.name}${didYouMean(name, columns)}`;
}

export function noExtract(name: string, relations: Relations): string {
  return `there is no extract "${name}"${didYouMean(name, [...relations.keys()])}`;
}
