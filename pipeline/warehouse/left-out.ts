import { quoted } from '../../indicators/expressions.ts';
import type { Extract } from '../../indicators/extract-schema.ts';
import { activeFeedings } from './facts.ts';
import { type Feeding, filled, joinedRows, rowFaults } from './feeds.ts';
import type { Warehouse } from './warehouse.ts';

/** What was sent to be part of another extract's facts and is not, in sentences. Own rows that came first are no loss. */
export async function leftOut(warehouse: Warehouse, extracts: Extract[]): Promise<string[]> {
  const lines: string[] = [];
  for (const feeding of await activeFeedings(warehouse, extracts)) {
    lines.push(...(await unsound(warehouse, feeding)), ...(await unjoined(warehouse, feeding)));
  }
  return lines;
}

async function unsound(warehouse: Warehouse, feeding: Feeding): Promise<string[]> {
  const { fed, main } = feeding;
  const faults = rowFaults(fed);
  const counters = faults.map(({ fails }, index) => `count(*) FILTER (${fails})::INTEGER AS n${index}`);
  const [counts] = await warehouse.rows(
    `SELECT ${counters.join(', ')} FROM (${joinedRows(feeding, `facts.${quoted(main.name)}`)}) AS joined
     ANTI JOIN facts.${quoted(fed.name)} USING (${keyOf(fed)})`,
  );
  return faults.flatMap(({ why }, index) => {
    const count = Number(counts?.[`n${index}`] ?? 0);
    return count > 0 ? [`${rowsOf(count, main)} not counted in ${fed.name}. ${why}`] : [];
  });
}

/** Rows of a key that the main feeder does not have. */
async function unjoined(warehouse: Warehouse, { fed, main, others }: Feeding): Promise<string[]> {
  const lines: string[] = [];
  for (const feeder of others) {
    const [row] = await warehouse.rows(
      `SELECT count(*)::INTEGER AS count FROM (SELECT ${filled(feeder, fed)} FROM facts.${quoted(feeder.name)}) AS other
       ANTI JOIN (SELECT ${filled(main, fed)} FROM facts.${quoted(main.name)}) AS main USING (${keyOf(fed)})
       ANTI JOIN facts.${quoted(fed.name)} AS fed USING (${keyOf(fed)})`,
    );
    const count = Number(row?.count ?? 0);
    if (count > 0) {
      const why = `${main.name} has nothing of the same ${fed.primaryKey.join(' and ')}.`;
      lines.push(`${rowsOf(count, feeder)} not counted in ${fed.name}: ${why}`);
    }
  }
  return lines;
}

function keyOf({ primaryKey }: Extract): string {
  return primaryKey.map(quoted).join(', ');
}

function rowsOf(count: number, { name }: Extract): string {
  return count === 1 ? `1 row of ${name} is` : `${count} rows of ${name} are`;
}
