import type { Layer, Row } from './spec.ts';
import { COLOURS, LINE_HEIGHT } from './theme.ts';
import type { Label } from './trendLabels.ts';
import type { Room } from './trendTraces.ts';

/** The names of the lines of a trend, drawn. */

const PIXELS = { type: 'quantitative' as const, scale: null };
/** Where the end of a line is next to its name, nothing needs to lead from one to the other. */
const NEAR = { across: 30, along: 7 };

/** Hairlines from the ends of lines to names that stand away from them: grey, lest they be taken for figures. */
export function leaderLayers(labels: Label[], { width }: Room): Layer[] {
  const rows = labels.flatMap(({ end, box }): Row[] => {
    const middle = (box.top + box.bottom) / 2;
    if (!end) return [];
    const isNear = box.left - end.x < NEAR.across && Math.abs(middle - end.y) < NEAR.along;
    const corner = { x: width + 1, y: end.y };
    return isNear
      ? []
      : [
          { ...end, toX: corner.x, toY: corner.y },
          { ...corner, toX: box.left - 3, toY: middle },
        ];
  });
  if (rows.length === 0) return [];
  return [
    {
      name: 'leaders',
      data: { values: rows },
      mark: { type: 'rule', color: COLOURS.leader, strokeWidth: 1 },
      encoding: {
        ...{ x: { field: 'x', ...PIXELS }, x2: { field: 'toX' } },
        ...{ y: { field: 'y', ...PIXELS }, y2: { field: 'toY' } },
      },
    },
  ];
}

/** In white first, somewhat larger, to stand out from what lies below. */
export function labelLayers(labels: Label[]): Layer[] {
  if (labels.length === 0) return [];
  const rows: Row[] = labels.map(({ lines, colour, bold, box }) => ({
    ...{ text: lines.join('\n'), colour, bold, x: box.left },
    y: (box.top + box.bottom - (lines.length - 1) * LINE_HEIGHT) / 2,
  }));
  return [true, false].flatMap((bold) => {
    const data = { values: rows.filter((row) => row.bold === bold) };
    const mark = {
      ...{ type: 'text' as const, align: 'left' as const, baseline: 'middle' as const, lineBreak: '\n' },
      fontWeight: bold ? ('bold' as const) : ('normal' as const),
    };
    const encoding = { x: { field: 'x', ...PIXELS }, y: { field: 'y', ...PIXELS }, text: { field: 'text' } };
    const color = { field: 'colour', scale: null };
    return data.values.length === 0
      ? []
      : [
          { data, mark: { ...mark, stroke: 'white', strokeWidth: 4 }, encoding },
          { name: bold ? 'labels-bold' : 'labels', data, mark, encoding: { ...encoding, color } },
        ];
  });
}
