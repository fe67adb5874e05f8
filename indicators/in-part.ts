import type { z } from 'zod';
import type { partnershipSchema } from './partnership-schema.ts';
import type { indicatorSchema } from './schema.ts';

/** What a file says apart from its faults, so that the rest of it can be held against the catalogue all the same. */

/** For keys with faults something else stands in: nobody is to be told anything about it. */
export interface InPart<T> {
  value: T;
  unread: ReadonlySet<PropertyKey>;
}

/** @param standIn a sound file @returns null for what is no keys with values */
export function readInPart<S extends z.ZodType>(
  given: unknown,
  schema: S,
  standIn: z.input<S>,
  unread: ReadonlySet<PropertyKey> = new Set(),
): InPart<z.infer<S>> | null {
  if (typeof given !== 'object' || given === null) return null;
  const kept = Object.entries(given).filter(([key]) => !unread.has(key));
  const stood = Object.entries(Object(standIn)).filter(([key]) => unread.has(key));
  const result = schema.safeParse(Object.fromEntries([...kept, ...stood]));
  if (result.success) return { value: result.data, unread };
  const found = result.error.issues.flatMap(keysOf);
  if (found.every((key) => unread.has(key))) return null;
  return readInPart(given, schema, standIn, new Set([...unread, ...found]));
}

function keysOf(issue: z.core.$ZodIssue): PropertyKey[] {
  const [key] = issue.path;
  if (key !== undefined) return [key];
  return issue.code === 'unrecognized_keys' ? issue.keys : [];
}

export const SOUND_INDICATOR: z.input<typeof indicatorSchema> = {
  title: '-',
  definition: '-',
  why_it_matters: '-',
  tier: 'core',
  unit: 'count',
  polarity: 'neither',
  measure: { kind: 'published' },
  grains: ['month'],
  owner: '-',
  review_by: '2000-01-01',
};

export const SOUND_PARTNERSHIP: z.input<typeof partnershipSchema> = {
  name: '-',
  county: '-',
  ons_code: '-',
  dfe_name: '-',
  region: '-',
  locality: '-',
  statistical_neighbours: [],
  areas: [],
  frameworks: {},
};
