import { DuckDBInstance } from '@duckdb/node-api';

/** DuckDB alone: the file as text into a table, and nothing else. Only the statement is timed.
 *  Arguments: the file, and the database to make. */

const [csv, database] = process.argv.slice(2);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
const begun = performance.now();
await connection.run(`CREATE TABLE t AS FROM read_csv('${csv}', all_varchar = true)`);
const seconds = (performance.now() - begun) / 1000;
const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM t');
console.log(JSON.stringify({ seconds, rows: counted.getRows()[0]?.[0] }));
