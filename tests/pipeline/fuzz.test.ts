import { env } from 'node:process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FileReport } from '../../indicators/series.ts';
import type { TestHome } from '../support/home.ts';
import { type Fact, factOf, type Layout, type Reading, read, readLayout } from '../support/oracle.ts';
import { damaged, fileOf, harmless, large, type Scenario, tableOf } from '../support/spoil.ts';
import { useTestshire } from '../support/testshire.ts';
import { asOnAServer } from '../support/threads.ts';

/**
 * No silent corruption: a file is loaded exactly, or there is a finding that says what was not. Random tables are written
 * in the many ways of suppliers, and spoilt; what the pipeline loads and says is compared with what a careful reader, who
 * knows only RFC 4180 and the letters’ codes, reads in the same bytes.
 *
 * The same files each time. For others, and more of them:
 * WAGGLE_FUZZ_SEED=2 WAGGLE_FUZZ_FILES=5000 npx vitest run tests/pipeline/fuzz.test.ts
 */
const SEED = Number(env.WAGGLE_FUZZ_SEED ?? 1);
const FILES = Number(env.WAGGLE_FUZZ_FILES ?? 30);
const AT_ONCE = 150;
const MILLISECONDS_PER_FILE = 1000;

const { openHome } = useTestshire();
const EXTRACTS = ['attendance', 'complaints', 'exclusions', 'ehc_assessments'];
const layouts = new Map(
  await Promise.all(EXTRACTS.map(async (name) => [name, await readLayout(name)] as const)),
);

interface Delivered {
  scenario: Scenario;
  bytes: Buffer;
  reading: Reading;
  originals: Fact[];
  layout: Layout;
  report: FileReport;
  /** The rows that were loaded, by their numbers. */
  loaded: Map<number, Fact>;
}

it(
  'however a good file is written, every row of it is loaded exactly as it was',
  () => eachDelivered(harmless, 'facts', unlessExact),
  FILES * MILLISECONDS_PER_FILE,
);

it(
  'however a file is spoilt, it is loaded exactly as a careful reader reads it, or there are findings for what was not',
  () => eachDelivered(damaged, 'delivered', unlessExactOrFound),
  FILES * MILLISECONDS_PER_FILE,
);

it('a large file is loaded exactly, whether the database reads it as it is or row by row', async () => {
  asOnAServer();
  const home = await openHome();
  const scenarios = [
    large(3000, SEED, { breaks: ['\n'], breakInCell: '\n' }),
    large(3000, SEED + 1, { breaks: ['\r\n'], breakInCell: '\n' }),
    large(3000, SEED + 2, { breaks: ['\n'], titles: ['Complaints and compliments'] }),
  ];
  for (const delivered of await deliver(home, scenarios, 'facts')) expect(unlessExact(delivered)).toEqual([]);
}, 60_000);

it('a check says of each file what a run says of it', async () => {
  const home = await openHome();
  const scenarios = fc.sample(damaged, { numRuns: FILES / 4, seed: SEED });
  const files = Object.fromEntries(
    scenarios.map((scenario, index) => [
      `export_${index}.csv`,
      fileOf(scenario, index, aliasesOf(scenario.extract)),
    ]),
  );
  const paths: string[] = [];
  for (const [name, bytes] of Object.entries(files)) paths.push(await home.drop(name, bytes));
  const checked = await home.check(...paths);
  const { files: loaded } = await home.deliver(files);
  expect(loaded).toEqual(checked);
}, 60_000);

/** Delivers random files, many in one run, and gathers what is wrong with each. */
async function eachDelivered(
  scenarios: fc.Arbitrary<Scenario>,
  schema: 'facts' | 'delivered',
  complaints: (delivered: Delivered) => string[],
): Promise<void> {
  const all = fc.sample(scenarios, { numRuns: FILES, seed: SEED });
  const wrong: string[] = [];
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const home = await openHome();
    for (const delivered of await deliver(home, all.slice(start, start + AT_ONCE), schema)) {
      const found = complaints(delivered);
      if (found.length > 0) wrong.push(described(delivered, found));
    }
    await home.remove();
  }
  expect(wrong.slice(0, 12), `${wrong.length} of ${all.length} files`).toEqual([]);
}

