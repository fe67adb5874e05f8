import { mkdir, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { defineFacts } from '../../pipeline/warehouse/facts.ts';
import { openWarehouse } from '../../pipeline/warehouse/open-warehouse.ts';
import { faultsOf } from '../support/faults.ts';
import { PERSON_KEY, testHome } from '../support/home.ts';
import { COMPLAINTS, indicatorYaml, openPartnership, type TestPartnership } from '../support/partnership.ts';

/** What an expression or a view must not do, tried in a partnership's own files. */

const INDICATOR = 'testshire/indicators/complaints.yaml';
const VIEW = 'testshire/views/families.sql';
const EXTRACT = 'extracts/complaints.yaml';
const EVER = 'RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT n FROM t';
const UNREADABLE = /^is not an expression that DuckDB can read: /;
const STARRED = 'may not change what * stands for: name the columns';
const NOTHING_ELSE = 'must be one expression and nothing else: no FROM, WHERE or second statement';

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership({ complaints: COMPLAINTS }, ['complaints', 'exclusions']);
  await mkdir(testshire.path('testshire/views'), { recursive: true });
  await testshire.write(VIEW, 'SELECT dspl_area, received_on FROM complaints');
});
afterAll(() => testshire.remove());

async function faultsOfWhere(where: string): Promise<string[]> {
  const text = (condition: string) =>
    indicatorYaml({
      measure: { kind: 'count', extract: 'complaints', date: 'received_on', where: condition },
    });
  await testshire.write(INDICATOR, text(where));
  onTestFinished(() => testshire.write(INDICATOR, text("kind = 'complaint'")));
  return faultsOf(testshire);
}

async function faultsOfView(sql: string): Promise<string[]> {
  await testshire.write(VIEW, sql);
  onTestFinished(() => testshire.write(VIEW, 'SELECT dspl_area, received_on FROM complaints'));
  return faultsOf(testshire);
}

