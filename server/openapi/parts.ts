import { z } from 'zod';
import { GRAINS } from '../../indicators/series.ts';

/** What several answers have in them. */

/** Holds a schema to a type both ways, so that neither has a value that the other leaves out. */
export function exactly<T>() {
  return <S extends z.ZodType<T>>(schema: S & ([T] extends [z.output<S>] ? unknown : never)): S => schema;
}

export const day = z.string().describe('A day: 2024-07-31.');
export const moment = z.string().describe('A moment, in UTC: 2024-08-02T09:00:00Z.');
export const period = z.string().describe('2024-07, FY2024Q1, FY2024, AY2024 or CY2024.');
export const count = z.int().min(0);
export const grain = z.enum(GRAINS);
export const area = z.string().describe('“county”, or the id of a locality.');
export const snapshot = z.string().describe('The snapshot that the figures are from.');
export const level = z
  .enum(['full', 'protected'])
  .describe('“full” of true figures; in “protected” ones small numbers are hidden.');