async function deliver(home: TestHome, scenarios: Scenario[], schema: string): Promise<Delivered[]> {
  const files: Record<string, Buffer> = {};
  const written = scenarios.map((scenario, index) => {
    const layout = layoutOf(scenario.extract);
    const bytes = fileOf(scenario, index, aliasesOf(scenario.extract));
    const name = `${scenario.named ? scenario.extract : 'export'}_${index}.csv`;
    files[name] = bytes;
    return { scenario, bytes, layout, name, originals: originalsOf(scenario, index, layout) };
  });
  const { files: reports, unfinished } = await home.deliver(files);
  expect(unfinished).toEqual([]);
  const facts = await loadedRows(home, schema);
  return written.flatMap(({ name, ...one }, index) => {
    const report = reports.find(({ file }) => file === name);
    if (!report) throw new Error(`There is no report on ${name}.`);
    if (report.counts['duplicate-file']) return [];
    const reading = read(one.bytes, one.scenario.shape.delimiter, one.layout);
    const loaded = facts.get(`${one.scenario.extract} ${index + 1}`) ?? new Map();
    return [{ ...one, report, reading, loaded }];
  });
}

function aliasesOf(extract: string): Record<string, string[]> {
  return Object.fromEntries(layoutOf(extract).fields.map((field) => [field.name, field.aliases]));
}

function layoutOf(extract: string): Layout {
  const layout = layouts.get(extract);
  if (!layout) throw new Error(`No extract ${extract}.`);
  return layout;
}

function originalsOf(scenario: Scenario, file: number, layout: Layout): Fact[] {
  const parts = scenario.damage.some(({ kind }) => kind === 'another file after it') ? [0, 1] : [0];
  const tables = parts.map((part) => tableOf(scenario, file, part));
  return tables.flatMap(({ rows, columns }) =>
    rows.map((cells) => {
      const fact = factOf(cells, columns, layout);
      if (!fact) throw new Error(`A row that is meant to be good is not: ${JSON.stringify(cells)}`);
      return fact;
    }),
  );
}

/** Of each file, by its extract and arrival, its rows by their numbers. */
async function loadedRows(home: TestHome, schema: string): Promise<Map<string, Map<number, Fact>>> {
  const files = new Map<string, Map<number, Fact>>();
  for (const [extract, { fields }] of layouts) {
    const columns = fields.map(({ name, person }) => {
      const text = `CAST("${name}" AS VARCHAR)`;
      return `${person ? `replace(${text}, '-', '')` : text} AS "${name}"`;
    });
    for (const row of await home.facts(
      `SELECT _arrival, _row, ${columns.join(', ')} FROM ${schema}.${extract}`,
    )) {
      const { _arrival, _row, ...cells } = row;
      const rows = files.get(`${extract} ${_arrival}`) ?? new Map();
      files.set(`${extract} ${_arrival}`, rows.set(Number(_row), cells));
    }
  }
  return files;
}

function unlessExact({ report, loaded, originals }: Delivered): string[] {
  const rows = [...loaded].sort(([one], [other]) => one - other).map(([, fact]) => text(fact));
  return [
    ...unless(report.outcome !== 'rejected', 'it was refused'),
    ...unless(report.quarantined === 0, 'rows were set aside'),
    ...unless(rows.join('\n') === originals.map(text).join('\n'), 'the facts are not its rows'),
  ];
}

function unlessExactOrFound(delivered: Delivered): string[] {
  const { report } = delivered;
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  if (report.outcome !== 'rejected') return unlessAccountedFor(delivered);
  return [
    ...unless(errors.length > 0, 'it was refused without a word'),
    ...unless(delivered.loaded.size === 0, 'it was refused and loaded'),
    ...unless(!isFlawless(delivered), 'it was refused, though nothing is wrong with it'),
  ];
}

