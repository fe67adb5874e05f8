import type { Relation } from './extract-schema.ts';
import type { Catalogue, Indicator } from './schema.ts';
import type { Grain } from './series.ts';
import { capitalised } from './words.ts';

/** Longer periods than a month: what is broken down into a dozen groups is small, and by the month mostly chance. */
const LONGER: readonly Grain[] = ['quarter', 'term', 'academic_year', 'financial_year', 'calendar_year'];

/** The grains in which an indicator is broken down: that of its tile first, and the longer ones that it has. */
export function breakdownGrains({ breakdowns, grains, tile_grain }: BrokenDown): Grain[] {
  if (breakdowns.length === 0) return [];
  return [tile_grain, ...grains.filter((grain) => grain !== tile_grain && LONGER.includes(grain))];
}

type BrokenDown = Pick<Indicator, 'breakdowns' | 'grains' | 'tile_grain'>;

const NOT_RECORDED = 'Not recorded';

/** How a column and its values are called in words, and the order in which its values are listed. */
interface GroupWords {
  label: string;
  labelOf(group: string | null): string;
  inOrder(one: string | null, other: string | null): number;
}

/** Words come from the extract’s own file, or from that of one which a view reads; codes keep the order they have there. */
export function groupWords(
  { measure }: Pick<Indicator, 'measure'>,
  by: string,
  catalogue: Pick<Catalogue, 'extracts' | 'views'>,
): GroupWords {
  const field = 'extract' in measure ? fieldsFor(measure.extract, by, catalogue) : [];
  const codes = field.flatMap(({ constraints }) => constraints?.enum ?? []);
  const labels = Object.assign({}, ...field.map((one) => one.labels ?? {})) as Record<string, string>;
  const labelOf = (group: string | null) =>
    group === null ? NOT_RECORDED : (labels[group] ?? inWords(group));
  const place = (group: string | null) => {
    if (group === null) return Number.POSITIVE_INFINITY;
    const known = codes.indexOf(group);
    return known < 0 ? codes.length : known;
  };
  return {
    label: field.find(({ title }) => title)?.title ?? inWords(by),
    labelOf,
    inOrder: (one, other) =>
      Math.sign(place(one) - place(other)) || labelOf(one).localeCompare(labelOf(other), 'en-GB'),
  };
}

/** What is known of a column: of an extract’s, or of those that a view reads. */
export function fieldsFor(
  relation: string,
  column: string,
  { extracts, views }: Pick<Catalogue, 'extracts' | 'views'>,
): Relation['fields'] {
  const read = views.find(({ name }) => name === relation)?.reads ?? [relation];
  return extracts
    .filter(({ name }) => read.includes(name))
    .flatMap(({ fields }) => fields.filter(({ name }) => name === column));
}

/** further_education and satisfied-process → Further education, Satisfied process; E and SEMH stay as they are. */
function inWords(name: string): string {
  return capitalised(name.replace(/_|(?<=[a-z])-(?=[a-z])/g, ' ').trim());
}
