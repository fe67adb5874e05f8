import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { SNAPSHOT_TABLES, snapshotId } from '../../indicators/snapshot.ts';
import { type AppOptions, buildApp } from '../../server/app.ts';
import type { Watch } from '../../server/snapshots/watch.ts';
import { catalogue } from './catalogue.ts';

/** Homes with small snapshots in them, whose every row can be seen here. */

export const SHA = 'a'.repeat(64);
export const BAD_SHA = 'b'.repeat(64);

/** indicator, area, grain, period, start, end, complete, covered_to, numerator, denominator, value, lower, upper, target, rag */
const POINTS = `
  ('plans-on-time','county','month','2024-05','2024-05-01','2024-05-31',true ,'2024-05-31', 40,100,0.40,0.31,0.50,0.60,'off_track'),
  ('plans-on-time','county','month','2024-06','2024-06-01','2024-06-30',true ,'2024-06-30', 50,100,0.50,0.40,0.60,0.60,'off_track'),
  ('plans-on-time','county','month','2024-07','2024-07-01','2024-07-31',true ,'2024-07-31', 58,100,0.58,0.48,0.67,0.60,'on_track'),
  ('plans-on-time','county','quarter','FY2024Q1','2024-04-01','2024-06-30',true,'2024-06-30',90,200,0.45,0.38,0.52,0.60,'off_track'),
  ('plans-on-time','county','calendar_year','CY2023','2023-01-01','2023-12-31',true,'2023-12-31',525,1306,0.402,0.376,0.429,null,null),
  ('plans-on-time','county','calendar_year','CY2024','2024-01-01','2024-12-31',false,'2024-07-31',580,1000,0.58,0.549,0.610,0.60,'on_track'),
  ('plans-on-time','dspl-1','calendar_year','CY2024','2024-01-01','2024-12-31',false,'2024-07-31',70,100,0.70,0.604,0.781,0.60,'met'),
  ('plans-on-time','dspl-1','month','2024-07','2024-07-01','2024-07-31',true,'2024-07-31',7,10,0.70,0.397,0.892,0.60,'met'),
  ('plans-on-time','dspl-2','month','2024-07','2024-07-01','2024-07-31',true,'2024-07-31',3,10,0.30,0.108,0.603,0.60,'off_track'),
  ('requests','county','calendar_year','CY2022','2022-01-01','2022-12-31',true,'2022-12-31',2695,null,2695,null,null,null,null),
  ('requests','county','calendar_year','CY2023','2023-01-01','2023-12-31',true,'2023-12-31',2849,null,2849,null,null,null,null),
  ('requests','county','calendar_year','CY2024','2024-01-01','2024-12-31',false,'2024-07-31',1800,null,1800,null,null,null,null),
  ('requests','dspl-1','calendar_year','CY2023','2023-01-01','2023-12-31',true,'2023-12-31',300,null,300,267,336,null,null),
  ('absence','county','calendar_year','CY2024','2024-01-01','2024-12-31',true,'2024-12-31',70,1000,0.07,0.056,0.088,null,null),
  ('absence','dspl-1','calendar_year','CY2024','2024-01-01','2024-12-31',true,'2024-12-31',20,100,0.20,0.133,0.289,null,null),
  ('absence','dspl-2','calendar_year','CY2024','2024-01-01','2024-12-31',true,'2024-12-31',8,100,0.08,0.041,0.150,null,null)`;

interface Contents {
  /** The number of requests in each year: tells snapshots apart. */
  mark?: number;
}

export async function emptyHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'waggle-server-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

export async function homeWith(...numbers: number[]): Promise<string> {
  const home = await emptyHome();
  for (const number of numbers) await publish(home, number);
  return home;
}

/** Publishes as the pipeline does: written aside, then renamed. */
export async function publish(home: string, number: number, contents: Contents = {}): Promise<void> {
  const folder = join(home, 'snapshots');
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `publishing-${number}.tmp`);
  const known = written.get(`${number} ${contents.mark}`);
  if (known) await writeFile(aside, known);
  else await write(aside, number, contents);
  written.set(`${number} ${contents.mark}`, known ?? (await readFile(aside)));
  await rename(aside, snapshotPath(home, number));
}

/** Snapshots that this run has written before, so that a test need not make one again. */
const written = new Map<string, Buffer>();

/** Changes a published snapshot, as an earlier release would have written it. */
export async function change(home: string, number: number, sql: string): Promise<void> {
  const path = snapshotPath(home, number);
  const state = createHash('sha256')
    .update(await readFile(path))
    .update(sql)
    .digest('hex');
  const known = changed.get(state);
  if (known) return writeFile(path, known);
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
  changed.set(state, await readFile(path));
}

/** What has come of the same changes to the same snapshot before: most tests of log-in begin with the same. */
const changed = new Map<string, Buffer>();

