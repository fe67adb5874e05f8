import { columnsOf, columnsUsed } from './expressions.ts';
import type { Extract, Indicator } from './schema.ts';

/** The columns of an extract that an indicator counts with. */
export function columnsCounted(extract: Extract, indicator: Indicator): Set<string> {
  return columnsNamed(extract, textsAbout(indicator, extract));
}

/** The columns of an extract that indicators cannot do without, each with the first indicator that needs it. */
export function neededColumns(extract: Extract, indicators: readonly Indicator[]): Map<string, Indicator> {
  const needed = new Map<string, Indicator>();
  for (const indicator of indicators) {
    for (const column of columnsCounted(extract, indicator)) {
      if (!needed.has(column)) needed.set(column, indicator);
    }
  }
  return needed;
}

/** All that an indicator says about an extract: names of columns and expressions over them. */
function textsAbout({ measure, benchmarks }: Indicator, { name }: Extract): string[] {
  const texts: (string | undefined)[] = [];
  if (measure.extract === name) texts.push(measure.date, measure.where);
  if (measure.extract === name && measure.kind === 'proportion') {
    texts.push(measure.numerator, measure.denominator);
  }
  if (measure.kind === 'rate' && measure.denominator.extract === name) {
    const { date, sum, where } = measure.denominator;
    texts.push(date, sum, where);
  }
  for (const benchmark of benchmarks) {
    if (!('extract' in benchmark) || benchmark.extract !== name) continue;
    texts.push(benchmark.numerator, benchmark.denominator, benchmark.where);
  }
  return texts.filter((text) => text !== undefined);
}

/** The columns that texts name, and those that the derived columns among them are worked out from. */
function columnsNamed(extract: Extract, texts: string[]): Set<string> {
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
