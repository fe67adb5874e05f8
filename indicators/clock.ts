import { z } from 'zod';
import { isDay } from './periods.ts';

const DAY_OR_TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** WAGGLE_NOW, which fixes the clock for demonstrations and tests: a day or a time. */
export const fixedClock = z
  .string()
  .refine((text) => DAY_OR_TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text)), {
    message: 'WAGGLE_NOW must be a day or a time, such as 2025-01-15 or 2025-01-15T09:00:00Z.',
  })
  .transform((text) => new Date(text));
