import Papa from 'papaparse';
import { plain } from '../../indicators/areas.ts';
import type { Extract, Field } from '../../indicators/extract-schema.ts';
import { isNeverLoaded } from '../../indicators/feeds.ts';
import { lastDayOf, monthOfName } from '../../indicators/periods.ts';
import type { Catalogue } from '../../indicators/schema.ts';
import type { Finding } from '../../indicators/series.ts';
import { headerFindings, noHeader, rowsAbove } from '../checks/header.ts';
import { fieldCalled, likeliest } from './labels.ts';
import { DELIMITERS } from './survey.ts';
import { FileError, type TextFile } from './text.ts';

/** A file of a known extract: where its header is, and which of its columns is which field. */
export interface Recognised {
  extract: Extract;
  delimiter: string;
  /** The row that the header is in; 1 unless a title stands above it. */
  headerRow: number;
  /** The file's columns in order; null where a column is none of the extract's and is not loaded. */
  columns: (Field | null)[];
  labels: string[];
  /** The last day of the month in the file's name, for a date that no column says. */
  dayOfName: string | null;
  /** What is wrong with the header; columns without a heading are judged by whether anything is in them. */
  findings: Finding[];
}

interface Header {
  delimiter: string;
  row: number;
  labels: string[];
  /** The labels in plain spelling. */
  headings: string[];
}

/** A header is looked for in the first rows; above it may stand a title, a date, a blank line. */
const ROWS_LOOKED_AT = 20;

/** Which extract a file is: by its name, else by its header. */
export function recognise(file: string, text: TextFile, catalogue: Catalogue): Recognised {
  const headers = possibleHeaders(text.start);
  const named = byName(file, catalogue.extracts);
  const fitting = byHeader(headers, catalogue.extracts);
  if (named) refuseAnothersHeader(named, fitting, headers);
  else if (fitting.length > 1) throw ambiguous(fitting);
  const extract = named ?? fitting[0];
  if (!extract) throw unrecognised(headers, catalogue.extracts);
  return recognised(file, extract, headers, catalogue);
}

function recognised(file: string, extract: Extract, headers: Header[], catalogue: Catalogue): Recognised {
  const header = bestOf(headers, extract);
  const above = headers.filter(({ delimiter, row }) => delimiter === header.delimiter && row < header.row);
  const fields = header.headings.map((heading) => fieldCalled(heading, extract));
  return {
    extract,
    delimiter: header.delimiter,
    headerRow: header.row,
    columns: fields.map((field, index) => (fields.indexOf(field) === index ? field : null)),
    labels: header.labels,
    dayOfName: dayOfName(file),
    findings: isHeader(header, extract)
      ? [
          ...headerFindings(header.labels, header.row, fields, extract, catalogue),
          ...rowsAbove(
            above.map(({ labels }) => labels),
            header.row,
            fields,
          ),
        ]
      : [noHeader(extract)],
  };
}

export function dayOfName(file: string): string | null {
  const month = monthOfName(file);
  return month && lastDayOf(month);
}

