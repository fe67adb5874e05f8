import { COUNTY } from '../../indicators/areas.ts';
import { type Freshness, isLate } from '../../indicators/gaps.ts';
import { groupBy } from '../../indicators/group.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import type { Framework, FrameworkId } from '../../indicators/partnership-schema.ts';
import type { ReportedAction } from '../../indicators/plan.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { Benchmark, OverviewRow, Series } from '../../indicators/series.ts';
import { isConcern } from '../../web/components/overview/attention.ts';
import type {
  ReportChoice,
  ReportEntry,
  ReportFiles,
  ReportMilestone,
  ReportSection,
  ReportTier,
} from '../../web/report/report.ts';
import type { Figures } from '../figures.ts';
import { allBenchmarks } from './benchmarks.ts';
import { filesOf } from './files.ts';
import { freshnessOf } from './freshness.ts';
import { overviewOf, overviewUpTo } from './overview.ts';
import { planOf } from './plan.ts';
import { responsesTo } from './responses.ts';
import { standingsIn } from './standings.ts';
import { unlikeIn } from './unlike.ts';
import { drawnUpTo } from './up-to.ts';

/** The parts before the first item: what needs attention. */
const PARTS_BEFORE = 1;

interface Report {
  sections: ReportSection[];
  outside: OverviewRow[];
  milestones: ReportMilestone[];
  planned: number;
  files: ReportFiles[];
}

export async function reportOf(figures: Figures, choice: ReportChoice, today: string): Promise<Report> {
  const { catalogue } = figures.snapshot;
  const { area, to } = choice;
  const [overview, freshness, plan] = await Promise.all([
    to === null ? overviewOf(figures, area) : overviewUpTo(figures, area, to),
    freshnessOf(figures),
    planOf(figures, today),
  ]);
  const late = lateExtracts(catalogue, freshness, today);
  const rows = new Map(overview.rows.map((row) => [row.indicator, row]));
  const parts = itemsChosen(catalogue, choice).map((item, index) =>
    sectionOf(catalogue, choice, item, `${index + 1 + PARTS_BEFORE}`, rows),
  );
  const entries = await entriesOf(figures, choice, firstOf(parts), late, today);
  const sections = parts.map((part) => filled(part, entries));
  const indicators = new Set(parts.flatMap((part) => part.rows.map(({ indicator }) => indicator)));
  return {
    sections,
    outside: outsideOf(catalogue, choice, rows),
    milestones: milestonesOf(plan.actions, choice, indicators),
    planned: plan.actions.reduce((sum, { milestones }) => sum + milestones.length, 0),
    files: await filesBehind(figures, [...entries.values()], freshness),
  };
}

interface Part {
  number: string;
  item: Framework['items'][number];
  rows: OverviewRow[];
  shown: { indicator: Indicator; row: OverviewRow }[];
  without: ReportSection['without'];
}

function itemsChosen({ partnership }: Catalogue, { framework, items }: ReportChoice): Framework['items'] {
  const all = partnership.frameworks[framework]?.items ?? [];
  return items.length === 0 ? all : all.filter(({ id }) => items.includes(id));
}

function sectionOf(
  { indicators }: Catalogue,
  { framework, tier }: ReportChoice,
  item: Framework['items'][number],
  number: string,
  rows: Map<string, OverviewRow>,
): Part {
  const pairs = indicators
    .filter((indicator) => serves(indicator, framework, item.id) && isOfTier(indicator, tier))
    .flatMap((indicator) => {
      const row = rows.get(indicator.id);
      return row ? [{ indicator, row }] : [];
    });
  const shown = pairs.filter(({ row }) => row.latest !== null);
  const missed = groupBy(
    pairs.filter(({ row }) => row.latest === null),
    ({ row }) => row.status,
  );
  const without = [...missed].map(([status, own]) => ({
    status,
    indicators: own.map(({ indicator }) => indicator),
  }));
  return { number, item, rows: pairs.map(({ row }) => row), shown, without };
}

function outsideOf(
  catalogue: Catalogue,
  choice: ReportChoice,
  rows: Map<string, OverviewRow>,
): OverviewRow[] {
  const items = itemsChosen(catalogue, choice);
  return catalogue.indicators
    .filter((one) => !isOfTier(one, choice.tier) && items.some(({ id }) => serves(one, choice.framework, id)))
    .flatMap(({ id }) => rows.get(id) ?? []);
}

function serves(indicator: Indicator, framework: FrameworkId, item: string): boolean {
  return indicator[framework].includes(item);
}

function isOfTier({ tier }: Indicator, wanted: ReportTier): boolean {
  return wanted === 'all' || tier === 'headline' || tier === wanted;
}

type Place = { number: string; indicator: Indicator; row: OverviewRow };

