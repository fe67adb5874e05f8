import type { Catalogue } from '../indicators/schema.ts';
import type { Effects } from './effects.ts';
import type { Settings } from './settings.ts';
import type { PersonKey } from './stage/cells.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** What a file is inspected with. */
export interface Inspection {
  catalogue: Catalogue;
  warehouse: Warehouse;
  effects: Effects;
  key: PersonKey;
  workFolder: string;
}

/** What every stage of a run works with. */
export interface Workshop extends Inspection {
  settings: Settings;
  /** Where the damaged warehouse was put that this one takes the place of. */
  repaired: string | null;
}
