import { z } from 'zod';
import { extractSchema } from './extract-schema.ts';
import { calendarSchema, partnershipSchema } from './partnership-schema.ts';
import { planSchema } from './plan-schema.ts';
import { indicatorSchema } from './schema.ts';

/** What the catalogue's files may hold, for editors: each description is shown where its key is written. */
const SCHEMAS = {
  calendar: calendarSchema,
  extract: extractSchema,
  indicator: indicatorSchema,
  partnership: partnershipSchema,
  plan: planSchema,
} satisfies Record<string, z.ZodType>;

/** The JSON Schemas as files, by their names. Editors know draft 7 best. */
export function editorSchemas(): Map<string, string> {
  return new Map(
    Object.entries(SCHEMAS).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), null, 2)}\n`,
    ]),
  );
}
