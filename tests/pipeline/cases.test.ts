import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { FileReport, Finding } from '../../indicators/series.ts';
import { openTestHome, projectRoot } from '../support/home.ts';

/** Every folder of tests/cases holds one file as a supplier would send it, and what Waggle is to say of it. */

const expectedSchema = z.strictObject({
  outcome: z.enum(['accepted', 'accepted_with_findings', 'rejected']),
  extract: z.string().nullable(),
  period: z.string().nullable(),
  rows: z.int(),
  quarantined: z.int(),
  findings: z.array(
    z.strictObject({
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      row: z.int().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
      /** Words that the message or the remedy has, where the code alone does not say enough. */
      says: z.string().optional(),
    }),
  ),
});

const folder = join(projectRoot, 'tests', 'cases');
const names = (await readdir(folder, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();
const cases = await Promise.all(names.map(readCase));

async function readCase(name: string) {
  const files = (await readdir(join(folder, name))).filter((file) => file !== 'expected.json');
  const expected = expectedSchema.parse(
    JSON.parse(await readFile(join(folder, name, 'expected.json'), 'utf8')),
  );
  return { name: name.replaceAll('-', ' '), path: join(folder, name, files[0] ?? ''), expected };
}

const reports = new Map<string, FileReport>();

beforeAll(async () => {
  const home = await openTestHome();
  try {
    const found = await home.check(...cases.map(({ path }) => path));
    for (const [index, report] of found.entries()) reports.set(cases[index]?.path ?? '', report);
  } finally {
    await home.remove();
  }
});

describe('a file', () => {
  it.each(cases)('$name', ({ path, expected }) => {
    const report = reports.get(path) ?? Object.fromEntries([]);
    const { outcome, extract, period, rows, quarantined, findings } = report;
    const found = { outcome, extract, period, rows, quarantined, findings: inOrder(findings.map(place)) };
    expect(found).toEqual({ ...expected, findings: inOrder(expected.findings.map(place)) });
    const said = report.findings.map(({ message, remedy }: Finding) => `${message} ${remedy}`).join('\n');
    for (const { says = '' } of expected.findings) expect(said).toContain(says);
  });
});

it.each(cases)('$name: every finding says in words what is wrong and what to do', ({ path }) => {
  for (const { message, remedy } of reports.get(path)?.findings ?? []) {
    expect(message).toMatch(/\w.{15,}\.$/su);
    expect(remedy).toMatch(/^[A-Z].{10,}\.$/su);
  }
});

it.each(cases)('$name: what refuses the file comes before remarks', ({ path }) => {
  const severities = reports.get(path)?.findings.map(({ severity }) => severity) ?? [];
  expect(severities).toEqual(severities.toSorted());
});

it.each(cases)('$name: failures are counted by kind', ({ path, expected }) => {
  const report = reports.get(path);
  const total = Object.values(report?.counts ?? {}).reduce((sum, count) => sum + count, 0);
  expect(total).toBe(expected.findings.length);
});

type Place = Pick<Finding, 'severity' | 'code' | 'row' | 'column' | 'value'>;

/** Errors before warnings, as reports have them; within these in any order. */
function inOrder(places: Place[]): Place[] {
  const lines = places.map((one) => ({ one, text: JSON.stringify(one) }));
  return lines.sort((one, other) => one.text.localeCompare(other.text)).map(({ one }) => one);
}

function place({ severity, code, row, column, value }: Place): Place {
  return { severity, code, row, column, value };
}

/** What the pipeline can say of a file, each as a pattern; but not what no file can be made to bring about. */
async function sentences(): Promise<{ source: string; says: RegExp }[]> {
  const checks = (await readdir(join(projectRoot, 'pipeline', 'checks'))).map((name) => join('checks', name));
  const reading = ['text.ts', 'recognise.ts', 'tidy.ts'].map((name) => join('stage', name));
  const sources = [...checks, ...reading];
  const found = await Promise.all(
    sources.map(async (source) => {
      const code = await readFile(join(projectRoot, 'pipeline', source), 'utf8');
      const literals = [
        ...code.matchAll(
          /(?<=message: .*|^ +|FileError\(\n? *'[a-z-]+',\s*|notText\()(['`])([A-Z“$][^\n]*?\.)\1/gm,
        ),
      ];
      return literals.map(([, , text = '']) => ({ source, text, says: patternOf(text) }));
    }),
  );
  return found.flat();
}

function patternOf(text: string): RegExp {
  const parts = text
    .split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
    .map((part) => part.replace(/[.*+?^()|[\]\\{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^]*')}$`);
}

/** Of https://specs.frictionlessdata.io, those that issue 3 names. */
const FRICTIONLESS_CODES = [
  'encoding-error',
  'blank-header',
  'duplicate-label',
  'missing-label',
  'extra-label',
  'blank-row',
  'extra-cell',
  'missing-cell',
  'type-error',
  'constraint-error',
  'primary-key',
  'foreign-key',
  'row-constraint',
];

it('every code of the Frictionless checks is found in some case', () => {
  const codes = new Set([...reports.values()].flatMap(({ findings }) => findings.map(({ code }) => code)));
  expect(FRICTIONLESS_CODES.filter((code) => !codes.has(code))).toEqual([]);
});

/** What all checks share, and the one that says the sentences of the extracts. */
const SILENT = [
  'check.ts',
  'compare.ts',
  'history.ts',
  'profile.ts',
  'row-rules.ts',
  'rule.ts',
  'showable.ts',
];

it('every check has sentences of its own', async () => {
  const files = await readdir(join(projectRoot, 'pipeline', 'checks'));
  const sources = new Set((await sentences()).map(({ source }) => source));
  const silent = files.filter((name) => !sources.has(join('checks', name)));
  expect(silent.sort()).toEqual(SILENT);
});

/** They hold a file against earlier ones, which no case of a single file can show: they have tests of their own. */
const BESIDE_OTHERS = [
  'checks/drift.ts',
  'checks/duplicate-file.ts',
  'checks/fragment.ts',
  'checks/months-delivered.ts',
  'checks/repeated-key.ts',
  'checks/replaced-rows.ts',
  'checks/superseded-rows.ts',
];

it('every sentence that reading and checking can say is said in some case', async () => {
  const said = [...reports.values()]
    .flatMap(({ findings }) => findings)
    .flatMap(({ message, remedy }) => [message, remedy]);
  const alone = (await sentences()).filter(({ source }) => !BESIDE_OTHERS.includes(source));
  const unsaid = alone.filter(({ says }) => !said.some((text) => says.test(text)));
  expect(unsaid).toEqual([]);
});
