import { nearest } from '../../indicators/nearest.ts';
import { orList } from '../advice.ts';
import { Problem } from '../problems.ts';

/** The formats in which a table can be had, and what they are called in an Accept header. */
export const FORMATS = {
  json: 'application/json',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.stream',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  parquet: 'application/vnd.apache.parquet',
} as const;
export type Format = keyof typeof FORMATS;

const NAMES = Object.keys(FORMATS) as Format[];

/** The format that `?format=` names, or else the one the Accept header likes best.
 *  @param what is asked for, at the beginning of a sentence: “A series” */
export function negotiate(what: string, named: string | undefined, accept: string | undefined): Format {
  const format = named === undefined ? accepted(accept ?? '*/*') : NAMES.find((name) => name === named);
  if (format) return format;
  const close = named === undefined ? null : nearest(named, NAMES);
  const advice = close ? ` Did you mean “${close}”?` : '';
  const asked = named ?? accept ?? '';
  throw new Problem(406, `${what} cannot be had as “${asked}”; use ${orList(NAMES)}.${advice}`, NAMES);
}

function accepted(accept: string): Format | undefined {
  const ranges = accept.split(',').map(mediaRange);
  const liked = NAMES.map((name) => ({ name, quality: qualityOf(FORMATS[name], ranges) }));
  const [best] = liked.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  // Who opens the address as if it were a page sees what browsers can show.
  return best?.name ?? (qualityOf('text/html', ranges) > 0 ? 'json' : undefined);
}

interface MediaRange {
  type: string;
  quality: number;
}

function mediaRange(text: string): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return { type, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
}

/** The most exact range that fits a media type decides (RFC 9110, 12.5.1). */
function qualityOf(type: string, ranges: MediaRange[]): number {
  const family = `${type.split('/')[0]}/*`;
  for (const fitting of [type, family, '*/*']) {
    const range = ranges.find((candidate) => candidate.type === fitting);
    if (range) return range.quality;
  }
  return 0;
}
