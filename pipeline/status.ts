import { loadCatalogue } from '../indicators/catalogue.ts';
import { isMonth, lastDayOf, localDay, monthId, monthNumber } from '../indicators/periods.ts';
import type { Catalogue, Extract } from '../indicators/schema.ts';
import type { FileRecord } from '../indicators/series.ts';
import type { Effects } from './effects.ts';
import { defineFacts } from './facts.ts';
import { coveredMonths, files } from './ledger.ts';
import type { Settings } from './settings.ts';
import { openWarehouse, type Warehouse } from './warehouse.ts';

/** Where an extract stands: its newest month, and when the next is due. */
export interface ExtractStatus {
  extract: string;
  title: string;
  files: number;
  rejected: number;
  latest: string | null;
  next: string | null;
  due_on: string | null;
  state: 'never' | 'in' | 'due' | 'late';
}

export interface Status {
  extracts: ExtractStatus[];
  files: FileRecord[];
}

export async function status(settings: Settings, effects: Effects): Promise<Status> {
  const catalogue = await loadCatalogue(settings.partnership);
  const warehouse = await openWarehouse(settings.home, catalogue, settings.personKey);
  try {
    return await read(warehouse, catalogue, localDay(effects.now(), catalogue.partnership.calendar));
  } finally {
    warehouse.close();
  }
}

async function read(warehouse: Warehouse, catalogue: Catalogue, today: string): Promise<Status> {
  await defineFacts(warehouse, catalogue.extracts);
  const all = await files(warehouse, catalogue.extracts);
  const extracts: ExtractStatus[] = [];
  for (const extract of catalogue.extracts) {
    const covered = await coveredMonths(warehouse, extract.name);
    extracts.push(statusOf(extract, all, covered, today));
  }
  return { extracts, files: all };
}

function statusOf(extract: Extract, all: FileRecord[], covered: Set<string>, today: string): ExtractStatus {
  const own = all.filter((file) => file.extract === extract.name);
  const latest = [...covered].sort().at(-1) ?? null;
  const next = latest && isMonth(latest) ? nextMonth(extract, latest) : null;
  const dueOn = next ? addDays(lastDayOf(next), extract.due) : null;
  return {
    extract: extract.name,
    title: extract.title,
    files: own.length,
    rejected: own.filter((file) => file.state === 'rejected').length,
    latest,
    next,
    due_on: dueOn,
    state: stateOf(latest, next, dueOn, today),
  };
}

function stateOf(latest: string | null, next: string | null, dueOn: string | null, today: string) {
  if (!latest) return 'never';
  if (!next || !dueOn || today <= lastDayOf(next)) return 'in';
  return today > dueOn ? 'late' : 'due';
}

/** The first month after the latest for which a file is expected; none when the extract has no calendar of its own. */
function nextMonth(extract: Extract, latest: string): string | null {
  for (let step = 1; step <= 12; step += 1) {
    const month = monthId(monthNumber(latest) + step);
    if (!extract.silent_months.includes(Number(month.slice(5)))) return month;
  }
  return null;
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
