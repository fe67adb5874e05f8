import { pointPeriodWords } from '../../indicators/period-words.ts';
import { unlikeWords } from '../unlike-files.ts';
import { capitalised, counted, leftOutWords, listWords, soFarWords } from '../words.ts';
import type { ReportEntry } from './report.ts';

/** Fewer than this behind a share, and one more or less shows. */
const SMALL = 30;

/** What a reader should know before trusting an indicator's latest figure. */
export function qualityNotes({ indicator, row, series, late, unlike }: ReportEntry): string[] {
  const { latest } = row;
  const notes: string[] = [];
  if (latest && latest.quarantined > 0)
    notes.push(`${capitalised(pointPeriodWords(latest))}: ${leftOutWords(latest)} until they are put right.`);
  if (latest && !latest.complete) notes.push(`${soFarWords(latest)}.`);
  if (
    latest?.status === 'ok' &&
    latest.denominator !== null &&
    latest.denominator < SMALL &&
    indicator.unit === 'percent'
  )
    notes.push(`Few are counted (${latest.denominator}), so the figure moves easily.`);
  const differs = latest ? unlikeWords(latest, unlike) : '';
  if (differs !== '') notes.push(`${differs}: part may be missing, or something has changed.`);
  const missing = series.points.filter(({ status }) => status === 'missing').length;
  if (missing > 0) notes.push(`${counted(missing, 'period has', 'periods have')} no data.`);
  const hidden = series.points.filter(({ status }) => status === 'suppressed').length;
  if (hidden > 0)
    notes.push(`${counted(hidden, 'figure is', 'figures are')} hidden to protect children’s privacy.`);
  if (late.length > 0) notes.push(`${listWords(late)}: the next file is late.`);
  return notes;
}
