import { plain } from '../areas.ts';
import type { Checker } from '../checker.ts';
import type { Extract } from '../extract-schema.ts';
import { didYouMean } from '../nearest.ts';
import type { Fault, Source } from '../source.ts';
import { noColumn } from './relations.ts';

export async function extractFaults(source: Source<Extract>, checker: Checker): Promise<Fault[]> {
  const { value: extract, fault } = source;
  const faults: Fault[] = [];
  if (!source.file.endsWith(`${extract.name}.yaml`)) {
    faults.push(fault(['name'], `"${extract.name}" must be the file’s own name`));
  }
  faults.push(...keyFaults(source));
  if (extract.supersede === 'key' && extract.primaryKey.length === 0) {
    faults.push(fault(['supersede'], 'an extract of which the newest row of a key wins needs a primaryKey'));
  }
  return [
    ...faults,
    ...headingFaults(source),
    ...dateFaults(source),
    ...labelFaults(source),
    ...neverLoadedFaults(source),
    ...(await checkFaults(source, checker)),
  ];
}

function keyFaults({ value: extract, fault }: Source<Extract>): Fault[] {
  const names = namesOf(extract);
  return (['period', 'primaryKey'] as const).flatMap((key) =>
    extract[key].flatMap((name, index) =>
      names.includes(name) ? [] : [fault([key, index], noColumn(name, extract))],
    ),
  );
}

/** A heading of a file can be one field's alone. */
function headingFaults({ value: { fields }, fault }: Source<Extract>): Fault[] {
  const seen = new Map<string, string>();
  return fields.flatMap(({ name, aliases = [] }, index) =>
    [name, ...aliases].flatMap((heading, place) => {
      const other = seen.get(plain(heading));
      seen.set(plain(heading), name);
      if (other === undefined || (place > 0 && other === name)) return [];
      const path = ['fields', index, ...(place === 0 ? ['name'] : ['aliases', place - 1])];
      return [fault(path, `"${heading}" is already a heading of the field ${other}`)];
    }),
  );
}

function dateFaults({ value: { fields }, fault }: Source<Extract>): Fault[] {
  return fields.flatMap(({ name, type, from_name: fromName }, index) =>
    fromName && type !== 'date'
      ? [fault(['fields', index, 'from_name'], `"${name}" is not a date, and a file’s name gives a date`)]
      : [],
  );
}

function labelFaults({ value: { fields }, fault }: Source<Extract>): Fault[] {
  return fields.flatMap(({ name, labels = {}, constraints }, index) => {
    const codes = constraints?.enum;
    const unknown = codes ? Object.keys(labels).filter((code) => !codes.includes(code)) : [];
    return unknown.map((code) => {
      const message = `"${code}" is not one of the codes of ${name}${didYouMean(code, codes ?? [])}`;
      return fault(['fields', index, 'labels', code], message);
    });
  });
}

function neverLoadedFaults({ value: extract, fault }: Source<Extract>): Fault[] {
  return extract.never_loaded.flatMap((heading, index) => {
    const field = extract.fields.find(({ name, aliases = [] }) =>
      [name, ...aliases].some((known) => plain(known) === plain(heading)),
    );
    return field
      ? [fault(['never_loaded', index], `"${heading}" is loaded, as the field ${field.name}`)]
      : [];
  });
}

async function checkFaults({ value: extract, fault }: Source<Extract>, checker: Checker): Promise<Fault[]> {
  const names = namesOf(extract);
  const faults = extract.checks.map(async ({ expression, column }, index) => {
    const wrong = await checker.fault(expression, extract, names, 'condition');
    return [
      ...(wrong ? [fault(['checks', index, 'expression'], `the check ${wrong}`)] : []),
      ...(column && !names.includes(column)
        ? [fault(['checks', index, 'column'], noColumn(column, extract))]
        : []),
    ];
  });
  return (await Promise.all(faults)).flat();
}

function namesOf({ fields }: Extract): string[] {
  return fields.map(({ name }) => name);
}

/** What is wrong with the columns that extracts work out from others. Of such an extract nothing more can be said. */
export async function derivedFaults(sources: Source<Extract>[], checker: Checker): Promise<Fault[]> {
  const faults = sources.flatMap(({ value: extract, fault }) => {
    const names = extract.fields.map((field) => field.name);
    return Object.entries(extract.derived).map(async ([name, expression]) => {
      const wrong = await checker.fault(expression, extract, names);
      return wrong ? [fault(['derived', name], `"${name}" ${wrong}`)] : [];
    });
  });
  return (await Promise.all(faults)).flat();
}
