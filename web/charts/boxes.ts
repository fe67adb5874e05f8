/** Where words have room in a picture: boxes and lines, in pixels from the top left of the plot. */

export interface Spot {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A line through its spots; of one spot, a dot. */
export type Trace = Spot[];

export interface Obstacles {
  traces: Trace[];
  boxes: Box[];
}

/** How many pieces of lines, and how many words, a box would stand on; kept clear of by so many pixels. */
export function hits(box: Box, { traces, boxes }: Obstacles, clear = 3): number {
  const wide = {
    left: box.left - clear,
    right: box.right + clear,
    top: box.top - clear,
    bottom: box.bottom + clear,
  };
  const crossed = traces.reduce((sum, trace) => sum + legsAcross(wide, trace), 0);
  return crossed + boxes.filter((one) => overlap(box, one)).length;
}

function overlap(one: Box, other: Box): boolean {
  const aside = one.right <= other.left || other.right <= one.left;
  return !aside && one.top < other.bottom && other.top < one.bottom;
}

function legsAcross(box: Box, trace: Trace): number {
  return trace.filter((spot, index) => {
    const next = trace[index + 1] ?? spot;
    return spot.x <= next.x ? legCrosses(box, spot, next) : legCrosses(box, next, spot);
  }).length;
}

/** Whether the straight line between two spots, the left one first, meets a box. */
function legCrosses(box: Box, from: Spot, to: Spot): boolean {
  const [start, end] = [Math.max(from.x, box.left), Math.min(to.x, box.right)];
  if (start > end) return false;
  const slope = from.x === to.x ? null : (to.y - from.y) / (to.x - from.x);
  const heights = slope === null ? [from.y, to.y] : [start, end].map((x) => from.y + slope * (x - from.x));
  return Math.min(...heights) <= box.bottom && Math.max(...heights) >= box.top;
}

/** Boxes of a size next to a spot, the best first, within bounds: right of it, there somewhat lower or higher, above,
 *  below, left.
 *  @param away how far above and below, in pixels */
export function boxesNear({ x, y }: Spot, width: number, height: number, bounds: Box, away = 9): Box[] {
  const middle = Math.min(Math.max(x - width / 2, bounds.left), bounds.right - width);
  const corners = [
    [x + 10, y - height / 2],
    [x + 10, y + 1],
    [x + 10, y - height - 1],
    [middle, y - height - away],
    [middle, y + away],
    [x - 10 - width, y - height / 2],
  ] as const;
  const boxes = corners.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
  return boxes.filter((box) => isWithin(box, bounds));
}

function isWithin(box: Box, bounds: Box): boolean {
  return (
    box.left >= bounds.left &&
    box.right <= bounds.right &&
    box.top >= bounds.top &&
    box.bottom <= bounds.bottom
  );
}