describe('an expression cannot', () => {
  it.each<[what: string, expression: string, fault: string | RegExp]>([
    ['read a file as text', "read_text('/etc/passwd') = ''", 'may not use the function read_text()'],
    ['read a file as bytes', "read_blob('/etc/passwd') IS NULL", 'may not use the function read_blob()'],
    ['read a CSV file', "read_csv('/etc/passwd') IS NULL", 'may not use the function read_csv()'],
    ['read a Parquet file', "read_parquet('x') IS NULL", 'may not use the function read_parquet()'],
    ['list files', "len(glob('/etc/*')) > 0", 'may not use the function len()'],
    ['list files at once', "glob('/etc/*') IS NULL", 'may not use the function glob()'],
    ['see the environment', "getenv('HOME') = ''", 'may not use the function getenv()'],
    ['see the settings', "current_setting('threads') = '1'", 'may not use the function current_setting()'],
    ['see a variable', "getvariable('x') = 1", 'may not use the function getvariable()'],
    ['call a macro', 'list_sum([1]) = 1', 'may not use the function list_sum()'],
    [
      'call a function of a schema',
      "pg_catalog.lower(kind) = 'x'",
      'may not use the function pg_catalog.lower()',
    ],
    [
      'call a macro of a catalogue',
      'system.main.version() = 1',
      'may not use the function system.main.version()',
    ],
    ['ask who runs it', "current_user = 'x'", 'uses "current_user", which is no column of the extract'],
    ['ask the time', 'received_on < current_date', 'uses "current_date", which is no column of the extract'],
    ['hold a subquery', "kind = (SELECT 'x')", 'may not use a subquery'],
    ['hold a subquery over a file', "kind IN (FROM '/etc/passwd')", 'may not use a subquery'],
    ['hold one that never ends', `1 = (WITH ${EVER})`, 'may not use a subquery'],
    ['hold a window', 'sum(1) OVER () > 1', 'may not use a window'],
    ['hold an aggregate', 'max(received_on) = received_on', 'may not use the function max()'],
    ['hold a lambda', 'list_filter([1], x -> x) = [1]', /^may not use /],
    ['stand for all columns', 'COLUMNS(*) IS NULL', 'may not use a star'],
    ['use chance', 'random() > 0.5', 'may not use the function random()'],
    ['ask for a parameter', '$1 = kind', 'may not use a parameter'],
    ['name another schema', 'ledger.file = 1', 'uses "ledger.file", which is no column of the extract'],
    ['name a hidden column', '_row = 1', 'uses "_row", which is no column of the extract'],
    ['attach a database', "true); ATTACH 'x.db'; SELECT (true", UNREADABLE],
    ['set what DuckDB may do', 'true); PRAGMA enable_profiling; SELECT (true', UNREADABLE],
    ['write a file', "true); COPY (SELECT 1) TO 'x.csv'; SELECT (true", UNREADABLE],
    ['be two statements', 'true); SELECT (true', NOTHING_ELSE],
    ['be two, of which a text hides one', "kind = 'x;'); SELECT (';' = kind", NOTHING_ELSE],
    ['be two, of which a comment hides one', 'true /* ; */); SELECT (true -- ;', NOTHING_ELSE],
    ['add a table', "true) FROM read_text('/etc/passwd') WHERE (true", NOTHING_ELSE],
    ['be several', 'true), (true', NOTHING_ELSE],
    ['be put in order', 'true) ORDER BY (true', NOTHING_ELSE],
    ['delete a table', 'true); DROP TABLE x; SELECT (true', UNREADABLE],
    ['add a union', 'true) UNION ALL SELECT (true', NOTHING_ELSE],
    ['close the brackets it stands in', 'true) OR (true', 'closes a bracket that it has not opened'],
    ['close them and hide the rest', 'true) -- ', UNREADABLE],
    ['swallow the bracket it needs', 'lower(kind -- )', UNREADABLE],
    ['open a comment and not close it', 'true /* ', UNREADABLE],
    ['open a text and not close it', "kind = 'x", UNREADABLE],
    ['open a dollar text and not close it', 'kind = $$x', UNREADABLE],
    [
      'be nested a thousand times',
      `${'('.repeat(1000)}true${')'.repeat(1000)}`,
      'has more than 100 brackets inside one another',
    ],
    ['be endless', `true${' AND true'.repeat(1000)}`, 'is longer than 5,000 characters'],
    ['be nested without brackets', `${'NOT '.repeat(1200)}true`, UNREADABLE],
    [
      'call what looks like an allowed function',
      'lоwer(kind) = 1', // a Cyrillic о
      'may not use the function lоwer()',
    ],
    [
      'name what looks like a column',
      "кind = 'x'", // a Cyrillic к
      'uses "кind", which is no column of the extract; did you mean "kind"?',
    ],
    ['write wide letters', "ｒｅａｄ_text('x') = ''", 'may not use the function ｒｅａｄ_text()'],
    [
      'hide a letter of no width',
      "ki\u200bnd = 'x'",
      'has a character that nobody can see (U+200B): delete it',
    ],
    [
      'turn the order of reading',
      "kind = '\u202e'",
      'has a character that nobody can see (U+202E): delete it',
    ],
    [
      'end where DuckDB stops reading',
      'true\u0000 (',
      'has a character that nobody can see (U+0000): delete it',
    ],
  ])('%s', async (_what, expression, fault) => {
    const found = await faultsOfWhere(expression);
    const said = typeof fault === 'string' ? fault : expect.stringMatching(fault);
    expect(found.map((one) => one.replace(/^.*?"where" /, ''))).toEqual([said]);
    expect(found[0]).toMatch(/^testshire\/indicators\/complaints\.yaml:12:3 "where" /);
  });

  it('do any of that in an extract either, in a derived column or a check', async () => {
    const derived = "  days_to_respond: date_diff('day', received_on, responded_on)";
    await testshire.edit(EXTRACT, derived, "  days_to_respond: length(getenv('HOME'))");
    onTestFinished(() => testshire.edit(EXTRACT, "  days_to_respond: length(getenv('HOME'))", derived));
    expect(await faultsOf(testshire)).toEqual([
      expect.stringMatching(/^extracts\/complaints\.yaml:\d+:3 .* may not use the function getenv\(\)$/),
    ]);
  });
});

describe('an expression may hold what only looks dangerous', () => {
  it.each([
    ["theme = 'a; DROP TABLE complaints'"],
    ["theme = 'read_text(''/etc/passwd'')' -- ; )"],
    ["theme LIKE '%--%' /* ) ; ( */"],
    [`${'('.repeat(50)}kind = 'complaint'${')'.repeat(50)}`],
  ])('%s', async (expression) => {
    expect(await faultsOfWhere(expression)).toEqual([]);
  });
});

const nested = (times: number) => `${'SELECT * FROM ('.repeat(times)}FROM complaints${')'.repeat(times)}`;
const FROM = 'SELECT dspl_area, received_on FROM complaints';

const TABLE_FUNCTION = 'may not call a table function';
const HIDDEN = 'reads "sqlite_master", which is no extract';
const NO_SELECT = /^is not a SELECT that DuckDB can read: /;
const ONE_SELECT = 'must be one SELECT and nothing else';
const SHOWN = 'may not use SHOW, DESCRIBE or SUMMARIZE';

