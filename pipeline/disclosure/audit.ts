import { readdir } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { COUNTY } from '../../indicators/areas.ts';
import { groupBy } from '../../indicators/group.ts';
import { disclosurePolicy } from '../../indicators/partnership-schema.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import { snapshotId, snapshotNumber } from '../../indicators/snapshot.ts';
import { snapshotPath } from '../publish/snapshot-folder.ts';
import type { Home } from '../settings.ts';
import { lookInto } from '../warehouse/look-into.ts';
import { seenTables, type Ties, tiesOf } from './attacker.ts';
import { type Bounds, boundsOf } from './bounds.ts';
import { buildTables, keyOf } from './build.ts';
import { countsOf } from './counts.ts';
import type { TrueFigure } from './figures.ts';
import { Solver } from './linear.ts';
import { measuredOf } from './protect.ts';
import { fewAmong } from './published-few.ts';
import { isPublishedKey, publishedKeys, publishedTables } from './published-tables.ts';
import { figuresIn, readTold } from './read.ts';
import { unchangedCounts } from './renamed.ts';
import { ROOM } from './suppress.ts';
import type { CountTable } from './table.ts';

/** A hidden count, and what anybody could work out of it. */
export interface AuditedCount {
  count: string;
  /** The indicators that are of it. */
  indicators: string[];
  by: string | null;
  place: string;
  days: string;
  /** Null, as the greatest is, where no number fits what is shown. */
  least: number | null;
  greatest: number | null;
}

export interface Audit {
  snapshot: string;
  /** The snapshots before it, whose figures are known too. */
  earlier: string[];
  hidden: number;
  /** Hidden for being small, or for what they would tell of others. */
  primary: number;
  secondary: number;
  /** Of the figures of areas by quarter, how many are shown: of headline indicators, and of all. */
  shown: { headline: Share; all: Share };
  /** Hidden counts that are left fewer than three values. */
  revealed: AuditedCount[];
  /** Those of which nobody can say, for what the snapshot shows contradicts itself. */
  undecided: AuditedCount[];
  counts: AuditedCount[];
}

export interface Share {
  shown: number;
  figures: number;
}

/** Looks at a snapshot as somebody would who wants to know what is hidden, and knows all that was ever published. */
export async function auditDisclosure(home: Home): Promise<Audit | null> {
  const numbers = (await readdir(home.snapshots))
    .flatMap((name) => snapshotNumber(name) ?? [])
    .sort((a, b) => b - a);
  const ids = numbers.map(snapshotId);
  const [newest, ...older] = ids;
  if (newest === undefined) return null;
  const seen = await seenIn(home, newest);
  if (!seen) return null;
  const known = await onSnapshot(home, newest, (connection) => knownIn(connection, seen.catalogue));
  const before: { id: string; seen: Seen }[] = [];
  for (const id of older) {
    const found = await seenIn(home, id);
    if (found) before.push({ id, seen: found });
  }
  const solver = await Solver.load();
  const bounds = withEarlier(
    seen,
    before.map((one) => one.seen),
    known,
    solver,
  );
  const tellers = tellersOf(seen.catalogue, known?.ties);
  const counts = bounds.map((one) => audited(one, tellers));
  const primary = known?.primary ?? 0;
  return {
    ...{ snapshot: newest, earlier: before.map(({ id }) => id) },
    ...{ hidden: counts.length, primary, secondary: Math.max(0, counts.length - primary) },
    shown: { headline: shareOf(seen, true), all: shareOf(seen, false) },
    revealed: counts.filter(isRevealed),
    undecided: counts.filter((one) => isUndecided(one) && !isPublishedKey(one.count)),
    counts,
  };
}

/** That it is none tells of nobody. */
function isRevealed({ least, greatest }: AuditedCount): boolean {
  return least !== null && greatest !== null && greatest !== 0 && greatest - least < ROOM;
}

function isUndecided({ least, greatest }: AuditedCount): boolean {
  return least === null || greatest === null;
}

interface Seen {
  catalogue: Catalogue;
  figures: (TrueFigure & { by: string | null })[];
}

/** What the API tells at this level; null of snapshots that were published before there was one. */
async function seenIn(home: Home, id: string): Promise<Seen | null> {
  return onSnapshot(home, id, async (connection) => {
    const rows = await connection.runAndReadAll('SELECT document::VARCHAR FROM catalogue');
    const catalogue = JSON.parse(String(rows.getRows()[0]?.[0])) as Catalogue;
    const points = await figuresIn(connection, 'protected_point', `area, NULL AS "by", NULL AS "group"`);
    const parts = await figuresIn(connection, 'protected_breakdown', `area, "by", "group"`);
    return { catalogue, figures: [...points, ...parts] };
  });
}

