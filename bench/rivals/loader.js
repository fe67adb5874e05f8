import { createHash, createHmac } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { copyFile, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBDateValue, DuckDBInstance, DuckDBUUIDValue } from '@duckdb/node-api';
import { AREAS } from '../attendance.js';

const KEY = 'a key for measuring that is long enough';

/** What Waggle does with a file, row by row: a copy of it is kept under its digest, each key is there once, areas are
 *  known, and the rows go into a table of a new database, typed, the pupil as a pseudonym.
 * @param {string} csv @param {string} database */
export async function openLoader(csv, database) {
  const copy = await archived(csv, database);
  const keys = new Set();
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE t (
    period DATE, pupil_id UUID, school_urn VARCHAR, dspl_area VARCHAR, sen_provision VARCHAR, phase VARCHAR,
    sessions_possible BIGINT, sessions_attended BIGINT, sessions_authorised BIGINT, sessions_unauthorised BIGINT,
    reduced_timetable VARCHAR)`);
  const appender = await connection.createAppender('t');
  return {
    /** @param {import('./row.js').AttendanceRow} row */
    append: (row) => {
      const key = `${row.period} ${row.pupil_id} ${row.school_urn}`;
      if (keys.has(key)) throw new Error(`${key} is there twice.`);
      keys.add(key);
      appender.appendDate(month(row.period));
      appender.appendUUID(pseudonym(row.pupil_id));
      appender.appendVarchar(row.school_urn);
      appender.appendVarchar(areaId(row.dspl_area));
      appender.appendVarchar(row.sen_provision);
      appender.appendVarchar(row.phase);
      appender.appendBigInt(BigInt(row.sessions_possible));
      appender.appendBigInt(BigInt(row.sessions_attended));
      appender.appendBigInt(BigInt(row.sessions_authorised));
      appender.appendBigInt(BigInt(row.sessions_unauthorised));
      appender.appendVarchar(row.reduced_timetable);
      appender.endRow();
    },
    close: () => {
      appender.closeSync();
      connection.closeSync();
      instance.closeSync();
      rmSync(copy);
    },
  };
}

/** @param {string} csv @param {string} database */
async function archived(csv, database) {
  const copy = `${database}.csv`;
  await copyFile(csv, copy);
  const handle = await open(copy);
  await handle.sync();
  await handle.close();
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(copy, { highWaterMark: 1 << 20 })) hash.update(chunk);
  const kept = join(dirname(database), hash.digest('hex'));
  await rename(copy, kept);
  return kept;
}

const AREA_IDS = new Map(
  AREAS.flatMap((names, index) => names.map((name) => [plain(name), `dspl-${index + 1}`])),
);

/** @param {string} name however it is spelt */
function areaId(name) {
  const id = AREA_IDS.get(plain(name));
  if (!id) throw new Error(`${name} is not an area.`);
  return id;
}

/** @param {string} name */
function plain(name) {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

const MS_PER_DAY = 86_400_000;

/** @param {string} text such as 2024-07 */
function month(text) {
  return new DuckDBDateValue(Date.parse(`${text}-01`) / MS_PER_DAY);
}

/** The first 128 bits, as Waggle keeps. @param {string} pupil */
function pseudonym(pupil) {
  const digest = createHmac('sha256', KEY).update(pupil).digest();
  return DuckDBUUIDValue.fromUint128((digest.readBigUInt64BE(0) << 64n) | digest.readBigUInt64BE(8));
}
