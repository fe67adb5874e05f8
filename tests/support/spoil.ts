import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';

/** Random files as suppliers send them: a table of good rows, written in one of the many ways, and then spoilt. */

interface Table {
  extract: string;
  columns: string[];
  rows: string[][];
}

/** How a table is written. None of it changes what the file says. */
interface Shape {
  encoding: 'utf-8' | 'utf-8 with a mark' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  delimiter: ',' | ';' | '\t' | '|';
  /** Line breaks between rows, taken in turn. */
  breaks: string[];
  breakInCell: '\n' | '\r\n' | '\r';
  quoting: 'where needed' | 'all' | 'all but the header' | 'spaces after';
  /** Numbers by which the columns are put in another order. */
  order: number[];
  headings: { alias: number; style: 'as it is' | 'capitals' | 'spaces' }[];
  added: { at: number; heading: string; cell: string }[];
  titles: string[];
  blankAfter: number[];
  /** Empty cells after each row's last, in the header too or only below it. */
  trailing: { cells: number; inHeader: boolean };
  atTheEnd: ('blank' | 'delimiters' | 'spaces')[];
}

type Damage =
  | { kind: 'cell removed' | 'row repeated'; row: number; at: number }
  | { kind: 'cell added'; row: number; at: number; text: string }
  | { kind: 'text put in'; at: number; text: string }
  | { kind: 'another file after it'; otherShape: boolean }
  | { kind: 'no line break at the end' }
  | { kind: 'cut' | 'cut at a block' | 'byte deleted'; at: number }
  | { kind: 'byte replaced' | 'byte put in'; at: number; byte: number };

export interface Scenario {
  extract: string;
  rows: Cells[];
  /** Plain rows besides, so that a single bad row is fewer than one in a hundred. */
  plainRows: number;
  shape: Shape;
  /** Of a file that is put after this one. */
  other: Shape;
  damage: Damage[];
  named: boolean;
}

type Cells = Record<string, string>;

const LETTERS = [
  'delay',
  'no reply',
  'a',
  'B',
  '7',
  '-',
  '=SUM(A1:A9)',
  '@home',
  '+44',
  "'",
  '%',
  '\\',
  '#',
  'NULL',
];
const ACCENTS = ['é', '’', '£', '€', '“', '”', '–', 'ï', '½'];
const FURTHER = ['ŵ', '中文', '😀', 'ß', '\u2028', '\u200b', 'Ł'];
const MARKS = ['"', '""', ',', ';', '|', '\t', '\n', '\n\n', ' ', '  ', '\u00a0', '","', '"\n"'];

const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...LETTERS) },
  { weight: 4, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 2, arbitrary: fc.constantFrom(...ACCENTS) },
  { weight: 1, arbitrary: fc.constantFrom(...FURTHER) },
);
const freeText = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: fc.constantFrom('delay', 'stage 1', 'North team') },
  { weight: 6, arbitrary: fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')) },
  {
    weight: 1,
    arbitrary: fc.tuple(piece, fc.integer({ min: 100, max: 9000 })).map(([one, n]) => one.repeat(n)),
  },
);

const area = fc.constantFrom('DSPL 1', 'dspl-2', 'North', 'SOUTH', ' 1', '2 ');
const yesNo = fc.constantFrom('Y', 'N', 'y', '');
const provision = fc.constantFrom('E', 'K', 'N', 'e');
/** Days since 2020-01-01. */
const day = fc.integer({ min: 0, max: 1700 });
const later = fc.option(fc.integer({ min: 0, max: 90 }));

function date(days: number, british: boolean): string {
  const iso = new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10);
  return british ? iso.split('-').reverse().join('/') : iso;
}

function after(days: number, more: number | null, british: boolean): string {
  return more === null ? '' : date(days + more, british);
}