function onSnapshot<T>(
  home: Home,
  id: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T | null> {
  return lookInto(snapshotPath(home, id), async (connection) => {
    await connection.run('USE earlier');
    const known = await connection.runAndReadAll(
      `SELECT 1 FROM duckdb_tables() WHERE table_name = 'protected_breakdown'`,
    );
    return known.currentRowCount > 0 ? await work(connection) : null;
  });
}

/** How many counts are hidden for themselves, for the report alone; and how the counts hang together. */
async function knownIn(connection: DuckDBConnection, catalogue: Catalogue): Promise<Known> {
  const policy = disclosurePolicy(catalogue.partnership);
  const told = await readTold(connection);
  const built = buildTables(
    catalogue.indicators.flatMap((one) => measuredOf(one, told, policy)),
    policy,
    catalogue.views,
  );
  const small = built.tables
    .flatMap(({ cells }) => [...cells.values()])
    .filter(({ published, hidden }) => published && hidden);
  const few = catalogue.indicators.flatMap(({ id, measure, unit }) =>
    measure.kind === 'published' ? fewAmong(measure, unit, told.figures.get(id) ?? [], policy) : [],
  );
  const fewCells = publishedTables(catalogue, few).flatMap(({ cells }) => [...cells.values()]);
  return { primary: small.length + fewCells.length, ties: tiesOf(built), truth: built.tables };
}

interface Known {
  primary: number;
  ties: Ties;
  truth: readonly CountTable[];
}

/** What an earlier snapshot showed is known. Where that cannot be true any more, files have been restated since. */
function withEarlier(seen: Seen, before: Seen[], known: Known | null, solver: Solver): Bounds[] {
  const tables = tablesOf(seen, known);
  const remembered = tablesOf(seen, known);
  for (const one of [tables, remembered]) allowNoughts(one, known?.truth ?? []);
  recall(
    remembered,
    before.flatMap((one) => tablesOf(asDefinedNow(one, seen), known)),
  );
  const now = new Map(boundsOf(tables, solver).map((one) => [nameOf(one), one]));
  const then = new Map(boundsOf(remembered, solver).map((one) => [nameOf(one), one]));
  return [...now].map(([name, one]) => {
    const other = then.get(name);
    const isKnown = other === undefined;
    if (isKnown || Number.isNaN(other.least) || Number.isNaN(other.greatest)) return one;
    return other;
  });
}

function tablesOf(seen: Seen, known: Known | null): CountTable[] {
  const ofAreas = seen.figures.filter(({ by }) => by === null);
  return [...seenTables(shownIn(seen), known?.ties), ...publishedTables(seen.catalogue, ofAreas)];
}

/** What counts the same is the same count, however its definition is written now. */
function asDefinedNow({ catalogue, figures }: Seen, now: Seen): Seen {
  const { indicators } = catalogue;
  const ofAreas = (seen: readonly Seen['figures'][number][]) => seen.filter(({ by }) => by === null);
  const unchanged = unchangedCounts({ indicators, figures: ofAreas(figures) }, ofAreas(now.figures));
  const measures = new Map(now.catalogue.indicators.map(({ id, measure }) => [id, measure]));
  const defined = indicators.map((one) => ({
    ...one,
    measure: (unchanged.has(one.id) && measures.get(one.id)) || one.measure,
  }));
  return { catalogue: { ...catalogue, indicators: defined }, figures };
}

/** Where noughts had to be hidden too, nobody can rule out that a hidden number of that count is one: whoever did so would
 *  work out what is not true. */
function allowNoughts(tables: CountTable[], truth: readonly CountTable[]): void {
  const byKey = new Map(truth.map(({ key, cells }) => [key, cells]));
  for (const table of tables) {
    const cells = byKey.get(table.key);
    const isNought = ([at, { value }]: [string, { value: number | null }]) =>
      value === null && cells?.get(at)?.value === 0;
    if ([...table.cells].some(isNought)) table.least = Math.min(0, table.least);
  }
}

function nameOf({ cell: { table, place, days } }: Bounds): string {
  return JSON.stringify([table.key, place, days]);
}

function recall(tables: CountTable[], known: CountTable[]): void {
  const byKey = groupBy(known, ({ key }) => key);
  for (const table of tables) {
    for (const [at, cell] of table.cells) {
      if (cell.value !== null) continue;
      const told = byKey.get(table.key)?.map((one) => one.cells.get(at)?.value ?? null);
      cell.value = told?.find((value) => value !== null) ?? null;
      cell.hidden = cell.value === null;
    }
  }
}

function shownIn({ catalogue, figures }: Seen) {
  const byIndicator = groupBy(figures, ({ indicator, by }) => JSON.stringify([indicator, by]));
  return [...byIndicator.values()].flatMap((own) => {
    const [first] = own;
    const indicator = catalogue.indicators.find(({ id }) => id === first?.indicator);
    return first && indicator ? [{ indicator, by: first.by, figures: own }] : [];
  });
}

/** The indicators of each count, by its name. */
function tellersOf({ indicators }: Catalogue, ties: Ties | undefined): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { id, measure, unit, breakdowns } of indicators) {
    for (const key of publishedKeys({ id, measure, unit })) found.set(key, [id]);
    const { numerator, denominator } = countsOf(measure);
    for (const by of [null, ...breakdowns]) {
      for (const name of [numerator, denominator]) {
        const own = name && keyOf(name, by);
        const key = own && (ties?.nameOf.get(own) ?? own);
        if (key) found.set(key, [...new Set([...(found.get(key) ?? []), id])]);
      }
    }
  }
  return found;
}

function audited(
  { cell: { table, place, days }, least, greatest }: Bounds,
  tellers: ReadonlyMap<string, string[]>,
): AuditedCount {
  const { key: count, by } = table;
  const indicators = tellers.get(count) ?? [];
  const known = (bound: number) => (Number.isFinite(bound) ? bound : null);
  return { count, indicators, by, place, days, least: known(least), greatest: known(greatest) };
}

function shareOf({ catalogue, figures }: Seen, headline: boolean): Share {
  const wanted = new Set(
    catalogue.indicators.filter(({ tier }) => !headline || tier === 'headline').map(({ id }) => id),
  );
  const cells = figures.filter(
    ({ indicator, by, place, grain, status }) =>
      by === null && place !== COUNTY && grain === 'quarter' && status !== 'missing' && wanted.has(indicator),
  );
  return { shown: cells.filter(({ status }) => status !== 'suppressed').length, figures: cells.length };
}
