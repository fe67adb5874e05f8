import { loadCatalogue } from '../indicators/catalogue.ts';
import type { Extract } from '../indicators/extract-schema.ts';
import { delivers, expectedMonths, type MonthStatus, newestOf } from '../indicators/freshness.ts';
import { groupBy } from '../indicators/group.ts';
import { localDay } from '../indicators/periods.ts';
import type { Catalogue } from '../indicators/schema.ts';
import type { FileRecord, FileReport } from '../indicators/series.ts';
import type { Effects } from './effects.ts';
import { type KeptRun, keptRuns } from './runs.ts';
import type { Settings } from './settings.ts';
import { defineFacts } from './warehouse/facts.ts';
import { files, findings, type LedgerFile } from './warehouse/ledger.ts';
import { openWarehouse } from './warehouse/open-warehouse.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** Where an extract stands: its newest month, when the next is due, and each month that was expected until today. */
export interface ExtractStatus {
  extract: string;
  title: string;
  files: number;
  rejected: number;
  latest: string | null;
  next: string | null;
  due_on: string | null;
  /** `late` before `missing` before `due`; `in` where nothing is to be asked for. */
  state: 'never' | MonthStatus['state'];
  /** Oldest first; none for figures that come by the year. */
  months: MonthStatus[];
}

export interface Status {
  /** The day that it is, and the time zone in which days begin. */
  today: string;
  calendar: string;
  /** The newest run that received or published anything. */
  last_run: KeptRun | null;
  extracts: ExtractStatus[];
  files: FileRecord[];
}

export async function status(settings: Settings, effects: Effects): Promise<Status> {
  return look(settings, (warehouse, catalogue) => read(warehouse, catalogue, effects.now()));
}

/** Every delivery, newest first, with all that the checks found in it. */
export async function deliveries(settings: Settings): Promise<(FileRecord & FileReport)[]> {
  return look(settings, async (warehouse, catalogue) => {
    await defineFacts(warehouse, catalogue);
    const found = groupBy(await findings(warehouse), ({ sha256 }) => sha256);
    return (await files(warehouse, catalogue.extracts)).map((file) => ({
      ...file,
      findings: (found.get(file.sha256) ?? []).map(({ sha256: _sha256, ...finding }) => finding),
    }));
  });
}

async function look<T>(
  { partnership, home, personKey }: Settings,
  read: (warehouse: Warehouse, catalogue: Catalogue) => Promise<T>,
): Promise<T> {
  const catalogue = await loadCatalogue(partnership);
  const warehouse = await openWarehouse(home, catalogue, personKey, 'look');
  try {
    return await read(warehouse, catalogue);
  } finally {
    warehouse.close();
  }
}

async function read(warehouse: Warehouse, catalogue: Catalogue, now: Date): Promise<Status> {
  const { calendar } = catalogue.partnership;
  const today = localDay(now, calendar);
  await defineFacts(warehouse, catalogue);
  const all = await files(warehouse, catalogue.extracts);
  const [lastRun = null] = await keptRuns(warehouse, 1);
  const extracts = catalogue.extracts.map((extract) =>
    statusOf(extract, all, calendar, expectedMonths(extract, all, today, calendar)),
  );
  return { today, calendar, last_run: lastRun, extracts, files: all };
}

function statusOf(
  extract: Extract,
  all: LedgerFile[],
  calendar: string,
  months: MonthStatus[],
): ExtractStatus {
  const own = all.filter((file) => file.extract === extract.name);
  const { latest, next, due_on } = newestOf(extract, own, calendar);
  return {
    extract: extract.name,
    title: extract.title,
    files: own.length,
    rejected: own.filter((file) => file.state === 'rejected').length,
    latest,
    next,
    due_on,
    // A file need not say of which month it is.
    state: own.some(delivers) ? worst(months) : 'never',
    months,
  };
}

function worst(months: MonthStatus[]): MonthStatus['state'] {
  const states = new Set(months.map(({ state }) => state));
  return (['late', 'missing', 'due'] as const).find((state) => states.has(state)) ?? 'in';
}