const attendance = fc
  .record({
    counts: fc.tuple(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 11 }),
      fc.integer({ min: 0, max: 11 }),
    ),
    area,
    provision,
    yesNo,
    phase: freeText,
    short: fc.integer({ min: 0, max: 1 }),
  })
  .map(
    ({ counts: [here, ill, away], area, provision, yesNo, phase, short }): Cells => ({
      period: '',
      pupil_id: '',
      school_urn: '900101',
      dspl_area: area,
      sen_provision: provision,
      phase,
      sessions_possible: String(Math.max(here + ill + away - short, here + ill + away)),
      sessions_attended: String(here),
      sessions_authorised: String(ill),
      sessions_unauthorised: String(away),
      reduced_timetable: yesNo,
    }),
  );

const complaints = fc
  .record({
    day,
    due: later,
    answer: later,
    british: fc.boolean(),
    stage: freeText,
    theme: freeText,
    area: fc.option(area),
  })
  .map(
    ({ day, due, answer, british, stage, theme, area }): Cells => ({
      contact_id: '',
      received_on: date(day, british),
      kind: stage === '' ? 'compliment' : 'Complaint',
      agency: 'social care',
      stage,
      theme,
      dspl_area: area ?? '',
      due_on: after(day, due, british),
      responded_on: after(day, answer, false),
      outcome: stage === '' || answer === null ? '' : 'Partly upheld',
    }),
  );

const exclusions = fc
  .record({
    phase: freeText,
    area,
    provision,
    lost: fc.option(fc.integer({ min: 0, max: 20 })),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map(
    ({ phase, area, provision, lost, day }): Cells => ({
      exclusion_id: '',
      pupil_id: '',
      dspl_area: area,
      sen_provision: provision,
      phase,
      kind: lost === null ? 'Permanent' : 'suspension',
      started_on: `-${`0${day}`.slice(-2)}`,
      sessions_lost: lost === null ? 'n/a' : String(lost),
      reason_1: 'PP',
      reason_2: '',
      reason_3: '',
    }),
  );

const requests = fc
  .record({
    day,
    decided: later,
    british: fc.boolean(),
    area,
    source: freeText,
    team: freeText,
    phase: freeText,
  })
  .map(
    ({ day, decided, british, area, source, team, phase }): Cells => ({
      request_id: '',
      person_id: '',
      dspl_area: area,
      requested_on: date(day, british),
      request_source: source,
      decision_on: after(day, decided, british),
      decision: decided === null ? '' : 'assess',
      outcome_on: '',
      outcome: '',
      plan_issued_on: '',
      exception: '',
      primary_need: 'asd',
      phase,
      team,
    }),
  );

const ROWS: Record<string, fc.Arbitrary<Cells>> = {
  attendance,
  complaints,
  exclusions,
  ehc_assessments: requests,
};
const PLAIN: Record<string, Cells> = Object.fromEntries(
  Object.entries(ROWS).map(([extract, rows]) => [extract, fc.sample(rows, { numRuns: 1, seed: 1 })[0] ?? {}]),
);
const KEYS: Record<string, string[]> = {
  attendance: ['pupil_id'],
  complaints: ['contact_id'],
  exclusions: ['exclusion_id', 'pupil_id'],
  ehc_assessments: ['request_id', 'person_id'],
};
const MONTHS: Record<string, string> = { attendance: 'period', exclusions: 'started_on' };

const anyShape: fc.Arbitrary<Shape> = fc.record({
  encoding: fc.constantFrom('utf-8', 'utf-8', 'utf-8 with a mark', 'utf-16le', 'utf-16be', 'windows-1252'),
  delimiter: fc.constantFrom(',', ',', ';', '\t', '|'),
  breaks: fc.oneof(
    fc.constantFrom('\n', '\r\n', '\r').map((one) => [one]),
    fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 5 }),
  ),
  breakInCell: fc.constantFrom('\n', '\n', '\r\n', '\r'),
  quoting: fc.constantFrom('where needed', 'where needed', 'all', 'all but the header', 'spaces after'),
  order: fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(1000), { minLength: 14, maxLength: 14 })),
  headings: fc.array(
    fc.record({ alias: fc.nat(20), style: fc.constantFrom('as it is', 'as it is', 'capitals', 'spaces') }),
    { maxLength: 14 },
  ),
  added: fc.array(
    fc.record({ at: fc.nat(14), heading: fc.constantFrom('Notes', 'School name', 'Übrig'), cell: freeText }),
    { maxLength: 2 },
  ),
  titles: fc.oneof(
    fc.constant<Shape['atTheEnd']>([]),
    fc.array(fc.constantFrom('', 'Monthly return, July 2024', 'Sent by: the team', 'Report;of;July', '   '), {
      maxLength: 4,
    }),
  ),
  blankAfter: fc.oneof(fc.constant<number[]>([]), fc.array(fc.nat(8), { maxLength: 3 })),
  trailing: fc.oneof(
    fc.constant({ cells: 0, inHeader: false }),
    fc.record({ cells: fc.integer({ min: 1, max: 3 }), inHeader: fc.boolean() }),
  ),
  atTheEnd: fc.oneof(
    fc.constant<Shape['atTheEnd']>([]),
    fc.array(fc.constantFrom('blank', 'delimiters', 'spaces'), { maxLength: 3 }),
  ),
});

