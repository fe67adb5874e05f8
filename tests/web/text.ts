/** The text of a page, without its marks. */
export function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

/** The text of a page's table whose caption begins so. */
export function tableText(page: string, caption: string): string {
  const table =
    page.split(/<table[^>]*>/).find((part) => part.replace(/^<caption[^>]*>/, '').startsWith(caption)) ?? '';
  return textOf(table.split('</table>')[0] ?? '');
}