/** Every row of a file that was not refused is loaded as it reads, or named by an error. */
function unlessAccountedFor({ report, reading, loaded, originals, layout }: Delivered): string[] {
  const { unreadable, header, rows, secondHeader } = reading;
  if (unreadable) return [`it was accepted, though nobody can read it: ${unreadable}`];
  if (!header) return ['it was accepted, though it has no header'];
  if (secondHeader) return [`it was accepted, though row ${secondHeader} is another header`];
  const named = new Set(report.findings.filter(({ severity }) => severity === 'error').map(({ row }) => row));
  const known = new Set(originals.map(text));
  const readable = new Map(rows.map((row) => [row.row, row]));
  const keys = new Set<string>();
  const complaints = [
    ...unless(report.rows === rows.length, `it has ${rows.length} rows, and ${report.rows} were counted`),
    ...unless(
      report.rows === loaded.size + report.quarantined,
      `of ${report.rows} rows ${loaded.size} were loaded and ${report.quarantined} set aside`,
    ),
    ...unlessHeaderIsJudged(report, reading, layout),
    ...unless(
      reading.endsWithBreak || report.findings.some(({ code }) => code === 'source-error'),
      'nothing is said of its end without a line break',
    ),
    ...unless((report.counts['blank-row'] ?? 0) === reading.blank, `it has ${reading.blank} blank rows`),
  ];
  for (const number of loaded.keys())
    if (!readable.has(number)) complaints.push(`row ${number} was loaded, and there is none`);
  for (const { row, fact, ragged } of rows) {
    const got = loaded.get(row);
    const key = fact ? layout.primaryKey.map((name) => fact[name]).join() : `row ${row}`;
    const repeats = keys.has(key);
    keys.add(key);
    if (!got) {
      if (!named.has(row)) complaints.push(`row ${row} was not loaded, and no finding says so`);
      if (fact && !ragged && !repeats && known.has(text(fact)))
        complaints.push(`row ${row} was set aside, though it is as it was`);
    } else if (!fact) complaints.push(`row ${row} was loaded, though it cannot be read`);
    else if (text(got) !== text(fact))
      complaints.push(`row ${row} was loaded as ${text(got)}, not ${text(fact)}`);
    else if (ragged && !known.has(text(fact)))
      complaints.push(`row ${row} was loaded, though its cells are not in their columns`);
  }
  return complaints;
}

/** Every column that is missing, doubled or left out is named. */
function unlessHeaderIsJudged(
  { findings }: FileReport,
  { header, rows }: Reading,
  { fields }: Layout,
): string[] {
  const said = (code: string, column: string | null) =>
    findings.some((finding) => finding.code === code && finding.column === column);
  const cells = header?.cells.map((cell) => cell.trim()) ?? [];
  const columns = header?.fields ?? [];
  const missing = fields.filter(({ name }) => !columns.includes(name) && !said('missing-label', name));
  const left = cells.filter((cell, index) => {
    const field = columns[index];
    if (field) return columns.indexOf(field) < index && !said('duplicate-label', cell);
    const hasContent = rows.some((row) => !row.ragged && (row.cells[index] ?? '').trim() !== '');
    return cell ? !said('extra-label', cell) : hasContent && !said('blank-header', null);
  });
  return [
    ...missing.map(({ name }) => `nothing is said of the missing column ${name}`),
    ...left.map((cell) => `nothing is said of the column “${cell}”, which was left out`),
  ];
}

/** As good as any file: nothing but rows as they were, under a header that has them all, to the last line break. */
function isFlawless({ reading, originals, layout }: Delivered): boolean {
  const { unreadable, header, rows, secondHeader, endsWithBreak, oddQuotes } = reading;
  if (unreadable || !header || secondHeader || !endsWithBreak || oddQuotes || rows.length === 0) return false;
  const known = new Set(originals.map(text));
  const facts = rows.map(({ fact }) => (fact ? text(fact) : ''));
  return (
    layout.fields.every(({ name }) => header.fields.filter((field) => field === name).length === 1) &&
    rows.every(({ ragged }) => !ragged) &&
    facts.every((fact) => known.has(fact)) &&
    new Set(facts).size === facts.length
  );
}

function text(fact: Fact): string {
  return JSON.stringify(Object.entries(fact).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function unless(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}

/** All that is needed to see what went wrong. */
function described({ scenario, bytes, report, reading }: Delivered, complaints: string[]): string {
  const { rows: _rows, other: _other, ...rest } = scenario;
  const findings = report.findings
    .slice(0, 5)
    .map(({ code, row, column, message }) => ({ code, row, column, message }));
  const brief = (_key: string, value: unknown) =>
    typeof value === 'string' && value.length > 1500 ? `${value.slice(0, 1500)}…` : value;
  return JSON.stringify(
    {
      complaints: complaints.slice(0, 5),
      outcome: report.outcome,
      rows: report.rows,
      findings,
      unreadable: reading.unreadable,
      header: reading.header?.row,
      scenario: rest,
      bytes: bytes.toString('latin1').replace(/(.{1,30}?)\1{9,}/g, '$1…'),
    },
    brief,
    1,
  );
}
