import type { TopLevelSpec } from 'vega-lite';

/** The parts of Vega-Lite that charts are made of. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

export type Row = Record<string, string | number | boolean | null>;
