import { areaIds, COUNTY } from '../../indicators/areas.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { delivers } from '../../indicators/freshness.ts';
import { extractsBehind, isAverage, isStock, PUBLISHED, relationsBehind } from '../../indicators/measures.ts';
import { isMonth, parsePeriod } from '../../indicators/periods.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { type Change, GRAINS } from '../../indicators/series.ts';
import { comparatorNames, spokenUnit } from '../../indicators/words.ts';
import type { LedgerFile } from '../warehouse/ledger.ts';
import type { Different, Earlier, EarlierFile } from './earlier.ts';

/** What is about to be published. */
interface Now {
  catalogue: Catalogue;
  files: LedgerFile[];
  /** What Waggle’s own code is known by. */
  code: string;
}

/** The finished figures that the snapshot before showed and that are now others or gone, with what changed them: the
 *  county's first. */
export function changes(earlier: Earlier, now: Now): Change[] {
  const because = reasons(earlier, now);
  const words = wordsOf(earlier.catalogue, now.catalogue);
  return earlier.different
    .map((different): Change => {
      const { indicator, area, period, was, is } = different;
      const grain = different.grain ?? parsePeriod(period)?.grain ?? 'calendar_year';
      const place = { area, area_name: words.area(area), grain, period };
      return { ...words.indicator(indicator), ...place, was, is, because: because(different) };
    })
    .sort(countyFirst(now.catalogue));
}

/** What changed a figure: the files since then that bear on it, or what the catalogue says of it. */
function reasons(
  earlier: Earlier,
  { catalogue, files, code }: Now,
): (different: Different) => Change['because'] {
  const delivered = files.filter(delivers);
  const updated = earlier.code !== code;
  const since = comeOrGone(earlier.files, delivered);
  const about = remembered((id: string) => {
    const was = earlier.catalogue.indicators.find((one) => one.id === id);
    const is = catalogue.indicators.find((one) => one.id === id);
    const definition = definitionOf(was, earlier.catalogue) !== definitionOf(is, catalogue);
    const comparison = comparisonOf(was, earlier.catalogue) !== comparisonOf(is, catalogue);
    return {
      definition,
      comparison,
      uses: is ? usesOf(is, catalogue, delivered) : [],
      others: is ? comparedIn(is) : [],
    };
  });
  const ofPeriod = remembered((indicator: string, period: string, kind: string) => {
    const { definition, comparison, uses, others } = about(indicator);
    if (kind === 'comparator') {
      const restated = since.filter(({ extract }) => extract !== null && others.includes(extract));
      return { files: [...new Set(restated.map(({ file }) => file))], definition: comparison, updated };
    }
    const bearing = since.filter((file) => uses.some((use) => bearsOn(file, use, period)));
    return { files: [...new Set(bearing.map(({ file }) => file))], definition, updated };
  });
  return ({ indicator, period, grain }) => ofPeriod(indicator, period, grain ? 'area' : 'comparator');
}

/** Works out each answer once. */
function remembered<T>(work: (...names: string[]) => T): (...names: string[]) => T {
  const answers = new Map<string, T>();
  return (...names) => {
    const key = names.join(' ');
    const answer = answers.get(key) ?? work(...names);
    answers.set(key, answer);
    return answer;
  };
}

/** The files that arrived since, and those that counted then and do not now; in the order of arrival. */
function comeOrGone(then: EarlierFile[], now: LedgerFile[]): EarlierFile[] {
  const arrivals = (files: EarlierFile[]) => new Map(files.map(({ sha256, arrival }) => [sha256, arrival]));
  const [before, after] = [arrivals(then), arrivals(now)];
  const came = now.filter(({ sha256, arrival }) => before.get(sha256) !== arrival);
  const went = then.filter(({ sha256 }) => !after.has(sha256));
  return [...came, ...went].sort((one, other) => one.arrival - other.arrival);
}

/** How an indicator draws on an extract. */
interface Use {
  extract: string;
  /** Which of the extract’s months a figure of a period is counted from: any, its own, or the newest up to its end. */
  months: 'any' | 'own' | 'newest';
  /** The months that the extract has now, oldest first. */
  covered: string[];
}