/** As most files are: there is nothing in them that has to be tidied before the database can read them. */
const plainShape: fc.Arbitrary<Shape> = fc
  .tuple(anyShape, fc.constantFrom('utf-8', 'utf-8 with a mark'), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([given, encoding, lineBreak, all]) => ({
    ...given,
    encoding,
    breaks: [lineBreak],
    breakInCell: lineBreak,
    quoting: all ? 'all' : 'where needed',
    titles: [],
    blankAfter: [],
    trailing: { cells: 0, inHeader: true },
  }));

const at = fc.integer({ min: 0, max: 9999 });
const byte = fc.oneof(
  fc.integer({ min: 0, max: 255 }),
  fc.constantFrom(...Buffer.from('",;\n\r\t| 0é\0\u0001')),
);
const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constantFrom('cell removed', 'row repeated'), row: at, at }),
  fc.record({
    kind: fc.constant('cell added'),
    row: at,
    at,
    text: fc.constantFrom('', '', '', 'and more', '1'),
  }),
  fc.record({
    kind: fc.constant('text put in'),
    at,
    text: fc.constantFrom('\n', '\r', '"', '"', ',', ',', ';', ', "a,b"', '\u0000'),
  }),
  fc.record({ kind: fc.constant('another file after it'), otherShape: fc.boolean() }),
  fc.record({ kind: fc.constant('no line break at the end') }),
  fc.record({ kind: fc.constantFrom('cut', 'cut', 'cut at a block', 'byte deleted'), at }),
  fc.record({ kind: fc.constantFrom('byte replaced', 'byte put in'), at, byte }),
);

/** Files of which each says what its table says, however oddly it is written. */
export const harmless: fc.Arbitrary<Scenario> = scenarios(
  fc.oneof(plainShape, anyShape, anyShape),
  fc.constant([]),
);
/** The same, with one or more kinds of damage done to them. */
export const damaged: fc.Arbitrary<Scenario> = scenarios(
  fc.oneof(plainShape, plainShape, anyShape),
  fc.array(damage, { minLength: 1, maxLength: 3 }),
);

function scenarios(shape: fc.Arbitrary<Shape>, damage: fc.Arbitrary<Damage[]>): fc.Arbitrary<Scenario> {
  return fc.constantFrom(...Object.keys(ROWS)).chain((extract) =>
    fc
      .record({
        extract: fc.constant(extract),
        rows: fc.array(ROWS[extract] ?? fc.constant({}), { minLength: 1, maxLength: 10 }),
        plainRows: fc.constantFrom(0, 0, 150),
        shape,
        other: shape,
        damage,
        named: fc.boolean(),
      })
      .map(withoutRiddle),
  );
}

