import { z } from 'zod';
import { isDay, parsePeriod } from './periods.ts';

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use small letters, digits and hyphens, as in "north-west"');

export const columnName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'use letters, digits and underscores');

export const sentence = z.string().trim().min(1, 'must not be empty');

export const expression = sentence.describe('One SQL expression over the extract’s columns.');

export const periodId = z.string().refine((text) => parsePeriod(text) !== null, {
  message: 'write a period as 2024-07, FY2024Q1, FY2024, AY2024, AY2024T1, CY2024, 2024-W28 or R2024-07',
});

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { message: 'write a month as 2025-04', abort: true });

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { message: 'write a day as 2025-04-30', abort: true })
  .refine(isDay, { message: 'there is no such day' });

export const eventSchema = z
  .strictObject({
    on: z
      .union([day, month], { error: 'write a day as 2025-04-30, or a month as 2025-04' })
      .describe('The day, or the month where the day does not matter: 2023-07-14, 2024-01.'),
    what: sentence.describe('What happened, in a few words that fit on a chart.'),
  })
  .meta({ id: 'event' });

export const source = sentence.describe('Where it is said: the document and the place in it.');