/** Of one measure over one extract it can be told which months bear on a figure; of anything else, any may. */
function usesOf({ measure }: Indicator, catalogue: Catalogue, files: LedgerFile[]): Use[] {
  const coveredBy = (name: string) => {
    const months = files.filter((file) => file.extract === name).flatMap((file) => file.covered);
    return [...new Set(months)].sort();
  };
  const use = (name: string, date: string | undefined, newest: boolean): Use => {
    const extract = catalogue.extracts.find((one) => one.name === name);
    const own = extract?.supersede === 'period' && (!date || extract.period.includes(date));
    return { extract: name, months: !own ? 'any' : newest ? 'newest' : 'own', covered: coveredBy(name) };
  };
  if (!('date' in measure) || catalogue.views.some(({ name }) => name === measure.extract)) {
    const names = extractsBehind(measure, catalogue);
    return names.map((name): Use => ({ extract: name, months: 'any', covered: coveredBy(name) }));
  }
  const counted = use(measure.extract, measure.date, isStock(measure));
  if (measure.kind !== 'rate') return [counted];
  return [counted, use(measure.denominator.extract, measure.denominator.date, true)];
}

/** The extracts that an indicator's comparators come from. */
function comparedIn({ measure, benchmarks }: Indicator): string[] {
  const files = benchmarks.flatMap((benchmark) => ('extract' in benchmark ? [benchmark.extract] : []));
  return measure.kind === 'published' ? [...files, PUBLISHED] : files;
}

function bearsOn({ extract, covered }: EarlierFile, use: Use, period: string): boolean {
  if (extract !== use.extract) return false;
  const counted = parsePeriod(period);
  if (use.months === 'any' || !counted) return true;
  const last = counted.end.slice(0, 7);
  const newest = use.covered.findLast((month) => month <= last) ?? '';
  const first = use.months === 'newest' ? newest : counted.start.slice(0, 7);
  return covered.some((month) => !isMonth(month) || (month >= first && month <= last));
}

/** All that the catalogue says of how an indicator’s figures are worked out, as one text. */
function definitionOf(indicator: Indicator | undefined, catalogue: Catalogue): string {
  if (!indicator) return '';
  const { partnership, extracts, views, terms } = catalogue;
  const { measure, grains } = indicator;
  const relations = relationsBehind(measure);
  const sql = views.filter(({ name }) => relations.includes(name)).map((view) => view.sql);
  const names = extractsBehind(measure, catalogue);
  const rules = names.map((name) => extracts.find((one) => one.name === name)).map(rulesOf);
  const calendar = grains.includes('term') ? terms : [];
  return JSON.stringify([measure, grains, sql, rules, partnership.areas, calendar]);
}

/** All that it says of whom an indicator is held against. */
function comparisonOf(indicator: Indicator | undefined, { partnership, extracts }: Catalogue): string {
  if (!indicator) return '';
  const rules = comparedIn(indicator).map((name) => rulesOf(extracts.find((one) => one.name === name)));
  const { region, statistical_neighbours } = partnership;
  return JSON.stringify([indicator.benchmarks, rules, region, statistical_neighbours]);
}

function rulesOf(extract: Extract | undefined) {
  if (!extract) return null;
  const { title: _title, description: _description, source: _source, due: _due, ...rules } = extract;
  return {
    ...rules,
    fields: rules.fields.map(({ title: _name, description: _words, labels: _labels, ...field }) => field),
  };
}

function wordsOf(then: Catalogue, now: Catalogue) {
  const areas = [...then.partnership.areas, ...now.partnership.areas];
  const names = new Map(areas.map(({ id, name }) => [id, name]));
  const comparators = comparatorNames(now.partnership.region);
  const indicators = new Map([...then.indicators, ...now.indicators].map((one) => [one.id, one]));
  return {
    area: (id: string) => (id === COUNTY ? now.partnership.county : (names.get(id) ?? comparators[id] ?? id)),
    indicator: (id: string) => {
      const one = indicators.get(id);
      if (!one) return { indicator: id, title: id, unit: 'count', average: false } as const;
      return { indicator: id, title: one.title, unit: spokenUnit(one), average: isAverage(one.measure) };
    },
  };
}

/** The county before the localities, indicators as readers see them, short periods before long, old before new. */
function countyFirst(catalogue: Catalogue): (one: Change, other: Change) => number {
  const area = order(areaIds(catalogue));
  const indicator = order(catalogue.indicators.map(({ id }) => id));
  const grain = order([...GRAINS]);
  return (one, other) =>
    area(one.area) - area(other.area) ||
    indicator(one.indicator) - indicator(other.indicator) ||
    grain(one.grain) - grain(other.grain);
}

/** The place of a name in a list; those that are in it no longer come last. */
function order(names: string[]): (name: string) => number {
  const places = new Map(names.map((name, place) => [name, place]));
  return (name) => places.get(name) ?? names.length;
}