/** A file of many complaints, larger than what the database reads at once. */
export function large(rows: number, seed: number, given: Partial<Shape>): Scenario {
  const [plain] = fc.sample(plainShape, { numRuns: 1, seed });
  if (!plain) throw new Error('There is no shape.');
  const shape: Shape = {
    ...plain,
    delimiter: ',',
    quoting: 'where needed',
    added: [],
    atTheEnd: [],
    ...given,
  };
  const cells = fc.sample(complaints, { numRuns: rows, seed });
  return { extract: 'complaints', rows: cells, plainRows: 0, shape, other: shape, damage: [], named: true };
}

/** Of a single row with more cells than the header nobody can tell which of them are the odd ones. */
function withoutRiddle(scenario: Scenario): Scenario {
  const { rows, plainRows, shape } = scenario;
  if (rows.length + plainRows > 1) return scenario;
  return { ...scenario, shape: { ...shape, trailing: { ...shape.trailing, inHeader: true } } };
}

/** The scenario’s rows with keys and a month of their own, so that many files can be delivered at once. */
export function tableOf({ extract, rows, plainRows }: Scenario, file: number, part = 0): Table {
  const all = [...rows, ...Array.from({ length: plainRows }, () => PLAIN[extract] ?? {})];
  const columns = Object.keys(PLAIN[extract] ?? {});
  const month = `${1995 + Math.floor(file / 12)}-${`0${(file % 12) + 1}`.slice(-2)}`;
  return {
    extract,
    columns,
    rows: all.map((cells, index) =>
      columns.map((column) => {
        if (KEYS[extract]?.includes(column)) return `K${file}x${part}x${index}`;
        return MONTHS[extract] === column ? `${month}${cells[column]}` : (cells[column] ?? '');
      }),
    ),
  };
}

/** The bytes of a scenario’s file. */
export function fileOf(scenario: Scenario, file: number, aliases: Record<string, string[]>): Buffer {
  const { shape, damage } = scenario;
  const first = write(tableOf(scenario, file), shape, aliases, damage);
  const texts = damage.flatMap((one) =>
    one.kind === 'another file after it'
      ? [
          write(
            tableOf(scenario, file, 1),
            one.otherShape ? { ...scenario.other, delimiter: shape.delimiter } : shape,
            aliases,
            [],
          ),
        ]
      : [],
  );
  let text = [first, ...texts.slice(0, 1)].join('');
  for (const one of damage) text = spoiltText(text, one);
  let bytes = encoded(text, shape.encoding);
  for (const one of damage) bytes = spoiltBytes(bytes, one);
  return bytes;
}

function write(table: Table, shape: Shape, aliases: Record<string, string[]>, damage: Damage[]): string {
  const order = table.columns.map((_, index) => index);
  order.sort((one, other) => (shape.order[one] ?? 0) - (shape.order[other] ?? 0) || one - other);
  const header = order.map((index) => heading(table.columns[index] ?? '', index, shape, aliases));
  const rows = table.rows.map((cells) => order.map((index) => cells[index] ?? ''));
  const taken = new Set<string>();
  for (const { at, heading, cell } of shape.added) {
    if (taken.has(heading)) continue;
    taken.add(heading);
    for (const cells of [header, ...rows]) cells.splice(at, 0, cells === header ? heading : cell);
  }
  const spoilt = damage.reduce(spoiltRows, rows);
  const trailing = Array.from({ length: shape.trailing.cells }, () => '');
  const below = spoilt.map((cells) => line([...cells, ...trailing], shape, false));
  for (const place of shape.blankAfter) below.splice(Math.min(place, below.length - 1), 0, '');
  const inHeader = shape.trailing.inHeader ? trailing : [];
  const ends = {
    blank: '',
    spaces: '  ',
    delimiters: shape.delimiter.repeat(Math.max(0, header.length + inHeader.length - 1)),
  };
  const lines = [
    ...shape.titles,
    line([...header, ...inHeader], shape, true),
    ...below,
    ...shape.atTheEnd.map((kind) => ends[kind]),
  ];
  const { breaks } = shape;
  return lines.map((text, index) => text + breaks[index % breaks.length]).join('');
}

