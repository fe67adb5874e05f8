import { quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { type Feeder, feedersOf, mainFeeder } from '../../indicators/feeds.ts';
import { tellsWhole } from '../../indicators/freshness.ts';
import { isMonth, localDay, monthOfName, monthsBetween } from '../../indicators/periods.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { COUNTS } from '../warehouse/deliveries.ts';
import { withDerived } from '../warehouse/facts.ts';
import { type Feeding, soundRows } from '../warehouse/feeds.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** The months that feeding extracts deliver of an extract. */
export interface FedMonths {
  months: Set<string>;
  /** Those of them that were not over when the main feeder's last file for them came, each with the day on which it did. */
  early: ReadonlyMap<string, string>;
  /** Whether they leave the locality unknown. */
  countyOnly: boolean;
}

const NONE: FedMonths = { months: new Set(), early: new Map(), countyOnly: false };

/**
 * A month counts once the main feeder's files cover it and each other feeder that the indicator counts with has come
 * as far: these exports hold all that went before. A measure that counts with what no feeder knows gets none.
 * @param counted the columns that are counted with, as they are or through a view
 */
export async function fedMonths(
  warehouse: Warehouse,
  fed: Extract,
  counted: () => Set<string>,
  { extracts, partnership: { calendar } }: Pick<Catalogue, 'extracts' | 'partnership'>,
): Promise<FedMonths> {
  const feeders = feedersOf(fed, extracts);
  const main = mainFeeder(fed, feeders);
  if (!main) return NONE;
  const fillers = fillersOf(counted(), fed.fields, feeders);
  if (!fillers) return NONE;
  const others = feeders.filter((feeder) => feeder !== main);
  const covered = await mainMonths(warehouse, { fed, main, others }, calendar);
  const reached = await Promise.all(fillers.map((feeder) => newestMonth(warehouse, feeder)));
  const area = fed.fields.find((field) => field.area);
  return {
    months: new Set([...covered.keys()].filter((month) => reached.every((newest) => month <= newest))),
    early: earlyOf(main, covered),
    countyOnly: area !== undefined && !feeders.some(({ feeds }) => area.name in feeds.columns),
  };
}

/** The feeders that fill these columns; null where one is filled by none. */
function fillersOf(counted: Set<string>, fields: { name: string }[], feeders: Feeder[]): Feeder[] | null {
  const needed = fields.filter(({ name }) => counted.has(name));
  const fillers = needed.map(({ name }) => feeders.find(({ feeds }) => name in feeds.columns));
  const known = fillers.filter((feeder) => feeder !== undefined);
  return known.length === fillers.length ? [...new Set(known)] : null;
}

/** Of some months, each with the day on which its last file came, those that were not over then. */
export function earlyOf(extract: Extract, months: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...months].filter(([month, cameOn]) => !tellsWhole(extract, month, cameOn)));
}

interface CoveringFile {
  arrival: number;
  file: string;
  receivedAt: string;
  months: string[];
}

async function filesOf(warehouse: Warehouse, extract: string): Promise<CoveringFile[]> {
  const rows = await warehouse.rows(
    `SELECT arrival, file, received_at, to_json(covered)::VARCHAR AS covered FROM ledger.file
     WHERE extract = $1 AND ${COUNTS} ORDER BY received_at`,
    [extract],
  );
  return rows.map((row) => ({
    arrival: Number(row.arrival),
    file: String(row.file),
    receivedAt: String(row.received_at),
    months: monthsIn(String(row.covered)),
  }));
}

function monthsIn(json: string): string[] {
  const periods: unknown = JSON.parse(json);
  return Array.isArray(periods) ? periods.map(String).filter(isMonth).sort() : [];
}

async function newestMonth(warehouse: Warehouse, { name }: Feeder): Promise<string> {
  const files = await filesOf(warehouse, name);
  const months = files.flatMap(({ file, months }) => [...months, monthOfName(file) ?? '']);
  return months.sort().at(-1) ?? '';
}

/** Each month with the day on which its last file came. Of the newest rows of keys, a file with no month in its name
 *  covers all months from its rows' first to their last. */
async function mainMonths(
  warehouse: Warehouse,
  feeding: Feeding,
  calendar: string,
): Promise<Map<string, string>> {
  const files = await filesOf(warehouse, feeding.main.name);
  if (files.length === 0) return new Map();
  const first = feeding.fed.supersede === 'key' ? await firstMonths(warehouse, feeding) : null;
  const monthsOf = ({ arrival, file, months }: CoveringFile) => {
    if (!first || monthOfName(file)) return months;
    const [from, to] = [first.get(arrival), months.at(-1)];
    return from && to ? monthsBetween(from, to) : [];
  };
  return new Map(
    files.flatMap((file) => {
      const cameOn = localDay(new Date(file.receivedAt), calendar);
      return monthsOf(file).map((month) => [month, cameOn] as const);
    }),
  );
}

/** Of each file, the first month in which the last that happened to one of its rows was what the file reports. */
async function firstMonths(warehouse: Warehouse, feeding: Feeding): Promise<Map<number, string>> {
  const { main } = feeding;
  const delivered = `(${withDerived(main, `FROM delivered.${quoted(main.name)}`)})`;
  const rows = await warehouse.rows(
    `SELECT _arrival AS arrival, min(_period) AS first FROM (${soundRows(feeding, delivered)}) WHERE _covers GROUP BY ALL`,
  );
  const dated = rows.filter((row) => isMonth(String(row.first)));
  return new Map(dated.map((row) => [Number(row.arrival), String(row.first)]));
}
