import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { parseDocument } from 'yaml';

/** The values of the YAML texts that Waggle was built with, by their digests, as JSON. Reading YAML takes its time. */
declare const WAGGLE_YAML: string | undefined;

let known: Record<string, unknown> | null = null;

/** What a text says, where it is one that Waggle was built with; any other has to be read. */
export function knownYaml(text: string): { value: unknown } | null {
  known ??= typeof WAGGLE_YAML === 'string' ? JSON.parse(WAGGLE_YAML) : {};
  const digest = digestOf(text);
  return known && Object.hasOwn(known, digest) ? { value: known[digest] } : null;
}

/** What a build keeps of some texts: of all that are sound YAML and say nothing that JSON cannot. */
export function keptYaml(texts: string[]): string {
  const values = texts.flatMap((text) => {
    const document = parseDocument(text);
    if (document.errors.length > 0) return [];
    const value: unknown = document.toJS();
    return isDeepStrictEqual(JSON.parse(JSON.stringify(value ?? null)), value)
      ? [[digestOf(text), value]]
      : [];
  });
  return JSON.stringify(Object.fromEntries(values));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
