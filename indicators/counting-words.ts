import { fieldsFor } from './breakdowns.ts';
import { columnWords, expressionWords, type Naming } from './expression-words.ts';
import type { CombinedMeasure, Headcount, Measure, RankMeasure, RowMeasure } from './measure-schema.ts';
import { isStock, PUBLISHED, relationOf } from './measures.ts';
import type { Catalogue, Indicator } from './schema.ts';
import { uncapitalised } from './words.ts';

/** How an indicator is counted, in plain English: for those who would not read a measure. */
export function countingWords({ measure, id }: Indicator, catalogue: Catalogue): string {
  const others = catalogue.indicators.filter((other) => other.id !== id);
  return wordsOf(measure, { ...catalogue, indicators: others });
}

function wordsOf(measure: Measure, catalogue: Catalogue): string {
  switch (measure.kind) {
    case 'gap':
    case 'ratio':
    case 'growth':
      return combinedWords(measure, catalogue);
    case 'rank':
      return rankWords(measure, catalogue);
    case 'published':
      return `A finished figure that reaches the partnership as “${measure.measure}” in ${titleOf(PUBLISHED, catalogue)}; nothing is counted here.`;
    default:
      return `${rowsWords(measure, catalogue)} The figure is ${figureWords(measure, catalogue)}.`;
  }
}

function combinedWords(measure: CombinedMeasure, catalogue: Catalogue): string {
  const operand = (one: Measure) => operandWords(one, catalogue);
  switch (measure.kind) {
    case 'gap':
      return `One figure less another. The first: ${operand(measure.of)} The other: ${operand(measure.less)}`;
    case 'ratio':
      return `One figure${over(measure.per)} another. The first: ${operand(measure.numerator)} The other: ${operand(measure.denominator)}`;
    case 'growth':
      return `The change on the same period a year before, as a share of what there was then. What changes: ${operand(measure.of)}`;
  }
}

/** What is an indicator of its own is called by its title. */
function operandWords(measure: Measure, catalogue: Catalogue): string {
  const same = JSON.stringify(measure);
  const known = catalogue.indicators.find((indicator) => JSON.stringify(indicator.measure) === same);
  return known ? `“${known.title}”.` : wordsOf(measure, catalogue);
}

function rowsWords(measure: RowMeasure, catalogue: Catalogue): string {
  const when = isStock(measure) ? ', as it stood in the last month of each period' : '';
  const { column } = namingOf(measure.extract, catalogue);
  return `From ${titleOf(measure.extract, catalogue)}${when}, dated by “${column(measure.date)}”.${onlyWords(measure, catalogue)}`;
}

function onlyWords({ extract, where }: Pick<RowMeasure, 'extract' | 'where'>, catalogue: Catalogue): string {
  if (where === undefined) return '';
  return ` Only rows where ${conditionWords(where, extract, catalogue)}.`;
}

/** A column that the extract’s own file works out is said as it is worked out: “positive” is “answer is at least 4”. */
function conditionWords(condition: string, relation: string, catalogue: Catalogue): string {
  const naming = namingOf(relation, catalogue);
  const derived = relationOf(relation, catalogue).derived[condition];
  if (derived !== undefined) return expressionWords(derived, naming);
  const words = expressionWords(condition, naming);
  return words === naming.column(condition) ? `${words} is true` : words;
}

function figureWords(measure: RowMeasure, catalogue: Catalogue): string {
  const naming = namingOf(measure.extract, catalogue);
  const words = (expression: string) => expressionWords(expression, naming);
  switch (measure.kind) {
    case 'count':
    case 'stock':
      return 'how many rows there are';
    case 'rate':
      return `how many rows there are${over(measure.per)} ${headcountWords(measure.denominator, catalogue)}`;
    case 'proportion':
      return measure.denominator === undefined
        ? `the share of these rows where ${conditionWords(measure.numerator, measure.extract, catalogue)}`
        : `the total of ${words(measure.numerator)}, divided by the total of ${words(measure.denominator)}`;
    case 'sum':
      return `the total of ${words(measure.value)}`;
    case 'mean':
      return `the average of ${words(measure.value)}`;
    case 'median':
      return `the middle one of all ${words(measure.value)}: half are lower, half are higher`;
    case 'percentile':
      return `the ${words(measure.value)} that ${Number((measure.percentile * 100).toFixed(2))}% of the rows do not exceed`;
  }
}

function headcountWords({ extract, sum, where, census }: Headcount, catalogue: Catalogue): string {
  const of = sum === undefined ? 'count of rows' : namingOf(extract, catalogue).column(sum);
  const conditions = [where, census].filter((one) => one !== undefined);
  const said = conditions.map((condition) => conditionWords(condition, extract, catalogue));
  const only = said.length === 0 ? '' : ` where ${said.join(' and ')}`;
  return `the latest ${of} in ${titleOf(extract, catalogue)}${only}`;
}

function rankWords(measure: RankMeasure, catalogue: Catalogue): string {
  const { extract, numerator, denominator, best } = measure;
  const below = denominator === undefined ? '' : ` divided by ${columnWords(denominator)}`;
  return `The council’s place among all councils in ${titleOf(extract, catalogue)}, by ${columnWords(numerator)}${below}; the ${best} is first.${onlyWords(measure, catalogue)}`;
}

function over(per: number): string {
  return per === 1 ? ', divided by' : ` for every ${per.toLocaleString('en-GB')} of`;
}

/** Columns and codes as the extract’s own file calls them. */
function namingOf(relation: string, catalogue: Catalogue): Naming {
  return {
    column: (name) => columnLabel(relation, name, catalogue),
    code(column, code) {
      const fields = column === null ? [] : fieldsFor(relation, column, catalogue);
      return fields.find(({ labels }) => labels?.[code])?.labels?.[code] ?? columnWords(code);
    },
  };
}

function columnLabel(relation: string, name: string, catalogue: Catalogue): string {
  const title = fieldsFor(relation, name, catalogue).find((field) => field.title)?.title;
  return title === undefined ? columnWords(name) : uncapitalised(title);
}

/** A view has no title of its own: it is called by its name, and by what it is made of. */
function titleOf(name: string, catalogue: Catalogue): string {
  const { title } = relationOf(name, catalogue);
  const isView = catalogue.views.some((view) => view.name === name);
  return isView ? `“${columnWords(name)}” (put together from ${title})` : `“${title}”`;
}