/** `▸` marks where the fault is to be; without it, at the beginning. */
describe('a view cannot', () => {
  it.each<[what: string, sql: string, fault: string | RegExp]>([
    ['call a table function', "SELECT * FROM ▸read_csv('/etc/passwd')", TABLE_FUNCTION],
    ['call one beside an extract', `${FROM},\n  ▸glob('/etc/*')`, TABLE_FUNCTION],
    ['call one in a subquery', `${FROM} WHERE kind IN (FROM ▸read_text('x'))`, TABLE_FUNCTION],
    ['call one in wide letters', "SELECT * FROM ▸ｒｅａｄ_csv('x')", TABLE_FUNCTION],
    ['see the settings', `${FROM}, ▸duckdb_settings()`, TABLE_FUNCTION],
    ['read a file', "SELECT * FROM ▸'/etc/passwd.csv'", 'reads "/etc/passwd.csv", which is no extract'],
    ['read a file beside an extract', `${FROM}, ▸'x.parquet'`, 'reads "x.parquet", which is no extract'],
    ['see which tables there are', `${FROM}, ▸sqlite_master`, HIDDEN],
    [
      'see the schemas',
      'FROM ▸information_schema.tables',
      /^reads "information_schema.tables"; write the extr/,
    ],
    ['read the ledger', 'FROM ▸ledger.file', 'reads "ledger.file"; write the extract’s name alone'],
    [
      'read rows that do not count',
      'FROM ▸delivered.complaints',
      /^reads "delivered.complaints"; write the extr/,
    ],
    ['read facts by their schema', 'FROM ▸facts.complaints', /^reads "facts.complaints"; write the extr/],
    ['read another database', 'FROM ▸x.facts.complaints', /^reads "x.facts.complaints"; write the extr/],
    [
      'give a table of its own the name of a hidden one, and read that one before',
      `WITH one AS (SELECT * FROM ▸sqlite_master),\nsqlite_master AS (${FROM})\nSELECT * FROM one`,
      HIDDEN,
    ],
    [
      'read a hidden one through its own',
      'WITH sqlite_master AS (FROM ▸sqlite_master) FROM sqlite_master',
      HIDDEN,
    ],
    [
      'read a hidden one beside where its own is known',
      `SELECT * FROM (WITH sqlite_master AS (${FROM}) FROM sqlite_master), ▸sqlite_master`,
      HIDDEN,
    ],
    ['list the tables', `${FROM}, (SHOW ALL TABLES)`, SHOWN],
    ['describe one', 'DESCRIBE complaints', SHOWN],
    ['never end', `WITH ${EVER}`, 'may not be RECURSIVE: it might never end'],
    ['be LATERAL', `${FROM}, ▸LATERAL (SELECT kind)`, 'may not be LATERAL'],
    ['leave columns out of *', 'SELECT ▸* EXCLUDE (kind) FROM complaints', STARRED],
    ['replace columns of *', 'SELECT ▸* REPLACE (1 AS kind) FROM complaints', STARRED],
    ['rename columns of *', 'SELECT ▸* RENAME (kind AS x) FROM complaints', STARRED],
    ['choose columns by a pattern', "SELECT ▸COLUMNS('k.*') FROM complaints", STARRED],
    [
      'see the environment',
      "SELECT ▸getenv('HOME') AS x FROM complaints",
      'may not use the function getenv()',
    ],
    [
      'see a setting',
      `${FROM}\nWHERE ▸current_setting('x') = '1'`,
      'may not use the function current_setting()',
    ],
    ['use chance', 'SELECT ▸random() AS x FROM complaints', 'may not use the function random()'],
    [
      'slip a function into a window',
      'SELECT ▸histogram(kind) OVER () FROM complaints',
      /^may not use the function h/,
    ],
    ['take a sample', `${FROM} USING SAMPLE 3`, 'may not take a sample: its rows would be others each time'],
    ['take a sample of a table', 'SELECT kind FROM ▸complaints TABLESAMPLE 3', /^may not take a sample/],
    [
      'ask the time',
      `${FROM}\nWHERE received_on < ▸current_date`,
      'uses "current_date", which is no column of what it reads',
    ],
    [
      'ask the time by a name that it has given elsewhere',
      'SELECT day FROM (SELECT kind AS current_date FROM complaints) a, (SELECT ▸current_date AS day FROM complaints) b',
      'uses "current_date", which is no column of what it reads',
    ],
    ['ask who runs it', 'SELECT ▸user FROM complaints', 'uses "user", which is no column of what it reads'],
    [
      'use a column that there is not',
      '-- It’s for families.\nSELECT kind,\n  ▸recieved_on\nFROM complaints',
      'uses "recieved_on", which is no column of what it reads; did you mean "received_on"?',
    ],
    [
      'read an extract that there is not',
      'SELECT kind FROM ▸complaint',
      'reads "complaint", which is no extract; did you mean "complaints"?',
    ],
    ['read nothing', 'SELECT 1 AS one', 'reads no extract'],
    ['be two statements', `${FROM}; ${FROM}`, ONE_SELECT],
    ['be two, of which a comment hides one', `${FROM} -- ;\n; SELECT 1`, ONE_SELECT],
    ['attach a database', "ATTACH 'x.db'", ONE_SELECT],
    ['attach one afterwards', `${FROM}; ATTACH 'x.db'`, ONE_SELECT],
    ['change settings', 'PRAGMA enable_profiling', ONE_SELECT],
    ['write a file', "COPY complaints TO 'x.csv'", ONE_SELECT],
    ['delete', 'DELETE FROM complaints', ONE_SELECT],
    ['pivot', 'PIVOT complaints ON kind USING count(*)', ONE_SELECT],
    ['be empty', '', ONE_SELECT],
    ['close the brackets it stands in', `${FROM}▸) x, (${FROM}`, NO_SELECT],
    ['open a comment and not close it', `${FROM} ▸/*`, NO_SELECT],
    ['be nested without end', nested(1200), 'has more than 100 brackets inside one another'],
    ['compare what cannot be compared', `${FROM} WHERE received_on > 5`, /^cannot be worked out: /],
  ])('%s', async (_what, marked, fault) => {
    const before = marked.split('▸')[marked.includes('▸') ? 0 : 1]?.split('\n') ?? [''];
    const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
    const found = await faultsOfView(marked.replace('▸', ''));
    const said = typeof fault === 'string' ? fault : expect.stringMatching(fault);
    expect(found.map((one) => one.replace(/^.*? the view /, ''))).toEqual([said]);
    expect(found[0]).toMatch(new RegExp(`^testshire/views/families\\.sql:${place} the view `));
  });
});

