import { createHmac } from 'node:crypto';
import { DuckDBDateValue, DuckDBInstance, DuckDBUUIDValue } from '@duckdb/node-api';

const KEY = 'a key for measuring that is long enough';

/** Puts one row after another into a table of a new database, typed, the pupil as a pseudonym.
 * @param {string} database */
export async function openLoader(database) {
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
      appender.appendDate(month(row.period));
      appender.appendUUID(pseudonym(row.pupil_id));
      appender.appendVarchar(row.school_urn);
      appender.appendVarchar(row.dspl_area);
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
    },
  };
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
