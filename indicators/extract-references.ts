import { plain } from './areas.ts';
import type { Checker } from './checker.ts';
import type { Extract } from './extract-schema.ts';
import { didYouMean } from './nearest.ts';
import { noColumn } from './relations.ts';
import type { Fault, Source } from './source.ts';

export async function extractFaults(source: Source<Extract>, checker: Checker): Promise<Fault[]> {
  const { value: extract, fault } = source;
  const names = extract.fields.map((field) => field.name);
  const faults: Fault[] = [];
  if (!source.file.endsWith(`${extract.name}.yaml`)) {
    faults.push(fault(['name'], `"${extract.name}" must be the file’s own name`));
  }
  for (const key of ['period', 'primaryKey'] as const) {
    extract[key].forEach((name, index) => {
      if (!names.includes(name)) faults.push(fault([key, index], noColumn(name, extract)));
    });
  }
  if (extract.supersede === 'key' && extract.primaryKey.length === 0) {
    faults.push(fault(['supersede'], 'an extract of which the newest row of a key wins needs a primaryKey'));
  }
  extract.fields.forEach((field, index) => {
    if (field.from_name && field.type !== 'date') {
      faults.push(
        fault(
          ['fields', index, 'from_name'],
          `"${field.name}" is not a date, and a file’s name gives a date`,
        ),
      );
    }
  });
  extract.fields.forEach(({ name, labels = {}, constraints }, index) => {
    const codes = constraints?.enum;
    for (const code of codes ? Object.keys(labels) : []) {
      if (codes?.includes(code)) continue;
      const message = `"${code}" is not one of the codes of ${name}${didYouMean(code, codes ?? [])}`;
      faults.push(fault(['fields', index, 'labels', code], message));
    }
  });
  extract.never_loaded.forEach((heading, index) => {
    const field = extract.fields.find(({ name, aliases = [] }) =>
      [name, ...aliases].some((known) => plain(known) === plain(heading)),
    );
    if (field)
      faults.push(fault(['never_loaded', index], `"${heading}" is loaded, as the field ${field.name}`));
  });
  const checks = extract.checks.map(async ({ expression, column }, index) => {
    const wrong = await checker.fault(expression, extract, names, 'condition');
    return [
      ...(wrong ? [fault(['checks', index, 'expression'], `the check ${wrong}`)] : []),
      ...(column && !names.includes(column)
        ? [fault(['checks', index, 'column'], noColumn(column, extract))]
        : []),
    ];
  });
  return [...faults, ...(await Promise.all(checks)).flat()];
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
