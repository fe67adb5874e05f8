import { rm } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { testPartnership } from '../support/partnership.ts';
import { COMPLAINTS, EXTRACT, INDICATOR, PARTNERSHIP, RATE, useCatalogue } from './faults.ts';

const { change, faults, load, remove, textOf, write } = useCatalogue();

describe('a fault is said with its place', () => {
  it.each<[what: string, file: string, from: string, to: string, message: string]>([
    [
      'an unknown key, and which may be meant',
      INDICATOR,
      'owner:',
      '▸onwer: X\nowner:',
      '"onwer" is not a key that can stand here; did you mean "owner"?',
    ],
    [
      'an unknown key further in',
      INDICATOR,
      "  where: kind = 'complaint'",
      "  ▸were: kind = 'complaint'",
      '"were" is not a key that can stand here',
    ],
    [
      'a count told as points',
      INDICATOR,
      'owner:',
      '▸told_as: points\nowner:',
      '"told_as": only a percentage is told as points, and only a score as a rank',
    ],
    [
      'a number of events that is said as a percentage',
      INDICATOR,
      'unit: count',
      '▸unit: percent',
      '"unit" of a measure of kind count must be one of: count',
    ],
    [
      'a share that is said as a number',
      INDICATOR,
      'unit: count\npolarity: lower_is_better\nmeasure:\n  kind: count',
      "▸unit: count\npolarity: lower_is_better\nmeasure:\n  kind: proportion\n  numerator: agency = 'health'",
      '"unit" of a measure of kind proportion must be one of: percent',
    ],
    [
      'a percentage for each hundred',
      RATE,
      'unit: rate\npolarity: lower_is_better\nmeasure:\n  kind: rate\n  extract: exclusions\n  date: started_on\n  per',
      'unit: percent\npolarity: lower_is_better\nmeasure:\n  kind: rate\n  extract: exclusions\n  date: started_on\n  ▸per',
      'a percentage is per 1: its figures are fractions, as 0.6 for 60%',
    ],
    ['a missing key', INDICATOR, 'owner: Head of Service\n', '', '"owner" is missing'],
    [
      'a missing key further in',
      INDICATOR,
      'measure:\n  kind: count\n  extract: complaints\n',
      '▸measure:\n  kind: count\n',
      '"measure.extract" is missing',
    ],
    [
      'a wrong type',
      INDICATOR,
      'grains: [month, calendar_year]',
      '▸grains: month',
      '"grains": must be a list, as in [month, quarter]',
    ],
    [
      'a text for a number',
      INDICATOR,
      'value: 530,',
      '▸value: 90%,',
      '"baseline.value": must be a number, as in 12 or 0.9',
    ],
    [
      'a number out of bounds',
      PARTNERSHIP,
      '      - 0\n      - 1',
      '      - 0\n      - ▸9',
      '"areas.1.tile.1": must be 7 or less',
    ],
    [
      'neither a day nor a month',
      INDICATOR,
      'owner:',
      'events:\n  - ▸on: September 2025\n    what: An inspection\nowner:',
      '"events.0.on": write a day as 2025-04-30, or a month as 2025-04',
    ],
    [
      'a file without anything in it',
      INDICATOR,
      COMPLAINTS,
      '▸# Nothing yet\n',
      'the file: must be keys with their values, as in "title: New plans"',
    ],
    [
      'a word that is none of those allowed',
      INDICATOR,
      'tier: headline',
      '▸tier: top',
      '"tier" must be one of: headline, core, supporting',
    ],
    [
      'a kind of measure that there is not',
      INDICATOR,
      '  kind: count',
      '  ▸kind: counts',
      '"measure.kind" must be one of: count, sum, proportion, rate, mean, median, percentile, stock, gap, ratio, growth, rank, published',
    ],
    [
      'a day that is none',
      INDICATOR,
      'review_by: 2027-03-31',
      '▸review_by: March 2027',
      '"review_by": write a day as 2025-04-30',
    ],
    [
      'an empty text',
      INDICATOR,
      'phrase: complaints were received',
      '▸phrase: " "',
      '"phrase": must not be empty',
    ],
    [
      'a tile at a grain that the indicator has not',
      INDICATOR,
      'tile_grain: month',
      '▸tile_grain: quarter',
      '"quarter" is not among the indicator’s grains',
    ],
    [
      'an extract that there is not',
      INDICATOR,
      '  extract: complaints',
      '  ▸extract: complaint',
      'there is no extract "complaint"; did you mean "complaints"?',
    ],
    [
      'a date column that there is not',
      INDICATOR,
      '  date: received_on',
      '  ▸date: recieved_on',
      '"recieved_on" is not a column of complaints; did you mean "received_on"?',
    ],
    [
      'a date column that is no date',
      INDICATOR,
      '  date: received_on',
      '  ▸date: theme',
      '"theme" of complaints is not a date',
    ],
    [
      'a column in an expression',
      INDICATOR,
      "  where: kind = 'complaint'",
      "  ▸where: kindd = 'complaint'",
      '"where" uses "kindd", which is no column of the extract; did you mean "kind"?',
    ],
    [
      'a bee that flew in from nowhere',
      INDICATOR,
      'bees: [be-happy]',
      'bees: [▸be-hapy]',
      '"be-hapy" is not one of the partnership’s bees; did you mean "be-happy"?',
    ],
    [
      'an item of a framework that the partnership has not',
      INDICATOR,
      'bees: [be-happy]',
      '▸ambitions: [tailoring]',
      'the partnership has no framework "ambitions": partnership.yaml says which it has',
    ],
    [
      'a key of a benchmark, by the kind of benchmark that it is most like',
      INDICATOR,
      'owner:',
      'benchmarks:\n  - extract: pupils\n    numerator: headcount\n    ▸comparator: [england]\nowner:',
      '"comparator" is not a key that can stand here',
    ],
    [
      'a breakdown by a column that there is not',
      INDICATOR,
      'bees: [be-happy]',
      'breakdowns: [agency, ▸themes]',
      '"themes" is not a column of complaints; did you mean "theme"?',
    ],
    [
      'an order of indicators that names one that there is not',
      PARTNERSHIP,
      'calendar:',
      'order: [complaints, ▸suspension]\ncalendar:',
      'there is no indicator "suspension"; did you mean "suspensions"?',
    ],
    [
      'a target before its baseline',
      INDICATOR,
      '  - by: 2025-04',
      '  - ▸by: 2022-01',
      'the target is dated before the end of its baseline; it must be 2023-04 or later',
    ],
    [
      'a target in the middle of its baseline',
      INDICATOR,
      '  - by: 2025-04',
      '  - ▸by: 2023-03',
      'the target is dated before the end of its baseline; it must be 2023-04 or later',
    ],
    [
      'a change without a baseline',
      INDICATOR,
      'baseline: { period: FY2022, value: 530, source: A plan }\ntargets:\n  - by: 2025-04\n    change',
      'targets:\n  - by: 2025-04\n    ▸change',
      'a target that is a change needs a baseline to change from',
    ],
    [
      'a target that is both a value and a change',
      INDICATOR,
      'targets:\n  - by: 2025-04',
      'targets:\n  - ▸by: 2025-04\n    value: 3',
      '"targets.0": say value, change or range, one of the three',
    ],
    [
      'a head count from an extract that there is not',
      RATE,
      '    extract: pupils',
      '    ▸extract: pupil',
      'there is no extract "pupil"; did you mean "pupils"?',
    ],
    [
      'a head count that there is not',
      RATE,
      '    sum: headcount',
      '    ▸sum: head_count',
      '"head_count" is not a column of pupils; did you mean "headcount"?',
    ],
    [
      'a head count that is a text',
      RATE,
      '    sum: headcount',
      '    ▸sum: phase',
      '"phase" of pupils is neither a number nor true or false',
    ],
    [
      'a condition on a head count',
      RATE,
      '    sum: headcount',
      "    sum: headcount\n    ▸where: sen = 'K'",
      '"where" uses "sen", which is no column of the extract',
    ],
    [
      'a key column of an extract',
      EXTRACT,
      'primaryKey: [contact_id]',
      'primaryKey: [▸contact]',
      '"contact" is not a column of complaints; did you mean "contact_id"?',
    ],
    [
      'an extract whose newest row of a key wins, and that has no key',
      EXTRACT,
      'supersede: key',
      '▸supersede: key',
      'an extract of which the newest row of a key wins needs a primaryKey',
    ],
    [
      'a period column of an extract',
      EXTRACT,
      'period: [received_on, responded_on]',
      'period: [received_on, ▸respond_on]',
      '"respond_on" is not a column of complaints; did you mean "responded_on"?',
    ],
    [
      'an expression of an extract',
      EXTRACT,
      "  days_to_respond: date_diff('day', received_on, responded_on)",
      "  ▸days_to_respond: date_diff('day', received_on, answered)",
      '"days_to_respond" uses "answered", which is no column of the extract',
    ],
    [
      'a check of an extract',
      EXTRACT,
      '  - expression: responded_on >= received_on',
      '  - ▸expression: responded_on >= recieved_on',
      'the check uses "recieved_on", which is no column of the extract; did you mean "received_on"?',
    ],
    [
      'the column that a check names',
      EXTRACT,
      '    column: responded_on',
      '    ▸column: respond_on',
      '"respond_on" is not a column of complaints; did you mean "responded_on"?',
    ],
    [
      'an extract by another name than its file’s',
      EXTRACT,
      'name: complaints\n',
      '▸name: complaint\n',
      '"complaint" must be the file’s own name',
    ],
  ])('%s', async (...given) => {
    const [, file, from, to, message] = given;
    const place = await change(file, from, to);
    if (message.endsWith('needs a primaryKey')) {
      await write(file, textOf(file).replace('primaryKey: [contact_id]\n', ''));
    }
    const marked = to.includes('▸') ? place : `${file}:1:1`;
    expect(await faults()).toContain(`${marked} ${message}`);
  });

  it('YAML that is none', async () => {
    const place = await change(INDICATOR, 'grains: [month, calendar_year]\n', 'grains: [month\n▸');
    expect(await faults()).toEqual([expect.stringMatching(new RegExp(`^${place} is not valid YAML: `))]);
  });

  it('a text with a colon in it, and what to do', async () => {
    const place = await change(INDICATOR, 'definition: The', 'definition: ▸Complaints: the');
    expect(await faults()).toEqual([
      expect.stringMatching(
        `^${place} is not valid YAML: .*; a text with a colon in it needs quotation marks`,
      ),
    ]);
  });

  it('a key that stands there twice', async () => {
    const place = await change(INDICATOR, 'owner:', 'tier: core\nowner:');
    expect(place).toBeDefined();
    expect(await faults()).toEqual([
      expect.stringMatching(/complaints\.yaml:\d+:1 is not valid YAML: Map keys must be unique/),
    ]);
  });

  it('an area that is named twice', async () => {
    const place = await change(
      PARTNERSHIP,
      '  - id: dspl-2\n    name: South',
      '  - ▸id: dspl-2\n    name: D.S.P.L. 1',
    );
    expect(await faults()).toEqual([`${place} "dspl-2" and "dspl-1" share the name "dspl1"`]);
  });

  it('a folder or a file that is not there', async () => {
    const bare = await testPartnership({});
    await rm(bare.path('testshire/indicators'), { recursive: true });
    await rm(bare.path('testshire/partnership.yaml'));
    const error = await loadCatalogue(bare.folder).catch((reason: unknown) => reason);
    expect(String(error)).toMatch(/testshire\/indicators:1:1 is missing: the catalogue needs this folder/);
    expect(String(error)).toMatch(/partnership\.yaml:1:1 is missing or cannot be read/);
    await rm(bare.path('testshire'), { recursive: true });
    await expect(loadCatalogue(bare.folder)).rejects.toThrow(
      /^The catalogue has a fault:\n\S*testshire:1:1 is not there: WAGGLE_PARTNERSHIP, or config\.partnership/,
    );
  });
});

