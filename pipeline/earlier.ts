import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { z } from 'zod';
import type { Catalogue } from '../indicators/schema.ts';
import { type Figure, GRAINS, type Grain } from '../indicators/series.ts';
import { SNAPSHOT_ENDING, snapshotId, snapshotNumber } from '../indicators/snapshot.ts';
import type { Home } from './settings.ts';

/** What the newest snapshot says, to compare new figures with. */
export interface Earlier {
  catalogue: Catalogue;
  /** Its finished figures, oldest first. */
  points: EarlierPoint[];
  /** The files whose months counted. */
  files: EarlierFile[];
}

export interface EarlierPoint extends Figure {
  indicator: string;
  area: string;
  grain: Grain;
  period: string;
}

export interface EarlierFile {
  sha256: string;
  file: string;
  extract: string | null;
  arrival: number;
  covered: string[];
}

/** Null where nothing has been published yet, or where another release’s snapshot cannot be read. */
export async function readEarlier(home: Home, log: (line: string) => void): Promise<Earlier | null> {
  const numbers = (await readdir(home.snapshots)).map(snapshotNumber).filter((number) => number !== null);
  if (numbers.length === 0) return null;
  const id = snapshotId(Math.max(...numbers));
  try {
    return await read(join(home.snapshots, `${id}${SNAPSHOT_ENDING}`));
  } catch {
    log(`${id} cannot be read, so the run cannot say which past figures have changed since.`);
    return null;
  }
}

async function read(path: string): Promise<Earlier> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY', threads: '1' });
  const connection = await instance.connect();
  const rows = async <S extends z.ZodType>(schema: S, sql: string) =>
    z.array(schema).parse((await connection.runAndReadAll(sql)).getRowObjectsJS());
  try {
    const [kept] = await rows(documentRow, 'SELECT document::VARCHAR AS document FROM catalogue');
    return {
      catalogue: catalogueOf(kept?.document ?? ''),
      points: await rows(
        pointRow,
        `SELECT indicator, area, grain, period, numerator, denominator, value FROM full_point
         WHERE complete AND status = 'ok' ORDER BY start`,
      ),
      files: await rows(
        fileRow,
        `SELECT sha256, file, extract, arrival, covered FROM file WHERE state IN ('accepted', 'superseded')`,
      ),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const documentRow = z.object({ document: z.string() });
const pointRow = z.object({
  indicator: z.string(),
  area: z.string(),
  grain: z.enum(GRAINS),
  period: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});
const fileRow = z.object({
  sha256: z.string(),
  file: z.string(),
  extract: z.string().nullable(),
  arrival: z.number(),
  covered: z.array(z.string()),
});

/** It was checked in full when it was published; here only that it is one that this release can compare with. */
const catalogueShape = z.looseObject({
  partnership: z.looseObject({ county: z.string(), areas: z.array(z.looseObject({ id: z.string() })) }),
  extracts: z.array(z.looseObject({ name: z.string(), fields: z.array(z.looseObject({})) })),
  indicators: z.array(z.looseObject({ id: z.string(), measure: z.looseObject({ extract: z.string() }) })),
});

function catalogueOf(document: string): Catalogue {
  const written: unknown = JSON.parse(document);
  catalogueShape.parse(written);
  return written as Catalogue;
}
