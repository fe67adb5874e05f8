import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import Papa from 'papaparse';
import { COUNTY } from '../../indicators/areas.ts';
import { groupWords } from '../../indicators/breakdowns.ts';
import { literal } from '../../indicators/expressions.ts';
import { close, openFenced } from '../../indicators/fence.ts';
import { harmlessRow } from '../../indicators/harmless.ts';
import { disclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Level } from '../../indicators/series.ts';
import type { Home } from '../settings.ts';
import { newestSnapshot, snapshotPath } from './snapshot-folder.ts';

interface Exported {
  snapshot: string;
  folder: string;
  files: { file: string; rows: number }[];
}

type Cell = string | number | null;

type Row = Record<string, unknown>;

/** Writes one level's figures as files that other tools read: figures.csv, groups.csv, indicators.csv and README.txt. Of a
 *  level, its own tables are read and no others. Null where nothing has been published at that level. */
export async function exportFigures(home: Home, level: Level, folder: string): Promise<Exported | null> {
  const snapshot = await newestSnapshot(home);
  if (snapshot === null) return null;
  const opened = await openFenced(snapshotPath(home, snapshot), [], {
    access_mode: 'READ_ONLY',
    threads: '1',
  });
  const { connection } = opened;
  try {
    const tables = await rowsOf(
      connection,
      `FROM duckdb_tables() WHERE table_name = ${literal(`${level}_breakdown`)}`,
    );
    if (tables.length === 0) return null;
    const [row] = await rowsOf(connection, 'SELECT document::VARCHAR AS document FROM catalogue');
    const catalogue = JSON.parse(String(row?.document)) as Catalogue;
    const sheets = {
      'figures.csv': await figures(connection, level, catalogue),
      'groups.csv': await groups(connection, level, catalogue),
      'indicators.csv': indicators(catalogue),
    };
    await mkdir(folder, { recursive: true });
    for (const [file, rows] of Object.entries(sheets)) await writeFile(join(folder, file), csv(rows));
    await writeFile(join(folder, 'README.txt'), readme(catalogue, level, snapshot));
    return {
      ...{ snapshot, folder },
      files: Object.entries(sheets).map(([file, rows]) => ({ file, rows: rows.length })),
    };
  } finally {
    close(opened);
  }
}

