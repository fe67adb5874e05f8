/** Direct labels beside lines: wrapped, and moved apart until none touches another. */

export interface PlacedLabel {
  /** The middle of the label before and after moving, in pixels from the top. */
  at: number;
  height: number;
}

/** Middles of the labels, in the order given, moved as little as keeps them apart between top and bottom. */
export function spreadLabels(labels: PlacedLabel[], top: number, bottom: number): number[] {
  const order = labels.map((label, index) => ({ ...label, index })).sort((a, b) => a.at - b.at);
  let free = top;
  for (const label of order) {
    label.at = Math.max(label.at, free + label.height / 2);
    free = label.at + label.height / 2;
  }
  let limit = Math.max(bottom, top + order.reduce((sum, { height }) => sum + height, 0));
  for (const label of order.reverse()) {
    label.at = Math.min(label.at, limit - label.height / 2);
    limit = label.at - label.height / 2;
  }
  const middles = new Map(order.map(({ index, at }) => [index, at]));
  return labels.map((label, index) => middles.get(index) ?? label.at);
}

/** Words in lines of at most so many letters; a longer word is cut with an ellipsis. */
export function wrapText(text: string, letters: number, maxLines = 3): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cut(word, letters));
  }
  if (lines.length <= maxLines) return lines;
  return [...lines.slice(0, maxLines - 1), cut(`${lines[maxLines - 1] ?? ''}…`, letters)];
}

function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1))}…`;
}
