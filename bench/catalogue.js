import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';

const shipped = fileURLToPath(new URL('../indicators', import.meta.url));
const HERTFORDSHIRE = 'hertfordshire';
const OTHERS = ['herefordshire'];
/** What says where an indicator stands in a partnership’s own strategy. */
const OWN = ['bees', 'ambitions', 'improvement', 'actions', 'outcomes'];

/** Writes one partnership that has every indicator of all partnerships, and says how many and in which folder.
 * @param {string} folder */
export function writeCatalogue(folder) {
  const partnership = join(folder, HERTFORDSHIRE);
  cpSync(join(shipped, 'extracts'), join(folder, 'extracts'), { recursive: true });
  cpSync(join(shipped, HERTFORDSHIRE), partnership, { recursive: true });
  for (const other of OTHERS) {
    const views = join(shipped, other, 'views');
    if (existsSync(views)) cpSync(views, join(partnership, 'views'), { recursive: true, force: false });
    bringIndicators(join(shipped, other, 'indicators'), join(partnership, 'indicators'));
  }
  return { partnership, indicators: readdirSync(join(partnership, 'indicators')).length };
}

/** @param {string} from @param {string} to */
function bringIndicators(from, to) {
  for (const name of readdirSync(from).filter((one) => !existsSync(join(to, one)))) {
    const indicator = parse(readFileSync(join(from, name), 'utf8'));
    for (const key of OWN) delete indicator[key];
    writeFileSync(join(to, name), stringify(indicator));
  }
}
