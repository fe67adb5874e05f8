import type { Extract } from '../../indicators/extract-schema.ts';
import { type Delivered, delivers, expectedMonths, newestOf } from '../../indicators/freshness.ts';
import { groupBy } from '../../indicators/group.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { FileRecord, Severity } from '../../indicators/series.ts';
import type { FileFindings, FoundOften, Quality, SetAside } from '../../web/props/quality.ts';
import type { Figures } from '../figures.ts';
import { filesOf } from './files.ts';
import { gapsIn } from './plan.ts';

const FILES_SHOWN = 20;

/** What came when, what was found in it, and which indicators wait for it. */
export function qualityOf(figures: Figures, today: string): Promise<Quality> {
  return figures.snapshot.remembered.once(`quality ${figures.level} ${today}`, () =>
    askQuality(figures, today),
  );
}

async function askQuality(figures: Figures, today: string): Promise<Quality> {
  const { catalogue } = figures.snapshot;
  const [files, delivered, gaps, found, changes] = await Promise.all([
    filesOf(figures),
    deliveredOf(figures),
    gapsIn(figures, today),
    foundIn(figures),
    changesIn(figures),
  ]);
  return {
    ...extractsOf(catalogue, delivered, today),
    findings: findingsOf(files, found),
    setAside: setAsideOf(catalogue.extracts, files),
    refused: refusedIn(files),
    gaps,
    changes,
  };
}

function deliveredOf({ snapshot }: Figures): Promise<Delivered[]> {
  return snapshot.rows<Delivered>(
    'SELECT file, extract, state, received_at, covered FROM file ORDER BY received_at DESC, arrival DESC',
  );
}

function extractsOf(
  { extracts, partnership }: Catalogue,
  delivered: Delivered[],
  today: string,
): Pick<Quality, 'monthly' | 'yearly' | 'never'> {
  const come = new Set(delivered.filter(delivers).map(({ extract }) => extract));
  const known = extracts.map((extract) => {
    const months = expectedMonths(extract, delivered, today, partnership.calendar);
    const { name, title, source } = extract;
    return { name, title, source, months, ...newestOf(extract, delivered) };
  });
  return {
    monthly: known.filter(({ months }) => months.length > 0),
    yearly: known.filter(({ name, months }) => months.length === 0 && come.has(name)),
    never: known.filter(({ name }) => !come.has(name)),
  };
}

interface FoundRow extends FoundOften {
  sha256: string;
  severity: Severity;
}

/** One line for each check that found something in a file, and each column: what it said first, and how often. */
async function foundIn({ snapshot, level }: Figures): Promise<FoundRow[]> {
  if (level !== 'full') return [];
  return snapshot.rows<FoundRow>(
    `SELECT sha256, severity, first(message ORDER BY rowid) AS message, count(*)::DOUBLE AS count
     FROM finding GROUP BY sha256, severity, code, "column" ORDER BY severity, count DESC`,
  );
}

function findingsOf(files: FileRecord[], found: FoundRow[]): FileFindings[] {
  const byFile = groupBy(found, ({ sha256 }) => sha256);
  return files
    .map((file) => ({ file, found: byFile.get(file.sha256) ?? [] }))
    .filter(({ file, found }) => file.outcome === 'rejected' || found.length > 0)
    .slice(0, FILES_SHOWN);
}

function setAsideOf(extracts: Extract[], files: FileRecord[]): SetAside[] {
  return extracts.flatMap(({ name, title }) => {
    const own = files.filter(({ extract, state }) => extract === name && state === 'accepted');
    const setAside = own.reduce((total, { quarantined }) => total + quarantined, 0);
    const rows = own.reduce((total, file) => total + file.rows, 0);
    return setAside === 0 ? [] : [{ extract: name, title, rows, setAside }];
  });
}

/** @param files the newest first */
function refusedIn(files: FileRecord[]): number {
  return files.filter(({ state, extract, period }, index) => {
    const since = files.slice(0, index).filter((file) => file.state === 'accepted');
    return state === 'rejected' && !since.some((file) => file.extract === extract && file.period === period);
  }).length;
}

interface ChangeRow {
  indicator: string;
  area: string;
  grain: Quality['changes'][number]['grain'];
  period: string;
  was_value: number | null;
  was_numerator: number | null;
  was_denominator: number | null;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  files: string;
  definition: boolean;
  updated: boolean;
}

async function changesIn({ snapshot, level }: Figures): Promise<Quality['changes']> {
  if (level !== 'full' || !snapshot.has('full_change')) return [];
  const rows = await snapshot.rows<ChangeRow>(
    'SELECT * REPLACE (files::VARCHAR AS files) FROM full_change ORDER BY rowid',
  );
  return rows.map(({ indicator, area, grain, period, files, definition, updated, ...row }) => ({
    ...{ indicator, area, grain, period },
    was: { value: row.was_value, numerator: row.was_numerator, denominator: row.was_denominator },
    is:
      row.value === null
        ? null
        : { value: row.value, numerator: row.numerator, denominator: row.denominator },
    because: { files: JSON.parse(files) as string[], definition, updated },
  }));
}
