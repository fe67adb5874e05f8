/** The rows of a chart's layer, by the layer's name. */
export function rowsIn(spec: object, name: string): Record<string, unknown>[] {
  const { layer = [] } = spec as {
    layer?: { name?: string; data?: { values: Record<string, unknown>[] } }[];
  };
  return layer.find((one) => one.name === name)?.data?.values ?? [];
}

/** The rows of a layer in each of the pictures that stand side by side, by the beginning of the layer's name. */
export function panelRows(spec: object, start: string): Record<string, unknown>[][] {
  const { concat = [] } = spec as {
    concat?: { layer: { name?: string; data?: { values: Record<string, unknown>[] } }[] }[];
  };
  return concat.map(({ layer }) => layer.find(({ name }) => name?.startsWith(start))?.data?.values ?? []);
}

/** What the pictures that stand side by side are called. */
export function panelTitles(spec: object): string[] {
  const { concat = [] } = spec as { concat?: { layer: { mark?: { text?: string | string[] } }[] }[] };
  return concat.map(({ layer }) =>
    layer.flatMap(({ mark }) => (Array.isArray(mark?.text) ? mark.text : [])).join(' '),
  );
}
