import Papa from 'papaparse';
import { plain } from '../indicators/areas.ts';
import { lastDayOf, monthOfName } from '../indicators/periods.ts';
import type { Catalogue, Extract, Field } from '../indicators/schema.ts';
import type { Finding } from '../indicators/series.ts';
import { headerFindings } from './checks/header.ts';
import { FileError, type TextFile } from './text.ts';

/** A file of a known extract: which of its columns is which field. */
export interface Recognised {
  extract: Extract;
  delimiter: string;
  /** The file's columns in order; null where a column is none of the extract's and is not loaded. */
  columns: (Field | null)[];
  labels: string[];
  /** The last day of the month in the file's name, for a date that no column says. */
  dayOfName: string | null;
  findings: Finding[];
}

interface Header {
  delimiter: string;
  labels: string[];
}

const DELIMITERS = [',', ';', '\t', '|'];

/** Which extract a file is: by its name, else by its header. */
export function recognise(file: string, text: TextFile, catalogue: Catalogue): Recognised {
  const candidates = DELIMITERS.map((delimiter) => headerOf(text.start, delimiter));
  const extract = byName(file, catalogue.extracts) ?? byHeader(candidates, catalogue.extracts);
  if (!extract) throw unrecognised(candidates, catalogue.extracts);
  const header = bestOf(candidates, extract);
  const fields = header.labels.map((label) => fieldOf(label, extract));
  return {
    extract,
    delimiter: header.delimiter,
    columns: fields.map((field, index) => (fields.indexOf(field) === index ? field : null)),
    labels: header.labels,
    dayOfName: dayOfName(file),
    findings: headerFindings(header.labels, fields, extract, catalogue.indicators),
  };
}

export function dayOfName(file: string): string | null {
  const month = monthOfName(file);
  return month && lastDayOf(month);
}

function headerOf(start: string, delimiter: string): Header {
  const [labels = []] = Papa.parse<string[]>(start, { delimiter, preview: 1 }).data;
  return { delimiter, labels: labels.map((label) => label.trim()) };
}

/** `attendance_2024-07.csv` begins as the attendance extract's files do; the longest such beginning wins. */
function byName(file: string, extracts: Extract[]): Extract | null {
  const name = plain(file.replace(/\.[^.]*$/, ''));
  const known = extracts.flatMap((extract) =>
    extract.filename.map((start) => ({ extract, start: plain(start) })),
  );
  const fitting = known.filter(({ start }) => new RegExp(`^${start}(?![a-z])`).test(name));
  return fitting.sort((one, other) => other.start.length - one.start.length)[0]?.extract ?? null;
}

/** The one extract all of whose required columns, and headings never loaded, are in the header; none when two fit alike. */
function byHeader(candidates: Header[], extracts: Extract[]): Extract | null {
  const fitting = extracts
    .map((extract) => ({ extract, header: bestOf(candidates, extract) }))
    .filter(
      ({ extract, header }) =>
        missingFields(header, extract).every((field) => !field.constraints?.required) &&
        missingHeadings(header, extract).length === 0,
    )
    .map(({ extract, header }) => ({ extract, score: score(header, extract) }))
    .sort((one, other) => other.score - one.score);
  const [first, second] = fitting;
  return first && first.score > (second?.score ?? 0) ? first.extract : null;
}

function bestOf(candidates: Header[], extract: Extract): Header {
  const ranked = [...candidates].sort((one, other) => score(other, extract) - score(one, extract));
  return ranked[0] ?? { delimiter: ',', labels: [] };
}

/** How much of the header is the extract's, and of the extract in the header: 0 to 2. */
function score({ labels }: Header, extract: Extract): number {
  const known = labels.filter((label) => fieldOf(label, extract)).length;
  return known / Math.max(1, labels.length) + known / extract.fields.length;
}

function fieldOf(label: string, extract: Extract): Field | null {
  const wanted = plain(label);
  return (
    extract.fields.find((field) =>
      [field.name, ...(field.aliases ?? [])].some((name) => plain(name) === wanted),
    ) ?? null
  );
}

function missingFields({ labels }: Header, extract: Extract): Field[] {
  const present = new Set(labels.map((label) => fieldOf(label, extract)?.name));
  return extract.fields.filter((field) => !present.has(field.name) && !field.from_name);
}

/** The headings never loaded are part of what an export looks like, though nothing of them is kept. */
function missingHeadings({ labels }: Header, { never_loaded }: Extract): string[] {
  const present = new Set(labels.map(plain));
  return never_loaded.filter((heading) => !present.has(plain(heading)));
}

function unrecognised(candidates: Header[], extracts: Extract[]): FileError {
  const nearest = extracts
    .flatMap((extract) => candidates.map((header) => ({ extract, header, score: score(header, extract) })))
    .sort((one, other) => other.score - one.score)[0];
  if (!nearest || nearest.score === 0) {
    const names = extracts.map((extract) => extract.filename[0]).join(', ');
    return new FileError(
      'unknown-extract',
      'The file is no extract that Waggle knows: neither its name nor its header fits one.',
      `Name it as its extract begins (${names}), for example attendance_2024-07.csv, and send it again.`,
    );
  }
  const missing = [
    ...missingFields(nearest.header, nearest.extract).map((field) => field.name),
    ...missingHeadings(nearest.header, nearest.extract),
  ];
  return new FileError(
    'unknown-extract',
    `The file is no extract that Waggle knows. It looks most like ${nearest.extract.name}, but ${list(missing)} missing.`,
    'Add the missing columns, or name the file as its extract begins, and send it again.',
  );
}

function list(names: string[]): string {
  return names.length === 1 ? `the column ${names[0]} is` : `the columns ${names.join(', ')} are`;
}
