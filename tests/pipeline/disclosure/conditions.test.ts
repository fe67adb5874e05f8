import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { conditionsOf, follows } from '../../../pipeline/disclosure/conditions.ts';

/** A count of which all rows are among another's by their conditions is no more than that one. */

it.each([
  ["kind = 'a'", "kind IN ('a', 'b')", true],
  ["kind IN ('b','a')", "kind IN ('a', 'c', 'b')", true],
  ["kind IN ('a', 'b')", "kind = 'a'", false],
  ["lower(kind) = 'a'", "lower(kind) IN ('a', 'b')", true],
  ["lower(kind) = 'a'", "kind IN ('a', 'b')", false],
  ["kind = 'a'", "kind <> 'b'", true],
  ["kind = 'b'", "kind <> 'b'", false],
  ["kind <> 'a'", 'kind IS NOT NULL', true],
  ["NOT kind = 'a'", "NOT kind IN ('a', 'b')", false],
  ['days <= 140', 'days <= 200', true],
  ['days <= 140', 'days < 140', false],
  ['days < 140', 'days <= 140', true],
  ['days > 1.5', 'days >= 1', true],
  ['days > -1', 'days >= 0', false],
  ['days <= 140', 'days IS NOT NULL', true],
  ['days <= 140', 'days >= 140', false],
  ["kind = 'a' AND days = 1", "kind = 'a'", true],
  ["kind = 'a'", "kind = 'a' AND days = 1", false],
  ["kind = 'a'", "days = 1 OR kind = 'a'", true],
  ["days = 1 OR kind = 'a'", "kind = 'a'", false],
  ["kind = 'a' AND days < 1", "(kind IN ('a', 'b') AND days < 2) OR days = 9", true],
  ["(kind = 'a' AND days < 1) OR days = 2", "kind = 'a' OR days <> 1", true],
  ["kind = 'a' OR (kind = 'b' AND days = 1)", "kind IN ('b', 'a')", true],
  ['days BETWEEN 1 AND 2', 'days BETWEEN 1 AND 3', false],
])('whether all rows with %s are with %s: %s', async (one, other, known) => {
  const from = conditionsOf(one);
  expect(conditionsOf(other).every((condition) => follows(condition, from))).toBe(known);
  const rows = `FROM (VALUES ('a'), ('b'), ('c'), (NULL)) AS kinds (kind), (VALUES (-1), (0), (1), (2), (9), (140), (200), (NULL)) AS lots (days)`;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const outside = await connection.runAndReadAll(`${rows} WHERE (${one}) AND (${other}) IS NOT TRUE`);
  connection.closeSync();
  if (known) expect(outside.currentRowCount).toBe(0);
});
