import type { Grain, Point } from '../../indicators/series.ts';
import type { SpokenUnit } from '../../indicators/words.ts';
import { type Scale, tickLabels } from './scale.ts';
import { labelExpression, timeAxis } from './time.ts';

interface Plane {
  unit: SpokenUnit;
  grain: Grain;
  points: Point[];
  scale: Scale;
  from: number;
  to: number;
  /** For the names of the periods, in pixels. */
  width: number;
}

/** Time from left to right, the figure upwards: what all layers of a picture through time are drawn on. */
export function plane({ unit, grain, points, scale, from, to, width }: Plane) {
  const axis = timeAxis(grain, points, from, to, width);
  return {
    x: {
      field: 'x',
      type: 'quantitative' as const,
      scale: { domain: [from, to], nice: false, zero: false },
      axis: {
        title: null,
        grid: false,
        values: axis.values,
        labelExpr: labelExpression(axis),
        labelOverlap: false,
      },
    },
    y: {
      field: 'value',
      type: 'quantitative' as const,
      scale: { domain: [scale.min, scale.max], nice: false, zero: false },
      axis: {
        title: null,
        domain: false,
        ticks: false,
        values: scale.ticks,
        ...tickLabels(unit, scale),
      },
    },
  };
}
