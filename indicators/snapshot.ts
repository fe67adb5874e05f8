/**
 * The tables of a snapshot: the only thing that the pipeline hands to the server. They hold aggregated series and
 * what is known of the files, never a row about a person. Figures for a level live in tables of their own.
 */

import type { Level } from './series.ts';

const levelTables = (level: Level) => `
CREATE TABLE ${level}_point (
  indicator VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  grain VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  start DATE NOT NULL,
  "end" DATE NOT NULL,
  complete BOOLEAN NOT NULL,
  covered_to DATE NOT NULL,
  status VARCHAR NOT NULL,
  quarantined INTEGER NOT NULL DEFAULT 0,
  numerator DOUBLE,
  denominator DOUBLE,
  value DOUBLE,
  lower DOUBLE,
  upper DOUBLE,
  target DOUBLE,
  trajectory DOUBLE,
  rag VARCHAR,
  spc_mean DOUBLE,
  spc_lower DOUBLE,
  spc_upper DOUBLE,
  spc_flag VARCHAR,
  comparison VARCHAR
);
CREATE TABLE ${level}_breakdown (
  indicator VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  "group" VARCHAR,
  grain VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  start DATE NOT NULL,
  "end" DATE NOT NULL,
  complete BOOLEAN NOT NULL,
  covered_to DATE NOT NULL,
  status VARCHAR NOT NULL,
  quarantined INTEGER NOT NULL DEFAULT 0,
  numerator DOUBLE,
  denominator DOUBLE,
  value DOUBLE,
  lower DOUBLE,
  upper DOUBLE
);
CREATE TABLE ${level}_summary (
  indicator VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  grain VARCHAR NOT NULL,
  variation VARCHAR,
  assurance VARCHAR,
  trend VARCHAR,
  sentence VARCHAR NOT NULL
);
CREATE TABLE ${level}_counted_rows (
  indicator VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  month VARCHAR NOT NULL,
  day VARCHAR,
  period VARCHAR,
  operand INTEGER NOT NULL,
  extract VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,
  numerator_rows INTEGER NOT NULL,
  denominator_rows INTEGER NOT NULL
);
`;

export const SNAPSHOT_TABLES = `${levelTables('full')}${levelTables('protected')}
CREATE TABLE full_change (
  indicator VARCHAR NOT NULL,
  area VARCHAR NOT NULL,
  grain VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  was_value DOUBLE,
  was_numerator DOUBLE,
  was_denominator DOUBLE,
  value DOUBLE,
  numerator DOUBLE,
  denominator DOUBLE,
  files JSON NOT NULL,
  definition BOOLEAN NOT NULL,
  updated BOOLEAN NOT NULL DEFAULT false
);
CREATE TABLE snapshot (
  id VARCHAR NOT NULL,
  published_at VARCHAR NOT NULL,
  data_to DATE,
  name VARCHAR,
  sample_data BOOLEAN NOT NULL
);
CREATE TABLE catalogue (
  document JSON NOT NULL
);
CREATE TABLE group_people (
  indicator VARCHAR NOT NULL,
  "by" VARCHAR NOT NULL,
  "group" VARCHAR,
  period VARCHAR NOT NULL,
  people INTEGER NOT NULL
);
CREATE TABLE disclosure_cell (
  count_table VARCHAR NOT NULL,
  place VARCHAR NOT NULL,
  days VARCHAR NOT NULL,
  hidden BOOLEAN NOT NULL,
  value DOUBLE,
  rules INTEGER NOT NULL
);
CREATE TABLE benchmark (
  indicator VARCHAR NOT NULL,
  comparator VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  source VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  start DATE NOT NULL,
  "end" DATE NOT NULL,
  numerator DOUBLE,
  denominator DOUBLE,
  value DOUBLE NOT NULL,
  councils_with_data INTEGER,
  councils INTEGER
);
CREATE TABLE council (
  indicator VARCHAR NOT NULL,
  council VARCHAR NOT NULL,
  period VARCHAR NOT NULL,
  numerator DOUBLE NOT NULL,
  denominator DOUBLE,
  value DOUBLE NOT NULL
);
CREATE TABLE freshness (
  extract VARCHAR NOT NULL,
  latest VARCHAR,
  due_on VARCHAR
);
CREATE TABLE milestone (
  id VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  updated_on VARCHAR NOT NULL,
  due_on VARCHAR,
  done_on VARCHAR,
  evidence VARCHAR
);
CREATE TABLE decision (
  id VARCHAR NOT NULL,
  decided_on VARCHAR NOT NULL,
  board VARCHAR NOT NULL,
  decision VARCHAR NOT NULL,
  indicator VARCHAR,
  period VARCHAR,
  value DOUBLE,
  owner VARCHAR,
  due_on VARCHAR,
  outcome VARCHAR
);
CREATE TABLE made_by (
  code VARCHAR NOT NULL
);
CREATE TABLE commentary (
  id VARCHAR NOT NULL,
  indicator VARCHAR NOT NULL,
  area VARCHAR,
  period VARCHAR NOT NULL,
  written_on VARCHAR NOT NULL,
  author_role VARCHAR NOT NULL,
  text VARCHAR NOT NULL
);
CREATE TABLE computed_from (
  indicator VARCHAR NOT NULL,
  fingerprint VARCHAR NOT NULL
);
CREATE TABLE file (
  sha256 VARCHAR NOT NULL,
  file VARCHAR NOT NULL,
  extract VARCHAR,
  period VARCHAR,
  periods VARCHAR[] NOT NULL,
  state VARCHAR NOT NULL,
  outcome VARCHAR NOT NULL,
  received_at VARCHAR NOT NULL,
  rows BIGINT NOT NULL,
  quarantined BIGINT NOT NULL,
  counts JSON NOT NULL,
  arrival INTEGER NOT NULL,
  covered VARCHAR[] NOT NULL
);
CREATE TABLE finding (
  sha256 VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  row BIGINT,
  "column" VARCHAR,
  value VARCHAR,
  message VARCHAR NOT NULL,
  remedy VARCHAR NOT NULL
);
`;

/** The tables whose every row is of one indicator and says nothing of any other: where nothing has changed that an
 *  indicator is worked out from, the next snapshot takes its rows over. */
export const INDICATOR_TABLES = [
  'full_point',
  'full_breakdown',
  'full_summary',
  'full_counted_rows',
  'group_people',
  'benchmark',
  'council',
] as const;

/** A snapshot's file is its id with this ending; anything else in the folder is not (or not yet) a snapshot. */
export const SNAPSHOT_ENDING = '.duckdb';

/** Snapshots are numbered, so that the newest is the greatest whatever the clock says: `snapshot-000012`. */
export function snapshotId(number: number): string {
  return `snapshot-${String(number).padStart(6, '0')}`;
}

/** The number of a snapshot's file or id; null for any other name. */
export function snapshotNumber(name: string): number | null {
  const match = /^snapshot-(\d{6,})(?:\.duckdb)?$/.exec(name);
  return match ? Number(match[1]) : null;
}
