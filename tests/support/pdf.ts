import { inflateSync } from 'node:zlib';

/** Reads back a PDF that Chromium has printed: what each page says, and where its headings are. */

export interface ReadPdf {
  /** The text of each page. */
  pages: string[];
  /** The outline: every heading, the page it is on from 1, and how far above the page's lower edge, in points. */
  headings: { title: string; page: number; above: number }[];
  /** What each figure says to those who cannot see it; blank where it says nothing. */
  figures: string[];
  catalog: string;
  title: string;
}

type Objects = Map<string, string>;

export function readPdf(pdf: Buffer): ReadPdf {
  const objects = objectsOf(pdf.toString('latin1'));
  const catalog = bodyWith(objects, '/Type /Catalog');
  const pages = pagesUnder(objects, /\/Pages (\d+)/.exec(catalog)?.[1] ?? '');
  return {
    pages: pages.map((id) => textOf(objects, id)),
    headings: headingsOf(objects, pages),
    figures: figuresIn(objects),
    catalog,
    title: textString(
      /\/Title (\([\s\S]*?[^\\]\)|<[0-9A-F]*>)\n\/Creator/.exec([...objects.values()].join('\n'))?.[1] ?? '',
    ),
  };
}

function objectsOf(text: string): Objects {
  const parts = text.split(/(?:^|\n)(?=\d+ 0 obj\n)/);
  return new Map(
    parts.map((part) => [/^(\d+) 0 obj/.exec(part)?.[1] ?? '', part.replace(/\nendobj[\s\S]*$/, '')]),
  );
}

function bodyWith(objects: Objects, words: string): string {
  return [...objects.values()].find((body) => body.includes(words)) ?? '';
}

function pagesUnder(objects: Objects, id: string): string[] {
  const kids = /\/Kids \[([^\]]*)\]/.exec(objects.get(id) ?? '')?.[1];
  return kids === undefined
    ? [id]
    : [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => pagesUnder(objects, kid));
}

function headingsOf(objects: Objects, pages: string[]): ReadPdf['headings'] {
  const entry = /\/Title (\([\s\S]*?[^\\]\)|<[0-9A-F]*>)\n\/Dest \[(\d+) 0 R \/XYZ \S+ (\S+) 0\]/;
  return [...objects.values()].flatMap((body) => {
    const [, title = '', page = '', above = ''] = entry.exec(body) ?? [];
    return title === ''
      ? []
      : [{ title: textString(title), page: pages.indexOf(page) + 1, above: Number(above) }];
  });
}

function figuresIn(objects: Objects): string[] {
  const said = /\/Alt (\([\s\S]*?[^\\]\)|<[0-9A-F]*>)/;
  const figures = [...objects.values()].filter((body) => body.includes('/S /Figure\n'));
  return figures.map((body) => textString(said.exec(body)?.[1] ?? '()'));
}

function textString(written: string): string {
  const bytes = written.startsWith('<')
    ? Buffer.from(written.slice(1, -1), 'hex')
    : Buffer.from(
        written
          .slice(1, -1)
          .replaceAll(/\\(\d{3}|.)/g, (_, one: string) =>
            one.length === 3 ? String.fromCharCode(Number.parseInt(one, 8)) : one,
          ),
        'latin1',
      );
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString('utf16le')
    : bytes.toString('latin1');
}

function streamOf(objects: Objects, id: string): string {
  const body = objects.get(id) ?? '';
  const start = body.indexOf('stream\n');
  if (start < 0) return '';
  const end = body.lastIndexOf('\nendstream');
  return inflateSync(Buffer.from(body.slice(start + 'stream\n'.length, end), 'latin1')).toString('latin1');
}

/** Letters are numbers of a font's pictures; each font tells which letters they stand for. */
function textOf(objects: Objects, page: string): string {
  const body = objects.get(page) ?? '';
  const fonts = new Map(
    [...body.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id = '']) => [
      name,
      lettersOf(streamOf(objects, /\/ToUnicode (\d+)/.exec(objects.get(id) ?? '')?.[1] ?? '')),
    ]),
  );
  const content = streamOf(objects, /\/Contents (\d+)/.exec(body)?.[1] ?? '');
  let letters = new Map<number, string>();
  let text = '';
  for (const [, font, begins, glyphs = ''] of content.matchAll(/\/(F\d+) \S+ Tf|(\bTm\b)|<([0-9A-F]+)>/g)) {
    if (font) letters = fonts.get(font) ?? new Map();
    if (begins) text += ' ';
    for (const glyph of glyphs.match(/.{4}/g) ?? []) text += letters.get(Number.parseInt(glyph, 16)) ?? '';
  }
  return text.replaceAll(/\s+/g, ' ').trim();
}

function lettersOf(cmap: string): Map<number, string> {
  const letters = new Map<number, string>();
  const hex = (text = '') => Number.parseInt(text, 16);
  for (const [, list = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, letter = ''] of list.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(hex(glyph), Buffer.from(letter, 'hex').swap16().toString('utf16le'));
  for (const [, list = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from, to, letter] of list.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g))
      for (let glyph = hex(from); glyph <= hex(to); glyph++)
        letters.set(glyph, String.fromCharCode(hex(letter) + glyph - hex(from)));
  return letters;
}
