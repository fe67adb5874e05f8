import type { Extract } from '../../indicators/extract-schema.ts';
import { extractsBehind } from '../../indicators/measures.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import type { FileRecord, Finding } from '../../indicators/series.ts';
import type { BehindTheFigure } from '../../web/props/indicator.ts';
import type { Figures } from '../figures.ts';
import { Problem } from '../problems.ts';

const FILE_COLUMNS = `file, sha256, extract, period, periods, state, outcome, received_at,
  rows::DOUBLE AS rows, quarantined::DOUBLE AS quarantined, counts::VARCHAR AS counts`;

interface FileRow extends Omit<FileRecord, 'counts'> {
  counts: string;
}

/** Every delivery, the newest first. */
export async function filesOf({ snapshot }: Figures): Promise<FileRecord[]> {
  const rows = await snapshot.rows<FileRow>(
    `SELECT ${FILE_COLUMNS} FROM file ORDER BY received_at DESC, period DESC NULLS LAST, file`,
  );
  return rows.map((row) => ({ ...row, counts: JSON.parse(row.counts) as Record<string, number> }));
}

export async function fileOf(figures: Figures, sha256: string): Promise<FileRecord> {
  const files = await filesOf(figures);
  const found = files.find((file) => file.sha256 === sha256.toLowerCase());
  if (found) return found;
  throw new Problem(
    404,
    `No file with the SHA-256 “${sha256}” has been received. Those that have are listed at /files.`,
  );
}

/** A file's findings, in the order of its rows. */
export async function findingsOf({ snapshot }: Figures, sha256: string): Promise<Finding[]> {
  return snapshot.rows<Finding>(
    `SELECT severity, code, row::DOUBLE AS row, "column", value, message, remedy FROM finding
     WHERE sha256 = $sha256 ORDER BY finding.row NULLS FIRST, rowid`,
    { sha256 },
  );
}

/** The deliveries that an indicator's figures and benchmarks rest on; none to who may not know of them. */
export async function behindTheFigure(figures: Figures, indicator: Indicator): Promise<BehindTheFigure> {
  if (figures.level !== 'full') return { extracts: [] };
  const { catalogue } = figures.snapshot;
  const names = namesBehind(indicator, catalogue);
  const files = (await filesOf(figures)).filter((file) => file.state === 'accepted');
  const extracts = catalogue.extracts.filter((extract) => names.has(extract.name));
  return { extracts: extracts.map((extract) => deliveries(extract, files)) };
}

function deliveries({ name, title }: Extract, accepted: FileRecord[]): BehindTheFigure['extracts'][number] {
  const files = accepted.filter((file) => file.extract === name);
  const rows = files.reduce((total, file) => total + file.rows - file.quarantined, 0);
  const [latest = null] = files.toSorted((a, b) => (b.period ?? '').localeCompare(a.period ?? ''));
  return { name, title, files: files.length, rows, latest };
}

function namesBehind({ measure, benchmarks }: Indicator, catalogue: Catalogue): Set<string> {
  const files = benchmarks.flatMap((benchmark) => ('extract' in benchmark ? [benchmark.extract] : []));
  return new Set([...extractsBehind(measure, catalogue), ...files]);
}
