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
  findings: z.array(
    z.strictObject({
      severity: z.enum(['error', 'warning']),
      code: z.string(),
      row: z.int().nullable(),
      column: z.string().nullable(),
      value: z.string().nullable(),
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
    const { outcome, extract, period, rows, findings } = reports.get(path) ?? Object.fromEntries([]);
    const found = { outcome, extract, period, rows, findings: inOrder(findings.map(place)) };
    expect(found).toEqual({ ...expected, findings: inOrder(expected.findings) });
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

it.each(cases)(
  '$name: a refused file is counted as quarantined, and its failures are counted by kind',
  ({ path, expected }) => {
    const report = reports.get(path);
    if (expected.outcome === 'rejected') expect(report?.quarantined).toBe(expected.rows);
    const total = Object.values(report?.counts ?? {}).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(expected.findings.length);
  },
);

type Place = z.infer<typeof expectedSchema>['findings'][number];

/** Errors before warnings, as reports have them; within these in any order. */
function inOrder(places: Place[]): Place[] {
  const lines = places.map((one) => ({ one, text: JSON.stringify(one) }));
  return lines.sort((one, other) => one.text.localeCompare(other.text)).map(({ one }) => one);
}

function place({ severity, code, row, column, value }: Finding): Place {
  return { severity, code, row, column, value };
}
