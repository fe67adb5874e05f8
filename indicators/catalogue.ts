import { dirname, join } from 'node:path';
import { crossCheck } from './references.ts';
import {
  type Catalogue,
  extractSchema,
  type Indicator,
  indicatorSchema,
  partnershipSchema,
  type Target,
  type WrittenIndicator,
} from './schema.ts';
import { type Fault, idOf, readAll, readSource } from './source.ts';

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

/** Reads a partnership's folder and the extracts beside it, or throws a CatalogueError that names every fault. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const faults: Fault[] = [];
  const extracts = await readAll(join(dirname(folder), 'extracts'), extractSchema, faults);
  const unread = faults.map(({ file }) => idOf(file));
  const indicators = await readAll(join(folder, 'indicators'), indicatorSchema, faults);
  const partnership = await readSource(join(folder, 'partnership.yaml'), partnershipSchema, faults);
  faults.push(...(await crossCheck(partnership, extracts, unread, indicators)));
  if (faults.length > 0 || !partnership) throw new CatalogueError(faults);
  return {
    partnership: partnership.value,
    extracts: extracts.map((source) => source.value),
    indicators: inOrder(
      indicators.map(({ file, value }) => resolved(idOf(file), value)),
      partnership.value.order,
    ),
  };
}

function inOrder(indicators: Indicator[], order: string[]): Indicator[] {
  const place = ({ id }: Indicator) => (order.includes(id) ? order.indexOf(id) : order.length);
  return indicators.sort((one, other) => place(one) - place(other) || one.id.localeCompare(other.id));
}

/** An indicator with its relative targets worked out from its baseline. */
function resolved(id: string, { targets, tile_grain, ...rest }: WrittenIndicator): Indicator {
  const baseline = rest.baseline?.value ?? Number.NaN;
  return {
    ...rest,
    id,
    tile_grain: tile_grain ?? rest.grains[0] ?? 'month',
    targets: targets.map(({ value, change, ...target }): Target => {
      const absolute = value ?? changed(baseline, change ?? 0, rest.unit);
      return {
        by: target.by,
        value: absolute,
        source: target.source,
        ...(target.note && { note: target.note }),
      };
    }),
  };
}

/** A count is of whole people: a fall of 50% from 367 means 183 or fewer, a rise of 20% from 207 means 249 or more. */
function changed(baseline: number, change: number, unit: WrittenIndicator['unit']): number {
  const exact = Number((baseline * (1 + change)).toFixed(9));
  if (unit !== 'count') return exact;
  return change < 0 ? Math.floor(exact) : Math.ceil(exact);
}