describe('a view may', () => {
  it.each([
    [
      'name its tables, one built upon another',
      `WITH a AS (${FROM}), b AS (SELECT * FROM A) SELECT * FROM b`,
    ],
    ['call its own table as the extract is called', `WITH complaints AS (${FROM}) SELECT * FROM complaints`],
    ['join extracts', `${FROM} JOIN exclusions USING (dspl_area)`],
    [
      'hold a condition that looks into another',
      `${FROM} WHERE EXISTS (FROM exclusions e WHERE e.kind = stage)`,
    ],
    [
      'number rows',
      `SELECT kind, row_number() OVER (PARTITION BY kind ORDER BY received_on) AS n FROM complaints`,
    ],
    ['hold a small table', `${FROM} JOIN (VALUES ('x')) AS known(code) ON known.code = kind`],
    [
      'group, and cast',
      'SELECT received_on, CAST(count(*) AS DECIMAL(10, 2)) AS n FROM complaints GROUP BY received_on',
    ],
    ['add extracts up', `${FROM} UNION ALL SELECT dspl_area, started_on FROM exclusions`],
    ['end with a semicolon, and be saved by Windows', `\uFEFF${FROM};\r\n`],
    ['speak of dangerous things', `${FROM} WHERE theme = 'lateral; read_csv()' -- LATERAL`],
  ])('%s', async (_what, sql) => {
    expect(await faultsOfView(sql)).toEqual([]);
  });
});

it('what slipped through the fence would reach no file all the same: the warehouse may open none', async () => {
  const { home } = await testHome();
  const catalogue = await loadCatalogue(testshire.folder);
  const warehouse = await openWarehouse(home, catalogue, PERSON_KEY);
  onTestFinished(() => warehouse.close());
  const readable = testshire.path('testshire/readable.csv');
  await writeFile(readable, 'secret\n1\n');
  for (const file of [`read_text('${readable}')`, `read_csv('${readable}')`, `'${readable}'`]) {
    const slipped = catalogue.views.map((view) => ({ ...view, sql: `SELECT * FROM ${file}` }));
    await expect(defineFacts(warehouse, { ...catalogue, views: slipped })).rejects.toThrow(
      'Permission Error: Cannot access file',
    );
  }
  await expect(defineFacts(warehouse, catalogue)).resolves.toBeUndefined();
});
