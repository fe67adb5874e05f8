import { z } from 'zod';
import { COUNTY } from '../../indicators/areas.ts';
import { isMonth, lastDayOf, parsePeriod } from '../../indicators/periods.ts';
import { GRAINS } from '../../indicators/series.ts';
import { FORMATS } from '../formats/negotiate.ts';

/** The parameters that several addresses share. */

export const indicatorParameter = z.string().describe('An indicator’s id, as the catalogue lists it.');
export const areaParameter = z
  .string()
  .default(COUNTY)
  .describe('The county, or a locality’s id as the catalogue lists it.');
export const grainParameter = z
  .enum(GRAINS)
  .optional()
  .describe('How long a period of the figures is; the indicator’s own choice unless said.');
/** Read when the snapshot is taken, before the route begins; named here so that it counts as known. */
export const snapshotParameter = z
  .string()
  .optional()
  .describe('A snapshot’s id or, where it is frozen, its name; the newest unless said.');

/** Read by `negotiate`, beside the Accept header. */
export const formatParameter = z
  .string()
  .optional()
  .meta({ enum: Object.keys(FORMATS), description: 'Goes before what the Accept header likes best.' });

const HOW_TO_WRITE =
  'write a month (2024-07), a day (2024-07-31) or a period (FY2024Q1, FY2024, AY2024, CY2024)';

const moment = z
  .string()
  .refine((text) => daysOf(text) !== null, HOW_TO_WRITE)
  .optional();

/** From the first day of a month or period … */
export const fromParameter = moment
  .transform((text) => daysOf(text ?? '')?.start)
  .describe(
    'Only periods that begin with or after this month, day or period: 2024-07, 2024-07-31, FY2024Q1.',
  );
/** … to the last day of another. */
export const toParameter = moment
  .transform((text) => daysOf(text ?? '')?.end)
  .describe('Only periods that end with or before this month, day or period: 2024-07, 2024-07-31, FY2024Q1.');

export const onePeriodParameter = z
  .string()
  .refine(
    (text) => parsePeriod(text) !== null,
    'write a period as 2024-07, FY2024Q1, FY2024, AY2024 or CY2024',
  )
  .describe('A period: 2024-07, FY2024Q1, FY2024, AY2024 or CY2024.');
export const periodParameter = onePeriodParameter
  .optional()
  .describe('A period: 2024-07, FY2024Q1, FY2024, AY2024 or CY2024; the county’s latest unless said.');

function daysOf(text: string): { start: string; end: string } | null {
  return parsePeriod(text) ?? (isDay(text) ? { start: text, end: text } : null);
}

function isDay(text: string): boolean {
  const month = text.slice(0, 7);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && isMonth(month) && text >= `${month}-01` && text <= lastDayOf(month)
  );
}
