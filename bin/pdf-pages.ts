interface PdfPages {
  pages: number;
  /** The page on which each anchor stands, from 1. */
  parts: Map<string, number>;
}

const OBJECT = /(?:^|\n)(\d+) 0 obj\n<<((?:(?!\nendobj)[\s\S])*?)>>(?=\nendobj)/g;

/** On which page of a PDF each of its named destinations is. Chromium writes the objects that say so as plain text; of a
 *  PDF that does not, nothing is known, and the contents have no page numbers. */
export function pagesOfParts(pdf: Buffer): PdfPages {
  const objects = new Map(
    [...pdf.toString('latin1').matchAll(OBJECT)].map(([, id, body]) => [id, body ?? '']),
  );
  const catalog = [...objects.values()].find((body) => body.includes('/Type /Catalog')) ?? '';
  const pages = pagesUnder(referenceAfter('/Pages', catalog), objects);
  const places = new Map(pages.map((id, index) => [id, index + 1]));
  const destinations = objects.get(referenceAfter('/Dests', catalog)) ?? '';
  const parts = [...destinations.matchAll(/\/([\w-]+) \[(\d+) 0 R /g)].flatMap(([, name = '', id = '']) => {
    const page = places.get(id);
    return page === undefined ? [] : [[name, page] as const];
  });
  return { pages: pages.length, parts: new Map(parts) };
}

/** The pages in their order, from a tree of them. */
function pagesUnder(id: string, objects: Map<string | undefined, string>): string[] {
  const body = objects.get(id);
  if (body === undefined) return [];
  if (!body.includes('/Type /Pages')) return [id];
  const [, kids = ''] = /\/Kids \[([^\]]*)\]/.exec(body) ?? [];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => pagesUnder(kid, objects));
}

function referenceAfter(key: string, body: string): string {
  return new RegExp(`${key} (\\d+) 0 R`).exec(body)?.[1] ?? '';
}