async function rowsOf(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

type Sheet = Record<string, Cell>[];

const FIGURE = `grain, period, told.start::VARCHAR AS "start", told."end"::VARCHAR AS "end", complete, status, numerator,
  denominator, value, lower, upper`;

async function figures(connection: DuckDBConnection, level: Level, catalogue: Catalogue): Promise<Sheet> {
  const rows = await rowsOf(
    connection,
    `SELECT indicator, area, ${FIGURE}, target, trajectory, rag FROM ${level}_point AS told ORDER BY rowid`,
  );
  const words = wordsOf(catalogue);
  return inOrder(rows, catalogue).map((row) => ({
    ...words.indicator(String(row.indicator)),
    ...words.area(String(row.area)),
    ...figureOf(row),
    ...{ target: cellOf(row.target), trajectory: cellOf(row.trajectory), rag: cellOf(row.rag) },
  }));
}

async function groups(connection: DuckDBConnection, level: Level, catalogue: Catalogue): Promise<Sheet> {
  const rows = await rowsOf(
    connection,
    `SELECT indicator, area, "by", "group", ${FIGURE} FROM ${level}_breakdown AS told ORDER BY rowid`,
  );
  const words = wordsOf(catalogue);
  return inOrder(rows, catalogue).map((row) => ({
    ...words.indicator(String(row.indicator)),
    ...words.area(String(row.area)),
    ...words.group(String(row.indicator), String(row.by), row.group === null ? null : String(row.group)),
    ...figureOf(row),
  }));
}

/** The catalogue’s order: a snapshot’s tables begin with whatever was taken over from the one before. */
function inOrder(rows: Row[], { indicators: all }: Catalogue): Row[] {
  const keys = all.flatMap(({ id, breakdowns = [] }) => [id, ...breakdowns.map((by) => `${id} ${by}`)]);
  const places = new Map(keys.map((key, place) => [key, place]));
  const placeOf = ({ indicator, by }: Row) =>
    places.get(by === undefined ? String(indicator) : `${indicator} ${by}`) ?? keys.length;
  return rows.toSorted((one, other) => placeOf(one) - placeOf(other));
}

function figureOf(row: Row): Record<string, Cell> {
  const { grain, period, start, end, complete, status, numerator, denominator, value, lower, upper } = row;
  return {
    ...{ grain: cellOf(grain), period: cellOf(period), start: cellOf(start), end: cellOf(end) },
    ...{
      complete: complete === true ? 'yes' : 'no',
      status: cellOf(status),
      symbol: SYMBOLS[String(status)] ?? '',
    },
    ...{ numerator: cellOf(numerator), denominator: cellOf(denominator), value: cellOf(value) },
    ...{ lower: cellOf(lower), upper: cellOf(upper) },
  };
}

/** As in official statistics. */
const SYMBOLS: Record<string, string> = { suppressed: 'c', missing: 'x', not_applicable: 'z' };

function cellOf(value: unknown): Cell {
  return typeof value === 'number' ? value : value === null || value === undefined ? null : String(value);
}

function wordsOf({ partnership, indicators: all, ...catalogue }: Catalogue) {
  const indicator = new Map(all.map((one) => [one.id, one]));
  const area = new Map(partnership.areas.map(({ id, name }) => [id, name]));
  return {
    indicator: (id: string) => ({
      indicator: id,
      title: indicator.get(id)?.title ?? id,
      unit: indicator.get(id)?.unit ?? '',
    }),
    area: (id: string) => ({
      area: id,
      area_name: id === COUNTY ? partnership.county : (area.get(id) ?? id),
    }),
    group: (id: string, by: string, group: string | null) => {
      const found = indicator.get(id);
      const words = found && groupWords(found, by, catalogue);
      return { by, group, group_name: words?.labelOf(group) ?? group };
    },
  };
}

function indicators({ indicators: all }: Catalogue): Sheet {
  return all.map(
    ({
      id,
      title,
      definition,
      tier,
      unit,
      polarity,
      owner,
      bees,
      ambitions,
      improvement,
      outcomes,
    }: Indicator) => ({
      ...{ indicator: id, title, definition, tier, unit, polarity, owner },
      ...{ bees: bees.join(' '), ambitions: ambitions.join(' ') },
      ...{ improvement: improvement.join(' '), outcomes: outcomes.join(' ') },
    }),
  );
}

function csv(rows: Sheet): string {
  return `\uFEFF${Papa.unparse(rows.map(harmlessRow), { newline: '\r\n' })}\r\n`;
}

function readme({ partnership }: Catalogue, level: Level, snapshot: string): string {
  const { threshold, percentage_denominator, minimum_people } = disclosurePolicy(partnership);
  const meaning =
    level === 'protected'
      ? [
          'These figures may be published. A figure is accurate or absent, never distorted.',
          `Counts of 1 to ${threshold - 1} are hidden, shares of fewer than ${percentage_denominator}, averages of fewer than ${minimum_people} people, and what would tell of them: status suppressed, symbol c.`,
          `There are figures of finished periods alone, but for those that reached the partnership as figures and are of ${partnership.county}, or count no people.`,
        ]
      : ['These are true figures of small groups of children. They must not be published.'];
  return [
    `${partnership.name}: figures of ${snapshot}, level ${level}`,
    '',
    ...meaning,
    '',
    'figures.csv     one row for each indicator, area and period',
    `groups.csv      the same for groups of children in ${partnership.county}`,
    'indicators.csv  what each indicator means',
    '',
    'value: fractions, not percentages. Symbols: c hidden, x missing, z nobody to count.',
    '',
  ].join('\n');
}