function heading(
  column: string,
  index: number,
  { headings }: Shape,
  aliases: Record<string, string[]>,
): string {
  const { alias = 0, style = 'as it is' } = headings[index] ?? {};
  const names = [column, ...(aliases[column] ?? [])];
  const name = names[alias % names.length] ?? column;
  return { 'as it is': name, capitals: name.toUpperCase(), spaces: ` ${name.replaceAll('_', ' ')} ` }[style];
}

function line(cells: string[], { delimiter, quoting, breakInCell }: Shape, isHeader: boolean): string {
  return cells
    .map((cell) => {
      const needed = new RegExp(`["\\r\\n${delimiter === '|' ? '\\|' : delimiter}]`).test(cell);
      const all = quoting === 'all' || (quoting === 'all but the header' && !isHeader);
      if (!needed && !all) return cell;
      const text = `"${cell.replaceAll('"', '""').replaceAll('\n', breakInCell)}"`;
      return quoting === 'spaces after' ? `${text}  ` : text;
    })
    .join(delimiter);
}

function spoiltRows(rows: string[][], one: Damage): string[][] {
  if (!('row' in one)) return rows;
  const row = Math.floor((one.row / 10_000) * rows.length);
  const cells = rows[row] ?? [];
  const place = Math.floor((one.at / 10_000) * cells.length);
  if (one.kind === 'row repeated') return rows.toSpliced(row, 0, cells);
  return rows.with(
    row,
    one.kind === 'cell added' ? cells.toSpliced(place, 0, one.text) : cells.toSpliced(place, 1),
  );
}

function spoiltText(text: string, one: Damage): string {
  if (one.kind === 'no line break at the end') return text.replace(/[\r\n]+$/, '');
  if (one.kind !== 'text put in') return text;
  const place = Math.floor((one.at / 10_000) * text.length);
  return text.slice(0, place) + one.text + text.slice(place);
}

const BLOCK_BYTES = 512;

function spoiltBytes(bytes: Buffer, one: Damage): Buffer {
  if (!('at' in one)) return bytes;
  const place = Math.floor((one.at / 10_000) * bytes.length);
  const before = bytes.subarray(0, place);
  switch (one.kind) {
    case 'cut':
      return before;
    case 'cut at a block':
      return bytes.subarray(0, place - (place % BLOCK_BYTES) || bytes.length);
    case 'byte deleted':
      return Buffer.concat([before, bytes.subarray(place + 1)]);
    case 'byte put in':
      return Buffer.concat([before, Buffer.from([one.byte]), bytes.subarray(place)]);
    case 'byte replaced':
      return Buffer.concat([before, Buffer.from([one.byte]), bytes.subarray(place + 1)]);
    default:
      return bytes;
  }
}

const IN_WINDOWS_1252: Record<string, number> = { '€': 0x80, '–': 0x96, '’': 0x92, '“': 0x93, '”': 0x94 };

/** Null for a text that Windows-1252 has no letters for, or whose letters happen to be others of UTF-8: “ß€” is. */
function inWindows1252(text: string): Buffer | null {
  const codes = [...text].map((letter) => IN_WINDOWS_1252[letter] ?? letter.codePointAt(0) ?? 0);
  const bytes = Buffer.from(codes);
  const runs = bytes.toString('latin1').match(/[\u0080-\u00ff]+/g) ?? [];
  const fits = codes.every((code) => code < 256) && !/[\u0080-\u009f]/.test(text);
  return fits && !runs.some((run) => isUtf8(Buffer.from(run, 'latin1'))) ? bytes : null;
}

/** A text that cannot be told from another in Windows-1252 is written in UTF-8. */
function encoded(text: string, encoding: Shape['encoding']): Buffer {
  switch (encoding) {
    case 'utf-8 with a mark':
      return Buffer.from(`\uFEFF${text}`);
    case 'utf-16le':
      return Buffer.from(`\uFEFF${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
    case 'windows-1252':
      return inWindows1252(text) ?? Buffer.from(text);
    default:
      return Buffer.from(text);
  }
}
