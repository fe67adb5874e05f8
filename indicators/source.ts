import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { type Document, isMap, isNode, LineCounter, parseDocument, type YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { readInPart } from './in-part.ts';
import { didYouMean } from './nearest.ts';
import { knownYaml } from './yaml.ts';

/** One thing that is wrong with the catalogue, where a person can find it. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** A YAML file that has been read: its value, and where each part of it stands. */
export interface Source<T> {
  file: string;
  value: T;
  /** The keys that have faults: what stands in the value for them is nobody’s. */
  unread: ReadonlySet<PropertyKey>;
  fault(path: readonly PropertyKey[], message: string): Fault;
}

/** An indicator's id is its file's name. */
export function idOf(file: string): string {
  return basename(file, '.yaml');
}

/** Every YAML file of a folder that fits the schema; what does not fit is a fault.
 *  @param standIn for the keys that do not fit; without it a file that has such keys is left out */
export async function readAll<S extends z.ZodType>(
  folder: string,
  schema: S,
  faults: Fault[],
  standIn?: z.input<S>,
) {
  const names = await yamlFiles(folder, faults);
  const sources = await Promise.all(
    names.map((name) => readSource(join(folder, name), schema, faults, standIn)),
  );
  return sources.filter((source) => source !== null);
}

async function yamlFiles(folder: string, faults: Fault[]): Promise<string[]> {
  const wrong = (path: string, message: string) =>
    faults.push({ file: shown(path), line: 1, column: 1, message });
  try {
    const names = (await readdir(folder)).sort();
    for (const name of names.filter((one) => /\.(yml|ya?ml\.txt)$/i.test(one))) {
      const right = name.replace(/(\.ya?ml)?\.\w+$/i, '.yaml');
      wrong(join(folder, name), `is not read, for its name does not end in .yaml; call it ${right}`);
    }
    return names.filter((name) => name.endsWith('.yaml'));
  } catch {
    wrong(folder, 'is missing: the catalogue needs this folder');
    return [];
  }
}

export async function readSource<S extends z.ZodType>(
  path: string,
  schema: S,
  faults: Fault[],
  standIn?: z.input<S>,
): Promise<Source<z.infer<S>> | null> {
  const file = shown(path);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    faults.push({ file, line: 1, column: 1, message: 'is missing or cannot be read' });
    return null;
  }
  const yaml = new YamlText(text);
  const errors = yaml.errors();
  if (errors.length > 0) {
    faults.push(...errors.map((error) => ({ file, ...yaml.at(error.pos[0]), message: yamlFault(error) })));
    return null;
  }
  const fault: Source<unknown>['fault'] = (place, message) => ({ file, ...yaml.placeOf(place), message });
  const result = schema.safeParse(yaml.value());
  if (result.success) return { file, value: result.data, unread: new Set(), fault };
  faults.push(...result.error.issues.flatMap((issue) => issueFaults(issue, schema, fault)));
  const inPart = standIn && readInPart(yaml.value(), schema, standIn);
  return inPart ? { file, ...inPart, fault } : null;
}

/** What Waggle was built with is parsed only where a part's place is asked for. */
class YamlText {
  private readonly known: { value: unknown } | null;
  private readonly lines = new LineCounter();
  private parsed: Document.Parsed | null = null;

  constructor(private readonly text: string) {
    this.known = knownYaml(text);
  }

  private document(): Document.Parsed {
    this.parsed ??= parseDocument(this.text, { lineCounter: this.lines });
    return this.parsed;
  }

  errors(): YAMLParseError[] {
    return this.known ? [] : this.document().errors;
  }

  value(): unknown {
    return this.known ? this.known.value : this.document().toJS();
  }

  placeOf(path: readonly PropertyKey[]): { line: number; column: number } {
    return this.at(offsetOf(this.document(), path));
  }

  at(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

function yamlFault({ message, code }: YAMLParseError): string {
  const hint =
    code === 'BLOCK_AS_IMPLICIT_KEY'
      ? '; a text with a colon in it needs quotation marks, and keys of one level begin at the same column'
      : '';
  return `is not valid YAML: ${message.split(' at line')[0]}${hint}`;
}

/** Where a path stands in the text: its key, or the nearest part of it that exists. */
function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === String(last));
    if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? 0;
  }
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node)) return node.range?.[0] ?? 0;
  return path.length === 0 ? 0 : offsetOf(document, path.slice(0, -1));
}

function issueFaults(issue: z.core.$ZodIssue, schema: z.ZodType, fault: Source<unknown>['fault']): Fault[] {
  const key = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => {
      const hint =
        issue.path.length === 0 && 'shape' in schema
          ? didYouMean(name, Object.keys(Object(schema.shape)))
          : '';
      return fault([...issue.path, name], `"${name}" is not a key that can stand here${hint}`);
    });
  }
  if (
    issue.code === 'invalid_type' &&
    issue.input === undefined &&
    /received undefined/.test(issue.message)
  ) {
    return [fault(issue.path, `"${key}" is missing`)];
  }
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return [fault(issue.path, `"${key}" must not be empty`)];
  }
  const words = wordsAllowed(issue);
  if (words) return [fault(issue.path, `"${key}" must be one of: ${words.map(String).join(', ')}`)];
  if (issue.code === 'invalid_union' && issue.errors.length > 0 && issue.message === 'Invalid input') {
    const [likeliest = []] = issue.errors.toSorted((one, other) => one.length - other.length);
    return likeliest.flatMap((inner) =>
      issueFaults({ ...inner, path: [...issue.path, ...inner.path] }, schema, fault),
    );
  }
  return [fault(issue.path, `${key === '' ? 'the file' : `"${key}"`}: ${inWords(issue)}`)];
}

/** The words of which one must stand there, where there are such. */
function wordsAllowed(issue: z.core.$ZodIssue): readonly unknown[] | undefined {
  if (issue.code === 'invalid_value') return issue.values;
  return issue.code === 'invalid_union' && 'options' in issue ? issue.options : undefined;
}

const SHAPES: Record<string, string> = {
  object: 'keys with their values, as in "title: New plans"',
  array: 'a list, as in [month, quarter]',
  number: 'a number, as in 12 or 0.9',
  int: 'a whole number',
  string: 'a text; put a number in quotation marks',
  boolean: 'true or false',
};

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && SHAPES[issue.expected]) return `must be ${SHAPES[issue.expected]}`;
  if (issue.code === 'too_big' && issue.origin !== 'string') return `must be ${issue.maximum} or less`;
  if (issue.code === 'too_small' && issue.origin !== 'string') return `must be ${issue.minimum} or more`;
  return issue.message.replace(/^Invalid input: /, '');
}

export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