export function snapshotPath(home: string, number: number): string {
  return join(home, 'snapshots', `${snapshotId(number)}.duckdb`);
}

async function write(path: string, number: number, { mark }: Contents): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(SNAPSHOT_TABLES);
  await connection.run(
    `INSERT INTO snapshot VALUES ($id, '2025-01-15T09:00:00Z', '2024-07-31', NULL, true)`,
    {
      id: snapshotId(number),
    },
  );
  await connection.run('INSERT INTO catalogue VALUES ($document)', { document: JSON.stringify(catalogue) });
  await connection.run(`
    INSERT INTO full_point (indicator, area, grain, period, start, "end", complete, covered_to,
      numerator, denominator, value, lower, upper, target, rag, status)
    SELECT *, 'ok' FROM (VALUES ${POINTS})`);
  await connection.run(`
    UPDATE full_point SET spc_mean = 0.5, spc_lower = 0.3, spc_upper = 0.7, spc_flag = 'common_cause'
    WHERE period = '2024-07' AND area = 'county'`);
  await connection.run(`
    UPDATE full_point SET comparison = CASE indicator || ' ' || area
      WHEN 'plans-on-time dspl-1' THEN 'better' WHEN 'absence dspl-1' THEN 'higher' WHEN 'absence dspl-2' THEN 'similar'
    END`);
  await connection.run(`
    INSERT INTO full_summary VALUES
      ('plans-on-time','county','month','improvement_high','hit_or_miss',NULL,'By month: 58%.'),
      ('plans-on-time','county','calendar_year',NULL,NULL,'rising','58% of new EHC plans were issued within 20 weeks.'),
      ('requests','county','calendar_year','neither_high',NULL,'rising','2,849 requests for assessment.')`);
  await connection.run(`
    INSERT INTO benchmark VALUES
      ('plans-on-time','england','England','DfE','CY2022','2022-01-01','2022-12-31',NULL,NULL,0.49,NULL,NULL),
      ('plans-on-time','england','England','DfE','CY2023','2023-01-01','2023-12-31',38471,76506,0.5028,152,153)`);
  // Council 1 to 148 have 0.5% to 74%; Testshire's 60.1% is behind 28 of them, and Elsewhere.
  await connection.run(`
    INSERT INTO council
    SELECT 'plans-on-time', name, 'CY2023', value * 200, 200, value
    FROM (
      SELECT 'Council ' || number AS name, number / 200 AS value FROM range(1, 149) AS councils(number)
      UNION ALL VALUES ('Testshire', 0.601), ('Elsewhere', 0.9)
    )`);
  await connection.run(`
    INSERT INTO file VALUES
      ('${SHA}', 'ehc_assessments_2024-07.csv', 'ehc_assessments', '2024-07', ['2024-06','2024-07'], 'accepted', 'accepted_with_findings', '2024-08-02T09:00:00Z', 1200, 0, '{"late":1}', 2, ['2024-07']),
      ('${BAD_SHA}', 'odd.csv', NULL, NULL, [], 'rejected', 'rejected', '2024-08-01T09:00:00Z', 3, 3, '{"date":1,"column":1}', 1, [])`);
  await connection.run(`
    INSERT INTO finding VALUES
      ('${BAD_SHA}','error','date',3,'received_on','31/02/2024','31/02/2024 is no date.','Correct the date.'),
      ('${BAD_SHA}','error','date',3,'due_on','soon','soon is no date.','Correct the date.'),
      ('${BAD_SHA}','error','column',NULL,'kind',NULL,'The column kind is missing.','Add it.')`);
  if (mark !== undefined)
    await connection.run(`UPDATE full_point SET value = ${mark} WHERE indicator = 'requests'`);
  connection.closeSync();
  instance.closeSync();
}

export interface Built {
  app: FastifyInstance;
  /** Says that the folder has changed, as the file system would. */
  changed(): void;
  log: string[];
}

/** The server on a home, closed when the test ends. Nothing happens in it by itself: the test says when. */
export async function build(
  home: string,
  watch?: Watch,
  assets?: string,
  more: Pick<AppOptions, 'ingest'> & { now?: string } = {},
): Promise<Built> {
  const { now = '2025-01-15T10:00:00Z', ...options } = more;
  const log: string[] = [];
  let changed = () => {};
  const quiet: Watch = (_folder, callback) => {
    changed = callback;
    return () => {};
  };
  const settings = {
    home,
    host: '127.0.0.1',
    port: 0,
    auth: 'open',
    now: new Date(now),
  } as const;
  const app = await buildApp(settings, {
    log: (line) => log.push(line),
    watch: watch ?? quiet,
    ...(assets !== undefined && { assets }),
    ...options,
  });
  onTestFinished(() => app.close());
  return { app, changed: () => changed(), log };
}
