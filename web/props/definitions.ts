import type { Frame } from './frame.ts';

/** What of the definitions is shown: one of the three, or all. */
export interface DefinitionsFilter {
  q: string;
  letter: string | null;
  /** An item of the framework that the partnership leads with. */
  item: string | null;
}

export interface DefinitionsProps {
  frame: Frame;
  filter: DefinitionsFilter;
}
