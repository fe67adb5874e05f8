import type { ComponentChildren } from 'preact';

interface Column {
  head: string;
  /** Figures are aligned to the right, so that their digits stand under one another. */
  figure?: boolean;
}

interface DataTableProps {
  caption: string;
  columns: Column[];
  /** The first cell of a row is its header. */
  rows: { key: string; cells: ComponentChildren[] }[];
  captionHidden?: boolean;
}

/** A table that scrolls sideways in a frame of its own when the screen is narrower than it. A column that says nothing in
 *  any row is left out. */
export function DataTable({ caption, columns, rows, captionHidden = false }: DataTableProps) {
  const said = columns.flatMap((column, index) =>
    rows.length === 0 || rows.some(({ cells }) => cells[index] !== '') ? [{ ...column, index }] : [],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section class="table-frame" tabIndex={0} aria-label={caption}>
      <table class="govuk-table">
        <caption class={captionHidden ? 'hidden' : 'govuk-table__caption govuk-table__caption--s'}>
          {caption}
        </caption>
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {said.map(({ head, figure }) => (
              <th key={head} scope="col" class={classOf('header', figure)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {rows.map(({ key, cells }) => (
            <tr key={key} class="govuk-table__row">
              {said.map((column) => bodyCell(cells[column.index], column))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function bodyCell(cell: ComponentChildren, { index, figure }: Column & { index: number }) {
  if (index === 0)
    return (
      <th key={index} scope="row" class="govuk-table__header">
        {cell}
      </th>
    );
  return (
    <td key={index} class={classOf('cell', figure)}>
      {cell}
    </td>
  );
}

function classOf(part: 'header' | 'cell', figure = false): string {
  return `govuk-table__${part}${figure ? ` govuk-table__${part}--numeric` : ''}`;
}
