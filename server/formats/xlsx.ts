import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { harmless } from '../../indicators/harmless.ts';
import { dateWords, periodWords } from '../../indicators/period-words.ts';
import type { Indicator } from '../../indicators/schema.ts';
import type { Series, SnapshotInfo, Unit } from '../../indicators/series.ts';
import { asItApplies, targetText } from '../../indicators/targets.ts';
import { GRAIN_WORDS, spokenUnit, targetWords } from '../../indicators/words.ts';
import { type SeriesColumn, seriesTable } from './flat.ts';
import { type ColumnType, columnsOf, type Table, type Cell as Value } from './table.ts';

interface SeriesAbout {
  indicator: Indicator;
  snapshot: SnapshotInfo;
  /** The area's name for readers. */
  area: string;
}

type Cell = SheetData[number][number];

const VALUES: readonly SeriesColumn[] = [
  ...(['value', 'lower', 'upper', 'target', 'trajectory'] as const),
  ...(['spc_mean', 'spc_lower', 'spc_upper'] as const),
];
const FORMATS: Record<Unit, string> = {
  percent: '0.0%',
  count: '#,##0',
  rate: '#,##0.0##',
  days: '#,##0.0',
  weeks: '#,##0.0',
  hours: '#,##0.00',
  score: '#,##0.0##',
  ratio: '#,##0.0##',
};

/** A workbook: the figures as numbers on the first sheet, what they mean on the second. */
export async function seriesXlsx(series: Series, about: SeriesAbout): Promise<Buffer> {
  const figures = FORMATS[about.indicator.unit];
  const formatOf = (column: string) => (VALUES.some((value) => value === column) ? figures : '#,##0');
  const workbook = await writeXlsxFile([
    sheetOf('Figures', seriesTable(series), formatOf),
    { sheet: 'About', data: aboutSheet(series, about), columns: [{ width: 24 }, { width: 100 }] },
  ]);
  return workbook.toBuffer();
}

/** A workbook of one sheet, whose numbers stand as they are: they are of many units. */
export async function xlsx(table: Table): Promise<Buffer> {
  const workbook = await writeXlsxFile([sheetOf('Rows', table, () => 'General')]);
  return workbook.toBuffer();
}

function sheetOf(sheet: string, table: Table, formatOf: (column: string) => string) {
  const columns = columnsOf(table);
  const head = columns.map(([name]): Cell => ({ value: name, fontWeight: 'bold' }));
  const data: SheetData = [
    head,
    ...table.rows.map((row) =>
      columns.map(([name, type]) => cellOf(row[name] ?? null, type, formatOf(name))),
    ),
  ];
  const widths = columns.map(([name]) => ({ width: Math.max(12, name.length + 3) }));
  return { sheet, data, stickyRowsCount: 1, columns: widths };
}

function cellOf(value: Value, type: ColumnType, format: string): Cell {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number, format };
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (type === 'day') return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' };
  return { value: harmless(value), type: String };
}

function aboutSheet(series: Series, { indicator, snapshot, area }: SeriesAbout): SheetData {
  const { standard, baseline, targets } = asItApplies(indicator, series.area);
  const unit = spokenUnit(indicator);
  const lines: [string, string][] = [
    ['Indicator', indicator.title],
    ['Area', area],
    ['By', GRAIN_WORDS[series.grain]],
    ['What is counted', indicator.definition],
    ['Why it matters', indicator.why_it_matters],
    ['Who is responsible', indicator.owner],
    ...targets.map((target): [string, string] => [
      'Target',
      `${targetText(indicator, target)} (${target.source})`,
    ]),
    ...(standard
      ? [['The law', `${targetWords(unit, standard.value)} (${standard.source})`] as [string, string]]
      : []),
    ...(baseline
      ? [
          [
            'Baseline',
            `${targetWords(unit, baseline.value)} in ${periodWords(baseline.period)} (${baseline.source})`,
          ] as [string, string],
        ]
      : []),
    ...series.benchmarks.map(({ label, source }): [string, string] => [
      'Compared with',
      `${label}: ${source}`,
    ]),
    ...indicator.sources.map((source): [string, string] => ['Source', source]),
    ['Snapshot', `${snapshot.id}${snapshot.name === null ? '' : ` (${snapshot.name})`}`],
    ['Published', dateWords(snapshot.published_at.slice(0, 10))],
    ['Level', levelWords(series)],
    [
      'In the figures',
      'Shares are fractions shown as percentages; an empty cell is a figure that is missing, hidden or does not apply, as its status says, and never a zero.',
    ],
  ];
  return lines.map(([head, text]): Cell[] => [
    { value: head, type: String, fontWeight: 'bold', alignVertical: 'top' },
    { value: harmless(text), type: String, wrap: true },
  ]);
}

function levelWords({ level }: Series): string {
  return level === 'full'
    ? 'full: true figures, not for publication'
    : 'protected: figures of few people are hidden, and none is changed';
}
