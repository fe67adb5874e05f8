import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { unplaced } from './areas.ts';
import { type Checker, openChecker } from './checker.ts';
import { extractSchema } from './extract-schema.ts';
import { SOUND_INDICATOR, SOUND_PARTNERSHIP } from './in-part.ts';
import type { Measure, Operand, WrittenMeasure } from './measure-schema.ts';
import { calendarSchema, partnershipSchema } from './partnership-schema.ts';
import { planSchema } from './plan-schema.ts';
import { derivedFaults } from './references/extracts.ts';
import { crossCheck } from './references/references.ts';
import {
  type Catalogue,
  type Indicator,
  indicatorSchema,
  type Target,
  type WrittenIndicator,
} from './schema.ts';
import { type Fault, idOf, readAll, readSource, type Source, shown } from './source.ts';
import { boundViews, readViews } from './views.ts';

/** Every fault of the catalogue at once; nothing is loaded. */
export class CatalogueError extends Error {
  readonly faults: Fault[];

  constructor(faults: Fault[]) {
    const lines = faults.map((fault) => `${fault.file}:${fault.line}:${fault.column} ${fault.message}`);
    super(
      `The catalogue has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${lines.join('\n')}`,
    );
    this.name = 'CatalogueError';
    this.faults = faults;
  }
}

/** A catalogue that was sound, and the state of all its files at the time. */
const sound = new Map<string, { state: string; catalogue: Catalogue }>();

/** Reads a partnership's folder and the extracts beside it, or throws a CatalogueError that names every fault. Files that
 *  have not changed since they were read are not read again: a schedule asks every few minutes. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const state = await stateOf([folder, join(dirname(folder), 'extracts')]);
  const known = sound.get(folder);
  if (known?.state === state) return known.catalogue;
  const checker = await openChecker();
  try {
    const catalogue = await checked(folder, checker);
    sound.set(folder, { state, catalogue });
    return catalogue;
  } finally {
    checker.close();
  }
}

/** Every file's name, size, and when it was last written or put there. */
async function stateOf(folders: string[]): Promise<string> {
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      return Promise.all(
        names.sort().map(async (name) => {
          const { size, mtimeMs, ctimeMs, ino } = await stat(join(folder, name));
          return [name, size, mtimeMs, ctimeMs, ino].join(' ');
        }),
      );
    }),
  );
  return files.flat().join('\n');
}

async function checked(folder: string, checker: Checker): Promise<Catalogue> {
  if (!existsSync(folder)) throw new CatalogueError([noFolder(folder)]);
  const faults: Fault[] = [];
  const extracts = await readAll(join(dirname(folder), 'extracts'), extractSchema, faults);
  faults.push(...(await derivedFaults(extracts, checker)));
  const unread = faults.map(({ file }) => idOf(file));
  const indicators = await readAll(join(folder, 'indicators'), indicatorSchema, faults, SOUND_INDICATOR);
  const path = join(folder, 'partnership.yaml');
  const partnership = await readSource(path, partnershipSchema, faults, SOUND_PARTNERSHIP);
  const calendar = await readIfThere(join(folder, 'calendar.yaml'), calendarSchema, faults);
  const plan = await readIfThere(join(folder, 'milestones.yaml'), planSchema, faults);
  const readable = extracts.map(contentOf).filter(({ name }) => !unread.includes(name));
  const views = await boundViews(await readViews(folder), readable, unread, checker, faults);
  const ids = [...indicators, ...faults].map(({ file }) => idOf(file));
  const hasTerms = existsSync(join(folder, 'calendar.yaml'));
  const sources = { partnership, calendar, hasTerms, plan, extracts, unread, indicators, ids, views };
  faults.push(...(await crossCheck(sources, checker)));
  if (faults.length > 0 || !partnership) throw new CatalogueError(faults);
  const hasLocalities = partnership.value.areas.length > 0;
  return {
    partnership: partnership.value,
    terms: calendar?.value.terms ?? [],
    plan: plan?.value ?? null,
    views: [...views.values()].filter((view) => view !== null),
    extracts: extracts.map(contentOf).map((extract) => (hasLocalities ? extract : unplaced(extract))),
    indicators: inOrder(resolvedIndicators(indicators), partnership.value.order),
  };
}

function noFolder(folder: string): Fault {
  const message =
    'is not there: WAGGLE_PARTNERSHIP, or config.partnership in package.json, names the folder of a partnership';
  return { file: shown(folder), line: 1, column: 1, message };
}

function contentOf<T>({ value }: Source<T>): T {
  return value;
}

async function readIfThere<S extends z.ZodType>(path: string, schema: S, faults: Fault[]) {
  return existsSync(path) ? readSource(path, schema, faults) : null;
}

function resolvedIndicators(sources: Source<WrittenIndicator>[]): Indicator[] {
  const written = new Map(sources.map(({ file, value }) => [idOf(file), value]));
  return [...written].map(([id, value]) => resolved(id, value, written));
}

function inOrder(indicators: Indicator[], order: string[]): Indicator[] {
  const place = ({ id }: Indicator) => (order.includes(id) ? order.indexOf(id) : order.length);
  return indicators.sort((one, other) => place(one) - place(other) || one.id.localeCompare(other.id));
}

/** An indicator with its relative targets worked out from its baseline, and its measure's operands in place. */
function resolved(
  id: string,
  { targets, tile_grain, measure, ...rest }: WrittenIndicator,
  written: Written,
): Indicator {
  const baseline = rest.baseline?.value ?? Number.NaN;
  return {
    ...rest,
    id,
    measure: resolvedMeasure(id, measure, written),
    tile_grain: tile_grain ?? rest.grains[0] ?? 'month',
    targets: targets.map(({ value, change, range, ...target }): Target => {
      const limit = rest.polarity === 'lower_is_better' ? range?.[1] : range?.[0];
      return {
        by: target.by,
        value: value ?? limit ?? changed(baseline, change ?? 0, rest.unit),
        ...(range && { range }),
        source: target.source,
        ...(target.note && { note: target.note }),
      };
    }),
  };
}

type Written = ReadonlyMap<string, WrittenIndicator>;

function resolvedMeasure(id: string, measure: WrittenMeasure, written: Written): Measure {
  const operand = (one: Operand): Measure => {
    if (typeof one !== 'string') return one;
    const other = written.get(one);
    if (!other) throw new Error(`There is no indicator ${one}.`);
    return resolvedMeasure(one, other.measure, written);
  };
  switch (measure.kind) {
    case 'gap':
      return { kind: 'gap', of: operand(measure.of), less: operand(measure.less) };
    case 'ratio':
      return {
        ...measure,
        numerator: operand(measure.numerator),
        denominator: operand(measure.denominator),
      };
    case 'growth':
      return { kind: 'growth', of: operand(measure.of) };
    case 'published':
      return {
        ...{ kind: 'published', measure: measure.measure ?? id },
        ...(measure.counts_people === false && { counts_people: false as const }),
        ...(measure.share === false && { share: false as const }),
      };
    default:
      return measure;
  }
}

/** A count is of whole people: a fall of 50% from 367 means 183 or fewer, a rise of 20% from 207 means 249 or more. */
function changed(baseline: number, change: number, unit: WrittenIndicator['unit']): number {
  const exact = Number((baseline * (1 + change)).toFixed(9));
  if (unit !== 'count') return exact;
  return change < 0 ? Math.floor(exact) : Math.ceil(exact);
}