/** An indicator is in full where it comes first, and known by its number there. */
function firstOf(parts: Part[]): Place[] {
  const places = new Map<string, Place>();
  for (const { number, shown } of parts) {
    const own = shown.filter(({ indicator }) => !places.has(indicator.id));
    for (const [index, { indicator, row }] of own.entries())
      places.set(indicator.id, { number: `${number}.${index + 1}`, indicator, row });
  }
  return [...places.values()];
}

async function entriesOf(
  figures: Figures,
  choice: ReportChoice,
  places: Place[],
  late: Map<string, string>,
  today: string,
): Promise<Map<string, ReportEntry>> {
  const { catalogue } = figures.snapshot;
  const { to } = choice;
  const [benchmarks, unlike] = await Promise.all([allBenchmarks(figures), unlikeIn(figures)]);
  const entry = async ({ number, indicator, row }: Place): Promise<ReportEntry> => {
    const series = seriesOfRow(figures, row, benchmarks.get(indicator.id) ?? []);
    return {
      ...{ number, indicator, row },
      series: to === null ? series : drawnUpTo(series, to),
      late: extractsBehind(indicator.measure, catalogue).flatMap((extract) => late.get(extract) ?? []),
      unlike: unlike[indicator.id] ?? [],
      ...(await aboutConcern(figures, choice, { indicator, row }, today)),
    };
  };
  const entries = await Promise.all(places.map(entry));
  return new Map(entries.map((entry) => [entry.indicator.id, entry]));
}

type AboutConcern = Pick<ReportEntry, 'standings' | 'responses'>;

/** Where the trouble lies, and what is said and done about it; what is said now is no answer to an earlier figure. */
async function aboutConcern(
  figures: Figures,
  { area, earlier }: ReportChoice,
  { indicator, row }: Omit<Place, 'number'>,
  today: string,
): Promise<AboutConcern> {
  if (!isConcern(row)) return { standings: [], responses: null };
  const [standings, responses] = await Promise.all([
    area === COUNTY ? standingsIn(figures, indicator, row) : [],
    earlier ? null : responsesTo(figures, indicator, area, today),
  ]);
  return { standings, responses };
}

/** The trend that the overview has read already: of two hundred indicators, to read each again takes seconds. A report
 *  says nothing of places among councils, nor of the trend of years. */
function seriesOfRow({ snapshot, level }: Figures, row: OverviewRow, benchmarks: Benchmark[]): Series {
  const { indicator, area, variation, assurance, sentence } = row;
  return {
    ...{ indicator, area, level, benchmarks },
    ...row.trend,
    snapshot: snapshot.info.id,
    councils: null,
    summary: { variation, assurance, trend: null, sentence },
  };
}

function filled(
  { number, item, rows, shown, without }: Part,
  entries: Map<string, ReportEntry>,
): ReportSection {
  const all = shown.flatMap(({ indicator }) => entries.get(indicator.id) ?? []);
  const isOwn = (entry: ReportEntry) => entry.number.startsWith(`${number}.`);
  return {
    ...{ number, item, rows, without },
    entries: all.filter(isOwn),
    elsewhere: all.filter((entry) => !isOwn(entry)),
  };
}

/** Titles of the extracts whose next file should have come. */
function lateExtracts({ extracts }: Catalogue, freshness: Freshness[], today: string): Map<string, string> {
  const late = freshness.filter((one) => isLate(one, today));
  const titles = new Map(extracts.map(({ name, title }) => [name, title]));
  return new Map(late.map(({ extract }) => [extract, titles.get(extract) ?? extract]));
}

function milestonesOf(
  actions: ReportedAction[],
  { framework, items }: ReportChoice,
  indicators: Set<string>,
): ReportMilestone[] {
  const bears = (action: ReportedAction) =>
    framework === 'improvement'
      ? items.length === 0 || action.area.some((id) => items.includes(id))
      : action.indicators.some((id) => indicators.has(id));
  return actions
    .filter(bears)
    .flatMap(({ ref, title, milestones }) =>
      milestones.map((milestone) => ({ ...milestone, action: { ref, title } })),
    );
}

async function filesBehind(
  figures: Figures,
  entries: ReportEntry[],
  freshness: Freshness[],
): Promise<ReportFiles[]> {
  const { catalogue } = figures.snapshot;
  const names = new Set(entries.flatMap(({ indicator }) => extractsBehind(indicator.measure, catalogue)));
  const accepted = (await filesOf(figures)).filter(({ state }) => state === 'accepted');
  return catalogue.extracts
    .filter(({ name }) => names.has(name))
    .map(({ name, title, source }) => {
      const files = accepted.filter(({ extract }) => extract === name);
      const setAside = files.reduce((sum, { quarantined }) => sum + quarantined, 0);
      const fresh = freshness.find(({ extract }) => extract === name);
      return {
        ...{ name, title, source, setAside },
        files: files.length,
        rows: files.reduce((sum, { rows }) => sum + rows, 0) - setAside,
        latest: files[0] ?? null,
        newest: fresh?.latest ?? null,
        dueOn: fresh?.due_on ?? null,
      };
    });
}
