import type { z } from 'zod';
import { FORMATS } from '../formats/negotiate.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What an address of the API is, for /api/openapi.json. */
    about?: About;
  }
}

/** What a route is for programs: the schemas are those by which it reads what it is sent. */
export interface About {
  /** What programs that are made from the description call it. */
  id: string;
  summary: string;
  description?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: Content;
  /** 200 unless said. */
  status?: number;
  answer: Content;
  /** Whether who has it already is told so, though it is not from one snapshot; what is always is. */
  isTagged?: true;
  /** The refusals that it has beside those that all have. */
  problems?: ProblemStatus[];
}

/** Media types, each with the schema of what comes in it; null of what is for other programs than readers of JSON. */
export type Content = Record<string, z.ZodType | null>;

export type ProblemStatus = 400 | 401 | 403 | 404 | 406 | 413 | 415 | 429 | 503;

export const JSON_TYPE = 'application/json';
export const CSV_TYPE = 'text/csv';

/** JSON by its schema, and the same as a table in each of the other formats. */
export function inEveryFormat(schema: z.ZodType): Content {
  const formats = Object.values(FORMATS).map((type): [string, null] => [type, null]);
  return { ...Object.fromEntries(formats), [FORMATS.json]: schema };
}
