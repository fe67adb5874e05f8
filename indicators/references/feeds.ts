import type { Checker } from '../checker.ts';
import { columnsOf, type Kind, sqlType } from '../expressions.ts';
import type { Extract, Field } from '../extract-schema.ts';
import { type Feeder, feedersOf, mainFeeder, requiredColumns } from '../feeds.ts';
import { didYouMean } from '../nearest.ts';
import type { Fault, Source } from '../source.ts';

/** What is wrong with `feeds`: an extract or a column that there is not, rows that cannot be joined, expressions. */
export async function feedFaults(
  sources: Source<Extract>[],
  unread: string[],
  checker: Checker,
): Promise<Fault[]> {
  const extracts = sources.map(({ value }) => value);
  const faults: Fault[] = [];
  for (const source of sources) {
    const { feeds } = source.value;
    if (!feeds || unread.includes(feeds.extract)) continue;
    const fed = extracts.find(({ name }) => name === feeds.extract);
    if (!fed) {
      const hint = didYouMean(
        feeds.extract,
        extracts.map(({ name }) => name),
      );
      faults.push(source.fault(['feeds', 'extract'], `there is no extract "${feeds.extract}"${hint}`));
      continue;
    }
    const feeder = { ...source.value, feeds };
    faults.push(
      ...chainFaults(source, fed),
      ...(await columnFaults(source, feeder, fed, checker)),
      ...keyFaults(source, feeder, fed),
      ...twiceFaults(source, feeder, fed, feedersOf(fed, extracts)),
      ...(unread.length === 0 ? requiredFaults(source, feeder, fed, feedersOf(fed, extracts)) : []),
    );
  }
  return faults;
}

function chainFaults({ value, fault }: Source<Extract>, fed: Extract): Fault[] {
  if (fed.name === value.name) return [fault(['feeds', 'extract'], 'an extract cannot feed itself')];
  if (!fed.feeds) return [];
  return [fault(['feeds', 'extract'], `${fed.name} feeds ${fed.feeds.extract} and cannot be fed itself`)];
}

async function columnFaults(
  { fault }: Source<Extract>,
  feeder: Feeder,
  fed: Extract,
  checker: Checker,
): Promise<Fault[]> {
  const names = fed.fields.map(({ name }) => name);
  const columns = columnsOf(feeder);
  const faults = Object.entries(feeder.feeds.columns).map(async ([name, expression]) => {
    const place = ['feeds', 'columns', name];
    const field = fed.fields.find((one) => one.name === name);
    if (!field) return [fault(place, `"${name}" is not a field of ${fed.name}${didYouMean(name, names)}`)];
    const wrong = await checker.fault(expression, feeder, columns, kindOf(field));
    return wrong ? [fault(place, `"${name}" ${wrong}`)] : [];
  });
  const { covers } = feeder.feeds;
  const wrong = covers && (await checker.fault(covers, feeder, columns, 'condition'));
  return [
    ...(await Promise.all(faults)).flat(),
    ...(wrong ? [fault(['feeds', 'covers'], `"covers" ${wrong}`)] : []),
  ];
}

const KIND_OF_TYPE: Record<string, Kind> = { UUID: 'person', DATE: 'day', VARCHAR: 'text' };

function kindOf(field: Field): Kind {
  return KIND_OF_TYPE[sqlType(field)] ?? 'amount';
}

/** Rows are joined by the fed extract's key. No two rows of a feeder may have the same, or the join would double them. */
function keyFaults({ fault }: Source<Extract>, feeder: Feeder, fed: Extract): Fault[] {
  const { columns } = feeder.feeds;
  if (fed.primaryKey.length === 0)
    return [fault(['feeds', 'extract'], `${fed.name} has no primaryKey by which rows could be joined`)];
  const unfilled = fed.primaryKey.filter((name) => !(name in columns));
  if (unfilled.length > 0) {
    const key = unfilled.map((name) => `"${name}"`).join(' and ');
    return [fault(['feeds', 'columns'], `${key}, of the primaryKey of ${fed.name}, must be filled too`)];
  }
  const joined = fed.primaryKey.map((name) => columns[name]);
  const unjoined = feeder.primaryKey.filter((name) => !joined.includes(name));
  if (feeder.primaryKey.length > 0 && unjoined.length === 0) return [];
  const own = feeder.primaryKey.length > 0 ? unjoined.join(', ') : 'one of its own';
  return [
    fault(
      ['feeds', 'columns'],
      `two rows could fill the same row of ${fed.name}: its key (${fed.primaryKey.join(', ')}) must be filled with the whole primaryKey of ${feeder.name}, also ${own}`,
    ),
  ];
}

/** A column can have one filler: of two, nobody could say whose value counts. */
function twiceFaults({ fault }: Source<Extract>, feeder: Feeder, fed: Extract, feeders: Feeder[]): Fault[] {
  return Object.keys(feeder.feeds.columns).flatMap((name) => {
    if (fed.primaryKey.includes(name)) return [];
    const earlier = feeders.find((other) => other.name < feeder.name && name in other.feeds.columns);
    if (!earlier) return [];
    return [fault(['feeds', 'columns', name], `"${name}" of ${fed.name} is filled by ${earlier.name} too`)];
  });
}

/** Said once, at the first of the feeders. */
function requiredFaults(
  { fault }: Source<Extract>,
  feeder: Feeder,
  fed: Extract,
  feeders: Feeder[],
): Fault[] {
  if (mainFeeder(fed, feeders) || feeders[0]?.name !== feeder.name) return [];
  const required = requiredColumns(fed).join(', ');
  return [
    fault(
      ['feeds', 'columns'],
      `no extract that feeds ${fed.name} fills all that its rows must have: ${required}`,
    ),
  ];
}
