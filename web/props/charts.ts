/** The charts that `/charts/:indicator` can draw. */
export const CHART_KINDS = ['trend', 'areas', 'area-trends', 'breakdown', 'breakdown-trends'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** Drawn for each width, so that letters are never smaller than 14 px: for a whole page, for a column of it, for a phone,
 *  and low, for a pack on paper. Only pictures side by side use the whole page. */
export const CHART_SIZES = ['wide', 'narrow', 'full', 'paper'] as const;
export type ChartSize = (typeof CHART_SIZES)[number];
