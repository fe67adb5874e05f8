import { isMonth, localDay, monthOfName, monthsBetween } from '../indicators/periods.ts';
import type { Catalogue } from '../indicators/schema.ts';
import type { FileReport, Finding } from '../indicators/series.ts';
import type { PersonKey } from './cells.ts';
import { type Checked, check, listed, merged, stagedPeriods } from './check.ts';
import type { Effects } from './effects.ts';
import type { Delivery } from './receive.ts';
import { recognise } from './recognise.ts';
import { type Staged, stage } from './stage.ts';
import { FileError, readText } from './text.ts';
import type { Warehouse } from './warehouse.ts';

/** What a file turned out to be. Its rows stand in the table `staged` until the next file is inspected. */
export interface Inspected {
  report: FileReport;
  staged: Staged | null;
  periods: string[];
  covered: string[];
}

export interface Inspection {
  catalogue: Catalogue;
  warehouse: Warehouse;
  effects: Effects;
  key: PersonKey;
  workFolder: string;
}

/** Recognises, stages and checks a file. What cannot be read at all is a finding like any other. */
export async function inspect(inspection: Inspection, delivery: Delivery): Promise<Inspected> {
  try {
    return await inspectRows(inspection, delivery);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const { code, message, remedy } = error;
    const finding = {
      severity: 'error',
      code,
      row: null,
      column: null,
      value: null,
      message,
      remedy,
    } as const;
    return {
      report: reportOf(delivery, null, 0, [], listed([finding])),
      staged: null,
      periods: [],
      covered: [],
    };
  }
}

async function inspectRows(inspection: Inspection, delivery: Delivery): Promise<Inspected> {
  const { catalogue, warehouse, effects, key, workFolder } = inspection;
  const text = await readText(delivery.path, workFolder);
  const file = recognise(delivery.file, text, catalogue);
  const { extract } = file;
  const header = listed(file.findings);
  if (file.findings.some((finding) => finding.severity === 'error')) {
    return {
      report: reportOf(delivery, extract.name, 0, [], header),
      staged: null,
      periods: [],
      covered: [],
    };
  }
  const staged = await stage(warehouse, text, file, catalogue, key);
  const periods = await stagedPeriods(warehouse, extract);
  const today = localDay(effects.now(), catalogue.partnership.calendar);
  const checked = merged([header, await check(warehouse, delivery.file, staged, periods, today)]);
  return {
    report: reportOf(delivery, extract.name, staged.rows, periods, checked),
    staged,
    periods,
    covered: coveredBy(delivery.names, periods, extract.supersede),
  };
}

function reportOf(
  delivery: Delivery,
  extract: string | null,
  rows: number,
  periods: string[],
  checked: Checked,
): FileReport {
  const bad = checked.findings.some((finding) => finding.severity === 'error');
  return {
    file: delivery.file,
    sha256: delivery.sha256,
    extract,
    period: periods.at(-1) ?? monthOfName(delivery.file),
    outcome: bad ? 'rejected' : checked.findings.length > 0 ? 'accepted_with_findings' : 'accepted',
    rows,
    quarantined: bad ? rows : 0,
    findings: checked.findings.toSorted(errorsFirst),
    counts: checked.counts,
  };
}

function errorsFirst(one: Finding, other: Finding): number {
  return Number(one.severity === 'warning') - Number(other.severity === 'warning');
}

/** The periods that a file delivers: those of its rows; without rows those of its names. Of the newest rows of keys a
 *  file named for a month delivers the newest month, one that is not named so all months between. */
function coveredBy(names: string[], periods: string[], supersede: 'period' | 'key'): string[] {
  const named = names.map(monthOfName).filter((month) => month !== null);
  if (supersede === 'period') return periods.length > 0 ? periods : named;
  const [first, last] = [periods[0], periods.at(-1)];
  if (named.length > 0) return last && isMonth(last) ? [last] : named;
  return first && last && isMonth(first) && isMonth(last) ? monthsBetween(first, last) : periods;
}
