import { join } from 'node:path';
import type { DuckDBValue } from '@duckdb/node-api';
import { areaIds } from '../indicators/areas.ts';
import { loadCatalogue } from '../indicators/catalogue.ts';
import { type Lineage, type LineageFile, lineageOf } from '../indicators/lineage.ts';
import { compileRowNumbers } from '../indicators/lineage-sql.ts';
import { didYouMean, nearestFew } from '../indicators/nearest.ts';
import type { Partnership } from '../indicators/partnership-schema.ts';
import { localDay, parsePeriod } from '../indicators/periods.ts';
import { type Part, partsOf } from '../indicators/rows-behind.ts';
import type { Catalogue, Indicator } from '../indicators/schema.ts';
import type { Point } from '../indicators/series.ts';
import { type Computed, compute } from './compute/compute.ts';
import { type Effects, silent } from './effects.ts';
import { newestSnapshot } from './publish/snapshot-folder.ts';
import { type Settings, SettingsError } from './settings.ts';
import { defineFacts } from './warehouse/facts.ts';
import { files } from './warehouse/ledger.ts';
import { openWarehouse } from './warehouse/open-warehouse.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** A figure, and all that stands behind it, down to the numbers of the rows: for analysts at the command line alone. */
export interface Traced {
  indicator: Indicator;
  partnership: Partnership;
  point: Point;
  lineage: TracedLineage;
}

interface TracedLineage extends Omit<Lineage, 'files'> {
  files: TracedFile[];
}

/** Rows are numbered as a person sees them: the header is row 1. */
export interface TracedFile extends LineageFile {
  numerator_row_numbers: number[] | null;
  denominator_row_numbers: number[] | null;
  read_row_numbers: number[] | null;
}

export async function trace(settings: Settings, effects: Effects, words: string[]): Promise<Traced> {
  const catalogue = await loadCatalogue(settings.partnership);
  const asked = understood(words, catalogue, settings.partnership);
  const warehouse = await openWarehouse(settings.home, catalogue, settings.personKey, 'look');
  try {
    await defineFacts(warehouse, catalogue);
    const today = localDay(effects.now(), catalogue.partnership.calendar);
    const snapshot = (await newestSnapshot(settings.home)) ?? '';
    return await read(warehouse, catalogue, asked, { today, snapshot });
  } finally {
    warehouse.close();
  }
}

interface Asked {
  indicator: Indicator;
  area: string;
  period: string;
}

async function read(
  warehouse: Warehouse,
  catalogue: Catalogue,
  { indicator, area, period }: Asked,
  { today, snapshot }: { today: string; snapshot: string },
): Promise<Traced> {
  const { partnership, extracts } = catalogue;
  const [computed] = await compute(
    warehouse,
    { ...catalogue, indicators: [indicator] },
    today,
    silent.progress('', 1),
  );
  const point = pointCalled(period, indicator, area, computed);
  const counted = computed?.counted.filter((entry) => entry.area === area) ?? [];
  const lineage = lineageOf({
    ...{ indicator, area, point, level: 'full', snapshot, counted, catalogue },
    files: await files(warehouse, extracts),
  });
  const parts = partsOf(indicator.measure, point, counted, catalogue);
  const numbers = await rowNumbers(warehouse, catalogue, area, parts);
  const traced = lineage.files.map((file) => ({ ...file, ...numbersIn(file, numbers) }));
  return { indicator, partnership, point, lineage: { ...lineage, files: traced } };
}

/** The numbers of rows of one file that a figure is made of, by the side on which they are. */
interface RowNumbers {
  sha256: string;
  numerator: number[];
  denominator: number[];
}

async function rowNumbers(
  warehouse: Warehouse,
  catalogue: Catalogue,
  area: string,
  parts: Part[],
): Promise<RowNumbers[]> {
  const found: RowNumbers[] = [];
  for (const part of parts) {
    const rows = await warehouse.rows(
      `SELECT sha256, numerator_rows, denominator_rows
       FROM (${compileRowNumbers(part, area, catalogue)}) JOIN ledger.file USING (arrival)`,
    );
    for (const row of rows) {
      const lists = [numbersOf(row.numerator_rows), numbersOf(row.denominator_rows)] as const;
      found.push({ sha256: String(row.sha256), ...onSide(part.side, ...lists) });
    }
  }
  return found;
}

function onSide(side: Part['side'], numerator: number[], denominator: number[]) {
  if (side === null) return { numerator, denominator };
  return { numerator: [], denominator: [], [side]: inOrder(numerator, denominator) };
}

function numbersIn(file: LineageFile, found: RowNumbers[]) {
  const own = found.filter(({ sha256 }) => sha256 === file.sha256);
  const numerator = own.flatMap((one) => one.numerator);
  const denominator = own.flatMap((one) => one.denominator);
  return {
    numerator_row_numbers: file.numerator_rows === null ? null : numerator,
    denominator_row_numbers: file.denominator_rows === null ? null : denominator,
    read_row_numbers: file.read_rows === null ? null : inOrder(numerator, denominator),
  };
}

function inOrder(...lists: number[][]): number[] {
  return [...new Set(lists.flat())].sort((one, other) => one - other);
}

function numbersOf(value: DuckDBValue | undefined): number[] {
  return typeof value === 'object' && value !== null && 'items' in value ? value.items.map(Number) : [];
}

/** What the words name; words that name nothing are answered with what was probably meant. */
function understood(
  [id = '', area = '', period = '']: string[],
  catalogue: Catalogue,
  partnership: string,
): Asked {
  const { indicators } = catalogue;
  const indicator = indicators.find((one) => one.id === id);
  if (!indicator) {
    const ids = indicators.map((one) => one.id);
    throw unknown('indicator', id, ids, `as the files in ${join(partnership, 'indicators')}`);
  }
  const areas = areaIds(catalogue);
  if (!areas.includes(area))
    throw unknown('area', area, areas, `as ${join(partnership, 'partnership.yaml')} says`);
  const grain = parsePeriod(period)?.grain;
  if (!grain)
    throw new SettingsError(
      `There is no period “${period}”; write one as 2024-07, FY2024Q1, AY2024T1, FY2024, AY2024 or CY2024.`,
    );
  if (!indicator.grains.includes(grain))
    throw new SettingsError(
      `“${indicator.title}” is not counted by ${grain}; it is by ${indicator.grains.join(', ')}.`,
    );
  return { indicator, area, period };
}

const MOST_LISTED = 12;
const NEAREST = 5;

/** @param all where all of them can be seen */
function unknown(kind: string, given: string, valid: string[], all: string): SettingsError {
  const listed =
    valid.length <= MOST_LISTED
      ? `there are: ${valid.join(', ')}.`
      : `the nearest are ${nearestFew(given, valid, NEAREST).join(', ')}. All of them are called ${all}.`;
  return new SettingsError(`There is no ${kind} “${given}”${didYouMean(given, valid) || `; ${listed}`}`);
}

function pointCalled(period: string, indicator: Indicator, area: string, computed?: Computed): Point {
  const grain = parsePeriod(period)?.grain;
  const series = computed?.series.find((one) => one.area === area && one.grain === grain);
  const points = series?.points ?? [];
  const found = points.find((point) => point.period === period);
  if (found) return found;
  const [first, last] = [points[0], points.at(-1)];
  const advice =
    first && last ? `There are some from ${first.period} to ${last.period}.` : 'There are none yet.';
  throw new SettingsError(`There are no figures of “${indicator.title}” for ${period}. ${advice}`);
}