function possibleHeaders(start: string): Header[] {
  const text = start.replace(/\r\n?/g, '\n');
  return DELIMITERS.flatMap((delimiter) => {
    const rows = Papa.parse<string[]>(text, { delimiter, newline: '\n', preview: ROWS_LOOKED_AT }).data;
    return rows.map((cells, index) => {
      const labels = cells.map((cell) => cell.trim());
      return { delimiter, row: index + 1, labels, headings: labels.map(plain) };
    });
  });
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

/** A row of which next to nothing is a heading of the extract’s is most likely one about a person: it is never quoted. */
function isHeader({ headings }: Header, extract: Extract): boolean {
  const labelled = headings.filter(Boolean);
  const known = labelled.filter(
    (heading) => fieldCalled(heading, extract) || isNeverLoaded(heading, extract),
  );
  return known.length > 1 || (known.length === 1 && labelled.length === 1);
}

/** The extracts all of whose required columns, and headings never loaded, are in the header, the best fit first; more than one when they fit alike. */
function byHeader(headers: Header[], extracts: Extract[]): Extract[] {
  const fitting = extracts
    .map((extract) => ({ extract, header: bestOf(headers, extract) }))
    .filter(
      ({ extract, header }) =>
        missingRequired(header, extract).length + missingHeadings(header, extract).length === 0,
    )
    .map(({ extract, header }) => ({ extract, score: score(header, extract) }));
  const best = Math.max(...fitting.map((one) => one.score));
  return fitting.filter((one) => one.score === best && best > 0).map(({ extract }) => extract);
}

/** The likeliest header for an extract: where most fits; where nothing does, the first of the rows with most cells. */
function bestOf(headers: Header[], extract: Extract): Header {
  const likelihood = (header: Header) => score(header, extract) || header.labels.filter(Boolean).length / 1e6;
  return headers.reduce((best, header) => (likelihood(header) > likelihood(best) ? header : best), {
    delimiter: ',',
    row: 1,
    labels: [],
    headings: [],
  });
}

/** How much of the header is the extract's, and of the extract in the header: 0 to 2. */
function score({ labels, headings }: Header, extract: Extract): number {
  const known = headings.filter((heading) => fieldCalled(heading, extract)).length;
  return known / Math.max(1, labels.filter(Boolean).length) + known / extract.fields.length;
}

function missingRequired({ headings }: Header, extract: Extract): Field[] {
  const present = new Set(headings.map((heading) => fieldCalled(heading, extract)?.name));
  return extract.fields.filter(
    (field) => field.constraints?.required && !field.from_name && !present.has(field.name),
  );
}

/** A file named as one extract that lacks some of its columns, and has all of another's, was given the wrong name. */
function refuseAnothersHeader(named: Extract, fitting: Extract[], headers: Header[]): void {
  const [other] = fitting;
  if (!other || fitting.includes(named)) return;
  if (missingRequired(bestOf(headers, named), named).length === 0) return;
  throw new FileError(
    'unknown-extract',
    `The file is named as ${named.name}, but its header is that of ${other.name}.`,
    `If it is ${other.name}, name it so that it begins with ${other.filename[0]}; otherwise send the right file.`,
  );
}

function ambiguous(fitting: Extract[]): FileError {
  const names = fitting.map(({ name }) => name).join(' and ');
  const starts = fitting.map(({ filename }) => filename[0]).join(' or ');
  return new FileError(
    'unknown-extract',
    `The file’s header fits ${names} equally well, and its name is that of none.`,
    `Name the file so that it begins with ${starts}, and send it again.`,
  );
}

/** The headings never loaded are part of what an export looks like, though nothing of them is kept. */
function missingHeadings({ headings }: Header, { never_loaded }: Extract): string[] {
  const present = new Set(headings);
  return never_loaded.filter((heading) => !present.has(plain(heading)));
}

function unrecognised(headers: Header[], extracts: Extract[]): FileError {
  const nearest = extracts
    .map((extract) => ({ extract, header: bestOf(headers, extract) }))
    .map(({ extract, header }) => ({ extract, header, score: score(header, extract) }))
    .sort((one, other) => other.score - one.score)[0];
  if (!nearest || !isHeader(nearest.header, nearest.extract)) {
    const names = extracts.map((extract) => extract.filename[0]).join(', ');
    return new FileError(
      'unknown-extract',
      'The file is no extract that Waggle knows: neither its name nor its header fits one.',
      `Name it as its extract begins (${names}), for example attendance_2024-07.csv, and send it again.`,
    );
  }
  return new FileError(
    'unknown-extract',
    `The file is no extract that Waggle knows. It looks like ${nearest.extract.name}; ${differences(nearest)}.`,
    `Add or rename what is missing, or name the file so that it begins with ${nearest.extract.filename[0]}, and send it again.`,
  );
}

/** What a header lacks of an extract, each with the header's own column that may be meant. */
function differences({ extract, header }: { extract: Extract; header: Header }): string {
  const spare = header.labels.filter(
    (label) => label && !fieldCalled(plain(label), extract) && !isNeverLoaded(label, extract),
  );
  const missing = missingRequired(header, extract).map((field) => {
    const meant = likeliest(field, spare);
    return `column ${field.name} is missing${meant ? ` (did you mean it by “${meant}”?)` : ''}`;
  });
  const headings = missingHeadings(header, extract).map((heading) => `column ${heading} is missing`);
  const unknown =
    spare.length > 0 ? [`it does not have ${spare.map((label) => `“${label}”`).join(', ')}`] : [];
  return [...missing, ...headings, ...unknown].join('; ');
}
