import type { MonthStatus } from '../../indicators/freshness.ts';
import type { Gaps } from '../../indicators/gaps.ts';
import type { Change, FileRecord, Severity } from '../../indicators/series.ts';
import type { Frame } from './frame.ts';
import type { LateExtract } from './overview.ts';

export const MONTHS_SHOWN = ['12', '24', '36'] as const;

/** An extract of which a file is expected month by month. */
export interface MonthlyExtract {
  name: string;
  title: string;
  months: MonthStatus[];
  /** The day by which the next file is due that is not late yet. */
  next_due_on: string | null;
}

/** An extract that comes by the year, or that has never come. */
interface OtherExtract {
  name: string;
  title: string;
  source: string;
  latest: string | null;
}

/** What a check has found in a file, and how often. */
export interface FoundOften {
  severity: Severity;
  message: string;
  count: number;
}

export interface FileFindings {
  file: FileRecord;
  found: FoundOften[];
}

export interface SetAside {
  extract: string;
  title: string;
  rows: number;
  setAside: number;
}

export interface Quality {
  monthly: MonthlyExtract[];
  /** Those of them whose newest file should be here. */
  late: LateExtract[];
  yearly: OtherExtract[];
  never: OtherExtract[];
  /** The newest deliveries that were refused or in which something was found. */
  findings: FileFindings[];
  setAside: SetAside[];
  /** How many files were refused and have had no good one in their place since. */
  refused: number;
  gaps: Gaps;
  /** Past figures that the newest snapshot changed. */
  changes: Omit<Change, 'title' | 'unit' | 'average' | 'area_name'>[];
}

export interface QualityProps {
  frame: Frame;
  quality: Quality;
  /** The months shown, oldest first. */
  months: string[];
  chosen: (typeof MONTHS_SHOWN)[number];
}
