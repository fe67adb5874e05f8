import { z } from 'zod';
import { day, eventSchema, id, sentence } from './schema-parts.ts';
import { GRAINS } from './series.ts';

/** The tile map has room for eight columns and rows. */
const place = z.int().min(0).max(7);

const areaSchema = z.strictObject({
  id: id.describe('How it is named in addresses, and in commands.'),
  name: sentence.describe('The full name, as readers know it.'),
  short: sentence.describe('A short name for charts and tiles.'),
  aliases: z.array(sentence).default([]).describe('Other names that suppliers write.'),
  tile: z
    .tuple([place, place])
    .describe('Column and row on the tile map, from the top left: each from 0 to 7.'),
});

const contactSchema = z.strictObject({
  name: sentence.describe('Who answers: a post or a team, not a person, who may leave.'),
  email: z
    .email('write an e-mail address, as in send.data@example.org')
    .optional()
    .describe('Where they can be written to.'),
  phone: sentence.optional().describe('With the dialling code: 01992 555555.'),
});

const frameworkSchema = z
  .strictObject({
    title: sentence.describe('What all of it is called: "Outcome Bees".'),
    item: sentence.describe('What one item is called: "Outcome Bee", "ambition".'),
    items: z
      .array(
        z.strictObject({
          id: z
            .string()
            .regex(
              /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/,
              'use letters, digits and hyphens, as in "be-happy" or "AI1"',
            )
            .describe('How indicators and addresses name it.'),
          title: sentence.describe('What readers know it as.'),
          description: sentence.describe('What it is about, in a sentence.'),
        }),
      )
      .min(1)
      .describe('Its items, in the order in which readers see them.'),
  })
  .meta({ id: 'framework' });

export const FRAMEWORKS = ['bees', 'ambitions', 'improvement', 'outcomes'] as const;

export type FrameworkId = (typeof FRAMEWORKS)[number];

const disclosureSchema = z
  .strictObject({
    threshold: z.int().min(2).default(5).describe('The smallest count that is shown; 0 is shown too.'),
    percentage_denominator: z
      .int()
      .min(1)
      .default(10)
      .describe('The smallest number that a share or a rate may be out of.'),
    minimum_people: z
      .int()
      .min(1)
      .default(10)
      .describe('The fewest people of whom an average, a middle or a total of amounts is shown.'),
    grains: z
      .array(z.enum(GRAINS))
      .min(1)
      .default(['quarter', 'academic_year', 'financial_year', 'calendar_year'])
      .describe('The periods for which there are protected figures. Figures of finished periods alone.'),
  })
  .describe(
    'What area groups and the public may see: counts of few children are hidden, and what tells of them.',
  );

export const partnershipSchema = z
  .strictObject({
    name: sentence.describe('The partnership’s own name.'),
    county: sentence.describe('What the whole area is called on charts and pages.'),
    ons_code: z.string().describe('The council’s code from the Office for National Statistics: E10000015.'),
    dfe_name: sentence.describe('The council’s name in the Department for Education’s files.'),
    region: sentence.describe('Its region of England, as in the Department for Education’s files.'),
    locality: sentence.describe('What one locality is called: "district", "area".'),
    statistical_neighbours: z
      .array(sentence)
      .describe('Councils’ names as in the Department for Education’s files.'),
    areas: z.array(areaSchema).describe('Its localities; none where figures are for the whole area alone.'),
    frameworks: z
      .partialRecord(z.enum(FRAMEWORKS), frameworkSchema)
      .describe(
        'The ways to group indicators; the first is the one that readers see first. bees: by what the partnership counts success; ambitions: what its strategy strives for; improvement: what an inspection has asked it to improve; outcomes: the outcomes of its strategy.',
      ),
    events: z
      .array(eventSchema)
      .default([])
      .describe('What happened that bears on every chart, such as an inspection.'),
    order: z
      .array(id)
      .default([])
      .describe(
        'The indicators in the order in which readers see them; those not named come after, by name.',
      ),
    calendar: sentence.default('Europe/London').describe('The time zone in which days begin and end.'),
    schedule: sentence
      .default('*/10 * * * *')
      .describe('When the pipeline runs, as a cron expression; every ten minutes unless said.'),
    contact: contactSchema
      .optional()
      .describe(
        'Whom readers ask about these pages, and tell of what they cannot use: { name: SEND data team, email: … }.',
      ),
    retention: z
      .strictObject({
        raw_files_months: z
          .int()
          .min(1)
          .describe('Raw files received longer ago than this many months are deleted.'),
      })
      .optional()
      .describe(
        'How long raw files, as suppliers sent them, stay in the archive: { raw_files_months: 24 }. Their facts stay, with people by their pseudonyms. Without it all files are kept.',
      ),
    disclosure: disclosureSchema
      .optional()
      .describe(
        'How figures are protected for area groups, for the public and for publication, where not as usual.',
      ),
    roles: z
      .strictObject({
        areas: z
          .enum(['own_and_county', 'all_areas'])
          .default('own_and_county')
          .describe(
            'Which figures the users of an area see: their own area’s and the county’s, or every area’s.',
          ),
        also: z
          .record(id, z.array(id))
          .default({})
          .describe('Further areas that the users of one area see: { north: [south, west] }.'),
        public: z
          .enum(['county', 'all_areas'])
          .default('county')
          .describe('Which figures the public sees: the county’s, or every area’s.'),
      })
      .optional()
      .describe(
        'Who sees whose figures. All of them see protected figures only; without it an area’s users see their own area and the county, the public sees the county.',
      ),
  })
  .describe('A partnership: its areas, its frameworks and its habits.');

const termSchema = z.strictObject({
  id: z
    .string()
    .regex(/^AY\d{4}T[1-3]$/, 'write a term as AY2024T1 (autumn), AY2024T2 (spring) or AY2024T3 (summer)')
    .describe(
      'AY2024T1 is the autumn term of 2024, AY2024T2 the spring term of 2025, AY2024T3 its summer term.',
    ),
  start: day.describe('The first day of the term.'),
  end: day.describe(
    'The last day of the term. The holiday after it belongs to it, but for the month in which the next begins.',
  ),
});

export const calendarSchema = z
  .strictObject({ terms: z.array(termSchema).min(1).describe('The terms, the oldest first.') })
  .describe('The school terms, in order and without one left out.');

export type Area = z.infer<typeof areaSchema>;

export type Framework = z.infer<typeof frameworkSchema>;

export type DisclosurePolicy = z.infer<typeof disclosureSchema>;

/** What a partnership has agreed, or what is usual. */
export function disclosurePolicy({ disclosure }: Pick<Partnership, 'disclosure'>): DisclosurePolicy {
  return disclosure ?? disclosureSchema.parse({});
}

export type Partnership = z.infer<typeof partnershipSchema>;
