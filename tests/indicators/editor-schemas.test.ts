import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { editorSchemas } from '../../indicators/editor-schemas.ts';
import { projectRoot } from '../support/home.ts';
import { readYaml } from '../support/partnership.ts';

/** The JSON Schemas that editors check and complete the catalogue's files with, as they are committed. */

const FOLDER = join(projectRoot, 'indicators', 'json-schema');
const names = [...editorSchemas().keys()];

const committed = (name: string) => readFile(join(FOLDER, name), 'utf8');

/** Every YAML file of the catalogue, by its path from the project's root. */
async function files(): Promise<string[]> {
  const found = await readdir(join(projectRoot, 'indicators'), { recursive: true });
  return found.filter((name) => name.endsWith('.yaml')).map((name) => `indicators/${name}`);
}

async function associations(): Promise<[schema: string, globs: string[]][]> {
  const settings = parse(await readFile(join(projectRoot, '.vscode', 'settings.json'), 'utf8'));
  const found: Record<string, string | string[]> = settings['yaml.schemas'];
  return Object.entries(found).map(([schema, globs]) => [schema, [globs].flat()]);
}

function fits(file: string, glob: string): boolean {
  return new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(file);
}

it.each(names)('%s is current; when this fails, run: npx waggle catalogue schema', async (name) => {
  expect(await committed(name)).toBe(editorSchemas().get(name));
});

it('there is no other schema', async () => {
  expect((await readdir(FOLDER)).sort()).toEqual(names.toSorted());
});

describe('every key has words for whoever writes it', () => {
  it.each(names)('in %s', async (name) => {
    expect(withoutWords(JSON.parse(await committed(name)))).toEqual([]);
  });
});

/** The keys without a description, except those that say which kind of thing they stand in. */
function withoutWords(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties = 'properties' in schema ? Object.entries(Object(schema.properties)) : [];
  const silent = properties.filter(([, of]) => !Object(of).description && !('const' in Object(of)));
  const below = Object.entries(schema).flatMap(([key, value]) => withoutWords(value, `${path}/${key}`));
  return [...silent.map(([key]) => `${path}/${key}`), ...below];
}

it('every file of the catalogue has its schema in the editor, and fits it', async () => {
  const schemas = await associations();
  expect(schemas.map(([schema]) => schema.replace('./indicators/json-schema/', '')).sort()).toEqual(
    names.toSorted(),
  );
  for (const file of await files()) {
    const own = schemas.filter(([, globs]) => globs.some((glob) => fits(file, glob)));
    expect([file, own.length]).toEqual([file, 1]);
    const [path = ''] = own[0] ?? [];
    const schema = z.fromJSONSchema(JSON.parse(await readFile(join(projectRoot, path), 'utf8')));
    const { error } = schema.safeParse(await readYaml(join(projectRoot, file)));
    expect([file, error?.issues ?? []]).toEqual([file, []]);
  }
});

it.each([
  ['a key that there is not', { onwer: 'X' }],
  ['a word that is none of those allowed', { tier: 'top' }],
  ['a measure of no kind', { measure: { kind: 'sort', extract: 'complaints', date: 'received_on' } }],
  ['a measure without its date', { measure: { kind: 'count', extract: 'complaints' } }],
])('the editor marks %s', async (_what, change) => {
  const schema = z.fromJSONSchema(JSON.parse(await committed('indicator.schema.json')));
  const file = join(projectRoot, 'indicators/hertfordshire/indicators/complaints-count.yaml');
  const indicator = Object(await readYaml(file));
  expect(schema.safeParse(indicator).success).toBe(true);
  expect(schema.safeParse({ ...indicator, ...change }).success).toBe(false);
});
