import { columnsOf, columnsUsed } from './expressions.ts';
import type { Extract, Relation, View } from './extract-schema.ts';
import { amountOf, leavesOf, PUBLISHED, relationsBehind } from './measures.ts';
import type { Catalogue, Indicator } from './schema.ts';

type Counting = Pick<Indicator, 'measure' | 'benchmarks'>;

/** The columns of an extract that an indicator counts with. */
function columnsCounted(extract: Relation, indicator: Counting): Set<string> {
  return columnsNamed(extract, textsAbout(indicator, extract));
}

/** The columns of an extract that a measure is worked out from, counted as they are or through a view. */
export function columnsBehind(
  extract: Extract,
  measure: Indicator['measure'],
  views: readonly View[],
): Set<string> {
  const indicator = { measure, benchmarks: [] };
  const area = extract.fields.find((field) => field.area)?.name ?? '';
  const reading = viewsOf(extract, measure, views);
  const isShownAlone = reading.every(
    (view) => onlyShows(view.sql, area) && !columnsNamed(extract, textsAbout(indicator, view)).has(area),
  );
  const viewed = [...columnsViewed(extract, indicator, reading)].filter(
    (column) => column !== area || !isShownAlone,
  );
  return new Set([...columnsCounted(extract, indicator), ...viewed]);
}

/** Whether a view does nothing with a column but show it, or group by it: it then decides nothing of who counts. */
function onlyShows(sql: string, column: string): boolean {
  const text = sql.replace(/--[^\n]*/g, ' ');
  const name = `(?:\\w+\\.)?"?\\b${column}\\b"?`;
  const before = '(?:\\b(?:SELECT|DISTINCT|GROUP\\s+BY)|,)\\s*';
  const after = '(?=\\s*(?:,|;|$|(?:AS|FROM|GROUP|ORDER|UNION|LIMIT)\\b))';
  const shown = text.match(new RegExp(`${before}${name}${after}`, 'gi')) ?? [];
  const named = text.match(new RegExp(`\\b${column}\\b`, 'gi')) ?? [];
  const asItself = text.match(new RegExp(`\\bAS\\s+"?${column}\\b`, 'gi')) ?? [];
  return shown.length === named.length - asItself.length && !/\bPARTITION\b/i.test(text);
}

/** The columns of an extract that indicators cannot do without, each with the first indicator that needs it. */
export function neededColumns(
  extract: Extract,
  { indicators, views }: Pick<Catalogue, 'indicators' | 'views'>,
): Map<string, Indicator> {
  const needed = new Map<string, Indicator>();
  const reading = views.filter(({ reads }) => reads.includes(extract.name));
  for (const indicator of indicators) {
    for (const column of [
      ...columnsCounted(extract, indicator),
      ...columnsViewed(extract, indicator, reading),
    ]) {
      if (!needed.has(column)) needed.set(column, indicator);
    }
  }
  return needed;
}

/** The columns of an extract that a view reads which an indicator counts, or that come through the view by their names. */
function columnsViewed(extract: Extract, indicator: Counting, reading: readonly View[]): Set<string> {
  if (reading.length === 0) return new Set();
  const relations = relationsBehind(indicator.measure);
  const used = reading.filter(({ name }) => relations.includes(name));
  return columnsNamed(
    extract,
    used.flatMap((view) => [view.sql, ...textsAbout(indicator, view)]),
  );
}

function viewsOf(extract: Extract, measure: Indicator['measure'], views: readonly View[]): View[] {
  const relations = relationsBehind(measure);
  return views.filter(({ name, reads }) => relations.includes(name) && reads.includes(extract.name));
}

/** All that an indicator says about an extract: names of columns and expressions over them. */
function textsAbout({ measure, benchmarks }: Counting, { name }: Relation): string[] {
  const texts = leavesOf(measure).flatMap((leaf) => textsOfLeaf(leaf, name));
  for (const benchmark of benchmarks) {
    if (!('extract' in benchmark) || benchmark.extract !== name) continue;
    const { numerator, denominator, value, where } = benchmark;
    texts.push(numerator, denominator, value, where);
  }
  return texts.filter((text) => text !== undefined);
}

function textsOfLeaf(leaf: ReturnType<typeof leavesOf>[number], name: string): (string | undefined)[] {
  if (leaf.kind === 'published') return name === PUBLISHED ? PUBLISHED_COLUMNS : [];
  if (leaf.kind === 'rank')
    return leaf.extract === name ? [leaf.numerator, leaf.denominator, leaf.where] : [];
  const { kind } = leaf;
  const own = leaf.extract !== name ? [] : [leaf.date, leaf.where, amountOf(leaf)];
  if (kind === 'proportion' && leaf.extract === name) own.push(leaf.numerator, leaf.denominator);
  if (kind !== 'rate' || leaf.denominator.extract !== name) return own;
  const { date, sum, where, census } = leaf.denominator;
  return [...own, date, sum, where, census];
}

const PUBLISHED_COLUMNS = ['measure', 'period', 'area', 'value'];

/** The columns that texts name, and those that the derived columns among them are worked out from. */
function columnsNamed(extract: Relation, texts: string[]): Set<string> {
  if (texts.length === 0) return new Set();
  const names = columnsOf(extract);
  const direct = columnsUsed(texts, names);
  const derived = Object.entries(extract.derived).filter(([name]) => direct.has(name));
  return new Set([
    ...direct,
    ...columnsUsed(
      derived.map(([, sql]) => sql),
      names,
    ),
  ]);
}
