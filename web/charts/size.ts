import type { TopLevelSpec } from 'vega-lite';
import type { Padding } from './theme.ts';

/** Vega-Lite gives pictures side by side no size of their own, so those carry it along. */
export function plotSize(spec: TopLevelSpec): { width: number; height: number } {
  const { width, height } = { ...spec, ...spec.usermeta } as { width: number; height: number };
  return { width, height };
}

/** How large a chart's picture is, its margins included. */
export function pictureSize(spec: TopLevelSpec): { width: number; height: number } {
  const { width, height } = plotSize(spec);
  const { left, right, top, bottom } = spec.padding as Padding;
  return { width: width + left + right, height: height + top + bottom };
}