describe('faults are reported all at once, and nothing half-loads', () => {
  it('of one file', async () => {
    await change(INDICATOR, 'tier: headline\nunit: count', 'tier: top\nunit: pieces');
    expect(await faults()).toEqual([
      `${INDICATOR}:5:1 "tier" must be one of: headline, core, supporting`,
      expect.stringMatching(`^${INDICATOR}:6:1 "unit" must be one of: percent, count, `),
    ]);
  });

  it('of one file, those in words and those in names', async () => {
    await change(
      INDICATOR,
      COMPLAINTS,
      COMPLAINTS.replace('tier: headline\nunit: count', 'teir: headline\nunit: pieces')
        .replace('lower_is_better', 'lower')
        .replace('date: received_on', 'date: recieved_on')
        .replace('[month, calendar_year]', '[month, fortnight]')
        .replace('[be-happy]', '[be-hapy]')
        .replace('by: 2025-04', 'by: 2022-01'),
    );
    expect((await faults()).map((fault) => fault.replace(`${INDICATOR}:`, ''))).toEqual([
      '1:1 "tier" must be one of: headline, core, supporting',
      expect.stringMatching(/^6:1 "unit" must be one of: percent, count, /),
      '7:1 "polarity" must be one of: higher_is_better, lower_is_better, neither',
      expect.stringMatching(/^13:17 "grains.1" must be one of: week, month, /),
      '5:1 "teir" is not a key that can stand here; did you mean "tier"?',
      '11:3 "recieved_on" is not a column of complaints; did you mean "received_on"?',
      '15:8 "be-hapy" is not one of the partnership’s bees; did you mean "be-happy"?',
      '18:5 the target is dated before the end of its baseline; it must be 2023-04 or later',
    ]);
  });

  it.each([
    ['measure', '  date: received_on', '  dates: received_on', 2],
    ['baseline', 'value: 530', 'valeu: 530', 2],
    ['grains', '[month, calendar_year]', '[months, calendar_year]', 1],
    ['unit', 'unit: count', 'unit: pieces', 1],
  ])(
    'of a file that has one in its %s nothing is said that is another’s fault',
    async (_key, from, to, most) => {
      await change(INDICATOR, from, to);
      expect(await faults()).toHaveLength(most);
    },
  );

  it('of several files, those in names and expressions too', async () => {
    await change(INDICATOR, 'bees: [be-happy]', 'bees: [be-hapy]');
    await change(RATE, '    sum: headcount', '    sum: heads');
    await change(EXTRACT, 'primaryKey: [contact_id]', 'primaryKey: [contact]');
    expect((await faults()).map((fault) => fault.split(':')[0]).sort()).toEqual([EXTRACT, INDICATOR, RATE]);
  });

  it('and an indicator is not blamed for what is wrong in its extract', async () => {
    await change(EXTRACT, 'due: 10', 'due: soon');
    expect(await faults()).toEqual([expect.stringMatching(`^${EXTRACT}:\\d+:1 "due": `)]);
  });

  it('and what names an indicator or the terms is not blamed for what is wrong in their files', async () => {
    await change(PARTNERSHIP, 'calendar:', 'order: [complaints]\ncalendar:');
    const grown = textOf(RATE).replace(
      /measure:[\s\S]*grains: \[/,
      'measure: { kind: gap, of: complaints, less: complaints }\ngrains: [term, ',
    );
    await write(RATE, grown.replace('tile_grain: month\n', ''));
    onTestFinished(() => write(RATE, textOf(RATE)));
    await change(INDICATOR, 'tier: headline', 'tier: top');
    await write('testshire/calendar.yaml', 'terms: []\n');
    onTestFinished(() => remove('testshire/calendar.yaml'));
    expect(await faults()).toEqual([
      `${INDICATOR}:5:1 "tier" must be one of: headline, core, supporting`,
      'testshire/calendar.yaml:1:1 "terms" must not be empty',
    ]);
  });

  it('a partnership without a framework, by which its report would be', async () => {
    const text = textOf(PARTNERSHIP);
    await write(PARTNERSHIP, text.replace(/frameworks:\n( .*\n)+/, 'frameworks: {}\n'));
    onTestFinished(() => write(PARTNERSHIP, text));
    expect(await faults()).toContainEqual(
      expect.stringMatching(/:1 there must be at least one of: bees, ambitions, improvement, outcomes$/),
    );
  });

  it('though the partnership’s own file cannot be read', async () => {
    await change(PARTNERSHIP, 'region: East of England\n', '');
    await change(INDICATOR, 'bees: [be-happy]', 'bees: [be-hapy]');
    expect(await faults()).toEqual([
      `${PARTNERSHIP}:1:1 "region" is missing`,
      `${INDICATOR}:15:8 "be-hapy" is not one of the partnership’s bees; did you mean "be-happy"?`,
    ]);
    await change(PARTNERSHIP, 'title: Outcome Bees', 'titel: Outcome Bees');
    expect(await faults()).toEqual([
      expect.stringMatching(`^${PARTNERSHIP}:\\d+:\\d+ "frameworks.bees.title" is missing`),
      expect.stringMatching(`^${PARTNERSHIP}:\\d+:\\d+ "titel" is not a key that can stand here`),
    ]);
  });

  it('in one message, a line for each', async () => {
    await change(INDICATOR, 'tier: headline\nunit: count', 'tier: top\nunit: pieces');
    const error = await load().catch((reason: unknown) => reason);
    expect(String(error)).toMatch(
      /^CatalogueError: The catalogue has 2 faults:\n\S+:5:1 "tier" .*\n\S+:6:1 "unit" /,
    );
  });
});
